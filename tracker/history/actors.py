"""Actors: who speaks, in which roles, and where each stands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from tracker.folding import by_name
from tracker.languages import like
from tracker.models import Actor, Membership, Statement
from tracker.models.actors import split_aliases
from tracker.stances.values import Line, Role

from .cards import Card, cards
from .chart import Spark, shared_time, spark
from .commitments import CommitmentRow, commitment_rows
from .finding import Finding, finding
from .headings import subject
from .home import Cell, cell
from .index import Index, actors_by_name, read_index
from .ledger import Tally, ledger_url, tally
from .lines import all_lines, terms_of, whose
from .links import Link, Rung, actor_link

RECENT = 10
GROUPS = {
    Actor.Kind.GOVERNMENT: _("Governments"),
    Actor.Kind.INTERGOVERNMENTAL: _("Intergovernmental organisations"),
    Actor.Kind.PARTY: _("Political parties"),
    Actor.Kind.AGENCY: _("Agencies"),
    Actor.Kind.ARMED_GROUP: _("Armed groups"),
    Actor.Kind.ORGANISATION: _("Other organisations"),
    Actor.Kind.PERSON: _("People"),
    Actor.Kind.UNNAMED: _("Unnamed sources"),
}


@dataclass(frozen=True, slots=True)
class ActorRow:
    actor: Link
    description: str
    country: str
    country_code: str  # ISO 3166-1: the same in every language
    statements: int


@dataclass(frozen=True, slots=True)
class ActorGroup:
    kind: str
    label: str
    actors: tuple[ActorRow, ...]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A membership, seen from either side."""

    other: Link
    role: str
    start: str  # EDTF
    end: str  # EDTF
    speaks_for: bool


@dataclass(frozen=True, slots=True)
class StepLink:
    """A rung that the line took: when, and where on its page the proof stands."""

    rung: Rung
    first: date
    last: date
    said_on: str  # EDTF
    url: str


@dataclass(frozen=True, slots=True)
class StanceRow:
    name: str  # the issue's, and whose conduct it is where that is not the actor's
    cell: Cell
    finding: Finding
    spark: Spark
    steps: tuple[StepLink, ...]  # the first stance, then each shift
    statements: int
    asked: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    actor: Link
    kind: str
    country: str
    description: str
    aliases: str  # one after the other, in one language
    wikidata: str
    as_of: date
    roles: tuple[RoleRow, ...]
    members: tuple[RoleRow, ...]
    stances: tuple[StanceRow, ...]
    asked: tuple[StanceRow, ...]  # issues on which others asked, and it did not speak
    made: tuple[CommitmentRow, ...]
    ledger_url: str
    received: tuple[CommitmentRow, ...]
    recent: tuple[Card, ...]
    statements: int
    statements_url_query: str

    @property
    def tally(self) -> Tally:
        """Of the commitments made."""
        return tally(row.standing for row in self.made)


def actor_groups(as_of: date) -> tuple[ActorGroup, ...]:
    """All public actors by kind, organisations first, then by name. Two queries."""
    said = Statement.objects.published().as_of(as_of)
    counts: Counter[int | None] = Counter()
    for speaker, principal in said.order_by().values_list("speaker", "on_behalf_of"):
        counts.update({speaker, principal})
    actors = actors_by_name()
    groups = (
        ActorGroup(
            kind.value, str(label), tuple(_row(actor, counts) for actor in actors if actor.kind == kind)
        )
        for kind, label in GROUPS.items()
    )
    return tuple(group for group in groups if group.actors)


def actor_row(actor: Actor, as_of: date) -> ActorRow:
    """One actor as the list has it. One query. `actor` came through `published()`."""
    return _row(actor, {actor.pk: Statement.objects.published().as_of(as_of).of(actor.slug).count()})


def _row(actor: Actor, counts: Mapping[int | None, int]) -> ActorRow:
    country = actor.country
    return ActorRow(
        actor_link(actor),
        actor.local("description"),
        str(country.name),
        str(country.code or ""),
        counts[actor.pk],
    )


def actor_page(actor: Actor, as_of: date, *, query: str = "") -> ActorPage:
    """Seventeen queries. `actor` came through `published()`; `query` goes on to each stance page."""
    said = Statement.objects.published().as_of(as_of).of(actor.slug)
    rows = _stances(actor, as_of, query)
    return ActorPage(
        actor=actor_link(actor),
        kind=str(Actor.Kind(actor.kind).label),
        country=str(actor.country.name),
        description=actor.local("description"),
        aliases=_aliases(actor),
        wikidata=actor.wikidata,
        as_of=as_of,
        roles=_roles(actor),
        members=_members(actor),
        stances=tuple(row for row in rows if not row.cell.asked),
        asked=tuple(row for row in rows if row.cell.asked),
        made=commitment_rows(as_of, maker=actor),
        ledger_url=ledger_url(maker=actor.slug),
        received=commitment_rows(as_of, recipient=actor),
        recent=cards(said[:RECENT]),
        statements=said.count(),
        statements_url_query=f"?actor={actor.slug}",
    )


def _aliases(actor: Actor) -> str:
    found = actor.local("aliases")
    return like(found, ", ".join(split_aliases(found)))


def _stances(actor: Actor, as_of: date, query: str) -> tuple[StanceRow, ...]:
    index, terms, lines = read_index(query), terms_of(actor), all_lines(as_of, actor=actor)
    found = ((issue, lines[issue, actor.slug]) for issue in index.issues if (issue, actor.slug) in lines)
    time = shared_time(lines.values(), as_of)
    cells = ((issue, line, cell(line, actor.slug, issue, index)) for issue, line in found)
    return tuple(
        StanceRow(
            _name(actor_link(actor), line, index, issue),
            shown,
            finding(actor.local("name"), line, index.rungs[issue], terms),
            spark(line, sorted(index.rungs[issue]), time),
            _steps(line, index.rungs[issue], shown.url),
            len(line.steps),
            len(line.pressure),
        )
        for issue, line, shown in cells
        if shown is not None
    )


def _steps(line: Line, rungs: Mapping[int, Rung], url: str) -> tuple[StepLink, ...]:
    opened = [step.point for step in line.steps if step.role is Role.OPENS]
    first = [
        StepLink(rungs[point.rung], point.first, point.last, point.said_on, f"{url}#s-{point.slug}")
        for point in opened
        if point.rung is not None
    ]
    moved = [
        StepLink(rungs[shift.to_rung], point.first, point.last, point.said_on, f"{url}#shift-{number}")
        for number, shift in enumerate(line.shifts, 1)
        for point in [shift.after.point]
    ]
    return (*first, *moved)


def _name(actor: Link, line: Line, index: Index, issue: str) -> str:
    named, owners = index.issues[issue], whose(line, index.actors)
    return named.text if set(owners) <= {actor} else subject(actor, named, owners)


def _roles(actor: Actor) -> tuple[RoleRow, ...]:
    held = Membership.objects.published().filter(person=actor).select_related("organization")
    return tuple(
        _role(role, role.organization) for role in held.order_by("start_first", "organization__name")
    )


def _members(actor: Actor) -> tuple[RoleRow, ...]:
    held = Membership.objects.published().filter(organization=actor).select_related("person")
    rows = (_role(role, role.person) for role in held)
    return tuple(sorted(rows, key=lambda row: (by_name(row.other.text), row.start, row.role)))


def _role(role: Membership, other: Actor) -> RoleRow:
    return RoleRow(actor_link(other), role.local("role"), role.start, role.end, role.speaks_for)
