"""A commitment's turns over time: one small track a turn, all to one scale, from its day to its deadline."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.stances.values import EventKind, Turn

WIDTH, HEIGHT = 300, 24
MARGIN = 10
OPEN = 60  # room at the end for a line without an end
_DONE = (EventKind.DELIVERED_IN_PART, EventKind.DELIVERED)
_ENDED = (EventKind.LAPSED, EventKind.WITHDRAWN, EventKind.BROKEN)


@dataclass(frozen=True, slots=True)
class Track:
    """Places on one track, in pixels; None for what a turn does not have."""

    kind: str  # said, done or ended
    start: int  # the first day on which it can have been
    at: int  # the last
    due: int | None  # the deadline that it sets
    was_due: int | None  # the deadline before it
    open_end: bool  # it takes the deadline away

    @property
    def wide(self) -> bool:
        """Known only to within some days that show."""
        return self.at - self.start > 2


@dataclass(frozen=True, slots=True)
class Life:
    width: int
    height: int
    first: date
    last: date
    today: int | None  # the as-of day, where it falls among these days
    tracks: tuple[Track, ...]

    @property
    def shown(self) -> frozenset[str]:
        """What is drawn, for a legend."""
        return frozenset(
            {track.kind for track in self.tracks}
            | {"due" for track in self.tracks if track.due is not None}
            | {"was_due" for track in self.tracks if track.was_due is not None}
            | {"open_end" for track in self.tracks if track.open_end}
            | {"wide" for track in self.tracks if track.wide}
            | ({"today"} if self.today is not None else set())
        )


def life(turns: Sequence[Turn], as_of: date) -> Life | None:
    """`turns` in their order. None without two days to draw between."""
    days = [day for turn in turns for day in (turn.first, turn.last, turn.deadline) if day]
    if len(set(days)) < 2:
        return None
    first, last = min(days), max(days)
    end = WIDTH - (OPEN if any(_opens(turn) for turn in turns) else MARGIN)

    def at(day: date) -> int:
        return MARGIN + round((end - MARGIN) * ((day - first).days / (last - first).days))

    tracks, was = [], None
    for turn in turns:
        tracks.append(_track(turn, at, was))
        was = turn.deadline or (None if turn.kind is EventKind.EXTENDED else was)
    return Life(WIDTH, HEIGHT, first, last, at(as_of) if first <= as_of <= last else None, tuple(tracks))


def side(kind: EventKind) -> str:
    """Whether a turn is said, done, or an end that is neither."""
    return "done" if kind in _DONE else "ended" if kind in _ENDED else "said"


def _opens(turn: Turn) -> bool:
    return turn.kind is EventKind.EXTENDED and turn.deadline is None


def _track(turn: Turn, at: Callable[[date], int], was: date | None) -> Track:
    return Track(
        kind=side(turn.kind),
        start=at(turn.first),
        at=at(turn.last),
        due=None if turn.deadline is None else at(turn.deadline),
        was_due=None if was is None or was == turn.deadline else at(was),
        open_end=_opens(turn),
    )
