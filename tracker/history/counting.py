"""How many statements there are of each issue, actor, year: what a filter has on offer."""

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet

Counts = Counter[tuple[str, str]]
"""By value in an address and name on a page."""


def by_issue(statements: QuerySet[Any]) -> Counts:
    rows = statements.order_by().values_list("issue__slug", "issue__name").annotate(number=Count("pk"))
    return Counter({(slug, name): number for slug, name, number in rows})


def by_actor(statements: QuerySet[Any]) -> Counts:
    """Who said them, and on whose behalf: each statement once for each of both."""
    columns = ("speaker__slug", "speaker__name", "on_behalf_of__slug", "on_behalf_of__name")
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
