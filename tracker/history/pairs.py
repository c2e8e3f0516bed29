"""A shift of a line told as a pair: its sides, what lies between them, and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.stances.values import Cause, Point, Shift
from tracker.words import length_between

from .cards import Card
from .lens import Lens
from .links import Link, Rung, codebook

CAUSES = {
    Cause.SAME_SPEAKER: _("same speaker"),
    Cause.SAME_ADMINISTRATION: _("same government, another speaker"),
    Cause.NEW_ADMINISTRATION: _("new government"),
    Cause.ANOTHER_SPEAKER: _("another speaker"),
}


@dataclass(frozen=True, slots=True)
class Story:
    """A source on which alone one side of a shift rests; `without` is this page without its outlet."""

    text: str
    url: str
    kind: str  # the outlet
    without: str


@dataclass(frozen=True, slots=True)
class ShiftPair:
    """Two neighbours on the line, side by side."""

    number: int
    from_rung: Rung
    to_rung: Rung
    before: Card
    after: Card
    up: bool
    size: str
    apart: str
    cause: Link
    contradicted_by: tuple[Card, ...]
    pressed: tuple[Card, ...]  # what others asked between its sides
    hangs_on: tuple[Story, ...]
    then: str  # the address of this page as of the day of the shift


def pair(
    number: int,
    shift: Shift,
    pressure: Sequence[Point],
    known: Mapping[str, Card],
    rungs: Mapping[int, Rung],
    url: str,
    lens: Lens,
) -> ShiftPair:
    return ShiftPair(
        number=number,
        from_rung=rungs[shift.from_rung],
        to_rung=rungs[shift.to_rung],
        before=known[shift.before.point.slug],
        after=known[shift.after.point.slug],
        up=shift.size > 0,
        size=_size(shift.size),
        apart=length_between(shift.days_min, shift.days_max),
        cause=Link(str(CAUSES[shift.cause]), codebook("rule-4"), shift.cause),
        contradicted_by=tuple(known[point.slug] for point in shift.contradicted_by),
        pressed=tuple(known[point.slug] for point in pressure if _is_between(point, shift)),
        hangs_on=_stories(shift, known, url, lens),
        then=f"{url}{lens.on(shift.after.point.last).query}",
    )


def _is_between(asked: Point, shift: Shift) -> bool:
    """Whether it was asked when the old stance was last confirmed or later, and by the day of the new one."""
    return asked.last >= shift.before.point.first and asked.first <= shift.after.point.last


def _size(rungs: int) -> str:
    """“+2 rungs”, “−1 rung”."""
    told = ngettext("%(sign)s%(count)d rung", "%(sign)s%(count)d rungs", abs(rungs))
    return told % {"sign": "+" if rungs > 0 else "−", "count": abs(rungs)}


def _stories(shift: Shift, known: Mapping[str, Card], url: str, lens: Lens) -> tuple[Story, ...]:
    """The sources whose story alone carries one side of a shift."""
    shown = known[shift.before.point.slug].fragments + known[shift.after.point.slug].fragments
    alone = {each.source: each.outlet for each in shown if each.story in shift.hangs_on}
    return tuple(
        Story(source.text, source.url, outlet, f"{url}{lens.without(outlet).query}")
        for source, outlet in alone.items()
    )
