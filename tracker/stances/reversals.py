"""Reversals: two statements of one actor on one issue that cannot both describe where it stands.

A pair of on-record statements is opposite in one of three ways, of which more than one can hold:

- *across the middle*: they take rungs on different sides of the middle of the ladder and at least half of
  it apart: a step across the middle is a step, and nothing opposite. Of many
  statements on one side each is paired with the first that comes after it so far on the other.
- *turned back*: the line moved one way and then the other; the statements that moved it are the pair.
- *limit crossed*: the later one crosses a ceiling or floor that the earlier one set (rule 3).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .order import order
from .values import Bound, Line, Point, Role

_ON_RECORD = (Role.OPENS, Role.SHIFTS, Role.REAFFIRMS, Role.YIELDS)


class Way(StrEnum):
    """How two statements are opposite."""

    ACROSS = "across"
    TURNED = "turned"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class Reversal:
    """`earlier` comes first in the order of rule 1. Days apart: fewest and most that are possible."""

    earlier: Point
    later: Point
    ways: tuple[Way, ...]

    @property
    def days_min(self) -> int:
        return max(0, (self.later.first - self.earlier.last).days)

    @property
    def in_sequence(self) -> bool:
        """Whether the earlier one must have been said first."""
        return self.earlier.last < self.later.first

    @property
    def days_max(self) -> int:
        """Either way round: days that are not known exactly can hide which was said first."""
        return max((self.later.last - self.earlier.first).days, (self.earlier.last - self.later.first).days)


def reversals(line: Line, ladder: Sequence[int]) -> tuple[Reversal, ...]:
    """Every pair, nearest in time first. `ladder`: the values of the issue's rungs, in any order."""
    ways: dict[tuple[Point, Point], list[Way]] = {}
    for pair, way in (*_across(line, ladder), *_turned(line), *_crossed(line)):
        ways.setdefault(pair, []).append(way)
    found = [Reversal(earlier, later, tuple(sorted(how))) for (earlier, later), how in ways.items()]
    return tuple(sorted(found, key=nearest))


def nearest(reversal: Reversal) -> tuple[object, ...]:
    """For sorting: by days apart, then by the order of the statements."""
    return (reversal.days_max, reversal.days_min, order(reversal.later), order(reversal.earlier))


Pairs = Iterator[tuple[tuple[Point, Point], Way]]


def _across(line: Line, ladder: Sequence[int]) -> Pairs:
    if not ladder:
        return
    middle = min(ladder) + max(ladder)  # twice the middle, so that it is a whole number
    height = max(ladder) - min(ladder)
    waiting: dict[bool, list[Point]] = {True: [], False: []}
    for step in sorted(line.steps, key=lambda step: order(step.point)):
        point = step.point
        if step.role not in _ON_RECORD or point.rung is None or point.bound is not Bound.EXACT:
            continue
        if 2 * point.rung == middle:
            continue
        side = 2 * point.rung > middle
        far = [one for one in waiting[not side] if _apart(one, point) * 2 >= height]
        for earlier in far:
            yield (earlier, point), Way.ACROSS
        waiting[not side] = [one for one in waiting[not side] if one not in far]
        waiting[side].append(point)


def _apart(one: Point, other: Point) -> int:
    """In rungs. Only for statements that take one."""
    return abs((one.rung or 0) - (other.rung or 0))


def _turned(line: Line) -> Pairs:
    for one, other in pairwise(line.shifts):
        if (one.size > 0) != (other.size > 0):
            yield (one.after.point, other.after.point), Way.TURNED


def _crossed(line: Line) -> Pairs:
    for limit in line.limits:
        if limit.crossed_by is not None:
            yield (limit.point, limit.crossed_by), Way.CROSSED
