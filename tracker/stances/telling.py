"""Rule 1, within a day: nothing is told before what it answers or is measured against.

Who has a day is decided by authority (`days`); in what order a reader meets its voices, here.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from .values import Act, Point, Role, Step

_MOVES = frozenset({Role.OPENS, Role.SHIFTS})
_ASKED, _SAID, _FAULTED = range(3)  # on one day: the request, what answers it, what finds fault with that

Place = tuple[date, date, int, int]


def told(steps: Sequence[Step], pressure: Iterable[Point]) -> tuple[str, ...]:
    """The slugs of both, as they are told. `steps` come in the order in which they acted.

    By the last day on which each can have been said, then by the first; what moved the line comes before
    all else that the actor said that day. Only where no day parts them: what others asked, then what the
    actor said, then what others found fault with.
    """
    places = {point.slug: _beside(place, point) for place, point in enumerate(pressure)}
    moved: dict[date, date] = {}  # by day: from when on the line can have moved
    for place, step in enumerate(sorted(steps, key=_movers_first)):
        point = step.point
        first = max(point.first, moved.get(point.last, point.first))
        if step.role in _MOVES:
            moved[point.last] = first
        places[point.slug] = (point.last, first, _SAID, place)
    return tuple(sorted(places, key=places.__getitem__))


def _movers_first(step: Step) -> tuple[date, bool]:
    return (step.point.last, step.role not in _MOVES)


def _beside(place: int, point: Point) -> Place:
    asked = _FAULTED if point.act is Act.CRITICISES else _ASKED
    return (point.last, point.first, asked, place)
