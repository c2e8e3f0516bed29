"""Rule 3: what an exact rung, a ceiling and a floor leave open, and how long a limit stands."""

from collections.abc import Iterable
from dataclasses import replace

from .values import Bound, Limit, Point, Role, Step


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
    """The limits that `steps` set, in the order in which they acted, each until one crosses it.

    A limit said again is still the same limit. One that moved the line is a shift and no limit.
    """
    found: list[Limit] = []
    for step in steps:
        if step.role in _ACTING:
            found = [_crossed(limit, step.point) for limit in found]
        if step.role is Role.LIMITS and not any(_repeats(step.point, limit) for limit in found):
            found.append(Limit(step.point, since=step.point.last))
    return tuple(found)


_ACTING = frozenset({Role.OPENS, Role.SHIFTS, Role.REAFFIRMS, Role.LIMITS})


def _crossed(limit: Limit, point: Point) -> Limit:
    if limit.until is None and contradict(limit.point, point):
        return replace(limit, until=point.last, crossed_by=point)
    return limit


def _repeats(point: Point, limit: Limit) -> bool:
    same = (point.bound, point.rung) == (limit.point.bound, limit.point.rung)
    return same and limit.until is None
