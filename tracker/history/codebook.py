"""The codebook: every issue with its rungs, and every coding term with what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.codebook import MEANINGS
from tracker.models import Commitment, CommitmentEvent, Evidence, Issue, Membership, Source, Statement

from .commitments import STATUSES, accounts
from .index import Index, issues_by_name, read_index
from .lines import all_lines
from .links import Link, Rung, issue_link
from .rules import RuleEntry, rule_entries
from .stance import ASIDES, ROLES
from .uses import Use, tally


@dataclass(frozen=True, slots=True)
class RungEntry:
    slug: str
    anchor: str
    label: str
    definition: str
    use: Use


@dataclass(frozen=True, slots=True)
class IssueEntry:
    issue: Link
    slug: str
    question: str
    about: str
    scope: str
    rungs: tuple[RungEntry, ...]  # highest first


@dataclass(frozen=True, slots=True)
class TermEntry:
    value: str  # as tables and files write it
    anchor: str
    label: str
    meaning: str
    use: Use | None  # None: it is not counted


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms of one kind: act, bound, firmness…"""

    kind: str
    title: str
    noun: str  # what carries them
    terms: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class CodebookPage:
    as_of: date
    rules: tuple[RuleEntry, ...]
    overdue: Use
    issues: tuple[IssueEntry, ...]
    groups: tuple[TermGroup, ...]


LABELS: Mapping[str, Mapping[str, Promise]] = {
    "act": dict(Statement.Act.choices),
    "firmness": dict(Statement.Firmness.choices),
    "attribution": dict(Statement.Attribution.choices),
    "words_of": dict(Evidence.WordsOf.choices),
    "bound": dict(Statement.Bound.choices),
    "rank": dict(Membership.Rank.choices),
    "dated": dict(Source.DateBasis.choices),
    "role": {**{str(role): label for role, label in ROLES.items()}, **ASIDES},
    "kind": dict(Commitment.Kind.choices),
    "turn": dict(CommitmentEvent.Kind.choices),
    "status": {str(status): label for status, label in STATUSES.items()},
}

TITLES: Mapping[str, Promise] = {
    "act": _("Act: what the speaker does"),
    "firmness": _("Firmness: how far it binds"),
    "attribution": _("Attribution: how it reached us"),
    "words_of": _("Whose words: the speaker’s, or the article’s"),
    "bound": _("Bound: a rung, or a limit"),
    "rank": _("Authority: whose word has the day"),
    "dated": _("Date basis: how we know when a source was published"),
    "role": _("Role: what a statement does to the line"),
    "kind": _("Kinds of commitment"),
    "turn": _("Turns of a commitment"),
    "status": _("Status of a commitment"),
}


NOUNS: Mapping[str, str] = {
    "words_of": "fragment",
    "rank": "office",
    "dated": "source",
    "kind": "commitment",
    "turn": "turn",
    "status": "commitment",
}
"""What carries a term, where it is no statement: the key by which `words.count` counts it."""

UNCOUNTED = frozenset({"role-told"})  # on another's page it is something else: whose role it is, is not told


def codebook_page(as_of: date) -> CodebookPage:
    """Twenty queries, however much there is."""
    index, lines, every = read_index(), all_lines(as_of), accounts(as_of)
    uses = tally(lines, every, as_of).uses()
    return CodebookPage(
        as_of=as_of,
        rules=rule_entries(lines, index, every),
        overdue=uses.get("status-overdue", Use()),
        issues=tuple(_issue(issue, index, uses) for issue in issues_by_name()),
        groups=tuple(
            TermGroup(kind, str(TITLES[kind]), NOUNS.get(kind, "statement"), _terms(kind, labels, uses))
            for kind, labels in LABELS.items()
        ),
    )


def terms_by_kind() -> dict[str, Any]:
    """What every coded word is called and means, without its use; in the language of the moment."""
    return {
        kind: {
            "title": str(TITLES[kind]),
            "terms": {
                value: {"label": str(label), "meaning": str(MEANINGS[kind][value])}
                for value, label in labels.items()
            },
        }
        for kind, labels in LABELS.items()
    }


def _issue(issue: Issue, index: Index, uses: Mapping[str, Use]) -> IssueEntry:
    about = str(Issue.About(issue.about).label)
    rungs = reversed(list(index.rungs[issue.slug].values()))
    return IssueEntry(
        issue_link(issue),
        issue.slug,
        issue.local("question"),
        about,
        issue.local("scope"),
        tuple(_rung(issue.slug, rung, uses) for rung in rungs),
    )


def _rung(issue: str, rung: Rung, uses: Mapping[str, Use]) -> RungEntry:
    anchor = f"rung-{issue}-{rung.slug}"
    return RungEntry(rung.slug, anchor, rung.label, rung.definition, uses.get(anchor, Use()))


def _terms(kind: str, labels: Mapping[str, Promise], uses: Mapping[str, Use]) -> tuple[TermEntry, ...]:
    anchors = {value: f"{kind}-{value}" for value in labels}
    return tuple(
        TermEntry(
            value,
            anchors[value],
            _capital(str(label)),
            str(MEANINGS[kind][value]),
            None if anchors[value] in UNCOUNTED else uses.get(anchors[value], Use()),
        )
        for value, label in labels.items()
    )


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
