"""Rules 7 and 8: what differs between a line and the same line seen through less evidence."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from .values import Bound, Limit, Line, Point, Role, Shift, Stance

Numbered = tuple[int, Shift]  # a shift and its number on its own line, from 1


@dataclass(frozen=True, slots=True)
class Changed:
    """One shift that both lines have, seen on another day or from or to another rung."""

    whole: Numbered
    seen: Numbered


@dataclass(frozen=True, slots=True)
class Difference:
    """`whole` is the fuller line, `seen` the one looked at; all in the order of their lines."""

    left_out: tuple[Point, ...] = ()  # the actor's own statements that are not seen
    asked_out: tuple[Point, ...] = ()  # what others asked that is not seen
    gone: tuple[Numbered, ...] = ()
    new: tuple[Numbered, ...] = ()
    changed: tuple[Changed, ...] = ()
    limits_gone: tuple[Limit, ...] = ()
    limits_new: tuple[Limit, ...] = ()
    stances: tuple[Stance | None, Stance | None] = (None, None)
    starts: tuple[Point | None, Point | None] = (None, None)  # the first stance of each

    @property
    def is_moved(self) -> bool:
        """Whether the stance, the first one, a shift or a limit is another one."""
        of_line = (self.gone, self.new, self.changed, self.limits_gone, self.limits_new)
        return any(of_line) or self.is_stance_moved or self.is_start_moved

    @property
    def is_start_moved(self) -> bool:
        """Whether both have a first stance, and it is on another rung or day."""
        whole, seen = self.starts
        return bool(whole and seen) and _start(whole) != _start(seen)

    @property
    def is_stance_moved(self) -> bool:
        whole, seen = self.stances
        return (whole and (whole.rung, whole.stale)) != (seen and (seen.rung, seen.stale))


def compare(whole: Line, seen: Line) -> Difference:
    """What is lost, found and changed on the way from `whole` to `seen`, lines of one actor and issue.

    A shift is the same where one statement moved the line between the same rungs. It is changed where
    only the statement or only the rungs differ, and otherwise gone, or new.
    """
    before, after = list(enumerate(whole.shifts, 1)), list(enumerate(seen.shifts, 1))
    _pair_off(before, after, lambda shift: (*_rungs(shift), shift.after.point.slug))
    changed = _pair_off(before, after, lambda shift: shift.after.point.slug)
    changed += _pair_off(before, after, _rungs)
    return Difference(
        left_out=_missing((step.point for step in whole.steps), (step.point for step in seen.steps)),
        asked_out=_missing(whole.pressure, seen.pressure),
        gone=tuple(before),
        new=tuple(after),
        changed=tuple(sorted(changed, key=lambda each: each.whole[0])),
        limits_gone=_limits_of(whole, seen),
        limits_new=_limits_of(seen, whole),
        stances=(whole.stance, seen.stance),
        starts=(_first(whole), _first(seen)),
    )


def _first(line: Line) -> Point | None:
    return next((step.point for step in line.steps if step.role is Role.OPENS), None)


def _start(point: Point | None) -> tuple[int | None, date, date] | None:
    return None if point is None else (point.rung, point.first, point.last)


def _pair_off(
    before: list[Numbered], after: list[Numbered], key: Callable[[Shift], Hashable]
) -> list[Changed]:
    """Take the shifts that agree in `key` out of both lists, the first with the first."""
    waiting: dict[Hashable, deque[Numbered]] = defaultdict(deque)
    for each in after:
        waiting[key(each[1])].append(each)
    pairs = [Changed(each, waiting[key(each[1])].popleft()) for each in before if waiting[key(each[1])]]
    paired, met = {pair.whole[0] for pair in pairs}, {pair.seen[0] for pair in pairs}
    before[:] = [each for each in before if each[0] not in paired]
    after[:] = [each for each in after if each[0] not in met]
    return pairs


def _rungs(shift: Shift) -> tuple[int, int]:
    return shift.from_rung, shift.to_rung


def _missing(points: Iterable[Point], left: Iterable[Point]) -> tuple[Point, ...]:
    slugs = {point.slug for point in left}
    return tuple(point for point in points if point.slug not in slugs)


def _limits_of(line: Line, other: Line) -> tuple[Limit, ...]:
    known = {_limit(limit) for limit in other.limits}
    return tuple(limit for limit in line.limits if _limit(limit) not in known)


def _limit(limit: Limit) -> tuple[Bound, int | None, date | None]:
    """By what it rules out and whether it still stands, not by who said it first."""
    return limit.point.bound, limit.point.rung, limit.until
