"""Marks that would hide each other, drawn as one with their number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .drawing import Crowd
from .subject import Mark, Subject
from .timeline import Timeline
from .track import Across

APART = 16  # pixels between the centres of two marks of one level, at least


def crowds_of(
    subject: Subject, timeline: Timeline, across: Across
) -> tuple[tuple[Crowd, ...], frozenset[str]]:
    """The crowds along a time, and the slugs of the marks in them.

    A crowd stands where its first mark does; who comes less than `APART` after that joins it.
    """
    crowds = [crowd for crowd in _gathered(subject.marks, timeline) if len(crowd) > 1]
    drawn = (_crowd(crowd, timeline.places[crowd[0].slug], across) for crowd in crowds)
    return tuple(drawn), frozenset(mark.slug for crowd in crowds for mark in crowd)


def _crowd(marks: Sequence[Mark], along: int, across: Across) -> Crowd:
    """Smaller between two rungs, where there is less room."""
    level = marks[0].level
    return Crowd(across(level), along, 7 if level == int(level) else 5, len(marks), _kind(marks))


def _gathered(marks: Iterable[Mark], timeline: Timeline) -> list[list[Mark]]:
    levels: dict[float, list[list[Mark]]] = defaultdict(list)
    for mark in marks:
        at, crowds = timeline.places[mark.slug], levels[mark.level]
        if crowds and at - timeline.places[crowds[-1][0].slug] < APART:
            crowds[-1].append(mark)
        else:
            crowds.append([mark])
    return [crowd for crowds in levels.values() for crowd in crowds]


_WEIGHTIEST = (
    "record",
    "record-if",
    "act",
    "weaker",
    "limit",
    "signal",
    "signal-act",
    "weighing",
    "none",
    "pressure",
)


def _kind(crowd: Sequence[Mark]) -> str:
    return min((mark.shape for mark in crowd), key=_WEIGHTIEST.index).removesuffix("-if")
