"""What is to be drawn: a line with the words that readers know its parts by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.stances.values import Act, Bound, Firmness, Line, Point, Role, Step, Term
from tracker.stances.voices import on_record
from tracker.words import date_in_words

from ..cards import Card
from ..links import Rung
from .pledge import Pledge

QUOTE = 30  # characters of a fragment that a label has room for
NO_RUNG = -1.0  # the lane of those who took no position, below the lowest rung


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement on the chart.

    `level` counts rungs from the lowest, 0; a ceiling or floor lies half a rung beyond its own.
    """

    slug: str
    number: int
    shape: str  # record, record-if, act, signal, signal-act, weighing, weaker, pressure, limit, none
    level: float
    day: date
    first: date
    when: str  # EDTF
    name: str
    quote: str
    title: str
    head: str
    body: str
    rank: int  # who gets a label first: 0 before 1
    mixed_with: float | None = None  # the stance that it contradicts


@dataclass(frozen=True, slots=True)
class Subject:
    line: Line
    marks: tuple[Mark, ...]  # in the order in which they are drawn along the time
    rungs: tuple[Rung, ...]  # lowest first
    terms: tuple[Term, ...]
    shifts: Mapping[str, int]  # numbers, by the slug of the statement that moved the line
    lane: bool  # whether anyone took no position
    pledges: tuple[Pledge, ...] = ()
    partial: bool = False  # whether evidence is left out, so that a gap may hold what does not count

    def level(self, rung: int) -> int:
        return next(level for level, each in enumerate(self.rungs) if each.value == rung)


def subject(
    line: Line,
    rungs: Mapping[int, Rung],
    terms: Sequence[Term],
    cards: Mapping[str, Card],
    numbers: Mapping[str, int],
    pledges: Sequence[Pledge] = (),
    *,
    partial: bool = False,
) -> Subject:
    """`numbers` are those of the list below the chart, by slug."""
    ladder = tuple(rungs[value] for value in sorted(rungs))
    levels = {rung.value: level for level, rung in enumerate(ladder)}
    own = [_own(step, levels, cards[step.point.slug], numbers) for step in line.steps]
    asked = [_asked(point, levels, cards[point.slug], numbers) for point in line.pressure]
    place = {slug: place for place, slug in enumerate(line.told)}
    marks = sorted([*own, *asked], key=lambda mark: place[mark.slug])
    return Subject(
        line=line,
        marks=tuple(marks),
        rungs=ladder,
        terms=tuple(terms),
        shifts={shift.after.point.slug: number for number, shift in enumerate(line.shifts, 1)},
        lane=any(mark.level == NO_RUNG for mark in marks),
        pledges=tuple(pledges),
        partial=partial,
    )


def _own(step: Step, levels: Mapping[int, int], card: Card, numbers: Mapping[str, int]) -> Mark:
    mixed = step.mixed and step.stance is not None
    return _mark(
        card,
        numbers,
        shape=_shape(step),
        level=_level(step.point, levels, step.role),
        rank=_RANKS.get(step.role, 2),
        mixed_with=levels[step.stance] if mixed and step.stance is not None else None,
    )


def _asked(point: Point, levels: Mapping[int, int], card: Card, numbers: Mapping[str, int]) -> Mark:
    return _mark(card, numbers, shape="pressure", level=_level(point, levels, None), rank=3)


_RANKS = {Role.SHIFTS: 0, Role.OPENS: 0, Role.LIMITS: 1, Role.REAFFIRMS: 2, Role.SIGNALS: 1, Role.YIELDS: 1}


def _shape(step: Step) -> str:
    if step.role is Role.DECLINES or step.point.rung is None:
        return "none"
    if step.role is Role.LIMITS:
        return "limit"
    if step.role is Role.SIGNALS:
        return _signal(step.point)
    if step.role is Role.YIELDS:
        return "weaker"
    if step.point.act is Act.ACTS:
        return "act"
    return "record-if" if step.point.firmness is Firmness.CONDITIONAL else "record"


def _signal(point: Point) -> str:
    """Off the record, or on it and only considering."""
    if point.act is Act.ACTS:
        return "signal-act"
    return "weighing" if on_record(point) else "signal"


def _level(point: Point, levels: Mapping[int, int], role: Role | None) -> float:
    return NO_RUNG if point.rung is None else levels[point.rung] + beyond(point, role)


def beyond(point: Point, role: Role | None) -> float:
    """How many rungs a statement lies above the one that it names: half of one where it only rules out."""
    if role not in (Role.LIMITS, Role.SIGNALS, Role.YIELDS):
        return 0.0
    return {Bound.CEILING: 0.5, Bound.FLOOR: -0.5}.get(point.bound, 0.0)


def _mark(
    card: Card,
    numbers: Mapping[str, int],
    *,
    shape: str,
    level: float,
    rank: int,
    mixed_with: float | None = None,
) -> Mark:
    words = min((fragment.words for fragment in card.fragments if fragment.spoken), key=len, default="")
    name = card.short_whose if shape == "pressure" else card.short_name
    how = f"{card.firmness.text}, {card.attribution.text}".lower()
    head = " · ".join([date_in_words(card.said_on), card.speaker.text, _position(card), how])
    return Mark(
        slug=card.slug,
        number=numbers[card.slug],
        shape=shape,
        level=level,
        day=card.last,
        first=card.first,
        when=card.said_on,
        name=name,
        quote=_quote(name, words) if words and len(words) <= QUOTE else "",
        title=_("%(head)s: %(summary)s") % {"head": head, "summary": card.summary},
        head=head,
        body=card.summary,
        rank=rank,
        mixed_with=mixed_with,
    )


def _quote(name: str, words: str) -> str:
    return _("%(name)s: “%(words)s”") % {"name": name, "words": words}


def _position(card: Card) -> str:
    if card.rung is None:
        return _("no position")
    if card.bound.kind == "exact":
        return card.rung.label
    return pgettext("a limit", "%(bound)s: %(rung)s") % {"bound": card.bound.text, "rung": card.rung.label}
