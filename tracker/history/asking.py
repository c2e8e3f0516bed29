"""What a search is asked for besides its words: a kind, an issue, an actor, a span of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tracker import edtf
from tracker.models import Actor, Commitment, Issue, Source, Statement
from tracker.search.engines import matching
from tracker.search.questions import Question, read_question
from tracker.search.texts import KINDS, Kind

from .faults import no_date
from .filters import unknown

Rows = TypeVar("Rows", bound=QuerySet[Any])

SPAN = {"since": pgettext_lazy("day", "From"), "until": pgettext_lazy("day", "To")}
"""What the ends of a span of time are called, by name in the address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` and `until` are EDTF as typed; what cannot be read is empty and told in `faults`."""

    question: Question
    kind: str = ""
    issue: str = ""
    actor: str = ""
    since: str = ""
    until: str = ""
    issue_name: str = ""
    actor_name: str = ""
    faults: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        return bool(self.issue or self.actor or self.since or self.until)

    @property
    def listed(self) -> str:
        """The same in the list of statements."""
        return self.query(kind="")

    def query(self, **other: str) -> str:
        """`?q=…` with all that narrows, some of it other than asked: "" leaves it out."""
        values = {
            "q": self.question.text,
            "kind": self.kind,
            "issue": self.issue,
            "actor": self.actor,
            "since": self.since,
            "until": self.until,
        } | other
        return "?" + urlencode({name: value for name, value in values.items() if value})


def read_asked(query: Mapping[str, str]) -> Asked:
    """From an address: q, kind, issue, actor, since, until. At most two queries."""
    faults: list[str] = []
    question = read_question(query.get("q", ""))
    if question.cut:
        faults.append(_("That is a long question: only its beginning was looked for."))
    if question.unwanted and not question:
        faults.append(_("Give a word to look for too: a hyphen before a word only leaves out what has it."))
    kind = query.get("kind", "").strip()
    if kind and kind not in {each.key for each in KINDS}:
        faults.append(unknown("kind", kind))
        kind = ""
    issue, issue_name = _named(Issue, "issue", query, faults)
    actor, actor_name = _named(Actor, "actor", query, faults)
    since, until = span_asked(query, faults)
    return Asked(question, kind, issue, actor, since, until, issue_name, actor_name, tuple(faults))


def _named(model: Any, name: str, query: Mapping[str, str], faults: list[str]) -> tuple[str, str]:
    found = record_asked(model, name, query, faults)
    return (found.slug, found.local("name")) if found else ("", "")


def record_asked(model: Any, name: str, query: Mapping[str, str], faults: list[str]) -> Any | None:
    """The public record whose slug is asked for; None without one, told where it does not exist. A query."""
    slug = query.get(name, "").strip()
    if not slug:
        return None
    safe = slug if len(slug) <= 100 and "\0" not in slug else ""
    found = model.objects.published().filter(slug=safe).first()
    if found is None:
        faults.append(unknown(name, slug))
    return found


def span_asked(query: Mapping[str, str], faults: list[str]) -> tuple[str, str]:
    """`since` and `until`, EDTF; "" for either that is not given."""
    since, until = _day("since", query, faults), _day("until", query, faults)
    if since and until and edtf.parse(since).first > edtf.parse(until).last:
        told = _("“%(since)s” comes after “%(until)s”, so nothing can lie between.")
        faults.append(told % {"since": since, "until": until})
    return since, until


def _day(name: str, query: Mapping[str, str], faults: list[str]) -> str:
    text = query.get(name, "").strip()
    if not text:
        return ""
    try:
        edtf.parse(text)
    except edtf.DateError as error:
        faults.append(no_date(error, _("It was left out of the filter.")))
        return ""
    return text


def public(kind: str, asked: Asked, as_of: date) -> QuerySet[Any]:
    """What of a kind is public and lies within what was asked, whatever its words.

    Kinds that know nothing of a filter have nothing within it: an actor has no date.
    """
    rows: QuerySet[Any] = _ROWS[kind](as_of)
    if asked.issue:
        rows = rows.filter(issue__slug=asked.issue) if kind in _ON_ISSUES else rows.none()
    if asked.actor:
        rows = _by_actor(kind, rows, asked.actor)
    if asked.since or asked.until:
        rows = within(rows, _DAYS[kind], asked.since, asked.until) if kind in _DAYS else rows.none()
    return rows


def matched(kind: Kind, asked: Asked, as_of: date) -> QuerySet[Any]:
    """What of it has the words that are asked for; all of it where there are none."""
    rows = public(kind.key, asked, as_of)
    return rows.filter(pk__in=matching(kind, asked.question)) if asked.question else rows


_ON_ISSUES = ("statement", "commitment")
_ROWS: Mapping[str, Any] = {
    "actor": lambda as_of: Actor.objects.published(),
    "issue": lambda as_of: Issue.objects.published(),
    "statement": lambda as_of: Statement.objects.published().as_of(as_of),
    "commitment": lambda as_of: Commitment.objects.published(),
    "source": lambda as_of: Source.objects.published(),
}
_DAYS = {"statement": "said", "source": "published"}


def _by_actor(kind: str, rows: QuerySet[Any], actor: str) -> QuerySet[Any]:
    if kind == "statement":
        return rows.filter(Q(speaker__slug=actor) | Q(on_behalf_of__slug=actor) | Q(addressee__slug=actor))
    if kind == "commitment":
        return rows.filter(Q(maker__slug=actor) | Q(recipient__slug=actor))
    return rows.none()


def within(rows: Rows, what: str, since: str = "", until: str = "") -> Rows:
    """Those that can have been said (or published) since and until some day: EDTF, "" for no bound."""
    if since:
        rows = rows.filter(**{f"{what}_last__gte": edtf.parse(since).first})
    if until:
        rows = rows.filter(**{f"{what}_first__lte": edtf.parse(until).last})
    return rows
