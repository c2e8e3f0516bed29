"""What a statement would do to each line, published as a form has it: the very rules, asked before."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.models import Actor, Membership, Statement
from tracker.querysets import unsaved_point
from tracker.stances.values import Line, Point, Role

from .effects import Effect, Rungs, effect_on
from .lines import line_without_and_with
from .links import Rung, ladder

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The effect on one line on the statement's own day, and what is left of it on the as-of day."""

    effect: Effect
    since: date | None = None  # since when the line had stood where the statement finds it
    shifts_now: int = 0
    shifts_then: int = 0
    today: Rung | None = None  # where the line stands now
    today_then: Rung | None = None  # and where it would stand

    @property
    def is_shift(self) -> bool:
        return self.effect.role.kind == Role.SHIFTS

    @property
    def differs(self) -> bool:
        """Whether it says otherwise than the line, moving it or not."""
        return self.is_shift or self.effect.mixed


def forecast(statement: Statement, as_of: date) -> tuple[Forecast, ...]:
    """On its principal's line, its speaker's and its addressee's, as `effects` tells it of a saved one.

    `statement` holds values and need not be saved; its own saved version is left out. What lies in the
    future is told as of its own day. Four queries for each line, and two more.
    """
    roles = Membership.objects.filter(person=statement.speaker).to_roles()
    point = unsaved_point(statement, roles)
    rungs = ladder(statement.issue)
    named = [statement.on_behalf_of, statement.speaker, statement.addressee]
    actors = {actor.slug: actor for actor in named if actor is not None}
    found = (_forecast(statement, point, actor, rungs, as_of) for actor in actors.values())
    return tuple(each for each in found if each is not None)


def _forecast(statement: Statement, point: Point, actor: Actor, rungs: Rungs, as_of: date) -> Forecast | None:
    without, among = line_without_and_with(statement, point, actor, max(as_of, point.last))
    effect = effect_on(among, statement, actor, rungs)
    if effect is None:
        return None
    return Forecast(
        effect=effect,
        since=_since(without, point.last - _DAY) if point.last > date.min else None,
        shifts_now=len(without.shifts),
        shifts_then=len(among.shifts),
        today=_stance(without, rungs),
        today_then=_stance(among, rungs),
    )


def _stance(line: Line, rungs: Rungs) -> Rung | None:
    return None if line.stance is None else rungs.get(line.stance.rung)


def _since(line: Line, day: date) -> date | None:
    """Since when the line had stood where it stood on `day`: from its last shift, or its first step."""
    moves = [step for step in line.steps if step.point.last <= day and step.role in (Role.OPENS, Role.SHIFTS)]
    return moves[-1].point.last if moves else None
