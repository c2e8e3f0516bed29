"""The line itself, its silences and its limits, along the time and across the ladder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from tracker.stances.values import Bound, Limit, Span

from .subject import Subject
from .timeline import Timeline

Across = Callable[[float], int]  # from a level to pixels


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight line from (along, across) to (along, across); kinds as in Segment."""

    along1: int
    across1: int
    along2: int
    across2: int
    kind: str


@dataclass(frozen=True, slots=True)
class Move:
    """Where the line goes from one level to another: the place of a shift."""

    slug: str
    along: int
    across1: int
    across2: int


def pieces(subject: Subject, timeline: Timeline, across: Across) -> tuple[Piece, ...]:
    return (
        *_limits(subject, timeline, across),
        *_line(subject, timeline, across),
        *_mixed(subject, timeline, across),
    )


def moves(subject: Subject, timeline: Timeline, across: Across) -> tuple[Move, ...]:
    return tuple(
        Move(
            shift.after.point.slug,
            timeline.places[shift.after.point.slug],
            across(subject.level(shift.from_rung)),
            across(subject.level(shift.to_rung)),
        )
        for shift in subject.line.shifts
    )


def shift_title(number: int) -> str:
    return _("Shift %(number)s: see it below, before and after side by side") % {"number": number}


def _line(subject: Subject, timeline: Timeline, across: Across) -> Iterator[Piece]:
    """Each span as far as it is known, then dotted through the silence; and the step to the next."""
    spans = subject.line.spans
    starts = [_start(subject, span, timeline) for span in spans]
    for place, span in enumerate(spans):
        end = starts[place + 1] if place + 1 < len(spans) else timeline.end
        known = end if span.known_until == span.end else _confirmed(subject, span, timeline)
        level = across(subject.level(span.rung))
        yield Piece(starts[place], level, known, level, "line")
        if known < end:
            yield Piece(known, level, end, level, "stale")
    for (old, new), start in zip(pairwise(spans), starts[1:], strict=True):
        kind = "line" if old.known_until == old.end else "stale"
        levels = across(subject.level(old.rung)), across(subject.level(new.rung))
        if levels[0] != levels[1]:
            yield Piece(start, levels[0], start, levels[1], kind)


def _start(subject: Subject, span: Span, timeline: Timeline) -> int:
    """The first mark of the day that took the span's rung."""
    level = subject.level(span.rung)
    took = (
        mark.slug
        for mark in subject.marks
        if (mark.day, mark.level) == (span.start, level) and mark.rank in (0, 2)
    )
    return next((timeline.places[slug] for slug in took), timeline.at(span.start))


def _confirmed(subject: Subject, span: Span, timeline: Timeline) -> int:
    level = subject.level(span.rung)
    took = [mark.slug for mark in subject.marks if (mark.day, mark.level) == (span.known_until, level)]
    return max((timeline.places[slug] for slug in took), default=timeline.at(span.known_until))


def _mixed(subject: Subject, timeline: Timeline, across: Across) -> Iterator[Piece]:
    for mark in subject.marks:
        if mark.mixed_with is not None and mark.mixed_with != mark.level:
            at = timeline.places[mark.slug]
            yield Piece(at, across(mark.level), at, across(mark.mixed_with), "mixed")


def _limits(subject: Subject, timeline: Timeline, across: Across) -> Iterator[Piece]:
    for limit in subject.line.limits:
        if limit.point.rung is not None:
            level = across(subject.level(limit.point.rung) + _beyond(limit))
            until = timeline.end
            if limit.until is not None and limit.crossed_by is not None:
                until = timeline.places.get(limit.crossed_by.slug, timeline.at(limit.until))
            yield Piece(timeline.places[limit.point.slug], level, until, level, "limit")


def _beyond(limit: Limit) -> float:
    return 0.5 if limit.point.bound is Bound.CEILING else -0.5
