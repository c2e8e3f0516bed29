"""The admin's front page: what waits for review, and what changed lately."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby
from typing import Any

from django.db.models import Count, Max
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
    """One row of a record's history in words, or all rows that one import wrote.

    `url` is empty where there is no one page to go to: the record is gone, or there are several tables.
    """

    when: datetime
    who: str
    did: str
    what: str
    noun: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class Written:
    """Rows of one noun's history of one kind, written at one instant by one person for one reason."""

    noun: type[Reviewed]
    when: datetime
    who: str
    kind: str
    why: str
    number: int
    latest: int  # the key of the last of them


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
    """The latest changes of all `nouns` by anyone, newest first: two queries for each noun.

    An import writes all its rows at one instant: they are one change.
    """
    written = sorted(chain.from_iterable(map(_written, nouns)), key=_instant, reverse=True)
    groups = [list(group) for _, group in groupby(written, _instant)][:RECENT]
    names = _names(each for group in groups if _alone(group) for each in group)
    return [_change(group[0], names) if _alone(group) else _summary(group) for group in groups]


def _instant(written: Written) -> tuple[datetime, str]:
    return written.when, written.who


def _alone(group: list[Written]) -> bool:
    return len(group) == 1 and group[0].number == 1


def _written(noun: type[Reviewed]) -> list[Written]:
    fields = ["history_date", "history_user__username", "history_type", "history_change_reason"]
    counted = {"number": Count("pk"), "latest": Max("pk")}
    found = noun.history.order_by().values_list(*fields).annotate(**counted)
    rows = found.order_by("-history_date", "-latest")[:RECENT]
    return [
        Written(noun, when, who or "not signed in", kind, why or "", number, latest)
        for when, who, kind, why, number, latest in rows
    ]


def _names(alone: Iterable[Written]) -> dict[tuple[type[Reviewed], int], Any]:
    """The rows of history themselves."""
    keys = defaultdict(list)
    for written in alone:
        keys[written.noun].append(written.latest)
    return {(noun, row.pk): row for noun, pks in keys.items() for row in noun.history.filter(pk__in=pks)}


def _change(written: Written, rows: Mapping[tuple[type[Reviewed], int], Any]) -> Change:
    noun, row = written.noun, rows[written.noun, written.latest]
    return Change(
        when=written.when,
        who=written.who,
        did=KINDS[written.kind],
        what=noun.__str__(row),  # row.instance would ask once per row for what history leaves out
        noun=str(noun._meta.verbose_name),
        why=written.why,
        url="" if written.kind == "-" else _address(noun, "change", row.id),
    )


def _summary(group: list[Written]) -> Change:
    nouns = list(dict.fromkeys(written.noun for written in group))
    reasons = list(dict.fromkeys(written.why for written in group if written.why))
    numbers = [(sum(each.number for each in group if each.noun is noun), noun) for noun in nouns]
    return Change(
        when=group[0].when,
        who=group[0].who,
        did=" and ".join(KINDS[kind] for kind in KINDS if any(each.kind == kind for each in group)),
        what=", ".join(_counted(number, noun) for number, noun in numbers),
        noun="records",
        why=", ".join(reasons[:1]) + (f" and {len(reasons) - 1} more" if len(reasons) > 1 else ""),
        url=_address(nouns[0], "changelist") if len(nouns) == 1 else "",
    )


def _counted(number: int, noun: type[Reviewed]) -> str:
    meta = noun._meta
    return f"{number:,} {meta.verbose_name if number == 1 else meta.verbose_name_plural}"


def _address(noun: type[Reviewed], page: str, *args: object) -> str:
    return reverse(f"admin:{noun._meta.app_label}_{noun._meta.model_name}_{page}", args=args)
