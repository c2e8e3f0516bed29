"""How far apart two actors stand, on each issue and over time.

On one issue the distance is that of their rungs as a share of the ladder's height: 0 on the same rung, 1 at
opposite ends. Only what is known counts: a line that was stale that day (rule 6), or had not yet begun, has
no distance. Over several issues it is the mean of those on which both are known; they agree where it is 0.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .values import Line

Pair = tuple[Line, Line]


@dataclass(frozen=True, slots=True)
class Distance:
    """On a day: the mean from 0 to 1 over `known` issues, and on how many of them both agree."""

    day: date
    known: int
    agree: int
    mean: float | None  # None: nothing is known of both


def rung_on(line: Line, day: date, stale_after: timedelta) -> int | None:
    """Where a line was known to stand at the end of a day; None where it was stale, or not yet begun."""
    place = bisect_right(line.spans, day, key=lambda span: span.start) - 1
    if place < 0:
        return None
    span = line.spans[place]
    return span.rung if day - span.known_until <= stale_after else None


def apart(one: int, other: int, ladder: Sequence[int]) -> float:
    """Two rungs, from 0 to 1. `ladder`: the values of the issue's rungs; one rung alone has no height."""
    height = max(ladder) - min(ladder)
    return abs(one - other) / height if height else 0.0


def distance_on(
    day: date, pairs: Mapping[str, Pair], ladders: Mapping[str, Sequence[int]], stale_after: timedelta
) -> Distance:
    """`pairs`: the lines of the two actors, by issue."""
    found = []
    for issue, (one, other) in pairs.items():
        here, there = rung_on(one, day, stale_after), rung_on(other, day, stale_after)
        if here is not None and there is not None:
            found.append(apart(here, there, ladders[issue]))
    mean = sum(found) / len(found) if found else None
    return Distance(day, len(found), sum(each == 0 for each in found), mean)


def days_of_change(lines: Iterable[Line], stale_after: timedelta) -> tuple[date, ...]:
    """Every day on which what was known of any of the lines may have changed, first to last."""
    days: set[date] = set()
    for line in lines:
        for span in line.spans:
            ends = span.known_until + stale_after + timedelta(days=1)
            days |= {day for day in (span.start, ends) if day <= line.as_of}
        days.add(line.as_of)
    return tuple(sorted(days))


def over_time(
    pairs: Mapping[str, Pair], ladders: Mapping[str, Sequence[int]], stale_after: timedelta
) -> tuple[Distance, ...]:
    """The distance on each day on which it changed, the first known first."""
    found: list[Distance] = []
    lines = [line for pair in pairs.values() for line in pair]
    for day in days_of_change(lines, stale_after):
        now = distance_on(day, pairs, ladders, stale_after)
        if found or now.known:
            same = found and replace(found[-1], day=day) == now
            found += [] if same else [now]
    return tuple(found)
