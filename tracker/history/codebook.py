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
    "role": {**ROLES, **ASIDES},
    "kind": dict(Commitment.Kind.choices),
    "turn": dict(CommitmentEvent.Kind.choices),
    "status": dict(STATUSES),
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
                issue.about,
                issue.scope,
                tuple(reversed(list(index.rungs[issue.slug].values()))),
            )
            for issue in Issue.objects.published()
        ),
        groups=tuple(TermGroup(kind, _terms(kind, labels)) for kind, labels in LABELS.items()),
    )


def _terms(kind: str, labels: Mapping[str, str]) -> tuple[TermEntry, ...]:
    return tuple(
        TermEntry(f"{kind}-{value}", _capital(str(label)), MEANINGS[kind][value])
        for value, label in labels.items()
    )


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
