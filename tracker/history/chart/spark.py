"""A line in little: a row of an issue's page. All rows of a page share one time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.stances.values import Line, Role

from .drawing import Segment
from .timeline import Timeline

WIDTH = 300
RUNG = 9
MARGIN = 7


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int
    kind: str  # record, signal


@dataclass(frozen=True, slots=True)
class Spark:
    width: int
    height: int
    grid: tuple[Segment, ...]
    segments: tuple[Segment, ...]
    dots: tuple[Dot, ...]


def shared_time(lines: Iterable[Line], as_of: date) -> Timeline:
    """Every day on which anyone spoke gets the same room; so does the time since."""
    days = sorted({step.point.last for line in lines for step in line.steps} | {as_of})
    room = WIDTH - 2 * MARGIN
    knots = tuple(
        (day, MARGIN + round(room * place / max(1, len(days) - 1))) for place, day in enumerate(days)
    )
    return Timeline(MARGIN, WIDTH - MARGIN, {}, knots)


def spark(line: Line, ladder: Sequence[int], time: Timeline, rung_height: int = RUNG) -> Spark:
    """`ladder` is the rungs' values, lowest first."""
    heights = {rung: MARGIN + (len(ladder) - 1 - level) * rung_height for level, rung in enumerate(ladder)}
    return Spark(
        width=WIDTH,
        height=2 * MARGIN + (len(ladder) - 1) * rung_height,
        grid=tuple(Segment(0, height, WIDTH, height, "grid") for height in heights.values()),
        segments=_segments(line, heights, time),
        dots=tuple(
            Dot(time.at(step.point.last), heights[step.point.rung], _kind(step.role))
            for step in line.steps
            if step.point.rung is not None and step.role is not Role.LIMITS
        ),
    )


def _kind(role: Role) -> str:
    return "record" if role in (Role.OPENS, Role.SHIFTS, Role.REAFFIRMS) else "signal"


def _segments(line: Line, heights: dict[int, int], time: Timeline) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for span in line.spans:
        start, known, end, y = (
            time.at(span.start),
            time.at(span.known_until),
            time.at(span.end),
            heights[span.rung],
        )
        found.append(Segment(start, y, known, y, "line"))
        if known < end:
            found.append(Segment(known, y, end, y, "stale"))
    for old, new in pairwise(line.spans):
        x, kind = time.at(new.start), "line" if old.known_until == old.end else "stale"
        found.append(Segment(x, heights[old.rung], x, heights[new.rung], kind))
    return tuple(found)
