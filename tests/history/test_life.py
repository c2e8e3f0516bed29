"""A commitment's turns over time: one track a turn, all to one scale."""

from datetime import date

from tracker.history.chart.life import HEIGHT, WIDTH, life
from tracker.stances.values import EventKind, Turn


def turn(kind: str, first: str, last: str = "", due: str = "") -> Turn:
    return Turn(
        EventKind(kind),
        date.fromisoformat(first),
        date.fromisoformat(last or first),
        first,
        deadline=date.fromisoformat(due) if due else None,
    )


PLANE = [
    turn("made", "2013-01-01", due="2013-01-11"),
    turn("extended", "2013-01-11", due="2013-01-21"),
    turn("reaffirmed", "2013-01-11", last="2013-01-16"),
    turn("delivered_in_part", "2013-01-21"),
    turn("withdrawn", "2013-02-10"),
]


def test_turns_and_deadlines_are_to_scale():
    drawn = life(PLANE, date(2013, 1, 31))
    assert drawn is not None
    assert (drawn.first, drawn.last) == (date(2013, 1, 1), date(2013, 2, 10))
    assert [(each.kind, each.at, each.due, each.was_due) for each in drawn.tracks] == [
        ("said", 10, 80, None),
        ("said", 80, 150, 80),
        ("said", 115, None, 150),
        ("done", 150, None, 150),
        ("ended", 290, None, 150),
    ]
    assert [each.wide for each in drawn.tracks] == [False, False, True, False, False]
    assert drawn.today == 220
    assert drawn.shown == {"said", "done", "ended", "due", "was_due", "wide", "today"}


def test_an_extension_without_a_deadline_runs_on_and_later_turns_have_none():
    drawn = life(
        [*PLANE[:1], turn("extended", "2013-02-01"), turn("reaffirmed", "2013-03-01")], date(2026, 1, 1)
    )
    assert drawn is not None
    assert [each.open_end for each in drawn.tracks] == [False, True, False]
    assert [each.was_due is None for each in drawn.tracks] == [True, False, True]
    assert max(each.at for each in drawn.tracks) < WIDTH - 50
    assert drawn.today is None


def test_everything_stays_on_its_track():
    drawn = life(PLANE, date(2013, 2, 10))
    assert drawn is not None
    assert drawn.height == HEIGHT
    places = [each for track in drawn.tracks for each in (track.start, track.at, track.due) if each]
    assert 6 <= min(places) <= max(places) <= WIDTH - 6


def test_one_day_alone_is_not_drawn():
    assert life([turn("made", "2013-01-01"), turn("reaffirmed", "2013-01-01")], date(2026, 1, 1)) is None
    assert life([], date(2026, 1, 1)) is None
