"""Rule 4: where the line moved, by how much, and why; and rule 8: on what a shift hangs."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise

from .order import order
from .values import Cause, Point, Role, Shift, Step, Term

CONFIRMING = frozenset({Role.OPENS, Role.SHIFTS, Role.REAFFIRMS})

Run = list[Step]  # neighbours on the line that confirm one rung; their first took it


def runs(steps: Sequence[Step]) -> list[Run]:
    """The confirming ones of `steps`, which come in the order in which they acted, by rung.

    A ceiling or floor among them moved the line just to its own rung, so each confirms `point.rung`.
    """
    confirming = (step for step in steps if step.role in CONFIRMING)
    return [list(run) for _, run in groupby(confirming, key=lambda step: step.point.rung)]


def last_of(run: Run) -> Step:
    """What last confirmed a run's stance: of one day's voices the strongest."""
    return max(run, key=lambda step: order(step.point))


def shifts(steps: Sequence[Step], terms: Sequence[Term]) -> tuple[Shift, ...]:
    return tuple(_shift(old, new, steps, terms) for old, new in pairwise(runs(steps)))


def _shift(old: Run, new: Run, steps: Sequence[Step], terms: Sequence[Term]) -> Shift:
    before, after = last_of(old), new[0]
    said, said_anew = before.point, after.point
    assert said.rung is not None and said_anew.rung is not None
    return Shift(
        before=before,
        after=after,
        from_rung=said.rung,
        to_rung=said_anew.rung,
        days_min=max(0, (said_anew.first - said.last).days),
        days_max=max(0, (said_anew.last - said.first).days),
        cause=cause(said, said_anew, terms),
        hangs_on=tuple(sorted(_sole_story(old) | _sole_story(new))),
        contradicted_by=tuple(
            step.point for step in steps if step.mixed and step.point.last == said_anew.last
        ),
    )


def _sole_story(run: Run) -> set[str]:
    stories = {showing.story for step in run for showing in step.point.showings}
    return stories if len(stories) == 1 else set()


def cause(before: Point, after: Point, terms: Sequence[Term]) -> Cause:
    """Who changed. A new administration comes first: its formal decisions have the same speaker.

    A person's own history has no `terms`, whoever governs: the person alone changes in it.
    """
    old, new = _administration(before, terms), _administration(after, terms)
    if old and new and old != new:
        return Cause.NEW_ADMINISTRATION
    if before.speaker == after.speaker:
        return Cause.SAME_SPEAKER
    return Cause.SAME_ADMINISTRATION if old and new else Cause.ANOTHER_SPEAKER


def _administration(point: Point, terms: Sequence[Term]) -> Term | None:
    """The term a statement falls in: a head's own, else one that covers every day it may have.

    On the day of a hand-over, the new administration's. None: not known, or no telling which.
    """
    own = [term for term in terms if term.head == point.speaker and _overlaps(term, point)]
    fitting = own or [term for term in terms if _covers(term, point)]
    return max(fitting, key=lambda term: term.first or date.min, default=None)


def _covers(term: Term, point: Point) -> bool:
    return (term.first or date.min) <= point.first and point.last <= (term.last or date.max)


def _overlaps(term: Term, point: Point) -> bool:
    return (term.first or date.min) <= point.last and point.first <= (term.last or date.max)
