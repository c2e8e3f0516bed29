"""Rule 8: the line without a class of evidence."""

import pytest

from tests.stances.stories import moves, points, read
from tracker.stances.switches import leave_out, why_left_out
from tracker.stances.values import Showing, Switches

STORY = """
    2012-12-20  mackay     3  considering    in:cp
    2013-01-08  harper     0                 in:cp,globe=cp
    2013-01-14  baird      1  paraphrased    in:globe,cbc
    2013-01-14  aide       2  unnamed        in:globe
    2013-02-15  spokesman  1  spokesperson   in:cbc
    2013-02-20  expert     2  characterised  in:cbc
    2013-03-14  canada     2  formal         in:
    2013-03-15  harper     -                 in:cbc
    """


@pytest.mark.parametrize(
    ("switches", "gone"),
    [
        (Switches(), ""),
        (Switches(unnamed=True), "s04"),
        (Switches(paraphrase=True), "s03 s06"),
        (Switches(outlets=frozenset({"cbc"})), "s05 s06 s08"),
        (Switches(outlets=frozenset({"cbc", "globe"})), "s03 s04 s05 s06 s08"),
        (Switches(heads_only=True), "s01 s03 s04 s05 s06"),
        (Switches(unnamed=True, paraphrase=True, outlets=frozenset({"cp"})), "s01 s03 s04 s06"),
    ],
)
def test_what_is_left_out(switches: Switches, gone: str) -> None:
    told = points(STORY)
    left = [point.slug for point in leave_out(told, switches)]
    assert left == [point.slug for point in told if point.slug not in gone.split()]


def test_why_it_is_left_out() -> None:
    everything = Switches(
        unnamed=True, paraphrase=True, outlets=frozenset({"cp", "globe", "cbc"}), heads_only=True
    )
    reasons = [why_left_out(point, everything) for point in points(STORY)]
    assert [str(reason or "") for reason in reasons] == [
        "no_head",
        "outlet",
        "paraphrase",
        "unnamed",
        "no_head",
        "paraphrase",
        "",
        "outlet",
    ]


def test_a_copy_in_another_outlet_keeps_a_statement_and_the_left_out_outlet_is_no_evidence() -> None:
    (left,) = leave_out(points("2013-01-08 harper 0 in:cp,globe=cp"), Switches(outlets=frozenset({"cp"})))
    assert left.showings == (Showing("globe=cp", "globe", "cp"),)


def test_a_signal_from_a_head_is_left_out_of_heads_alone() -> None:
    assert leave_out(points("2013-01-08 harper 0 considering"), Switches(heads_only=True)) == ()


def test_the_line_is_derived_anew_without_the_outlet_that_showed_its_middle() -> None:
    told = points(
        """
        2013-01-08  harper  0  in:globe
        2013-01-14  baird   1  in:cbc
        2013-03-14  harper  2  in:globe
        """
    )
    without = read(list(leave_out(told, Switches(outlets=frozenset({"cbc"})))))
    assert moves(read(told)) == ["0 to 1, same_administration", "1 to 2, same_administration"]
    assert moves(without) == ["0 to 2, same_speaker"]


def test_a_weaker_voice_has_the_day_once_the_stronger_is_left_out() -> None:
    told = points("2013-01-08 harper 0 paraphrased\n2013-01-08 baird 1")
    (step,) = read(list(leave_out(told, Switches(paraphrase=True)))).steps
    assert (step.role, step.stance, step.mixed) == ("opens", 1, False)
