"""The admin's front page: what waits for review, and what changed lately."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from tracker.models import Actor, Commitment, Issue, Reviewed, Source, Statement, Status

NOUNS: list[type[Reviewed]] = [Actor, Issue, Source, Statement, Commitment]
RECENT = 10
KINDS = {"+": "added", "~": "changed", "-": "deleted"}


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many records of one noun stand at one status, and where they are listed."""

    status: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Tally:
    """One noun's records by status."""

    name: str
    url: str
    counts: tuple[Tallied, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a record's history, in words. `url` is empty for a record that is gone."""

    when: datetime
    who: str
    did: str
    what: str
    noun: str
    why: str
    url: str


def context(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows this user: only nouns that the user may see."""
    seen = [noun for noun in NOUNS if _may_view(request, noun)]
    return {
        "tallies": [_tally(noun) for noun in seen],
        "statuses": Status.labels,
        "changes": _changes(seen),
    }


def _may_view(request: HttpRequest, noun: type[Reviewed]) -> bool:
    name = f"{noun._meta.app_label}.%s_{noun._meta.model_name}"
    return request.user.has_perm(name % "view") or request.user.has_perm(name % "change")


def _tally(noun: type[Reviewed]) -> Tally:
    url = _address(noun, "changelist")
    found = Counter(dict(noun._default_manager.order_by().values_list("status").annotate(Count("pk"))))
    tallied = (
        Tallied(label, found[value], f"{url}?status__exact={value}") for value, label in Status.choices
    )
    return Tally(str(noun._meta.verbose_name_plural), url, tuple(tallied))


def _changes(nouns: list[type[Reviewed]]) -> list[Change]:
    """The latest changes of all `nouns` by anyone, newest first: one query for each noun."""
    changes = [change for noun in nouns for change in _changes_of(noun)]
    return sorted(changes, key=lambda change: change.when, reverse=True)[:RECENT]


def _changes_of(noun: type[Reviewed]) -> list[Change]:
    history = noun.history.select_related("history_user").order_by("-history_date", "-history_id")
    return [_change(noun, row) for row in history[:RECENT]]


def _change(noun: type[Reviewed], row: Any) -> Change:
    gone = row.history_type == "-"
    return Change(
        when=row.history_date,
        who=str(row.history_user or "not signed in"),
        did=KINDS[row.history_type],
        what=noun.__str__(row),  # row.instance would ask once per row for what history leaves out
        noun=str(noun._meta.verbose_name),
        why=row.history_change_reason or "",
        url="" if gone else _address(noun, "change", row.id),
    )


def _address(noun: type[Reviewed], page: str, *args: object) -> str:
    return reverse(f"admin:{noun._meta.app_label}_{noun._meta.model_name}_{page}", args=args)
