"""Shifts of all lines: which of them are news, and the list of them, narrowed and sorted as asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from tracker import edtf
from tracker.models import Actor, Issue
from tracker.stances.values import Shift
from tracker.words import length_between

from .asking import record_asked, span_asked
from .cards import Card, cards_by_slug
from .filters import sort_of
from .index import Index, read_index
from .lens import Lens
from .lines import Lines, all_lines
from .links import Link, Rung, stance_url

SORTS = ("oldest",)

Found = tuple[str, str, int, Shift]  # issue and actor, both slugs; its number on their line


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """`url` leads to the shift on the page of its line; `before` and `after` are the statements beside it."""

    actor: Link
    issue: Link
    number: int
    url: str
    from_rung: Rung
    to_rung: Rung
    up: bool
    apart: str
    cause: str
    before: str  # by slug
    after: Card


@dataclass(frozen=True, slots=True)
class ShiftList:
    rows: tuple[ShiftRow, ...]
    total: int  # of all that fit
    faults: tuple[str, ...]


def shifts_told(lines: Lines, actor: str = "") -> Iterator[Found]:
    """Shifts as news. One of a person who spoke for an organisation is told as the organisation's, but where
    the person is asked about: `actor`, by slug.
    """
    for (issue, of), line in lines.items():
        for number, shift in enumerate(line.shifts, 1):
            if actor or of == shift.after.point.whose:
                yield issue, of, number, shift


def shift_list(asked: QueryDict, lens: Lens, start: int, stop: int) -> ShiftList:
    """Latest first: those by `actor` and on `issue` (slugs), whose new stance was shown between `since` and
    `until`. Thirteen queries at most; nothing is raised: what cannot be read is left out and told.
    """
    faults = list(lens.faults)
    query = {name: asked.get(name, "") for name in ("actor", "issue", "since", "until", "sort")}
    of = record_asked(Actor, "actor", query, faults)
    on = record_asked(Issue, "issue", query, faults)
    since, until = span_asked(query, faults)
    oldest = sort_of(query, SORTS, faults) == "oldest"
    lines = all_lines(lens.as_of, actor=of, issue=on, switches=lens.switches)
    found = list(_within(shifts_told(lines, of.slug if of else ""), since, until))
    found.sort(key=_place, reverse=not oldest)
    return ShiftList(tuple(_rows(found[start:stop], lens)), len(found), tuple(faults))


def _within(found: Iterable[Found], since: str, until: str) -> Iterator[Found]:
    """Also where only a part of the days on which it may have been said lies within."""
    first = edtf.parse(since).first if since else date.min
    last = edtf.parse(until).last if until else date.max
    for each in found:
        said = each[3].after.point
        if said.last >= first and said.first <= last:
            yield each


def _place(found: Found) -> tuple[object, ...]:
    issue, actor, number, shift = found
    return shift.after.point.last, shift.after.point.slug, issue, actor, number


def _rows(found: Iterable[Found], lens: Lens) -> Iterator[ShiftRow]:
    shown = list(found)
    index = read_index(lens.query)
    cards = cards_by_slug(shift.after.point.slug for *_, shift in shown)
    return (_row(each, index, cards) for each in shown)


def _row(found: Found, index: Index, cards: Mapping[str, Card]) -> ShiftRow:
    issue, actor, number, shift = found
    rungs = index.rungs[issue]
    return ShiftRow(
        actor=index.actors[actor],
        issue=index.issues[issue],
        number=number,
        url=f"{stance_url(actor, issue)}{index.query}#shift-{number}",
        from_rung=rungs[shift.from_rung],
        to_rung=rungs[shift.to_rung],
        up=shift.size > 0,
        apart=length_between(shift.days_min, shift.days_max),
        cause=shift.cause,
        before=shift.before.point.slug,
        after=cards[shift.after.point.slug],
    )
