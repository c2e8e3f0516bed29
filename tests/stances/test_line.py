"""Rules 2 and 5: what moves the line, and what only speaks against it."""

import pytest

from tests.stances.stories import drawn, moves, read, tell
from tracker.stances.values import About


def test_an_actor_without_a_statement_has_no_line() -> None:
    line = read([])
    assert (line.steps, line.shifts, line.spans, line.limits, line.pressure) == ((), (), (), (), ())
    assert line.stance is None


def test_an_actor_with_one_statement_has_a_stance_and_no_shift() -> None:
    line = tell("2017-11-15  trudeau  2  -> opens 2")
    assert line.stance is not None
    assert (line.stance.rung, line.stance.stale, line.shifts) == (2, False, ())
    assert drawn(line) == ["2: 2017-11-15 to 2018-01-01"]


def test_a_government_moves_rung_by_rung() -> None:
    line = tell(
        """
        2012-07-10  baird   0               -> opens 0
        2013-01-08  harper  0               -> reaffirms 0
        2013-01-14  harper  1  pledges      -> shifts 1
        2013-02-15  baird   2  conditional  -> shifts 2
        2013-03-14  canada  2  formal done  -> reaffirms 2
        """
    )
    assert moves(line) == ["0 to 1, same_speaker", "1 to 2, same_administration"]


@pytest.mark.parametrize("how", ["unnamed", "characterised", "considering", "unnamed considering"])
def test_what_is_off_the_record_or_only_considered_never_moves_the_line(how: str) -> None:
    line = tell(
        f"""
        2013-01-01  aide    3  {how}  -> signals -
        2013-01-08  harper  0         -> opens 0
        2013-01-09  aide    0  {how}  -> signals 0
        2013-01-10  aide    2  {how}  -> signals 0 mixed
        """
    )
    assert drawn(line) == ["0: 2013-01-08 to 2013-01-08, silent to 2018-01-01"]


@pytest.mark.parametrize("how", ["paraphrased", "spokesperson", "conditional", "done", "formal", "acts"])
def test_what_is_on_record_and_meant_moves_the_line(how: str) -> None:
    tell(
        f"""
        2013-01-08  harper  0         -> opens 0
        2013-01-14  baird   2  {how}  -> shifts 2
        """
    )


def test_considering_beside_a_firm_refusal_is_a_mixed_message() -> None:
    line = tell(
        """
        2013-01-08  mackay  3  considering  -> signals 0 mixed
        2013-01-08  harper  0               -> opens 0
        """
    )
    assert [step.point.speaker for step in line.mixed] == ["mackay"]


def test_a_signal_that_bounds_is_mixed_only_where_the_line_lies_beyond() -> None:
    tell(
        """
        2013-01-08  harper  2           -> opens 2
        2013-01-09  aide    <1 unnamed  -> signals 2 mixed
        2013-01-10  aide    <2 unnamed  -> signals 2
        2013-01-11  aide    >3 unnamed  -> signals 2 mixed
        2013-01-12  aide    >1 unnamed  -> signals 2
        """
    )


def test_declining_to_take_a_position_neither_moves_the_line_nor_confirms_it() -> None:
    line = tell(
        """
        2013-01-01  harper     -              -> declines -
        2013-01-08  harper     0              -> opens 0
        2013-06-01  spokesman  -              -> declines 0
        2013-07-01  harper     -  considering -> declines 0
        2013-08-01  aide       -  unnamed     -> signals 0
        """
    )
    assert line.stance is not None
    assert line.stance.last_confirmed.isoformat() == "2013-01-08"
    assert line.mixed == ()


def test_holding_the_position_none_is_not_declining() -> None:
    tell(
        """
        2013-01-08  harper  -  -> declines -
        2013-01-14  harper  0  -> opens 0
        """
    )


def test_a_request_to_another_is_not_ones_own_conduct() -> None:
    line = tell(
        """
        2013-01-08  harper  0                          -> opens 0
        2013-01-09  baird   3  requests to:france      -> nothing
        2013-01-10  baird   3  criticises to:france    -> nothing
        2013-01-11  baird   1  pledges to:france       -> shifts 1
        2013-01-12  harper  2  requests to:canada      -> shifts 2
        2013-01-13  harper  1  criticises              -> shifts 1
        """
    )
    assert line.pressure == ()


def test_what_others_ask_is_pressure_and_never_the_addressees_stance() -> None:
    line = tell(
        """
        2013-01-12  dewar     0  criticises to:canada        -> pressure
        2013-01-08  boni      3  requests to:canada          -> pressure
        2013-01-10  harper    1                              -> opens 1
        2013-01-11  hollande  3  requests unnamed to:canada  -> pressure
        2013-01-11  hollande  3  declares to:canada          -> nothing
        """
    )
    assert [point.speaker for point in line.pressure] == ["boni", "hollande", "dewar"]


def test_on_a_course_of_action_a_request_is_the_requesters_stance_and_still_pressure() -> None:
    request = "2013-01-08  boni  3  requests to:canada"
    course = About.COURSE_OF_ACTION
    tell(f"{request} -> opens 3", actor="african-union", about=course)
    tell(f"{request} -> opens 3", actor="boni", about=course)
    tell(f"{request} -> pressure", actor="canada", about=course)
    tell(f"{request} -> nothing", actor="african-union")


def test_an_organisation_is_what_is_said_for_it_and_a_person_what_that_person_said() -> None:
    story = """
        2012-01-10  trudeau  3  for:liberals  -> {}
        2013-01-08  harper   0                -> {}
        2016-08-26  trudeau  2                -> {}
        """
    tell(story.format("nothing", "opens 0", "shifts 2"))
    tell(story.format("opens 3", "nothing", "shifts 2"), actor="trudeau")
    tell(story.format("opens 3", "nothing", "nothing"), actor="liberals")
