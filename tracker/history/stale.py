"""Lines that nothing has confirmed for a year (rule 6): where an analyst should look for news.

A line is listed under whose it is: what a minister said for a government makes the government's line
stale, not the minister's too. To read all lines takes seconds once there are tens of thousands of
statements, so what was read of an issue is kept until something changes that its lines follow from.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max

from tracker.models import Actor, Issue, Membership, Statement
from tracker.stances.line import read_line
from tracker.stances.values import About, Point

AT_ONCE = 10_000  # statements that the front page reads at most
A_DAY = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class StaleLine:
    """Whose line on which issue, both by slug, and where it stood when last confirmed."""

    issue: str
    actor: str
    rung: int
    last_confirmed: date
    statements: int


Found = tuple[StaleLine, ...]


def stale_lines(as_of: date) -> Found:
    """All of them, the last to go stale first. Five queries, and two more for each issue to be read."""
    known, unread = _known(as_of)
    return _in_order([*known.values(), *(_read_and_keep(issue, key, as_of) for issue, key, _ in unread)])


def stale_lines_if_quick(as_of: date) -> Found | None:
    """The same; None where that would mean to read more than AT_ONCE statements."""
    known, unread = _known(as_of)
    if sum(statements for _, _, statements in unread) > AT_ONCE:
        return None
    return _in_order([*known.values(), *(_read_and_keep(issue, key, as_of) for issue, key, _ in unread)])


def _in_order(found: Iterable[Found]) -> Found:
    lines = (line for of_issue in found for line in of_issue)
    return tuple(sorted(lines, key=lambda line: (-line.last_confirmed.toordinal(), line.issue, line.actor)))


def _known(as_of: date) -> tuple[Mapping[str, Found], list[tuple[Issue, str, int]]]:
    """What is kept, by issue; and each issue to be read, its key, how many statements it has."""
    issues = {key: (issue, number) for issue, key, number in _keys(as_of)}
    kept = cache.get_many(issues)
    unread = [(issue, key, number) for key, (issue, number) in issues.items() if key not in kept]
    return {issues[key][0].slug: found for key, found in kept.items()}, unread


def _keys(as_of: date) -> Iterable[tuple[Issue, str, int]]:
    """A key for each public issue that changes with whatever its lines follow from. Four queries.

    A statement that moved to another issue leaves one fewer behind, every other change a line of history.
    """
    numbers = dict(Statement.objects.order_by().values_list("issue").annotate(Count("pk")))
    written = Statement.history.order_by().values_list("issue").annotate(Max("history_id"), Max("history_date"))
    changed = {issue: (latest, when) for issue, latest, when in written}
    people = _digest(
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
            yield issue, f"stale-{as_of}-{_digest(about, people)}", numbers[issue.pk]


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()


def _read_and_keep(issue: Issue, key: str, as_of: date) -> Found:
    found = _read(issue, as_of)
    cache.set(key, found, A_DAY)
    return found


def _read(issue: Issue, as_of: date) -> Found:
    """As `lines.all_lines` reads them, but for the causes of shifts, which nobody asks for here."""
    public = Statement.objects.published().as_of(as_of).filter(issue=issue)
    points = public.to_points_by_issue().get(issue.slug, ())
    said: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        for actor in {point.speaker, point.principal} - {None}:
            said[str(actor)].append(point)
    whose = sorted({point.principal or point.speaker for point in points})
    found = (_stale(issue, actor, said[actor], as_of) for actor in whose)
    return tuple(line for line in found if line is not None)


def _stale(issue: Issue, actor: str, points: Iterable[Point], as_of: date) -> StaleLine | None:
    line = read_line(
        points, actor=actor, about=About(issue.about), as_of=as_of, stale_after=settings.STALE_AFTER
    )
    if line.stance is None or not line.stance.stale:
        return None
    return StaleLine(issue.slug, actor, line.stance.rung, line.stance.last_confirmed, len(line.steps))
