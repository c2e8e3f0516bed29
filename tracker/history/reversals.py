"""Reversals: every pair of statements of one actor that go opposite ways, nearest in time first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.utils.translation import gettext, gettext_lazy

from tracker.stances.reversals import Reversal, Way, nearest, reversals
from tracker.words import length_between

from .cards import Card, cards_by_slug
from .index import Index, read_index
from .lens import Lens
from .lines import Lines, all_lines, line_link
from .links import Link
from .lists import Field, RowList, narrow
from .turning import page_asked
from .uses import own_steps

PAGE_SIZE = 25
WAYS = {
    Way.ACROSS: gettext_lazy("across the middle"),
    Way.TURNED: gettext_lazy("turned back"),
    Way.CROSSED: gettext_lazy("limit crossed"),
}

Found = tuple[str, str, Reversal]  # issue and actor, both slugs


@dataclass(frozen=True, slots=True)
class ReversalRow:
    actor: Link
    line: Link
    earlier: Card
    later: Card
    apart: str
    ways: tuple[str, ...]
    kinds: tuple[Way, ...]  # the same, coded
    days: tuple[int, int]  # apart: fewest and most
    in_sequence: bool  # else days that are not known exactly hide which came first


@dataclass(frozen=True, slots=True)
class ReversalList:
    as_of: date
    rows: tuple[ReversalRow, ...]
    found: RowList
    page: Page[Found]
    faults: tuple[str, ...]  # of the lens and the page; those of the filters are with them


def reversal_list(asked: Mapping[str, str], lens: Lens, *, whole: bool = False) -> ReversalList:
    """As a reader asked: `actor`, `issue` (slugs), `page`, or the `whole`. Ten queries at most, more only
    for thousands of rows.
    """
    index = read_index(lens.query)
    lines = all_lines(lens.as_of, switches=lens.switches)
    every = sorted(_every(lines, index), key=lambda found: nearest(found[2]))
    fields = [
        _field("actor", gettext("Actor"), 1, index.actors),
        _field("issue", gettext("Issue"), 0, index.issues),
    ]
    found = narrow(every, asked, fields, kept=lens.query.removeprefix("?"))
    size = max(PAGE_SIZE, found.total) if whole else PAGE_SIZE
    page, no_page = page_asked(found.rows, size, "" if whole else asked.get("page", ""))
    shown = cards_by_slug(point.slug for _, _, each in page for point in (each.earlier, each.later))
    return ReversalList(
        as_of=lens.as_of,
        rows=tuple(_row(each, lines, index, shown) for each in page),
        found=found,
        page=page,
        faults=(*lens.faults, *no_page),
    )


def _field(name: str, label: str, place: int, names: Mapping[str, Link]) -> Field:
    """By the slug in that place of what was found; one that was never reversed can be asked for too."""
    return Field(
        name,
        label,
        lambda it: [(it[place], names[it[place]].text)],
        known={slug: link.text for slug, link in names.items()},
    )


def _every(lines: Lines, index: Index) -> Iterator[Found]:
    """One of a person who spoke for an organisation is the organisation's, as on the front page."""
    for (issue, actor), line in lines.items():
        if not any(own_steps(line, actor)):
            continue  # all that it holds was said for others, and is on their lines
        for found in reversals(line, tuple(index.rungs[issue])):
            if found.later.whose == actor:
                yield issue, actor, found


def _row(found: Found, lines: Lines, index: Index, shown: Mapping[str, Card]) -> ReversalRow:
    issue, actor, pair = found
    return ReversalRow(
        actor=index.actors[actor],
        line=line_link(lines[issue, actor], actor, issue, index),
        earlier=shown[pair.earlier.slug],
        later=shown[pair.later.slug],
        apart=_apart(pair),
        ways=tuple(str(WAYS[way]) for way in pair.ways),
        kinds=pair.ways,
        days=(pair.days_min, pair.days_max),
        in_sequence=pair.in_sequence,
    )


def _apart(pair: Reversal) -> str:
    if pair.days_max == 0:
        return gettext("the same day")
    return gettext("%(length)s apart") % {"length": length_between(pair.days_min, pair.days_max)}
