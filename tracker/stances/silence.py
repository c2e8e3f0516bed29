"""Rule 6: how long the line is known, and where it is silent."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from .runs import Run
from .values import Span, Stance, Step


def unbroken(runs: Iterable[Run], stale_after: timedelta) -> list[Run]:
    """The runs, each parted where nothing confirmed it for longer than `stale_after`."""
    return [Run(run.rung, tuple(part)) for run in runs for part in _parted(run.steps, stale_after)]


def spans(parts: Sequence[Run], as_of: date, stale_after: timedelta) -> tuple[Span, ...]:
    """The line from its opening to `as_of`, without gap or overlap: one span for each part."""
    ends = [part.first.point.last for part in parts[1:]] + [as_of]
    return tuple(_span(part, end, stale_after) for part, end in zip(parts, ends, strict=True))


def stance(part: Run, as_of: date, stale_after: timedelta) -> Stance:
    """Where the line stands, from its last part."""
    last = part.last.point
    return Stance(
        rung=part.rung,
        since=part.first.point.last,
        last_confirmed=last.last,
        stale=as_of - last.last > stale_after,
        shown_by=last,
    )


def _parted(steps: Iterable[Step], stale_after: timedelta) -> list[list[Step]]:
    parts: list[list[Step]] = []
    for step in steps:
        if not parts or step.point.last - parts[-1][-1].point.last > stale_after:
            parts.append([])
        parts[-1].append(step)
    return parts


def _span(part: Run, end: date, stale_after: timedelta) -> Span:
    last = part.last.point.last
    known_until = last if end - last > stale_after else end
    return Span(part.rung, part.first.point.last, known_until, end)
