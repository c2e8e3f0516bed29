"""Statements: the list with its filters, and one statement with its place on its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from tracker.models import Actor, CommitmentEvent, Issue, Statement
from tracker.querysets import StatementQuerySet
from tracker.stances.values import Line

from .cards import Card, card, cards_by_slug, recipe
from .lines import line_of, terms_of
from .links import Link, codebook, link, word
from .stance import ASIDES, ROLES

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    label: str
    choices: tuple[Choice, ...]
    unknown: str = ""  # what was asked for and does not exist; it filters nothing

    @property
    def value(self) -> str:
        return next((choice.value for choice in self.choices if choice.chosen), "")


@dataclass(frozen=True, slots=True)
class StatementList:
    filters: tuple[Filter, ...]
    cards: tuple[Card, ...]
    total: int
    page: Page[Statement]
    query: str  # the filters that apply, for the links to other pages

    @property
    def filtered(self) -> bool:
        return bool(self.query)

    @property
    def unknown(self) -> tuple[Filter, ...]:
        return tuple(each for each in self.filters if each.unknown)


def statement_list(asked: Mapping[str, str], page: str, as_of: date) -> StatementList:
    """Statements, newest first, narrowed by `actor`, `issue` (slugs) and `year`, as a reader asked."""
    everything = Statement.objects.published().as_of(as_of)
    filters = _filters(everything, asked)
    values = {each.name: each.value for each in filters if each.value}
    found = _narrowed(everything, values)
    shown = Paginator(recipe(found), PAGE_SIZE).get_page(page)
    return StatementList(
        filters=filters,
        cards=tuple(card(statement) for statement in shown),
        total=shown.paginator.count,
        page=shown,
        query="&".join(f"{name}={value}" for name, value in values.items()),
    )


def statement_cards(asked: Mapping[str, str], as_of: date) -> Iterator[Card]:
    """All that `statement_list` shows, whatever its page, for a file. Nine queries for each 2,000."""
    everything = Statement.objects.published().as_of(as_of)
    values = {each.name: each.value for each in _filters(everything, asked) if each.value}
    return map(card, recipe(_narrowed(everything, values)).iterator(chunk_size=2_000))


def _narrowed(statements: StatementQuerySet, values: Mapping[str, str]) -> StatementQuerySet:
    if "actor" in values:
        statements = statements.of(values["actor"])
    if "issue" in values:
        statements = statements.filter(issue__slug=values["issue"])
    if "year" in values:
        year = int(values["year"])
        statements = statements.filter(said_first__lte=date(year, 12, 31), said_last__gte=date(year, 1, 1))
    return statements


def _filters(statements: StatementQuerySet, asked: Mapping[str, str]) -> tuple[Filter, ...]:
    """Only what would find something is on offer. Three queries."""
    rows = statements.order_by().values_list("speaker", "on_behalf_of", "issue", "said_first", "said_last")
    actors, issues, years = set(), set(), set()
    for speaker, principal, issue, first, last in rows:
        actors |= {speaker, principal}
        issues.add(issue)
        years |= set(range(first.year, last.year + 1))
    names = Actor.objects.published().in_bulk(actors - {None}).values()
    questions = Issue.objects.published().in_bulk(issues).values()
    return (
        _filter("actor", sorted((each.name, each.slug) for each in names), asked),
        _filter("issue", sorted((each.name, each.slug) for each in questions), asked),
        _filter("year", [(str(year), str(year)) for year in sorted(years, reverse=True)], asked),
    )


def _filter(name: str, choices: list[tuple[str, str]], asked: Mapping[str, str]) -> Filter:
    wanted = asked.get(name, "").strip()
    known = wanted in {value for _, value in choices}
    return Filter(
        name,
        name.capitalize(),
        tuple(Choice(value, label, value == wanted) for label, value in choices),
        "" if known else wanted[:80],
    )


@dataclass(frozen=True, slots=True)
class TurnLink:
    """A turn of a commitment that a statement shows."""

    commitment: Link
    kind: Link


@dataclass(frozen=True, slots=True)
class StatementPage:
    card: Card
    role: Link  # what it did to the line
    shift: int | None
    earlier: Card | None  # its neighbours on the same line
    later: Card | None
    turns: tuple[TurnLink, ...]


def statement_page(statement: Statement, as_of: date) -> StatementPage:
    """Fifteen queries at most. `statement` came through `published()`."""
    whose = statement.on_behalf_of or statement.speaker
    line = line_of(whose, statement.issue, as_of, terms_of(whose))
    own = [step.point.slug for step in line.steps]
    place = own.index(statement.slug) if statement.slug in own else None
    beside = {} if place is None else {-1: own[place - 1 : place], 1: own[place + 1 : place + 2]}
    shown = cards_by_slug([statement.slug, *(slug for slugs in beside.values() for slug in slugs)])
    earlier, later = (next(iter(beside.get(side, [])), "") for side in (-1, 1))
    return StatementPage(
        card=shown[statement.slug],
        role=_role(line, place),
        shift=_shift(line, statement.slug),
        earlier=shown.get(earlier),
        later=shown.get(later),
        turns=_turns(statement),
    )


def _role(line: Line, place: int | None) -> Link:
    if place is None:
        return Link(ASIDES["aside"], codebook("role-aside"), "aside")
    role = line.steps[place].role
    return Link(ROLES[role], codebook(f"role-{role}"), role)


def _shift(line: Line, slug: str) -> int | None:
    found = (number for number, shift in enumerate(line.shifts, 1) if shift.after.point.slug == slug)
    return next(found, None)


def _turns(statement: Statement) -> tuple[TurnLink, ...]:
    events = CommitmentEvent.objects.published().filter(statement=statement).select_related("commitment")
    return tuple(
        TurnLink(link(event.commitment), word("turn", CommitmentEvent.Kind(event.kind))) for event in events
    )
