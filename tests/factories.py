"""Records with sensible defaults, published unless told otherwise, for tests of every layer."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tracker.models import (
    Actor,
    Commitment,
    CommitmentEvent,
    Evidence,
    Issue,
    Membership,
    Position,
    Source,
    Statement,
)
from tracker.models.changes import written
from tracker.search import following
from tracker.search.indexing import refresh

LADDER = (
    "No military role",
    "Airlift, for a set time",
    "Airlift, open-ended",
    "Peacekeepers",
    "Combat troops",
)


@contextmanager
def indexed_once() -> Iterator[None]:
    """Let the search index follow all that is made within at its end, and not each record by itself: that
    is most of what making a record costs.
    """
    if not written.disconnect(dispatch_uid="search"):
        yield  # within another, at whose end it follows
        return
    every: dict[Any, set[int]] = defaultdict(set)

    def note(touched: Mapping[Any, Collection[int]], **kwargs: Any) -> None:
        for model, keys in touched.items():
            every[model] |= set(keys)

    written.connect(note, weak=False, dispatch_uid="indexed_once")
    try:
        yield
    finally:
        written.disconnect(dispatch_uid="indexed_once")
        following.start()
    refresh(every)


def _name(slug: str) -> str:
    return slug.replace("-", " ").title()


def make_actor(slug: str, **kw: Any) -> Actor:
    return Actor.objects.create(
        **{"slug": slug, "name": _name(slug), "kind": "government", "status": "published"} | kw
    )


def make_person(slug: str, **kw: Any) -> Actor:
    return make_actor(slug, **{"kind": "person"} | kw)


def make_membership(person: Actor, organization: Actor, **kw: Any) -> Membership:
    return Membership.objects.create(
        **{"person": person, "organization": organization, "role": "Minister", "rank": "minister"} | kw
    )


def make_issue(slug: str, rungs: tuple[str, ...] = LADDER, **kw: Any) -> Issue:
    """An issue with its ladder: rung 0 first, each rung's slug made from its label."""
    issue = Issue.objects.create(
        **{
            "slug": slug,
            "name": _name(slug).lower(),
            "question": f"What about {slug}?",
            "about": "own_conduct",
            "status": "published",
        }
        | kw
    )
    for value, label in enumerate(rungs):
        slug = label.lower().replace(",", "").replace(" ", "-")
        Position.objects.create(
            issue=issue, slug=slug, value=value, label=label, definition=f"Counts as {label.lower()}."
        )
    return issue


def make_source(slug: str, **kw: Any) -> Source:
    return Source.objects.create(
        **{
            "slug": slug,
            "title": _name(slug),
            "publisher": "The Daily Test",
            "published_on": "2013-01-08",
            "dated_by": "stated",
            "status": "published",
        }
        | kw
    )


def make_statement(
    slug: str,
    speaker: Actor,
    issue: Issue,
    rung: int | None = 0,
    *,
    source: Source | None = None,
    words: str = "",
    **kw: Any,
) -> Statement:
    """A firm, quoted declaration; `rung` is the place on the issue's ladder, None for no position."""
    statement = Statement.objects.create(
        **{
            "slug": slug,
            "speaker": speaker,
            "issue": issue,
            "position": None if rung is None else issue.positions.get(value=rung),
            "act": "declares",
            "firmness": "firm",
            "attribution": "quoted",
            "said_on": "2013-01-08",
            "summary": f"Summary of {slug}.",
            "status": "published",
        }
        | kw
    )
    if source is not None:
        whose = "speaker" if statement.attribution == "quoted" else "article"
        make_evidence(statement, source, words or f"words of {slug}", words_of=whose)
    return statement


def make_evidence(statement: Statement, source: Source, words: str, **kw: Any) -> Evidence:
    return Evidence.objects.create(statement=statement, source=source, words=words, **kw)


def make_commitment(slug: str, maker: Actor, issue: Issue, **kw: Any) -> Commitment:
    return Commitment.objects.create(
        **{
            "slug": slug,
            "maker": maker,
            "issue": issue,
            "title": _name(slug),
            "kind": "equipment",
            "kept_when": "It arrives.",
            "status": "published",
        }
        | kw
    )


def make_event(commitment: Commitment, statement: Statement, **kw: Any) -> CommitmentEvent:
    return CommitmentEvent.objects.create(
        **{
            "commitment": commitment,
            "statement": statement,
            "kind": "made",
            "on": statement.said_on,
        }
        | kw
    )
