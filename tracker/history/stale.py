"""Lines that nothing has confirmed for a year (rule 6): where an analyst should look for news.

A line is listed under whose it is: what a minister said for a government makes the government's line
stale, not the minister's too. To read all lines takes seconds once there are tens of thousands of
statements, so what was read of an issue is kept until something changes that its lines follow from
(keyed.py).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.cache import cache

from tracker.models import Statement
from tracker.stances.line import read_line
from tracker.stances.values import Point

from .keyed import Keyed, keyed_issues

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
    """All of them, the last to go stale first. Six queries, and two where some have to be read."""
    known, unread = _known(as_of)
    return _in_order([*known, *_read_and_keep(unread, as_of)])


def stale_lines_if_quick(as_of: date) -> Found | None:
    """The same; None where that would mean to read more than AT_ONCE statements."""
    known, unread = _known(as_of)
    if sum(issue.statements for issue in unread) > AT_ONCE:
        return None
    return _in_order([*known, *_read_and_keep(unread, as_of)])


def _in_order(found: Iterable[Found]) -> Found:
    lines = (line for of_issue in found for line in of_issue)
    return tuple(sorted(lines, key=lambda line: (-line.last_confirmed.toordinal(), line.issue, line.actor)))


def _known(as_of: date) -> tuple[Iterable[Found], list[Keyed]]:
    """What is kept, and the issues that have to be read."""
    keyed = {f"stale-{issue.key}": issue for issue in keyed_issues(as_of)}
    kept = cache.get_many(keyed)
    return kept.values(), [issue for key, issue in keyed.items() if key not in kept]


def _read_and_keep(issues: list[Keyed], as_of: date) -> Iterable[Found]:
    if not issues:
        return []
    public = Statement.objects.published().as_of(as_of)
    points = public.filter(issue__slug__in=[issue.slug for issue in issues]).to_points_by_issue()
    found = {f"stale-{issue.key}": _read(issue, points.get(issue.slug, ()), as_of) for issue in issues}
    cache.set_many(found, A_DAY)
    return found.values()


def _read(issue: Keyed, points: Iterable[Point], as_of: date) -> Found:
    """As `lines.all_lines` reads them, but for the causes of shifts, which nobody asks for here."""
    said: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        for actor in {point.speaker, point.whose}:
            said[actor].append(point)
    whose = sorted({point.whose for point in points})
    found = (_stale(issue, actor, said[actor], as_of) for actor in whose)
    return tuple(line for line in found if line is not None)


def _stale(issue: Keyed, actor: str, points: Iterable[Point], as_of: date) -> StaleLine | None:
    line = read_line(points, actor=actor, about=issue.about, as_of=as_of, stale_after=settings.STALE_AFTER)
    if line.stance is None or not line.stance.stale:
        return None
    return StaleLine(issue.slug, actor, line.stance.rung, line.stance.last_confirmed, len(line.steps))
