"""Reversals: every pair of opposite statements of one actor, nearest in time first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from tracker.stances.reversals import Reversal, Way, nearest, reversals
from tracker.words import length_between

from .cards import Card, cards_by_slug
from .headings import heading
from .index import Index, read_index
from .lens import Lens
from .lines import Lines, all_lines
from .links import Link, stance_url

PAGE_SIZE = 25
LONGEST = 200
WAYS = {
    Way.ACROSS: "across the middle",
    Way.TURNED: "turned back",
    Way.CROSSED: "limit crossed",
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


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReversalList:
    as_of: date
    rows: tuple[ReversalRow, ...]
    page: Page[Found]
    actors: tuple[Choice, ...]
    issues: tuple[Choice, ...]
    query: str  # "&…": what applies, for the links to other pages
    faults: tuple[str, ...]
    filtered: bool

    @property
    def total(self) -> int:
        return self.page.paginator.count


def reversal_list(asked: Mapping[str, str], lens: Lens) -> ReversalList:
    """As a reader asked: `actor`, `issue` (slugs), `page`. Eleven queries at most."""
    index = read_index(lens.query)
    lines = all_lines(lens.as_of, switches=lens.switches)
    every = sorted(_every(lines, index), key=lambda found: nearest(found[2]))
    actor, issue, faults = _asked(asked, index)
    found = [each for each in every if actor in ("", each[1]) and issue in ("", each[0])]
    page = Paginator(found, PAGE_SIZE).get_page(asked.get("page", ""))
    shown = cards_by_slug(point.slug for _, _, each in page for point in (each.earlier, each.later))
    return ReversalList(
        as_of=lens.as_of,
        rows=tuple(_row(each, index, shown) for each in page),
        page=page,
        actors=_choices([each[1] for each in every if issue in ("", each[0])], index.actors, actor),
        issues=_choices([each[0] for each in every if actor in ("", each[1])], index.issues, issue),
        query=lens.query_with(actor=actor, issue=issue).replace("?", "&", 1),
        faults=(*lens.faults, *faults),
        filtered=bool(actor or issue),
    )


def _every(lines: Lines, index: Index) -> Iterator[Found]:
    """One of a person who spoke for an organisation is the organisation's, as on the front page."""
    for (issue, actor), line in lines.items():
        for found in reversals(line, tuple(index.rungs[issue])):
            if (found.later.principal or found.later.speaker) == actor:
                yield issue, actor, found


def _asked(asked: Mapping[str, str], index: Index) -> tuple[str, str, list[str]]:
    faults, values = [], []
    for name, known in (("actor", index.actors), ("issue", index.issues)):
        value = asked.get(name, "").strip()
        if value and value not in known:
            faults.append(f"There is no {name} “{value[:80]}”, so it was left out of the filter.")
        values.append(value if value in known else "")
    return values[0], values[1], faults


def _choices(slugs: list[str], names: Mapping[str, Link], chosen: str) -> tuple[Choice, ...]:
    counts = {slug: slugs.count(slug) for slug in {*slugs, *([chosen] if chosen else [])}}
    made = [Choice(slug, names[slug].text, count, slug == chosen) for slug, count in counts.items()]
    return tuple(sorted(made, key=lambda each: each.label))


def _row(found: Found, index: Index, shown: Mapping[str, Card]) -> ReversalRow:
    issue, actor, pair = found
    url = f"{stance_url(actor, issue)}{index.query}"
    return ReversalRow(
        actor=index.actors[actor],
        line=Link(heading(index.actors[actor], index.issues[issue]), url),
        earlier=shown[pair.earlier.slug],
        later=shown[pair.later.slug],
        apart=length_between(pair.days_min, pair.days_max) if pair.days_max else "the same day",
        ways=tuple(WAYS[way] for way in pair.ways),
    )
