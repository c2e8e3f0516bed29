"""What the public saw of a record over time: when it was published, and what changed since.

Only versions that were published count: what stood in a draft between two of them is nobody's business.
Nor is who changed it, or what colleagues wrote to each other as the reason. The one reason that is
written for the public, that of a withdrawal, is shown.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy, pgettext

from tracker.models import Actor, Evidence, Issue, Position, Source, Statement, Status
from tracker.words import count, date_in_words

NAMED: Mapping[str, Any] = {
    "speaker": Actor,
    "on_behalf_of": Actor,
    "addressee": Actor,
    "issue": Issue,
    "position": Position,
}
SHOWN = {
    "speaker": gettext_lazy("Speaker"),
    "on_behalf_of": gettext_lazy("On behalf of"),
    "issue": gettext_lazy("Issue"),
    "position": gettext_lazy("Rung"),
    "bound": gettext_lazy("Bound"),
    "act": gettext_lazy("Act"),
    "addressee": gettext_lazy("Addressee"),
    "firmness": gettext_lazy("Firmness"),
    "condition": gettext_lazy("Condition"),
    "condition_fr": gettext_lazy("Condition, in French"),
    "attribution": gettext_lazy("Attribution"),
    "said_on": gettext_lazy("Said"),
    "date_basis": gettext_lazy("How it was dated"),
    "date_basis_fr": gettext_lazy("How it was dated, in French"),
    "summary": gettext_lazy("Summary"),
    "summary_fr": gettext_lazy("Summary, in French"),
    "note": gettext_lazy("Why it was coded so"),
    "note_fr": gettext_lazy("Why it was coded so, in French"),
}
"""The fields that a statement's page shows, in English or in French."""
EVIDENCE = {
    "+": gettext_lazy("Evidence added (%(fragments)s)"),
    "~": gettext_lazy("Evidence corrected (%(fragments)s)"),
    "-": gettext_lazy("Evidence removed (%(fragments)s)"),
}
HIDDEN = gettext_lazy("not public")
_FIELDS: Any = Statement._meta


@dataclass(frozen=True, slots=True)
class Difference:
    """A field's value before and after, "" where there was none; both "" where it is not said again."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One day's step in the public life of a record."""

    on: date
    what: str  # "Published", "Corrected", "Evidence added (1 fragment)", "Withdrawn", "Published again"
    because: str = ""
    differences: tuple[Difference, ...] = ()


def revisions(statement: Statement) -> tuple[Revision, ...]:
    """The latest first. Two queries, and at most three for the names of what changed."""
    names = [*(_FIELDS.get_field(field).attname for field in SHOWN), "status", "withdrawn_because"]
    history: Any = Statement.history
    ordered = history.filter(id=statement.pk).order_by("history_date", "history_id")
    versions = list(ordered.values("history_date", *names))
    public = _public(versions)
    if not public:
        return ()
    known_names = _names(public)
    steps: list[tuple[datetime, Revision | None]] = [
        (after["history_date"], _step(before, after, known_names, quoted=number >= _taken_back(public)))
        for number, (before, after) in enumerate(pairwise(public))
    ]
    start = public[0]["history_date"]
    steps += [
        (start, Revision(localdate(start), pgettext("a statement", "Published"))),
        *_of_evidence(statement, versions),
    ]
    steps.sort(key=lambda step: step[0], reverse=True)
    return tuple(step for _, step in steps if step is not None)


def _of_evidence(statement: Statement, versions: list[dict[str, Any]]) -> Iterator[tuple[datetime, Revision]]:
    """What of its evidence came, changed or went while it was public, from sources that are."""
    history: Any = Evidence.history
    rows = history.filter(statement_id=statement.pk, source_id__in=Source.objects.published().values("pk"))
    acts = Counter(rows.order_by("history_date", "history_id").values_list("history_date", "history_type"))
    moments = [version["history_date"] for version in versions]
    for (at, kind), number in acts.items():
        before = bisect_left(moments, at)  # what comes in the same act as the statement is part of it
        if before and versions[before - 1]["status"] == Status.PUBLISHED:
            told = EVIDENCE[kind] % {"fragments": count(number, "fragment")}
            yield at, Revision(localdate(at), told)


def _public(versions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Published versions, and of the others only that the record was withdrawn after it was public."""
    found: list[dict[str, Any]] = []
    for version in versions:
        if version["status"] == Status.PUBLISHED:
            found.append(version)
        elif version["status"] == Status.WITHDRAWN and found and found[-1]["status"] == Status.PUBLISHED:
            kept = ("history_date", "status", "withdrawn_because")
            found.append({**found[-1], **{name: version[name] for name in kept}})
    return found


def _taken_back(public: list[dict[str, Any]]) -> int:
    """The first step from which on nothing tells what a withdrawal took back: it may have harmed somebody."""
    withdrawn = [number for number, version in enumerate(public) if version["status"] == Status.WITHDRAWN]
    return withdrawn[-1] + 1 if withdrawn else 0


def _step(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[Any, str], *, quoted: bool
) -> Revision | None:
    on = localdate(after["history_date"])
    if after["status"] == Status.WITHDRAWN:
        return Revision(on, pgettext("a statement", "Withdrawn"), after["withdrawn_because"])
    found = _differences(before, after, names)
    differences = tuple(each if quoted else replace(each, before="", after="") for each in found)
    if before["status"] == Status.WITHDRAWN:
        return Revision(on, gettext("Published again"), differences=differences)
    return Revision(on, gettext("Corrected"), differences=differences) if differences else None


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[Any, str]
) -> Iterator[Difference]:
    for field, label in SHOWN.items():
        attname = _FIELDS.get_field(field).attname
        if before[attname] != after[attname]:
            yield Difference(
                str(label), _told(field, before[attname], names), _told(field, after[attname], names)
            )


def _told(field: str, value: Any, names: Mapping[Any, str]) -> str:
    if value in (None, ""):
        return ""
    if field in NAMED:
        return names.get((NAMED[field], value), str(HIDDEN))
    if field == "said_on":
        return date_in_words(value)
    choices = dict(_FIELDS.get_field(field).flatchoices)
    return str(choices.get(value, value))


def _names(versions: list[dict[str, Any]]) -> dict[Any, str]:
    """Names of the public records that a version names and another does not, by table and key."""
    asked: dict[Any, set[int]] = {}
    for field, table in NAMED.items():
        keys = {version[f"{field}_id"] for version in versions}
        if len(keys) > 1:
            asked.setdefault(table, set()).update(key for key in keys if key is not None)
    return {
        (table, record.pk): str(record)
        for table, keys in asked.items()
        for record in _published(table).filter(pk__in=keys)
    }


def _published(table: Any) -> Any:
    if table is Position:
        return Position.objects.filter(issue__status=Status.PUBLISHED)
    return table.objects.published()
