"""Rule 4: what a shift is, how far apart its sides lie, and its cause; rule 8: on what it hangs."""

from datetime import date

import pytest

from tests.stances.stories import HARPER, TERMS, moves, points, read, tell
from tracker.stances.values import Cause, Term


def cause(story: str, terms: tuple[Term, ...] = TERMS) -> Cause:
    (shift,) = read(points(story), terms=terms).shifts
    return shift.cause


def test_a_new_prime_ministers_first_word() -> None:
    line = tell(
        """
        2013-03-14  harper   2  -> opens 2
        2016-08-26  trudeau  3  -> shifts 3
        2017-11-15  trudeau  3  -> reaffirms 3
        """
    )
    assert moves(line) == ["2 to 3, new_administration"]
    shift = line.shifts[0]
    assert (shift.before.point.speaker, shift.after.point.speaker) == ("harper", "trudeau")
    assert (shift.size, shift.days_min, shift.days_max) == (1, 1261, 1261)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2013-01-08  harper", "2013-01-14  harper", Cause.SAME_SPEAKER),
        ("2013-01-08  harper", "2013-01-14  baird", Cause.SAME_ADMINISTRATION),
        ("2013-01-08  baird", "2016-01-14  mackay", Cause.NEW_ADMINISTRATION),
        ("2013-01-08  canada", "2016-01-14  canada", Cause.NEW_ADMINISTRATION),
        ("2013-01-08  envoy", "2016-01-14  envoy", Cause.NEW_ADMINISTRATION),
        ("2005-01-08  baird", "2013-01-14  harper", Cause.ANOTHER_SPEAKER),
        ("2005-01-08  baird", "2013-01-14  baird", Cause.SAME_SPEAKER),
    ],
)
def test_the_cause(before: str, after: str, expected: Cause) -> None:
    assert cause(f"{before}  0\n{after}  1") is expected


def test_without_administrations_only_speakers_are_told_apart() -> None:
    assert cause("2013-01-08  harper  0\n2016-01-14  harper  1", terms=()) is Cause.SAME_SPEAKER
    assert cause("2013-01-08  harper  0\n2016-01-14  trudeau  1", terms=()) is Cause.ANOTHER_SPEAKER


def test_in_a_persons_own_history_the_same_person_changes() -> None:
    line = tell(
        """
        2012-01-10  trudeau  3  for:liberals  -> opens 3
        2016-08-26  trudeau  2                -> shifts 2
        """,
        actor="trudeau",
        terms=(),
    )
    assert moves(line) == ["3 to 2, same_speaker"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2015-11-04  trudeau  1", Cause.NEW_ADMINISTRATION),  # sworn in that day
        ("2015-11-04  mackay   1", Cause.NEW_ADMINISTRATION),  # the day is the new government's
        ("2015-11-04  harper   1", Cause.SAME_SPEAKER),  # his last day
        ("2015        trudeau  1", Cause.NEW_ADMINISTRATION),  # he led only one of the two
        ("2015        mackay   1", Cause.ANOTHER_SPEAKER),  # no telling under whom
    ],
)
def test_the_cause_at_a_hand_over(after: str, expected: Cause) -> None:
    assert cause(f"2013-01-08  harper  0\n{after}") is expected


def test_a_term_that_is_open_at_both_ends_covers_every_day() -> None:
    always = Term("Government", "someone", None, None)
    assert cause("2013-01-08 harper 0\n2016-01-14 baird 1", terms=(always,)) is Cause.SAME_ADMINISTRATION
    assert cause("2001-01-08 envoy 0\n2013-01-14 baird 1", terms=(always, HARPER)) is Cause.NEW_ADMINISTRATION


def test_the_days_between_run_from_the_last_confirmation() -> None:
    line = tell(
        """
        2012-07     baird   0  -> opens 0
        2012-12-20  mackay  0  -> reaffirms 0
        2013-01     harper  1  -> shifts 1
        """
    )
    (shift,) = line.shifts
    assert (shift.before.point.speaker, shift.days_min, shift.days_max) == ("mackay", 12, 42)


def test_days_that_overlap_are_never_negative() -> None:
    (shift,) = read(points("2013  baird  0\n2013-01/2014-02  harper  1")).shifts
    assert (shift.days_min, shift.days_max) == (0, 423)


def test_there_and_back_is_two_shifts() -> None:
    line = tell(
        """
        2013-01-08  harper  0  -> opens 0
        2013-01-14  harper  3  -> shifts 3
        2013-01-15  harper  0  -> shifts 0
        """
    )
    assert [shift.size for shift in line.shifts] == [3, -3]


def test_a_shift_that_rests_on_one_story_says_so() -> None:
    (shift,) = read(points("2013-01-08 harper 0 in:globe,cbc\n2013-01-14 harper 1 in:cbc")).shifts
    assert (shift.hangs_on, shift.single_story) == (("cbc",), True)


def test_each_side_can_hang_on_a_story_of_its_own() -> None:
    (shift,) = read(points("2013-01-08 harper 0 in:globe\n2013-01-14 harper 1 in:cbc")).shifts
    assert shift.hangs_on == ("cbc", "globe")


def test_two_articles_that_report_one_statement_carry_it_together() -> None:
    (shift,) = read(points("2013-01-08 harper 0 in:globe,cbc\n2013-01-14 harper 1 in:cbc,star")).shifts
    assert (shift.hangs_on, shift.single_story) == ((), False)


def test_copies_of_one_wire_story_count_once() -> None:
    (shift,) = read(
        points("2013-01-08 harper 0 in:globe,cbc\n2013-01-14 harper 1 in:cp,star=cp,sun=cp")
    ).shifts
    assert shift.hangs_on == ("cp",)


def test_a_reaffirmation_in_another_story_carries_the_shift_too() -> None:
    (shift,) = read(
        points(
            """
            2013-01-08  harper  0  in:globe
            2013-01-09  baird   0  in:cbc
            2013-01-14  harper  1  in:globe
            2013-01-15  aide    1  in:star unnamed
            2013-01-16  baird   1  in:cbc
            """
        )
    ).shifts
    assert shift.hangs_on == ()


def test_mixed_messages_of_the_day_of_a_shift_stand_beside_it() -> None:
    line = tell(
        """
        2013-01-08  harper  0               -> opens 0
        2013-01-14  aide    3  unnamed      -> signals 1 mixed
        2013-01-14  mackay  1  considering  -> signals 1
        2013-01-14  baird   0               -> yields 1 mixed
        2013-01-14  harper  1               -> shifts 1
        2013-01-15  aide    3  unnamed      -> signals 1 mixed
        """
    )
    assert [point.slug for point in line.shifts[0].contradicted_by] == ["s02", "s04"]


def test_a_shift_names_the_day_that_the_old_stance_was_last_confirmed() -> None:
    (shift,) = read(points("2013-01-08 harper 0\n2013-01-14 harper <0\n2013-01-20 harper 1")).shifts
    assert shift.before.point.last == date(2013, 1, 8)
