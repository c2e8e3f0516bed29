"""The line in runs: neighbours on it that take one rung. Shifts lie between runs, silences within."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from .order import order
from .values import Role, Step

_CONFIRMING = frozenset({Role.OPENS, Role.SHIFTS, Role.REAFFIRMS})


@dataclass(frozen=True, slots=True)
class Run:
    """Steps that confirm one rung after another, in the order in which they acted; never empty."""

    rung: int
    steps: tuple[Step, ...]

    @property
    def first(self) -> Step:
        """What took the rung: the voice that acts first (`days`)."""
        return self.steps[0]

    @property
    def last(self) -> Step:
        """What last confirmed the rung: of its day's voices the strongest."""
        return max(self.steps, key=lambda step: order(step.point))


def runs(steps: Iterable[Step]) -> list[Run]:
    """The runs among `steps`, which come in the order in which they acted.

    A ceiling or floor that moved the line moved it to its own rung, and so confirms that rung. One
    that the line respects confirms nothing, not even at the line's own rung: it does not say where
    the actor stands.
    """
    confirming = (step for step in steps if step.role in _CONFIRMING)
    by_rung = groupby(confirming, key=lambda step: step.point.rung)
    return [Run(rung, tuple(run)) for rung, run in by_rung if rung is not None]
