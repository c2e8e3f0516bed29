"""When an issue's lines have to be read again: each issue under a key that changes with all they follow from.

What was read of an issue can so be kept while others change: to read all lines takes seconds once there are
tens of thousands of statements. `.update()` in a shell is not seen, as in `tracker/state.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.db.models import Count, Max

from tracker.models import Actor, Issue, Membership, Position, Statement
from tracker.stances.values import About


@dataclass(frozen=True, slots=True)
class Keyed:
    """A public issue, how many statements it has, and the key of its lines as of a day."""

    slug: str
    about: About
    statements: int
    key: str


def keyed_issues(as_of: date) -> Iterator[Keyed]:
    """Those on which there is a statement. Six queries.

    A statement that moved to another issue leaves one fewer behind, every other change a line of history.
    """
    numbers = dict(Statement.objects.order_by().values_list("issue").annotate(Count("pk")))
    # The number tells of an act that took its id before a shorter one, and was finished after it.
    written = (
        Statement.history.order_by()
        .values_list("issue")
        .annotate(Count("history_id"), Max("history_id"), Max("history_date"))
    )
    changed = {issue: versions for issue, *versions in written}
    named = _digest(
        tuple(Position.objects.order_by("pk").values_list("pk", "value")),
        tuple(Actor.objects.order_by("pk").values_list("pk", "slug", "kind", "status")),
        tuple(
            Membership.objects.order_by("pk").values_list(
                "person", "organization", "rank", "administration", "start", "end"
            )
        ),
    )
    for issue in Issue.objects.published():
        if issue.pk in numbers:
            about = (issue.slug, issue.about, numbers[issue.pk], changed.get(issue.pk), settings.STALE_AFTER)
            yield Keyed(issue.slug, About(issue.about), numbers[issue.pk], f"{as_of}-{_digest(about, named)}")


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
