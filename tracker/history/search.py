"""The page of a search: what was found kind by kind, how to narrow it, what to try where there is nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import CharField, Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext

from tracker import words
from tracker.folding import by_name
from tracker.search.engines import best
from tracker.search.texts import KINDS, STATEMENTS, Kind

from .asking import SPAN, Asked, matched, read_asked
from .counting import by_actor, by_issue, by_year
from .filters import labelled
from .hits import Hit, hits
from .links import Link
from .near import Bet, best_bet, near
from .turning import page_asked

PAGE_SIZE = 25
SHOWN = 5  # of each kind, where all are shown
OPTIONS = 100  # actors on offer in a list to choose from: those with the most hits
PLURALS = {
    "actor": gettext_lazy("Actors"),
    "issue": gettext_lazy("Issues"),
    "statement": gettext_lazy("Statements"),
    "commitment": gettext_lazy("Commitments"),
    "source": gettext_lazy("Sources"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A way to narrow what was found, and how much of it that leaves."""

    label: str
    number: int
    url: str
    value: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One kind's hits; `url` leads to all of them."""

    kind: str
    label: str
    number: int
    url: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is on show of one kind: pages from 1."""

    number: int
    last: int
    newer: str  # addresses; "" where there is none
    older: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    asked: Asked
    total: int
    bet: Bet | None
    kinds: tuple[Tab, ...]
    groups: tuple[Group, ...]
    pages: Numbers | None  # where one kind is shown
    issues: tuple[Tab, ...]  # of the statements that were found
    actors: tuple[Tab, ...]
    years: tuple[Tab, ...]
    chosen: tuple[Tab, ...]  # what narrows it now; its address is without that
    near: tuple[Link, ...]
    unfiltered: int  # where nothing was found: what the words alone would find


def search_page(query: Mapping[str, str], page: str, as_of: date) -> SearchPage:
    """`query` as in the address (see history/asking.py). Nothing is raised for what is odd in it."""
    asked = read_asked(query)
    found = {kind.key: matched(kind, asked, as_of) for kind in KINDS}
    numbers = _numbers(found)
    wanted = [kind for kind in KINDS if asked.kind in ("", kind.key)] if asked.question else []
    total = sum(numbers[kind.key] for kind in wanted)
    groups, pages, no_page = _groups(wanted, asked, found, numbers, page)
    nothing = bool(asked.question) and not total
    return SearchPage(
        asked=replace(asked, faults=(*asked.faults, *no_page)),
        total=total,
        bet=best_bet(asked.question) if asked.question else None,
        kinds=tuple(_kinds(asked, numbers)),
        groups=groups,
        pages=pages,
        **_facets(asked, as_of),
        chosen=tuple(chosen(asked)),
        near=near(asked.question) if nothing else (),
        unfiltered=_unfiltered(asked, as_of) if nothing else 0,
    )


def _numbers(found: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many of each kind. One query."""
    counted = [
        rows.order_by().values(noun=Value(key, output_field=CharField())).annotate(number=Count("pk"))
        for key, rows in found.items()
        if not rows.query.is_empty()
    ]
    return dict.fromkeys(found, 0) | {
        row["noun"]: row["number"] for row in (counted[0].union(*counted[1:], all=True) if counted else ())
    }


def _groups(
    wanted: Iterable[Kind],
    asked: Asked,
    found: Mapping[str, QuerySet[Any]],
    numbers: Mapping[str, int],
    page: str,
) -> tuple[tuple[Group, ...], Numbers | None, Sequence[str]]:
    """One kind in pages, or the best of each; and what is told of a page that does not exist."""
    no_page: Sequence[str] = ()
    shown, groups = None, []
    for kind in wanted:
        number = numbers[kind.key]
        start, stop = 0, SHOWN
        if asked.kind:
            at, no_page = page_asked(range(number), PAGE_SIZE, page)
            shown, start, stop = _pages(at, asked), at.start_index() - 1, at.end_index()
        if number:
            keys = best(kind, asked.question, found[kind.key], max(start, 0), stop)
            url = asked.query(kind=kind.key)
            listed = hits(kind, keys, asked.question)
            groups.append(Group(kind.key, str(PLURALS[kind.key]), number, url, listed))
    return tuple(groups), shown, no_page


