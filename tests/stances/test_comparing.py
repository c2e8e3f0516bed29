"""Rules 7 and 8: what a line loses, gains and changes where less evidence counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stances.stories import points, read
from tests.stances.test_properties import statements
from tracker.stances.comparing import Difference, compare
from tracker.stances.switches import leave_out
from tracker.stances.values import Line, Point, Switches

STORY = """
    2013-01-08  harper     0                in:cp
    2013-01-08  harper    <3  paraphrased   in:cp
    2013-01-14  baird      1  paraphrased   in:globe
    2013-01-16  spokesman  1                in:cbc
    2013-01-20  hollande   3  requests  to:canada  paraphrased  in:globe
    2013-03-14  harper     2                in:cbc
    2013-03-20  aide       1  unnamed       in:cbc
    """


def told(difference: Difference) -> dict[str, list[str]]:
    """What of a difference is not empty, in words."""

    def shift(numbered) -> str:
        number, of = numbered
        return f"{number}: {of.from_rung} to {of.to_rung} by {of.after.point.slug}"

    found = {
        "left out": [point.slug for point in difference.left_out],
        "not asked": [point.slug for point in difference.asked_out],
        "gone": [shift(each) for each in difference.gone],
        "new": [shift(each) for each in difference.new],
        "changed": [f"{shift(each.whole)} -> {shift(each.seen)}" for each in difference.changed],
        "limits gone": [limit.point.slug for limit in difference.limits_gone],
        "limits new": [limit.point.slug for limit in difference.limits_new],
    }
    return {name: values for name, values in found.items() if values}


CASES = {
    "nothing": (Switches(), {}),
    "what never moved the line": (Switches(unnamed=True), {"left out": ["s07"]}),
    "the first to show a shift": (
        Switches(paraphrase=True),
        {
            "left out": ["s02", "s03"],
            "not asked": ["s05"],
            "changed": ["1: 0 to 1 by s03 -> 1: 0 to 1 by s04"],
            "limits gone": ["s02"],
        },
    ),
    "all that stood between": (
        Switches(heads_only=True),
        {
            "left out": ["s03", "s04", "s07"],
            "gone": ["1: 0 to 1 by s03"],
            "changed": ["2: 1 to 2 by s06 -> 1: 0 to 2 by s06"],
        },
    ),
    "where the line started": (
        Switches(outlets=frozenset({"cp"})),
        {"left out": ["s01", "s02"], "gone": ["1: 0 to 1 by s03"], "limits gone": ["s02"]},
    ),
    "where it ended": (
        Switches(outlets=frozenset({"cbc"})),
        {"left out": ["s04", "s06", "s07"], "gone": ["2: 1 to 2 by s06"]},
    ),
    "everything": (
        Switches(outlets=frozenset({"cp", "globe", "cbc"})),
        {
            "left out": ["s01", "s02", "s03", "s04", "s06", "s07"],
            "not asked": ["s05"],
            "gone": ["1: 0 to 1 by s03", "2: 1 to 2 by s06"],
            "limits gone": ["s02"],
        },
    ),
}


@pytest.mark.parametrize(("switches", "expected"), CASES.values(), ids=CASES)
def test_what_is_told(switches: Switches, expected: dict[str, list[str]]) -> None:
    whole = points(STORY)
    assert told(compare(read(whole), read(list(leave_out(whole, switches))))) == expected


def test_a_stance_is_moved_by_rung_or_by_silence() -> None:
    whole = points("2013-01-08 harper 0 in:cp\n2013-03-14 baird 0 in:cbc\n2013-03-14 aide 2 unnamed in:cbc")
    early, late = date(2013, 6, 1), date(2014, 2, 1)
    for as_of, moved in ((early, False), (late, True)):
        seen = leave_out(whole, Switches(outlets=frozenset({"cbc"})))
        found = compare(read(whole, as_of=as_of), read(list(seen), as_of=as_of))
        assert (found.is_stance_moved, found.is_moved) == (moved, moved)


def test_a_left_out_refusal_leaves_a_shift_that_was_hidden() -> None:
    whole = points("2013-01-08 harper 1 in:cp\n2013-01-14 harper 3 in:cbc\n2013-03-14 harper 2 in:cp")
    seen = list(leave_out(whole, Switches(outlets=frozenset({"cbc"}))))
    assert told(compare(read(whole), read(seen))) == {
        "left out": ["s02"],
        "gone": ["1: 1 to 3 by s02"],
        "changed": ["2: 3 to 2 by s03 -> 1: 1 to 2 by s03"],
    }


histories = st.lists(statements(), max_size=8).map(
    lambda found: [Point(**{**_fields(each), "slug": f"p{place}"}) for place, each in enumerate(found)]
)
choices = st.builds(
    Switches,
    unnamed=st.booleans(),
    paraphrase=st.booleans(),
    outlets=st.frozensets(st.sampled_from("abc"), max_size=2),
    heads_only=st.booleans(),
)


def _fields(point: Point) -> dict:
    return {name: getattr(point, name) for name in Point.__slots__}


@given(histories)
def test_a_line_differs_in_nothing_from_itself(found: list[Point]) -> None:
    line = read(found)
    difference = compare(line, line)
    assert told(difference) == {}
    assert not difference.is_moved


@given(histories, choices)
def test_every_shift_is_kept_changed_gone_or_new_and_what_is_gone_one_way_is_new_the_other(
    found: list[Point], switches: Switches
) -> None:
    whole, seen = read(found), read(list(leave_out(found, switches)))
    there, back = compare(whole, seen), compare(seen, whole)
    assert (there.gone, there.new) == (back.new, back.gone)
    assert {each.whole for each in there.changed} == {each.seen for each in back.changed}
    kept_whole = _kept(whole, [*there.gone, *(each.whole for each in there.changed)])
    kept_seen = _kept(seen, [*there.new, *(each.seen for each in there.changed)])
    assert kept_whole == kept_seen


def _kept(line: Line, others: list) -> list[tuple[int, int, str]]:
    told = set(others)
    return [
        (shift.from_rung, shift.to_rung, shift.after.point.slug)
        for numbered in enumerate(line.shifts, 1)
        if numbered not in told
        for shift in [numbered[1]]
    ]
