"""The codebook: every issue with its rungs, and every coding term with what it means."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.codebook import MEANINGS
from tracker.models import Commitment, CommitmentEvent, Issue, Statement

from .commitments import STATUSES
from .index import read_index
from .links import Link, Rung, link
from .stance import ASIDES, ROLES


@dataclass(frozen=True, slots=True)
class IssueEntry:
    issue: Link
    slug: str
    question: str
    about: str
    scope: str
    rungs: tuple[Rung, ...]  # highest first


@dataclass(frozen=True, slots=True)
class TermEntry:
    anchor: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms of one kind: act, bound, firmness…"""

    kind: str
    title: str
    terms: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class CodebookPage:
    issues: tuple[IssueEntry, ...]
    groups: tuple[TermGroup, ...]


LABELS: Mapping[str, Mapping[str, str]] = {
    "act": dict(Statement.Act.choices),
    "firmness": dict(Statement.Firmness.choices),
    "attribution": dict(Statement.Attribution.choices),
    "bound": dict(Statement.Bound.choices),
    "role": {**{str(role): label for role, label in ROLES.items()}, **ASIDES},
    "kind": dict(Commitment.Kind.choices),
    "turn": dict(CommitmentEvent.Kind.choices),
    "status": {str(status): label for status, label in STATUSES.items()},
}

TITLES: Mapping[str, str] = {
    "act": "Act: what the speaker does",
    "firmness": "Firmness: how far it binds",
    "attribution": "Attribution: how it reached us",
    "bound": "Bound: a rung, or a limit",
    "role": "Role: what a statement does to the line",
    "kind": "Kinds of commitment",
    "turn": "Turns of a commitment",
    "status": "Status of a commitment",
}


def codebook_page() -> CodebookPage:
    """Four queries."""
    index = read_index()
    return CodebookPage(
        issues=tuple(
            IssueEntry(
                link(issue),
                issue.slug,
                issue.question,
                str(Issue.About(issue.about).label),
                issue.scope,
                tuple(reversed(list(index.rungs[issue.slug].values()))),
            )
            for issue in Issue.objects.published()
        ),
        groups=tuple(TermGroup(kind, TITLES[kind], _terms(kind, labels)) for kind, labels in LABELS.items()),
    )


def _terms(kind: str, labels: Mapping[str, str]) -> tuple[TermEntry, ...]:
    return tuple(
        TermEntry(f"{kind}-{value}", _capital(str(label)), MEANINGS[kind][value])
        for value, label in labels.items()
    )


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
