"""Which words of a record are found: those that its public page shows, and no others.

The texts are those of the page's language.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from tracker.languages import like
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
from tracker.models.actors import split_aliases


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
    yield actor.local("name")
    yield from split_aliases(actor.local("aliases"))


def _actor_body(actor: Actor) -> Iterator[str]:
    yield actor.local("description")
    yield str(actor.country.name) if actor.country else ""
    for role in actor.memberships.all():
        yield f"{role.local('role')}, {role.organization}"
        yield role.local("administration")


def _issue_body(issue: Issue) -> Iterator[str]:
    yield issue.local("scope")
    for position in issue.positions.all():
        told = {"label": str(position), "text": position.local("definition")}
        yield _("%(label)s: %(text)s") % told


def in_quotes(evidence: Evidence) -> str:
    return like(evidence.quoted, f"“{evidence.words}”")


def _statement_body(statement: Statement) -> Iterator[str]:
    for evidence in statement.evidence.all():
        yield in_quotes(evidence)
    yield statement.local("condition")
    yield statement.local("note")
    for actor in (statement.speaker, statement.on_behalf_of, statement.addressee):
        yield actor.local("name") if actor else ""
    yield statement.issue.local("name")
    yield statement.position.local("label") if statement.position else ""


def _commitment_body(commitment: Commitment) -> Iterator[str]:
    yield commitment.local("kept_when")
    yield commitment.local("note")
    for event in commitment.events.all():
        yield event.local("note")
    yield commitment.maker.local("name")
    yield commitment.recipient.local("name") if commitment.recipient else ""
    yield commitment.issue.local("name")


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
    lambda issue: (issue.local("name"), issue.local("question")),
    _issue_body,
)
SOURCES = Kind(
    Source,
    lambda rows: rows,
    lambda source: (source.titled,),
    lambda source: (source.publisher, source.byline, source.local("note")),
)
STATEMENTS = Kind(
    Statement,
    lambda rows: rows.select_related(
        "speaker", "on_behalf_of", "addressee", "issue", "position"
    ).prefetch_related(Prefetch("evidence", Evidence.objects.published().select_related("source"))),
    lambda statement: (statement.local("summary"),),
    _statement_body,
)
COMMITMENTS = Kind(
    Commitment,
    lambda rows: rows.select_related("maker", "recipient", "issue").prefetch_related(
        Prefetch("events", CommitmentEvent.objects.published())
    ),
    lambda commitment: (commitment.local("title"),),
    _commitment_body,
)
KINDS = (ACTORS, ISSUES, STATEMENTS, COMMITMENTS, SOURCES)
"""In the order in which they are shown."""
