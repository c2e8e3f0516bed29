"""Rule 4: where the line moved, by how much, and why; and rule 8: on what a shift hangs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from .order import order
from .runs import Run
from .values import Cause, Point, Shift, Step, Term


def shifts(runs: Sequence[Run], steps: Iterable[Step], terms: Sequence[Term]) -> tuple[Shift, ...]:
    """One shift between each two of `runs`; `steps` are all, for what spoke against it that day."""
    mixed: dict[date, list[Point]] = defaultdict(list)
    for step in steps:
        if step.mixed:
            mixed[step.point.last].append(step.point)
    return tuple(_shift(old, new, mixed, terms) for old, new in pairwise(runs))


def _shift(old: Run, new: Run, mixed: Mapping[date, list[Point]], terms: Sequence[Term]) -> Shift:
    before, after = old.last.point, new.first.point
    return Shift(
        before=old.last,
        after=new.first,
        from_rung=old.rung,
        to_rung=new.rung,
        days_min=max(0, (after.first - before.last).days),
        days_max=max(0, (after.last - before.first).days),
        cause=cause(before, after, terms),
        hangs_on=tuple(sorted(_sole_story(old) | _sole_story(new))),
        contradicted_by=tuple(sorted(mixed.get(after.last, ()), key=order)),
    )


def _sole_story(run: Run) -> set[str]:
    stories = {showing.story for step in run.steps for showing in step.point.showings}
    return stories if len(stories) == 1 else set()


def cause(before: Point, after: Point, terms: Sequence[Term]) -> Cause:
    """Who changed. A new administration comes first: its formal decisions may have the same speaker.

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
