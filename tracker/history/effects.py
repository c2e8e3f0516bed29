"""What the admin shows beside a record, read-only: what a statement did to each line, where lines stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.folding import by_name
from tracker.models import Actor, Issue, Statement
from tracker.stances.values import Line

from .headings import stance_link
from .home import Cell, cell
from .index import Index, read_index
from .lines import all_lines, line_of, terms_of
from .links import Link, Rung, actor_link, codebook, ladder
from .stance import ASIDES, ROLES

Rungs = Mapping[int, Rung]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one statement did to one line: the stance before it, and once its day was over."""

    line: Link
    role: Link
    before: Rung | None = None
    after: Rung | None = None
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one line stands. `name` is the issue's on an actor's page, the actor's on an issue's."""

    name: str
    cell: Cell
    statements: int
    shifts: int


def effects(statement: Statement, as_of: date) -> tuple[Effect, ...]:
    """On its principal's line, its speaker's and its addressee's; none while it is not public.

    Four queries for each of the three, and one for the ladder.
    """
    named = [statement.on_behalf_of, statement.speaker, statement.addressee]
    actors = {actor.slug: actor for actor in named if actor is not None}
    rungs = ladder(statement.issue)
    found = (_effect(statement, actor, rungs, as_of) for actor in actors.values())
    return tuple(effect for effect in found if effect is not None)


def _effect(statement: Statement, actor: Actor, rungs: Rungs, as_of: date) -> Effect | None:
    return effect_on(line_of(actor, statement.issue, as_of, terms_of(actor)), statement, actor, rungs)


def effect_on(line: Line, statement: Statement, actor: Actor, rungs: Rungs) -> Effect | None:
    """What the statement does to the actor's line, which has been read already; None if it has no part."""
    whose = actor_link(statement.on_behalf_of or statement.speaker)
    own = [step.point.slug for step in line.steps]
    if statement.slug in own:
        name = stance_link(actor, statement.issue, [whose])
        return _step(name, line, own.index(statement.slug), rungs)
    if statement.slug in {point.slug for point in line.pressure}:
        name = stance_link(actor, statement.issue)
        return Effect(name, Link(str(ASIDES["pressure"]), codebook("role-pressure"), "pressure"))
    return None


def _step(name: Link, line: Line, place: int, rungs: Rungs) -> Effect:
    step = line.steps[place]
    earlier = [other.stance for other in line.steps[:place] if other.point.last < step.point.last]
    before = earlier[-1] if earlier else None  # a step of the same day already has the day's last word
    return Effect(
        line=name,
        role=Link(str(ROLES[step.role]), codebook(f"role-{step.role}"), step.role),
        before=None if before is None else rungs[before],
        after=None if step.stance is None else rungs[step.stance],
        mixed=step.mixed,
    )


def stances_of(actor: Actor, as_of: date) -> tuple[Standing, ...]:
    """An actor's lines, by issue. Seven queries."""
    index, lines = read_index(), all_lines(as_of, actor=actor)
    return _sorted(_standing(index.issues[key[0]], line, key, index) for key, line in lines.items())


def stances_on(issue: Issue, as_of: date) -> tuple[Standing, ...]:
    """The lines of all actors on an issue, by actor. Seven queries."""
    index, lines = read_index(), all_lines(as_of, issue=issue)
    return _sorted(_standing(index.actors[key[1]], line, key, index) for key, line in lines.items())


def _standing(name: Link, line: Line, key: tuple[str, str], index: Index) -> Standing | None:
    issue, actor = key
    shown = cell(line, actor, issue, index)
    return None if shown is None else Standing(name.text, shown, len(line.steps), len(line.shifts))


def _sorted(found: Iterable[Standing | None]) -> tuple[Standing, ...]:
    known = (standing for standing in found if standing)
    return tuple(sorted(known, key=lambda standing: by_name(standing.name)))
