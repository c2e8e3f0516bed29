"""The names that lists refer to: every public actor, issue and rung, by slug. Three queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.models import Actor, Issue, Position

from .links import Link, Rung, actor_link, issue_link, rung


@dataclass(frozen=True, slots=True)
class Index:
    actors: Mapping[str, Link]
    organizations: frozenset[str]
    issues: Mapping[str, Link]
    rungs: Mapping[str, Mapping[int, Rung]]  # by issue, then by value
    query: str = ""  # of addresses of stance pages: "?as_of=2013", "" for today


def read_index(query: str = "") -> Index:
    actors = list(Actor.objects.published())
    issues = {issue.slug: issue_link(issue) for issue in Issue.objects.published()}
    return Index(
        actors={actor.slug: actor_link(actor) for actor in actors},
        organizations=frozenset(actor.slug for actor in actors if actor.is_organization),
        issues=issues,
        rungs=_rungs(issues),
        query=query,
    )


def _rungs(issues: Iterable[str]) -> Mapping[str, Mapping[int, Rung]]:
    rungs: dict[str, dict[int, Rung]] = {issue: {} for issue in issues}
    for position in Position.objects.published().select_related("issue"):
        rungs[position.issue.slug][position.value] = rung(position.issue, position)
    return rungs
