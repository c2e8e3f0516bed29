"""A small random world, and all that its tables say."""

from random import Random
from typing import Any

from django.db import IntegrityError, transaction

from tests.factories import (
    indexed_once,
    make_actor,
    make_commitment,
    make_event,
    make_evidence,
    make_issue,
    make_membership,
    make_person,
    make_source,
    make_statement,
)
from tracker.changes.tables import TRACKED
from tracker.models import Document


def everything() -> dict[str, list[Any]]:
    """Every field of every record."""
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TRACKED}


@indexed_once()
def make_world(seed: int) -> None:
    """Actors, sources, statements, commitments that refer to each other at random, some rows twice over."""
    random = Random(seed)
    people = [make_person(f"person-{n}", aliases=random.choice(["", "P; Q"])) for n in range(4)]
    states = [make_actor(f"state-{n}", country=random.choice(["", "CA"])) for n in range(4)]
    issue = make_issue("issue")
    sources = [
        make_source(f"source-{n}", url=random.choice(["", f"https://example.org/{n}"])) for n in range(4)
    ]
    for source in sources[2:]:
        source.copy_of = random.choice([None, sources[0]])
        source.save()
    if random.random() < 0.5:
        Document.objects.create(source=random.choice(sources), text="Some words. " * 5)
    for _ in range(8):
        _perhaps(
            make_membership, random.choice(people), random.choice(states), start=random.choice(["", "2012"])
        )
    statements = []
    for number in range(10):
        speaker = random.choice([*people, *states])
        kw = {
            "on_behalf_of": random.choice([None, *states]),
            "addressee": random.choice([None, *people, *states]),
        }
        statements.append(make_statement(f"said-{number}", speaker, issue, random.choice([None, 1, 2]), **kw))
    commitments = [make_commitment(f"pledge-{n}", random.choice(states), issue) for n in range(3)]
    for _ in range(20):
        words = random.choice(["these words", "those words"])
        _perhaps(make_evidence, random.choice(statements), random.choice(sources), words)
        _perhaps(make_event, random.choice(commitments), random.choice(statements))


def _perhaps(make: Any, *args: Any, **kw: Any) -> None:
    """Make a row, where there is none like it yet."""
    try:
        with transaction.atomic():
            make(*args, **kw)
    except IntegrityError:
        pass
