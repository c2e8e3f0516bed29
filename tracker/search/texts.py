"""Which words of a record are found: those that its public page shows, and no others."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from tracker.models import (
    Actor,
    Commitment,
    CommitmentEvent,
    Evidence,
    Issue,
    Membership,
    Source,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A noun that is searched. `recipe` loads what the texts need; `name` weighs more than `body`."""

    model: Any
    recipe: Callable[[QuerySet[Any]], QuerySet[Any]]
    name: Callable[[Any], Iterable[str]]
    body: Callable[[Any], Iterable[str]]

    @property
    def key(self) -> str:
        return str(self.model._meta.model_name)


def _actor_name(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield from aliases(actor)


def aliases(actor: Actor) -> list[str]:
    return [alias.strip() for alias in actor.aliases.split(";") if alias.strip()]


def _actor_body(actor: Actor) -> Iterator[str]:
    yield actor.description
    yield str(actor.country.name) if actor.country else ""
    for role in actor.memberships.all():
        yield f"{role.role}, {role.organization.name}"
        yield role.administration


def _issue_body(issue: Issue) -> Iterator[str]:
    yield issue.scope
    for position in issue.positions.all():
        yield f"{position.label}: {position.definition}"


def _statement_body(statement: Statement) -> Iterator[str]:
    for evidence in statement.evidence.all():
        yield f"“{evidence.words}”"
    yield statement.condition
    yield statement.note
    for actor in (statement.speaker, statement.on_behalf_of, statement.addressee):
        yield actor.name if actor else ""
    yield statement.issue.name
    yield statement.position.label if statement.position else ""


def _commitment_body(commitment: Commitment) -> Iterator[str]:
    yield commitment.kept_when
    yield commitment.note
    for event in commitment.events.all():
        yield event.note
    yield commitment.maker.name
    yield commitment.recipient.name if commitment.recipient else ""
    yield commitment.issue.name


ACTORS = Kind(
    Actor,
    lambda rows: rows.prefetch_related(
        Prefetch("memberships", Membership.objects.published().select_related("organization"))
    ),
    _actor_name,
    _actor_body,
)
ISSUES = Kind(
    Issue,
    lambda rows: rows.prefetch_related("positions"),
    lambda issue: (issue.name, issue.question),
    _issue_body,
)
SOURCES = Kind(
    Source,
    lambda rows: rows,
    lambda source: (source.title,),
    lambda source: (source.publisher, source.byline, source.note),
)
STATEMENTS = Kind(
    Statement,
    lambda rows: rows.select_related(
        "speaker", "on_behalf_of", "addressee", "issue", "position"
    ).prefetch_related(Prefetch("evidence", Evidence.objects.published())),
    lambda statement: (statement.summary,),
    _statement_body,
)
COMMITMENTS = Kind(
    Commitment,
    lambda rows: rows.select_related("maker", "recipient", "issue").prefetch_related(
        Prefetch("events", CommitmentEvent.objects.published())
    ),
    lambda commitment: (commitment.title,),
    _commitment_body,
)
KINDS = (ACTORS, ISSUES, STATEMENTS, COMMITMENTS, SOURCES)
"""In the order in which they are shown."""
