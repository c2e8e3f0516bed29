"""The admin's front page: what is on one's own desk, what is wrong, and what changed lately."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count
from django.http import HttpRequest
from django.utils.timezone import localdate

from tracker.changes.describe import Touched, in_brief, touched
from tracker.history.stale import stale_lines_if_quick
from tracker.models import Actor, Changeset, Commitment, Issue, Reviewed, Source, Statement, Status

from . import stale
from .addresses import list_of, may_view, page_of, plural, tables_seen
from .desk import my_drafts, named, union, waiting
from .problems import PROBLEMS, Problem
from .reported import new_reports
from .saved import saved_filters

NOUNS: list[type[Reviewed]] = [Actor, Issue, Source, Statement, Commitment]
RECENT = 10
LOOKED_AT = 50  # changes, of which some may be to what one may not see
FIRST = 3  # of each problem


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
    """One act of one person in words. `url` is empty for who may not see the page of changes."""

    when: datetime
    who: str
    what: str
    origin: str
    why: str
    url: str


def context(request: HttpRequest, site: AdminSite) -> dict[str, Any]:
    """What the front page shows this user: only nouns that the user may see."""
    seen = [noun for noun in NOUNS if may_view(request, noun)]
    user: Any = request.user
    return {
        "drafts": my_drafts(seen, user),
        "waiting": waiting(seen),
        "reported": new_reports(request),
        "publishes": user.has_perm("tracker.publish_statement"),
        "problems": list(problems(request)),
        "saved": saved_filters(request, site),
        "tallies": _tallies(seen),
        "statuses": Status.labels,
        "changes": _changes(request),
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


def _changes(request: HttpRequest) -> list[Change]:
    """The latest changes by anyone to what this user may see, newest first.

    One query, and at most two for each table.
    """
    latest = list(Changeset.objects.select_related("user").order_by("-pk")[:LOOKED_AT])
    did = touched(latest, tables_seen(request))
    may_open = request.user.has_perm("tracker.view_changeset")
    return [_change(each, did[each.pk], may_open) for each in latest if did.get(each.pk)][:RECENT]


def _change(changeset: Changeset, lines: list[Touched], may_open: bool) -> Change:
    return Change(
        when=changeset.at,
        who=changeset.user.get_username() if changeset.user else "not signed in",
        what=in_brief(lines),
        origin=changeset.get_origin_display(),
        why=changeset.reason,
        url=changeset.get_absolute_url() if may_open else "",
    )
