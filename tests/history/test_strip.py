"""Commitments along the chart's time: what was pledged, and how its quantity and deadline drifted."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.history.points import HARPER, RUNGS, TRUDEAU, card, line, point
from tracker.history.chart import Pledge, PledgeTurn, draw_narrow, draw_wide, subject
from tracker.history.chart.drawing import Box
from tracker.history.chart.strip import SHAPES
from tracker.stances.values import EventKind

SAID = (point("2013-01-08", 0), point("2013-01-15", 1), point("2013-03-14", 2))


def turn(kind: str, day: str, *, amount="", due="", over=False, statement="elsewhere") -> PledgeTurn:
    return PledgeTurn(
        statement=statement,
        url=f"#s-{statement}",
        kind=kind,
        name=kind.replace("_", " ").capitalize(),
        day=date.fromisoformat(day),
        amount=amount,
        due=date.fromisoformat(due) if due else None,
        over=over,
        title=f"{kind} on {day}",
    )


def draw(*pledges: Pledge, as_of="2013-06-01", to_scale=False):
    """Wide and narrow."""
    cards = {each.slug: card(each) for each in SAID}
    numbers = {slug: number for number, slug in enumerate(cards, 1)}
    drawn = subject(line(*SAID, as_of=as_of), RUNGS, (HARPER, TRUDEAU), cards, numbers, pledges)
    return draw_wide(drawn, to_scale_of_time=to_scale), draw_narrow(drawn, to_scale_of_time=to_scale)


def pledge(*turns: PledgeTurn, slug="plane", title="One transport plane") -> Pledge:
    return Pledge(slug, title, f"/commitments/{slug}/", turns)


PLANE = pledge(
    turn("made", "2013-01-15", amount="1 aircraft", due="2013-01-22", statement=SAID[1].slug),
    turn("extended", "2013-03-14", amount="2 aircraft", statement=SAID[2].slug),
)


def told(lane) -> tuple[list[str], list[str], list[str]]:
    """Rails, deadlines and turns, in words."""
    return (
        [rail.kind for rail in lane.rails],
        [text.text for due in lane.dues for text in due.label],
        [f"{turn.shape}: {text.text}" for turn in lane.turns for text in turn.label],
    )


CASES = {
    "extended after its day": (
        PLANE,
        (
            ["pledged", "late", "pledged"],
            ["was due 22 Jan 2013"],
            ["made: Made: 1 aircraft", "longer: Extended: 2 aircraft"],
        ),
    ),
    "never kept": (
        pledge(turn("made", "2013-01-15", due="2013-01-22")),
        (["pledged", "late"], ["due 22 Jan 2013"], ["made: Made"]),
    ),
    "kept": (
        pledge(turn("made", "2013-01-15"), turn("delivered", "2013-03-14", amount="1 aircraft", over=True)),
        (["pledged"], [], ["made: Made", "done: Delivered: 1 aircraft"]),
    ),
    "due in the future": (
        pledge(turn("made", "2013-01-15", due="2014-01-22")),
        (["pledged"], ["due 22 Jan 2014"], ["made: Made"]),
    ),
    "the same day again": (
        pledge(
            turn("made", "2013-01-15", due="2013-05-01"), turn("reaffirmed", "2013-03-14", due="2013-05-01")
        ),
        (["pledged", "pledged", "late"], ["due 1 May 2013"], ["made: Made", "again: Reaffirmed"]),
    ),
}


@pytest.mark.parametrize(("promised", "expected"), CASES.values(), ids=CASES)
def test_a_lane(promised, expected):
    wide, narrow = draw(promised)
    assert told(wide.lanes[0]) == expected
    assert told(narrow.lanes[0])[0] == expected[0]
    assert [turn.shape for turn in narrow.lanes[0].turns] == [turn.shape for turn in wide.lanes[0].turns]
    assert len(narrow.lanes[0].dues) == len(wide.lanes[0].dues)


@pytest.mark.parametrize("to_scale", [False, True])
def test_a_turn_stands_where_its_statement_does_and_leads_to_it(to_scale):
    wide, narrow = draw(PLANE, to_scale=to_scale)
    places = {glyph.slug: glyph for glyph in wide.glyphs}
    assert [turn.x for turn in wide.lanes[0].turns] == [places[each.slug].x for each in SAID[1:]]
    assert [turn.url for turn in wide.lanes[0].turns] == [f"#s-{each.slug}" for each in SAID[1:]]
    places = {glyph.slug: glyph for glyph in narrow.glyphs}
    assert narrow.lanes[0].turns[0].y == places[SAID[1].slug].y
    assert {turn.url for turn in narrow.lanes[0].turns} == {""}


def test_to_scale_a_day_is_a_day_and_marks_step_aside():
    days = ("2013-01-15", "2013-01-16", "2013-01-16", "2013-03-14")
    wide, narrow = draw(pledge(*(turn("reaffirmed", day) for day in days)), as_of="2026-06-01", to_scale=True)
    places = [(turn.x, turn.y) for turn in wide.lanes[0].turns]
    assert places[1][0] == places[2][0]
    assert len(set(places)) == len(places)
    assert [turn.y for turn in narrow.lanes[0].turns][1:3] == [narrow.lanes[0].turns[1].y] * 2


def test_every_kind_of_turn_has_a_shape():
    assert set(SHAPES) == set(EventKind)


def test_without_commitments_nothing_changes():
    wide, narrow = draw()
    assert (wide.lanes, narrow.lanes) == ((), ())
    assert "Commitments" not in [text.text for text in wide.texts]


def test_what_has_no_room_on_a_phone_is_left_to_the_list():
    many = [pledge(turn("made", "2013-01-15"), slug=f"p{number}") for number in range(12)]
    wide, narrow = draw(*many)
    assert len(wide.lanes) == 12
    assert 0 < len(narrow.lanes) < 12


DAYS = st.dates(date(2012, 6, 1), date(2013, 5, 30)).map(date.isoformat)
AMOUNTS = st.sampled_from(["", "1 aircraft", "up to 5,000 troops", "about US$10 million in any one place"])


@st.composite
def _pledge(draw_from):
    days = sorted(draw_from(st.lists(DAYS, min_size=1, max_size=5)))
    turns = [
        turn(
            draw_from(st.sampled_from(sorted(SHAPES))),
            day,
            amount=draw_from(AMOUNTS),
            due=draw_from(st.one_of(st.just(""), DAYS, st.just("2031-01-01"))),
        )
        for day in days
    ]
    return pledge(*turns, title=draw_from(st.sampled_from(["Aid", "French troops home, and " * 4])))


@settings(max_examples=25, deadline=None)
@given(st.lists(_pledge(), max_size=3), st.booleans())
def test_no_two_labels_overlap_and_none_leaves_the_drawing(pledges, to_scale):
    for drawing in draw(*pledges, to_scale=to_scale):
        page = Box(0, 0, drawing.width, drawing.height)
        labels = list(drawing.labels())
        assert all(page.holds(text.box) for text in labels)
        for one, other in combinations(labels, 2):
            assert not one.box.overlaps(other.box), (drawing.kind, one, other)
        for lane in drawing.lanes:
            assert all(page.holds(turn.hit) for turn in lane.turns), drawing.kind
