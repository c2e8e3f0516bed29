"""Rules 1 and 5 within one day: the strongest voice has the day."""

from tests.stances.stories import moves, points, read, tell


def test_same_day_statements_of_a_minister_and_an_aide() -> None:
    line = tell(
        """
        2013-01-08  harper  1  -> opens 1
        2013-03-14  baird   2  -> shifts 2
        2013-03-14  aide    1  -> yields 2 mixed
        """
    )
    assert moves(line) == ["1 to 2, same_administration"]
    assert [point.speaker for point in line.shifts[0].contradicted_by] == ["aide"]
    assert [step.point.speaker for step in line.steps] == ["harper", "baird", "aide"]


def test_the_aide_who_says_weeks_while_the_prime_minister_says_as_long_as_needed() -> None:
    line = tell(
        """
        2013-02-15  harper  2           -> opens 2
        2013-03-14  harper  2           -> reaffirms 2
        2013-03-14  aide    1  unnamed  -> signals 2 mixed
        """
    )
    assert (line.shifts, [step.point.speaker for step in line.mixed]) == ((), ["aide"])


def test_authority_has_the_day_from_formal_decision_down_to_legislator() -> None:
    tell(
        """
        2013-01-14  canada     7  formal     -> opens 7
        2013-01-14  harper     6             -> yields 7 mixed
        2013-01-14  baird      5             -> yields 7 mixed
        2013-01-14  envoy      4             -> yields 7 mixed
        2013-01-14  spokesman  3             -> yields 7 mixed
        2013-01-14  aide       2             -> yields 7 mixed
        2013-01-14  dewar      1 for:canada  -> yields 7 mixed
        """
    )


def test_of_voices_that_agree_on_a_day_the_strongest_makes_the_shift() -> None:
    line = tell(
        """
        2013-01-08  harper     0  -> opens 0
        2013-01-08  spokesman  0  -> reaffirms 0
        2013-01-14  aide       1  -> reaffirms 1
        2013-01-14  baird      1  -> shifts 1
        """
    )
    shift = line.shifts[0]
    assert (shift.before.point.speaker, shift.after.point.speaker) == ("harper", "baird")


def test_equals_who_differ_on_a_day_act_in_order_and_the_last_has_it() -> None:
    line = tell(
        """
        2013-01-08  baird   1  -> opens 1
        2013-01-14  baird   1  -> reaffirms 2 mixed
        2013-01-14  mackay  3  -> shifts 2
        2013-01-14  baird   2  -> shifts 2
        2013-01-14  aide    2  -> reaffirms 2
        2013-01-14  aide    3  -> yields 2 mixed
        """
    )
    assert moves(line) == ["1 to 3, same_administration", "3 to 2, same_administration"]
    assert [(shift.days_min, shift.days_max) for shift in line.shifts] == [(0, 0), (0, 0)]


def test_of_equals_a_ceiling_acts_after_a_rung() -> None:
    tell(
        """
        2013-01-08  harper  1   -> opens 1
        2013-01-14  baird   <2  -> shifts 2
        2013-01-14  mackay  3   -> shifts 2
        2013-01-14  aide    3   -> yields 2 mixed
        """
    )


def test_a_stronger_ceiling_overrules_a_weaker_rung_beyond_it() -> None:
    tell(
        """
        2013-01-08  harper  1   -> opens 1
        2013-01-14  baird   3   -> yields 1 mixed
        2013-01-14  harper  <2  -> limits 1
        """
    )


def test_a_stronger_ceiling_bears_a_weaker_rung_below_it() -> None:
    tell(
        """
        2013-01-08  harper  3   -> opens 3
        2013-01-14  baird   1   -> shifts 1
        2013-01-14  harper  <2  -> limits 1
        """
    )


