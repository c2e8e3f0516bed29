"""Rule 6: how long the line is known, and where it is silent."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from .shifts import Run, last_of
from .values import Span, Stance


def unbroken(runs: Sequence[Run], stale_after: timedelta) -> list[Run]:
    """The runs, each parted where nothing confirmed it for longer than `stale_after`."""
    return [part for run in runs for part in _parted(run, stale_after)]


def spans(parts: Sequence[Run], as_of: date, stale_after: timedelta) -> tuple[Span, ...]:
    """The line from its opening to `as_of`, without gap or overlap: one span for each part."""
    ends = [part[0].point.last for part in parts[1:]] + [as_of]
    return tuple(_span(part, end, stale_after) for part, end in zip(parts, ends, strict=True))


def stance(part: Run, as_of: date, stale_after: timedelta) -> Stance:
    """Where the line stands, from its last part."""
    shown_by = last_of(part).point
    assert shown_by.rung is not None
    return Stance(
        rung=shown_by.rung,
        since=part[0].point.last,
        last_confirmed=shown_by.last,
        stale=as_of - shown_by.last > stale_after,
        shown_by=shown_by,
    )


def _parted(run: Run, stale_after: timedelta) -> list[Run]:
    parts = [run[:1]]
    for earlier, later in pairwise(run):
        if later.point.last - earlier.point.last > stale_after:
            parts.append([])
        parts[-1].append(later)
    return parts


def _span(part: Run, end: date, stale_after: timedelta) -> Span:
    last = last_of(part).point
    assert last.rung is not None
    known_until = last.last if end - last.last > stale_after else end
    return Span(last.rung, part[0].point.last, known_until, end)