def _pages(at: Page[int], asked: Asked) -> Numbers:
    return Numbers(
        at.number,
        at.paginator.num_pages,
        asked.query(page=str(at.previous_page_number())) if at.has_previous() else "",
        asked.query(page=str(at.next_page_number())) if at.has_next() else "",
    )


def _kinds(asked: Asked, numbers: Mapping[str, int]) -> Iterable[Tab]:
    """How much of each kind: what was found, or, where nothing was asked, all there is and its list."""
    if not asked.question:
        for key, label in PLURALS.items():
            yield Tab(str(label), numbers[key], reverse(f"{key}s"))
        return
    yield Tab(
        pgettext("results of all kinds", "All"),
        sum(numbers.values()),
        asked.query(kind=""),
        "",
        not asked.kind,
    )
    for kind in KINDS:
        yield Tab(
            str(PLURALS[kind.key]),
            numbers[kind.key],
            asked.query(kind=kind.key),
            kind.key,
            asked.kind == kind.key,
        )


def _facets(asked: Asked, as_of: date) -> dict[str, tuple[Tab, ...]]:
    """Of the statements that were found: on which issues, by and to whom, in which years. Three queries."""
    if not asked.question:
        return {"issues": (), "actors": (), "years": ()}
    issues = matched(STATEMENTS, replace(asked, issue=""), as_of)
    actors = matched(STATEMENTS, replace(asked, actor=""), as_of)
    years = matched(STATEMENTS, replace(asked, since="", until=""), as_of)
    return {
        "issues": _tabs("issue", by_issue(issues), asked, asked.issue, asked.issue_name),
        "actors": _tabs("actor", by_actor(actors), asked, asked.actor, asked.actor_name),
        # of other kinds alone a year would find nothing
        "years": ()
        if asked.kind not in ("", STATEMENTS.key)
        else tuple(
            Tab(str(year), number, asked.query(since=str(year), until=str(year)), str(year))
            for year, number in sorted(by_year(years).items())
        ),
    }


def _tabs(
    name: str, counts: Mapping[tuple[str, str], int], asked: Asked, chosen: str, label: str
) -> tuple[Tab, ...]:
    """The most frequent, and the chosen one whatever it finds, by name."""
    most = sorted(counts, key=lambda it: (-counts[it], it))[:OPTIONS]
    listed = {*most, (chosen, label)} if chosen else set(most)
    return tuple(
        Tab(text, counts.get((slug, text), 0), asked.query(**{name: slug}), slug, slug == chosen)
        for slug, text in sorted(listed, key=lambda it: (by_name(it[1]), it[0]))
    )


def chosen(asked: Asked) -> Iterable[Tab]:
    """What narrows a search, besides its words and a kind."""
    if asked.issue:
        yield Tab(labelled(gettext("Issue"), asked.issue_name), 0, asked.query(issue=""))
    if asked.actor:
        yield Tab(labelled(gettext("Actor"), asked.actor_name), 0, asked.query(actor=""))
    if asked.since:
        since = words.date_in_words(asked.since)
        yield Tab(labelled(SPAN["since"], since), 0, asked.query(since=""))
    if asked.until:
        until = words.date_in_words(asked.until)
        yield Tab(labelled(SPAN["until"], until), 0, asked.query(until=""))


def _unfiltered(asked: Asked, as_of: date) -> int:
    if not (asked.filtered or asked.kind):
        return 0
    plain = Asked(asked.question)
    return sum(_numbers({kind.key: matched(kind, plain, as_of) for kind in KINDS}).values())
