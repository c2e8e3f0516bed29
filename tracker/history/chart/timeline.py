"""Where moments lie along a chart's time: step by step, with the empty stretches cut out, or to scale."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import pgettext_lazy

from tracker.words import length, month

from .subject import Mark
from .text import width

CUTS = (42, 91, 182, 365, 730, 1826, 3652, 36525)  # days without a statement that part two episodes
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months from tick to tick
SLOT = (20, 96)  # least and most room for one statement
EPISODE = 68  # least room for one episode: its label's
GAP = 84  # least room for a gap: its label's
SMALL = 12  # font size of all labels along the axis
# What is told of a gap: of one in the whole record, and where evidence is left out.
NOTHING = pgettext_lazy("a gap of a chart: up to two lines of 12 letters", "no statement")
NONE_COUNTS = pgettext_lazy("a gap of a chart: up to two lines of 12 letters", "none that\ncounts here")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis and its words: an episode, a gap between two, or a tick."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> int:
        return (self.start + self.end) // 2


@dataclass(frozen=True, slots=True)
class Timeline:
    """Pixels along the time. `knots` are days and where they lie, in order; between them it is even."""

    start: int
    end: int
    places: Mapping[str, int]  # of each mark, by slug
    knots: tuple[tuple[date, int], ...]
    episodes: tuple[Stretch, ...] = ()
    gaps: tuple[Stretch, ...] = ()
    ticks: tuple[Stretch, ...] = ()

    def at(self, day: date) -> int:
        """Where a day lies; outside of what is drawn, at its edge."""
        after = bisect_right(self.knots, (day, self.end))
        if after == 0:
            return self.start
        if after == len(self.knots):
            return self.knots[-1][1] if day == self.knots[-1][0] else self.end
        (left, start), (right, end) = self.knots[after - 1], self.knots[after]
        return start + round((end - start) * ((day - left) / (right - left)))


def step_by_step(
    marks: Sequence[Mark], as_of: date, start: int, end: int, *, partial: bool = False
) -> Timeline:
    """Every statement gets a slot of its own; time without any (`partial`: that counts) is cut out, and
    named.
    """
    episodes, cut = _episodes(marks, as_of, end - start)
    tail = as_of - episodes[-1][-1].day > timedelta(days=cut)
    sizes = [len(episode) for episode in episodes]
    slot = _slot(sizes, tail, end - start)
    widths = [min(end - start, max(EPISODE, size * slot)) for size in sizes] + [EPISODE] * tail
    spare = (end - start) - sum(widths) - GAP * (len(widths) - 1)
    more, gap = _share(spare, len(widths))
    nothing = str(NONE_COUNTS if partial else NOTHING).split("\n")
    return _laid_out(episodes, [each + more for each in widths], gap, nothing, as_of, start, end)


def _episodes(marks: Sequence[Mark], as_of: date, room: int) -> tuple[list[list[Mark]], int]:
    """Marks parted at long silences: the shortest that leaves room for every part."""
    for cut in CUTS:
        parted = _parted(marks, cut)
        if _needs([len(part) for part in parted], True, SLOT[0]) <= room and len(parted) <= 6:
            return parted, cut
    return [list(marks)], CUTS[-1]


def _parted(marks: Sequence[Mark], cut: int) -> list[list[Mark]]:
    parts = [[marks[0]]]
    for mark in marks[1:]:
        if (mark.day - parts[-1][-1].day).days > cut:
            parts.append([])
        parts[-1].append(mark)
    return parts


def _needs(sizes: Sequence[int], tail: bool, slot: int) -> int:
    gaps = len(sizes) - 1 + tail
    return sum(max(EPISODE, size * slot) for size in sizes) + EPISODE * tail + GAP * gaps


def _slot(sizes: Sequence[int], tail: bool, room: int) -> int:
    """The most room for each statement; less than the least where there are very many."""
    fitting = (slot for slot in range(SLOT[1], 0, -1) if _needs(sizes, tail, slot) <= room)
    return next(fitting, 1)


def _share(spare: int, parts: int) -> tuple[int, int]:
    """Spare room goes to all parts alike, to gaps only up to half as wide again."""
    gap = min(GAP * 3 // 2, GAP + max(0, spare) // (2 * parts))
    return max(0, spare - (gap - GAP) * (parts - 1)) // parts, gap


def _laid_out(
    episodes: list[list[Mark]],
    widths: list[int],
    gap: int,
    nothing: Sequence[str],
    as_of: date,
    start: int,
    end: int,
) -> Timeline:
    places: dict[str, int] = {}
    knots: list[tuple[date, int]] = []
    stretches, gaps, x = [], [], start
    for marks, room in zip(episodes, widths, strict=False):
        if knots:
            gaps.append(Stretch(x, x + gap, (*nothing, *_lasting((marks[0].day - knots[-1][0]).days))))
            x += gap
        for place, mark in enumerate(marks):
            places[mark.slug] = x + round(room * (place + 0.5) / len(marks))
            knots.append((mark.day, places[mark.slug]))
        stretches.append(Stretch(x, x + room, _period(marks[0].day, marks[-1].day, room)))
        x += room
    if len(widths) > len(episodes):
        gaps.append(Stretch(x, x + gap, (*nothing, *_lasting((as_of - knots[-1][0]).days))))
        stretches.append(Stretch(x + gap, end, (month(as_of),)))
        knots.append((as_of, end))
    return Timeline(start, end, places, tuple(knots), tuple(stretches), tuple(gaps))


def _lasting(days: int) -> tuple[str, ...]:
    """“4 years / 8 months”, in lines that a gap has room for."""
    words = length(days).split()
    return tuple(" ".join(words[at : at + 2]) for at in range(0, len(words), 2))


def _period(first: date, last: date, room: int) -> tuple[str, ...]:
    """“Dec 2012 – Jan 2013”, or as much of it as there is room for."""
    if (first.year, first.month) == (last.year, last.month):
        return (month(first),)
    start = month(first) if first.year != last.year else month(first).split()[0]
    years = f"{first.year} – {last.year}" if first.year != last.year else str(first.year)
    full = f"{start} – {month(last)}"
    return (full if width(full, SMALL) <= room else years,)


def to_scale(
    marks: Sequence[Mark], as_of: date, start: int, end: int, tick: int, months: int = 1
) -> Timeline:
    """A day is a day everywhere. Ticks are `tick` pixels and `months` apart, or more."""
    first = min(mark.first for mark in marks)
    margin = timedelta(days=max(30, (as_of - first).days // 40))
    knots = ((first - margin, start), (as_of, end))
    timeline = Timeline(start, end, {}, knots)
    return Timeline(
        start,
        end,
        {mark.slug: timeline.at(mark.day) for mark in marks},
        knots,
        ticks=_ticks(timeline, first - margin, as_of, (end - start) // tick, months),
    )


def _ticks(timeline: Timeline, first: date, last: date, most: int, least: int) -> tuple[Stretch, ...]:
    """Years, or months where there is room for them: `most` ticks, `least` months apart."""
    months = (last.year - first.year) * 12 + last.month - first.month
    steps = (step for step in STEPS if step >= least and months <= step * max(1, most))
    step = next(steps, STEPS[-1])
    starts = range(first.year * 12 // step * step, last.year * 12 + last.month, step)
    days = [date(start // 12, start % 12 + 1, 1) for start in starts]
    return tuple(_tick(timeline.at(day), day, step) for day in days if first <= day <= last)


def _tick(at: int, day: date, step: int) -> Stretch:
    return Stretch(at, at, (str(day.year) if step % 12 == 0 else month(day),))
