"""A line in little: a row of an issue's page. All rows of a page share one time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.stances.values import Line, Role, Step
from tracker.words import month

from .drawing import Segment
from .subject import beyond
from .timeline import Timeline

WIDTH = 300
RUNG = 9
MARGIN = 7
EDGE = 4  # least distance of a dot from the edge
YEAR, TIME_HEIGHT = 38, 22  # room for “2013”, and for a line of years


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int
    kind: str  # record, signal, limiting
    slug: str  # of the statement
    first: date  # between which days it was made
    last: date


@dataclass(frozen=True, slots=True)
class Stroke:
    """All segments of one kind in one shape: a page draws thousands. `d` is SVG's."""

    kind: str  # grid, line, stale
    d: str


@dataclass(frozen=True, slots=True)
class Spark:
    width: int
    height: int
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    text: str
    anchor: str  # of the text: start, middle, end


@dataclass(frozen=True, slots=True)
class SparkTime:
    """The days below a drawing, to be drawn at its width."""

    width: int
    height: int
    first: date
    last: date
    ticks: tuple[Tick, ...]


def shared_time(lines: Iterable[Line], as_of: date) -> Timeline:
    """Every day on which anyone spoke gets the same room; so does the time since."""
    days = sorted({step.point.last for line in lines for step in line.steps} | {as_of})
    room = WIDTH - 2 * MARGIN
    knots = tuple(
        (day, MARGIN + round(room * place / max(1, len(days) - 1))) for place, day in enumerate(days)
    )
    return Timeline(MARGIN, WIDTH - MARGIN, {}, knots)


def spark_time(time: Timeline) -> SparkTime:
    """Every year in which anyone spoke, at the first of its days with room for it, and the last year where
    there is room left; of a single year its first and last month.
    """
    (first, start), (last, end) = time.knots[0], time.knots[-1]
    if first.year == last.year:
        ends = [Tick(start, month(first), "start"), Tick(end, month(last), "end")]
        return SparkTime(WIDTH, TIME_HEIGHT, first, last, tuple(ends[first == last :]))
    ticks, taken = [Tick(start, str(first.year), "start")], start + YEAR
    for day, x in time.knots[:-1]:
        if str(day.year) != ticks[-1].text and x - YEAR // 2 >= taken and x + YEAR // 2 <= end:
            ticks.append(Tick(x, str(day.year), "middle"))
            taken = x + YEAR // 2
    if ticks[-1].text != str(last.year) and taken <= end - YEAR:
        ticks.append(Tick(end, str(last.year), "end"))
    return SparkTime(WIDTH, TIME_HEIGHT, first, last, tuple(ticks))


def spark(line: Line, ladder: Sequence[int], time: Timeline, rung_height: int = RUNG) -> Spark:
    """`ladder` is the rungs' values, lowest first."""
    heights = {rung: MARGIN + (len(ladder) - 1 - level) * rung_height for level, rung in enumerate(ladder)}
    return Spark(
        width=WIDTH,
        height=2 * MARGIN + (len(ladder) - 1) * rung_height,
        strokes=_strokes([*_grid(heights.values()), *_segments(line, heights, time)]),
        dots=tuple(
            _dot(step, time, _height(step, heights, rung_height))
            for step in line.steps
            if step.point.rung is not None
        ),
    )


def _dot(step: Step, time: Timeline, y: int) -> Dot:
    said = step.point
    return Dot(time.at(said.last), y, _kind(step.role), said.slug, said.first, said.last)


def _height(step: Step, heights: dict[int, int], rung_height: int) -> int:
    """As on the large chart a ceiling or floor lies between two rungs; one beyond all of them at the edge."""
    rung = step.point.rung
    if rung is None:
        raise ValueError(step.point.slug)  # those who took no position have no place on the ladder
    y = heights[rung] - round(rung_height * beyond(step.point, step.role))
    return max(EDGE, min(2 * MARGIN + (len(heights) - 1) * rung_height - EDGE, y))


def _kind(role: Role) -> str:
    if role is Role.LIMITS:
        return "limiting"
    return "record" if role in (Role.OPENS, Role.SHIFTS, Role.REAFFIRMS) else "signal"


def _strokes(segments: Iterable[Segment]) -> tuple[Stroke, ...]:
    """By kind, in the order in which the kinds come."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in segments:
        found[each.kind].append(f"M{each.x1} {each.y1}L{each.x2} {each.y2}")
    return tuple(Stroke(kind, "".join(drawn)) for kind, drawn in found.items())


def _grid(heights: Iterable[int]) -> Iterator[Segment]:
    return (Segment(0, height, WIDTH, height, "grid") for height in heights)


def _segments(line: Line, heights: dict[int, int], time: Timeline) -> Iterator[Segment]:
    for span in line.spans:
        start, known, end, y = (
            time.at(span.start),
            time.at(span.known_until),
            time.at(span.end),
            heights[span.rung],
        )
        yield Segment(start, y, known, y, "line")
        if known < end:
            yield Segment(known, y, end, y, "stale")
    for old, new in pairwise(line.spans):
        x, kind = time.at(new.start), "line" if old.known_until == old.end else "stale"
        yield Segment(x, heights[old.rung], x, heights[new.rung], kind)
