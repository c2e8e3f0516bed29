"""The way in: all that the rules say of one actor on one issue."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from .days import read_day
from .limits import limits
from .order import said_by
from .runs import runs
from .shifts import shifts
from .silence import spans, stance, unbroken
from .telling import told
from .values import About, Line, Point, Step, Term
from .voices import is_own, is_pressure

A_YEAR = timedelta(days=365)


def read_line(
    points: Iterable[Point],
    *,
    actor: str,
    about: About,
    as_of: date,
    terms: Sequence[Term] = (),
    stale_after: timedelta = A_YEAR,
) -> Line:
    """Derive the line of `actor` (a slug) as of a day.

    `points` are all statements on one issue that concern the actor, in any order: said by it, on its
    behalf or to it. `terms` are the administrations of an organisation; a person has none. The line
    is stale once nothing has confirmed it for more than `stale_after`.
    """
    said = said_by(points, as_of)
    steps = _acted([point for point in said if is_own(point, actor, about)])
    taken = runs(steps)
    parts = unbroken(taken, stale_after)
    asked = [point for point in said if is_pressure(point, actor)]
    place = {slug: place for place, slug in enumerate(told(steps, asked))}
    return Line(
        as_of=as_of,
        steps=tuple(sorted(steps, key=lambda step: place[step.point.slug])),
        shifts=shifts(taken, steps, terms),
        limits=limits(steps),
        spans=spans(parts, as_of, stale_after) if parts else (),
        pressure=tuple(sorted(asked, key=lambda point: place[point.slug])),
        told=tuple(place),
        stance=stance(parts[-1], as_of, stale_after) if parts else None,
    )


def _acted(points: Iterable[Point]) -> list[Step]:
    """The steps, day by day, within a day in the order in which they acted."""
    steps: list[Step] = []
    for _, day in groupby(points, key=lambda point: point.last):
        steps += read_day(list(day), steps[-1].stance if steps else None)
    return steps
