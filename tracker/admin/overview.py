"""The admin's front page: what is on one's own desk, what is wrong, and what changed lately."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, groupby
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count, Max
from django.http import HttpRequest
from django.utils.timezone import localdate

from tracker.history.stale import stale_lines_if_quick
from tracker.models import Actor, Commitment, Issue, Reviewed, Source, Statement, Status

from . import stale
from .addresses import list_of, may_view, page_of, plural
from .desk import my_drafts, named, union, waiting
from .problems import PROBLEMS, Problem
from .saved import saved_filters

NOUNS: list[type[Reviewed]] = [Actor, Issue, Source, Statement, Commitment]
RECENT = 10
FIRST = 3  # of each problem
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
class Trouble:
    """A problem that records have: how many, the first of them, and the list of all.

    `number` is None where to count takes longer than a front page may: its own page counts.
    """

    name: str
    meaning: str
    number: int | None
    url: str
    first: tuple[tuple[str, str], ...]  # name and page


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


def context(request: HttpRequest, site: AdminSite) -> dict[str, Any]:
    """What the front page shows this user: only nouns that the user may see."""
    seen = [noun for noun in NOUNS if may_view(request, noun)]
    user: Any = request.user
    return {
        "drafts": my_drafts(seen, user),
        "waiting": waiting(seen),
        "publishes": user.has_perm("tracker.publish_statement"),
        "problems": list(problems(request)),
        "saved": saved_filters(request, site),
        "tallies": _tallies(seen),
        "statuses": Status.labels,
        "changes": _changes(seen),
    }


def problems(request: HttpRequest) -> Iterator[Trouble]:
    """What is wrong with what the user may see; a query each, and one for the first where there are any."""
    today = localdate()
    for problem in PROBLEMS:
        if may_view(request, problem.table):
            yield _trouble(problem, today)
    if stale.may_see(request):
        yield _stale(today)


def _trouble(problem: Problem, today: date) -> Trouble:
    rows = problem.found(problem.table._default_manager.order_by("-pk"), today)
    number = rows.count()
    first = rows[:FIRST] if number else ()
    return Trouble(
        name=problem.name,
        meaning=problem.meaning,
        number=number,
        url=list_of(problem.table, problem=problem.slug),
        first=tuple((str(row), page_of(problem.table, row.pk)) for row in first),
    )


def _stale(today: date) -> Trouble:
    lines = stale_lines_if_quick(today)
    return Trouble(
        name="Stale lines",
        meaning="Nothing on record has confirmed them for a long time.",
        number=None if lines is None else len(lines),
        url=stale.address(),
        first=tuple((f"{row.actor}: {row.issue}", row.line) for row in stale.rows((lines or ())[:FIRST])),
    )


def _tallies(nouns: list[type[Reviewed]]) -> list[Tally]:
    """One query for all nouns."""
    if not nouns:
        return []
    counts = [
        named(noun._default_manager.order_by()).values("noun", "status").annotate(number=Count("pk"))
        for noun in nouns
    ]
    numbers = {(row["noun"], row["status"]): row["number"] for row in union(counts)}
    return [_tally(noun, numbers) for noun in nouns]


def _tally(noun: type[Reviewed], numbers: Mapping[tuple[str, str], int]) -> Tally:
    tallied = (
        Tallied(
            str(label),
            numbers.get((str(noun._meta.model_name), value), 0),
            list_of(noun, status__exact=value),
        )
        for value, label in Status.choices
    )
    return Tally(plural(noun), list_of(noun), tuple(tallied))


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
        url="" if written.kind == "-" else page_of(noun, row.id),
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
        url=list_of(nouns[0]) if len(nouns) == 1 else "",
    )


def _counted(number: int, noun: type[Reviewed]) -> str:
    meta = noun._meta
    return f"{number:,} {meta.verbose_name if number == 1 else meta.verbose_name_plural}"
