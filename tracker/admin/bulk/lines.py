"""Which stance lines a preview touches. Only what is public is part of a line."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.history.headings import stance_link
from tracker.history.links import Link
from tracker.models import Actor, Issue, Statement, Status

from .planning import Change

Place = tuple[int, int]  # an actor and an issue
PLACED_BY = ("position", "issue", "speaker", "on_behalf_of", "status")


@dataclass(frozen=True, slots=True)
class Touched:
    """One line, and how many statements it gains, loses, or has read another way."""

    line: Link
    gains: int
    loses: int
    recoded: int


def touched(changes: Iterable[Change]) -> tuple[Touched, ...]:
    """By name. No query: planning.load has brought what statements refer to."""
    counts: dict[Place, Counter[str]] = defaultdict(Counter)
    names: dict[Place, tuple[Actor, Issue]] = {}
    for change in changes:
        if not isinstance(change.record, Statement) or not set(PLACED_BY) & set(change.values):
            continue
        before, after = _places(change.record), _places(change.changed)
        names |= before | after
        for place in before | after:
            kind = "recoded" if place in before and place in after else "loses"
            counts[place]["gains" if place not in before else kind] += 1
    lines = (_touched(names[place], found) for place, found in counts.items())
    return tuple(sorted(lines, key=lambda line: line.line.text))


def _touched(names: tuple[Actor, Issue], found: Counter[str]) -> Touched:
    return Touched(stance_link(*names), found["gains"], found["loses"], found["recoded"])


def _places(statement: Statement) -> dict[Place, tuple[Actor, Issue]]:
    """The lines that the statement stands on, or presses on."""
    named = (statement.speaker, statement.on_behalf_of, statement.addressee)
    actors = [actor for actor in named if actor is not None]
    parts: list[Any] = [statement, statement.issue, *actors]
    if any(part.status != Status.PUBLISHED for part in parts):
        return {}
    issue = statement.issue
    return {(actor.pk, issue.pk): (actor, issue) for actor in actors}
