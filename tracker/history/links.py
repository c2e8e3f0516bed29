"""Names and addresses of what pages refer to."""

from dataclasses import dataclass
from typing import Protocol

from django.db import models
from django.urls import reverse

from tracker.models import Actor, Issue, Position, Source

OWN = "own"  # the kind of an issue whose name, as coded, leaves open whose conduct it is about


@dataclass(frozen=True, slots=True)
class Link:
    """A name, and the page that explains it; `kind` is a word on what it is, where that helps."""

    text: str
    url: str
    kind: str = ""

    @property
    def slug(self) -> str:
        """Of the record whose page this is: the last part of its address."""
        return self.url.partition("?")[0].rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Rung:
    """A position on an issue's ladder; its address is its definition in the codebook."""

    value: int
    label: str
    definition: str
    url: str
    slug: str


class _Addressed(Protocol):
    def get_absolute_url(self) -> str: ...


def link(record: _Addressed) -> Link:
    return Link(str(record), record.get_absolute_url())


def actor_link(actor: Actor) -> Link:
    return Link(actor.local("name"), actor.get_absolute_url(), actor.kind)


def source_link(source: Source, kind: str = "") -> Link:
    return Link(source.titled, source.get_absolute_url(), kind)


def issue_link(issue: Issue) -> Link:
    """Whether it is “own …” is read off the coded name, so that it holds in every language."""
    kind = OWN if issue.name.startswith(f"{OWN} ") else ""
    return Link(issue.local("name"), issue.get_absolute_url(), kind)


def codebook(anchor: str) -> str:
    """The address of one entry of the codebook."""
    return f"{reverse('codebook')}#{anchor}"


def word(kind: str, choice: models.TextChoices) -> Link:
    """A coding term as readers see it, linked to its meaning: word("act", Statement.Act.PLEDGES)."""
    return Link(str(choice.label), codebook(f"{kind}-{choice.value}"), str(choice.value))


def rung(issue: Issue, position: Position) -> Rung:
    return Rung(
        position.value,
        position.local("label"),
        position.local("definition"),
        codebook(f"rung-{issue.slug}-{position.slug}"),
        position.slug,
    )


def ladder(issue: Issue) -> dict[int, Rung]:
    """An issue's rungs by value, lowest first. One query."""
    return {position.value: rung(issue, position) for position in issue.positions.order_by("value")}


def stance_url(actor: str, issue: str) -> str:
    """The stance history of one actor on one issue, both by slug."""
    return reverse("stance", args=[issue, actor])
