"""Rule 3: what an exact rung, a ceiling and a floor leave open, and how long a limit stands."""

from collections.abc import Iterable
from dataclasses import replace

from .order import order
from .values import Bound, Limit, Point, Role, Step

# on record, and heeded on its day
_ACTING = frozenset({Role.OPENS, Role.SHIFTS, Role.REAFFIRMS, Role.LIMITS})


def pull(point: Point, rung: int) -> int:
    """Where a statement leaves a line that stands at `rung`: at the nearest rung that it allows."""
    if point.rung is None:
        return rung
    if point.bound is Bound.CEILING:
        return min(rung, point.rung)
    if point.bound is Bound.FLOOR:
        return max(rung, point.rung)
    return point.rung


def allows(point: Point, rung: int) -> bool:
    return pull(point, rung) == rung


def contradict(one: Point, other: Point) -> bool:
    """Whether no rung satisfies both. What took no position contradicts nothing."""
    if one.rung is None or other.rung is None:
        return False
    return not allows(one, other.rung) and not allows(other, one.rung)


def limits(steps: Iterable[Step]) -> tuple[Limit, ...]:
    """The limits that `steps` set, in order, each until something crosses it.

    `steps` come in the order in which they acted. A limit said again is still the same limit; one
    that moved the line is a shift and no limit.
    """
    standing: list[Limit] = []
    crossed: list[Limit] = []
    for step in (step for step in steps if step.role in _ACTING):
        point = step.point
        over = [limit for limit in standing if contradict(limit.point, point)]
        crossed += [replace(limit, until=point.last, crossed_by=point) for limit in over]
        standing = [limit for limit in standing if limit not in over]
        if step.role is Role.LIMITS and not any(_is_same(point, limit.point) for limit in standing):
            standing.append(Limit(point, since=point.last))
    return tuple(sorted(crossed + standing, key=lambda limit: order(limit.point)))


def _is_same(one: Point, other: Point) -> bool:
    return (one.bound, one.rung) == (other.bound, other.rung)
