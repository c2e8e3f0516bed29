"""The names that lists refer to: every public actor and issue, and each rung."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.folding import by_name
from tracker.models import Actor, Issue, Position

from .links import Link, Rung, actor_link, issue_link, rung


@dataclass(frozen=True, slots=True)
class Index:
    actors: Mapping[str, Link]
    organizations: frozenset[str]
    issues: Mapping[str, Link]
    rungs: Mapping[str, Mapping[int, Rung]]  # by issue, then by value
    query: str = ""  # of addresses of stance pages: "?as_of=2013", "" for today


def actors_by_name() -> list[Actor]:
    """Every public actor in the order of the language of the page, which no database knows. One query."""
    return sorted(Actor.objects.published(), key=lambda actor: by_name(actor.local("name")))


def issues_by_name() -> list[Issue]:
    """Every public issue in that order. One query."""
    return sorted(Issue.objects.published(), key=lambda issue: by_name(issue.local("name")))


def read_index(query: str = "") -> Index:
    """By slug, in the order of the names. Three queries."""
    actors = actors_by_name()
    issues = {issue.slug: issue_link(issue) for issue in issues_by_name()}
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
