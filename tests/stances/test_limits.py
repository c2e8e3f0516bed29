"""Rule 3: ceilings and floors."""

from datetime import date

from tests.stances.stories import moves, tell
from tracker.stances.values import Line


def standing(line: Line) -> list[str]:
    """The limits, in words."""
    return [
        f"{limit.point.bound} {limit.point.rung} from {limit.since}"
        + (f" until {limit.until}, {limit.crossed_by.slug}" if limit.crossed_by else "")
        for limit in line.limits
    ]


def test_a_ceiling_below_the_line_moves_it_just_to_the_ceiling() -> None:
    line = tell(
        """
        2013-01-08  harper  3   -> opens 3
        2013-01-14  harper  <1  -> shifts 1
        """
    )
    assert (moves(line), standing(line)) == (["3 to 1, same_speaker"], [])


def test_a_ceiling_at_the_line_stands_and_confirms_nothing() -> None:
    line = tell(
        """
        2013-01-08  harper  1   -> opens 1
        2014-01-01  harper  <1  -> limits 1
        """,
        as_of=date(2014, 3, 1),
    )
    assert standing(line) == ["ceiling 1 from 2014-01-01"]
    assert line.stance is not None
    assert (line.stance.last_confirmed, line.stance.stale) == (date(2013, 1, 8), True)


def test_a_ceiling_above_the_line_stands_until_something_crosses_it() -> None:
    line = tell(
        """
        2013-01-08  harper  1           -> opens 1
        2013-01-14  harper  <2          -> limits 1
        2013-01-20  harper  2           -> shifts 2
        2013-01-25  aide    3  unnamed  -> signals 2 mixed
        2013-02-15  baird   3           -> shifts 3
        2013-03-14  baird   4           -> shifts 4
        """
    )
    assert standing(line) == ["ceiling 2 from 2013-01-14 until 2013-02-15, s05"]


def test_a_floor_moves_a_lower_line_up_and_lets_a_higher_one_be() -> None:
    line = tell(
        """
        2013-01-08  harper  1   -> opens 1
        2013-01-14  harper  >2  -> shifts 2
        2013-01-20  harper  >1  -> limits 2
        2013-02-15  harper  0   -> shifts 0
        """
    )
    assert moves(line) == ["1 to 2, same_speaker", "2 to 0, same_speaker"]
    assert standing(line) == ["floor 1 from 2013-01-20 until 2013-02-15, s04"]


def test_a_limit_before_any_rung_opens_no_line() -> None:
    line = tell("2013-01-08  harper  <2  -> limits -")
    assert (line.stance, line.spans) == (None, ())
    assert standing(line) == ["ceiling 2 from 2013-01-08"]


def test_a_rung_crosses_a_limit_that_stood_before_the_line() -> None:
    line = tell(
        """
        2013-01-08  harper  <2  -> limits -
        2013-01-14  harper  3   -> opens 3
        """
    )
    assert standing(line) == ["ceiling 2 from 2013-01-08 until 2013-01-14, s02"]


def test_a_limit_can_cross_a_limit() -> None:
    line = tell(
        """
        2013-01-08  harper  <1  -> limits -
        2013-01-14  harper  >1  -> limits -
        2013-01-20  harper  >2  -> limits -
        """
    )
    assert standing(line) == [
        "ceiling 1 from 2013-01-08 until 2013-01-20, s03",
        "floor 1 from 2013-01-14",
        "floor 2 from 2013-01-20",
    ]


def test_a_limit_said_again_is_the_same_limit_until_it_was_crossed() -> None:
    line = tell(
        """
        2013-01-08  harper  <2  -> limits -
        2013-01-14  baird   <2  -> limits -
        2013-02-15  harper  3   -> opens 3
        2013-03-01  harper  1   -> shifts 1
        2013-03-14  harper  <2  -> limits 1
        """
    )
    assert standing(line) == [
        "ceiling 2 from 2013-01-08 until 2013-02-15, s03",
        "ceiling 2 from 2013-03-14",
    ]


def test_only_who_has_the_day_crosses_or_sets_a_limit() -> None:
    line = tell(
        """
        2013-01-08  harper     1   -> opens 1
        2013-01-14  harper     <2  -> limits 1
        2013-01-20  spokesman  3   -> yields 1 mixed
        2013-01-20  spokesman  >2  -> yields 1 mixed
        2013-01-20  harper     1   -> reaffirms 1
        """
    )
    assert standing(line) == ["ceiling 2 from 2013-01-14"]