def test_a_stronger_rung_overrules_a_weaker_ceiling() -> None:
    tell(
        """
        2013-01-08  harper     3   -> opens 3
        2013-01-14  spokesman  <2  -> yields 3 mixed
        2013-01-14  harper     3   -> reaffirms 3
        2013-01-15  spokesman  <2  -> shifts 2
        """
    )


def test_overruled_on_the_first_day_it_opens_nothing() -> None:
    line = tell(
        """
        2013-01-14  baird   3   -> yields - mixed
        2013-01-14  harper  <2  -> limits -
        """
    )
    assert line.stance is None


def test_a_statement_known_only_to_the_month_beside_an_exact_one() -> None:
    """The month ends last, so what was said within it counts last, and its own rung has the line."""
    line = tell(
        """
        2013-01     baird   1  -> shifts 1
        2013-01-14  harper  2  -> opens 2
        2013-02-01  harper  2  -> shifts 2
        """
    )
    assert [(shift.days_min, shift.days_max) for shift in line.shifts] == [(0, 17), (1, 31)]


def test_a_month_and_its_last_day_are_one_day_of_the_line() -> None:
    tell(
        """
        2013-01     baird   1  -> yields 2 mixed
        2013-01-31  harper  2  -> opens 2
        """
    )


def test_of_voices_that_agree_the_one_that_pledges_carries_the_shift() -> None:
    """The prime minister defends what the government says it will send: its numbers are the news."""
    line = tell(
        """
        2016        trudeau  4  pledges              -> opens 4
        2017-11-15  trudeau  3  declares             -> reaffirms 3
        2017-11-15  canada   3  pledges paraphrased  -> shifts 3
        2017-11-15  aide     2  pledges              -> yields 3 mixed
        """
    )
    assert line.shifts[0].after.point.speaker == "canada"


def test_a_formal_decision_carries_the_shift_whatever_a_weaker_voice_pledges() -> None:
    line = tell(
        """
        2013-01-08  harper  0                 -> opens 0
        2013-01-15  canada  1  formal         -> shifts 1
        2013-01-15  harper  1  pledges        -> reaffirms 1
        """
    )
    assert line.shifts[0].after.point.attribution == "formal"


def test_within_a_day_an_answer_follows_what_asked_for_it_and_what_moved_the_line_leads() -> None:
    line = tell(
        """
        2013-01-08             harper    0                          -> opens 0
        2013-01-12/2013-01-15  aide      0  unnamed                 -> signals 1 mixed
        2013-01-15             harper    -  considering             -> declines 1
        2013-01-12/2013-01-15  canada    1  formal pledges          -> shifts 1
        2013-01-15             hollande  2  requests to:canada      -> pressure
        2013-01-15             dewar     -  criticises to:canada    -> pressure
        2013-01-12/2013-01-15  boni      1  requests to:canada      -> pressure
        """
    )
    assert line.told == ("s01", "s07", "s04", "s02", "s05", "s03", "s06")
    assert [step.point.slug for step in line.steps] == ["s01", "s04", "s02", "s03"]
    assert [point.slug for point in line.pressure] == ["s07", "s05", "s06"]


def test_what_can_have_been_said_later_never_stands_before_the_day_that_decides() -> None:
    line = tell(
        """
        2012-12/2013-01-15  mackay  3  considering  -> signals 1 mixed
        2013-01-15          harper  1               -> opens 1
        2013-01-16          harper  1               -> reaffirms 1
        2012-12/2013-01-16  mackay  3  considering  -> signals 1 mixed
        """
    )
    assert line.told == ("s02", "s01", "s04", "s03")


def test_the_order_is_by_the_last_day_then_by_the_first_then_as_they_acted() -> None:
    line = read(
        points(
            """
            2013-01-31  harper  1
            2013-01     aide    1
            2013-01-14  harper  1
            2013-01-31  aide    1  unnamed
            2012/2013-01-15  aide  1
            """
        )
    )
    assert [step.point.slug for step in line.steps] == ["s03", "s05", "s02", "s01", "s04"]
