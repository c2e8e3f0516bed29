"""Rules 6 and 7: what is not known any more, and what was not known yet."""

from datetime import date, timedelta

from tests.stances.stories import drawn, moves, points, read, tell


def test_a_position_taken_lost_in_silence_taken_again() -> None:
    line = tell(
        """
        2012-07-10  harper   2  -> opens 2
        2013-03-14  baird    2  -> reaffirms 2
        2016-08-26  trudeau  2  -> reaffirms 2
        """,
        as_of=date(2017, 1, 1),
    )
    assert drawn(line) == ["2: 2012-07-10 to 2013-03-14, silent to 2016-08-26", "2: 2016-08-26 to 2017-01-01"]
    assert line.shifts == ()
    assert line.stance is not None
    assert (line.stance.since, line.stance.stale) == (date(2016, 8, 26), False)


def test_a_shift_across_a_silence_is_a_shift_and_the_silence_stays() -> None:
    line = tell(
        """
        2013-03-14  harper   2  -> opens 2
        2016-08-26  trudeau  3  -> shifts 3
        """,
        as_of=date(2016, 12, 31),
    )
    assert moves(line) == ["2 to 3, new_administration"]
    assert drawn(line) == ["2: 2013-03-14 to 2013-03-14, silent to 2016-08-26", "3: 2016-08-26 to 2016-12-31"]


def test_the_line_is_stale_once_more_than_a_year_has_passed() -> None:
    said = points("2013-03-14  harper  2")
    on_the_day, day_after = (read(said, as_of=day) for day in (date(2014, 3, 14), date(2014, 3, 15)))
    assert on_the_day.stance is not None
    assert day_after.stance is not None
    assert (on_the_day.stance.stale, drawn(on_the_day)) == (False, ["2: 2013-03-14 to 2014-03-14"])
    assert (day_after.stance.stale, drawn(day_after)) == (
        True,
        ["2: 2013-03-14 to 2013-03-14, silent to 2014-03-15"],
    )


def test_a_year_to_the_day_between_two_confirmations_is_no_silence() -> None:
    in_time, too_late = (
        points(f"2013-03-14 harper 2\n{day} harper 2") for day in ("2014-03-14", "2014-03-15")
    )
    assert len(read(in_time).spans) == 1
    assert len(read(too_late).spans) == 2


def test_how_long_a_line_is_known_is_a_setting() -> None:
    said = points("2013-01-01 harper 2\n2013-02-01 baird 2")
    line = read(said, as_of=date(2013, 2, 5), stale_after=timedelta(days=30))
    assert drawn(line) == ["2: 2013-01-01 to 2013-01-01, silent to 2013-02-01", "2: 2013-02-01 to 2013-02-05"]


def test_signals_limits_and_refusals_to_answer_break_no_silence() -> None:
    line = tell(
        """
        2013-03-14  harper     2            -> opens 2
        2013-12-01  aide       2   unnamed  -> signals 2
        2014-01-01  spokesman  -            -> declines 2
        2014-02-01  harper     <2           -> limits 2
        """,
        as_of=date(2014, 6, 1),
    )
    assert drawn(line) == ["2: 2013-03-14 to 2013-03-14, silent to 2014-06-01"]
    assert line.stance is not None
    assert line.stance.stale


def test_two_shifts_on_one_day_leave_a_span_of_no_length() -> None:
    line = read(points("2013-01-08 baird 1\n2013-01-14 baird 3\n2013-01-14 mackay 2"), as_of=date(2013, 2, 1))
    assert drawn(line) == [
        "1: 2013-01-08 to 2013-01-14",
        "3: 2013-01-14 to 2013-01-14",
        "2: 2013-01-14 to 2013-02-01",
    ]


def test_as_of_a_day_only_what_was_said_by_its_end_counts() -> None:
    story = """
        2013-01-08  harper  0                      -> {}
        2013-01-14  harper  1                      -> {}
        2013-01-20  boni    3  requests to:canada  -> {}
        """
    tell(story.format("nothing", "nothing", "nothing"), as_of=date(2013, 1, 7))
    tell(story.format("opens 0", "nothing", "nothing"), as_of=date(2013, 1, 13))
    tell(story.format("opens 0", "shifts 1", "nothing"), as_of=date(2013, 1, 14))
    tell(story.format("opens 0", "shifts 1", "pressure"), as_of=date(2013, 1, 20))


def test_a_month_counts_once_it_is_over() -> None:
    tell("2013-01  harper  1  -> nothing", as_of=date(2013, 1, 30))
    tell("2013-01  harper  1  -> opens 1", as_of=date(2013, 1, 31))


def test_a_limit_that_is_crossed_later_still_stands() -> None:
    said = points("2013-01-08 harper <1\n2013-02-15 harper 2")
    (limit,) = read(said, as_of=date(2013, 2, 14)).limits
    assert (limit.until, limit.crossed_by) == (None, None)


def test_a_doubt_from_2012_told_only_in_2013_counts_from_when_it_was_said() -> None:
    """When a source told of it plays no part: a point has no such day."""
    line = tell(
        """
        2012-12-20  mackay  3               -> opens 3
        2012-12-28  harper  0  in:globe-2013 -> shifts 0
        2013-01-08  harper  0               -> reaffirms 0
        """,
        as_of=date(2013, 1, 8),
    )
    assert line.spans[1].start == date(2012, 12, 28)
    before_it_was_told = tell(
        """
        2012-12-20  mackay  3               -> opens 3
        2012-12-28  harper  0  in:globe-2013 -> shifts 0
        """,
        as_of=date(2012, 12, 31),
    )
    assert before_it_was_told.stance is not None
    assert before_it_was_told.stance.rung == 0
