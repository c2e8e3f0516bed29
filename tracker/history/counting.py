"""How many statements there are of each issue, actor, year: what a filter has on offer."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet

from tracker.languages import local_column
from tracker.models import Evidence, Status

Counts = Counter[tuple[str, str]]
"""By value in an address and name on a page."""
_COLUMNS = {"issue": ("issue__slug", "issue__name")}
_LABELS = ("issue__name",)


def by_issue(statements: QuerySet[Any]) -> Counts:
    return tally(statements, ["issue"])["issue"]


def tally(statements: QuerySet[Any], names: Sequence[str]) -> dict[str, Counts]:
    """By each of several columns with few values, from one look at the table."""
    columns = [_COLUMNS.get(name, (name, name)) for name in names]
    flat = [column for pair in columns for column in dict.fromkeys(pair)]
    asked = [local_column(column) if column in _LABELS else column for column in flat]
    counts: dict[str, Counts] = {name: Counter() for name in names}
    for *cells, number in statements.order_by().values_list(*asked).annotate(number=Count("pk")):
        row = dict(zip(flat, cells, strict=True))
        for name, (value, label) in zip(names, columns, strict=True):
            counts[name][row[value], row[label]] += number
    return counts


def by_outlet(statements: QuerySet[Any]) -> Counts:
    """Which outlets show them. A statement counts once for each. That they are public need not be looked
    up for each piece of evidence again: its source alone is.
    """
    shown = Evidence.objects.filter(
        statement__in=statements.order_by().values("pk"), source__status=Status.PUBLISHED
    )
    rows = (
        shown.order_by().values_list("source__publisher").annotate(number=Count("statement", distinct=True))
    )
    return Counter({(outlet, outlet): number for outlet, number in rows})


def by_actor(statements: QuerySet[Any]) -> Counts:
    """Who said them, and on whose behalf: each statement once for each of both."""
    columns = (
        "speaker__slug",
        local_column("speaker__name"),
        "on_behalf_of__slug",
        local_column("on_behalf_of__name"),
    )
    counts: Counts = Counter()
    for *names, number in statements.order_by().values_list(*columns).annotate(number=Count("pk")):
        for actor in {tuple(names[:2]), tuple(names[2:])} - {(None, None)}:
            counts[actor] += number
    return counts


def by_year(statements: QuerySet[Any]) -> Counter[int]:
    """One known only to an interval counts in each year of it."""
    counts: Counter[int] = Counter()
    rows = statements.order_by().values_list("said_first", "said_last").annotate(number=Count("pk"))
    for first, last, number in rows:
        counts.update(dict.fromkeys(range(first.year, last.year + 1), number))
    return counts
