"""Rule 8: leave out a class of evidence; the line is then derived anew from what is left."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from .values import Attribution, Authority, Point, Switches
from .voices import is_signal

EVERYTHING = Switches()  # leaves nothing out
_PARAPHRASE = frozenset({Attribution.PARAPHRASED, Attribution.CHARACTERISED})


class Reason(StrEnum):
    """Why a statement is left out: the first that holds."""

    UNNAMED = "unnamed"
    PARAPHRASE = "paraphrase"
    NO_HEAD = "no_head"  # not a head of state or government on record
    OUTLET = "outlet"  # no outlet is left that shows it


def leave_out(points: Iterable[Point], switches: Switches) -> tuple[Point, ...]:
    """What is left of `points`, in their order, each with the showings that are left to it.

    A statement goes when the last source that shows it goes. One that no source showed stays.
    """
    return tuple(
        _without(point, switches.outlets) for point in points if why_left_out(point, switches) is None
    )


def why_left_out(point: Point, switches: Switches) -> Reason | None:
    """None: it is not."""
    if switches.unnamed and point.attribution is Attribution.UNNAMED:
        return Reason.UNNAMED
    if switches.paraphrase and point.attribution in _PARAPHRASE:
        return Reason.PARAPHRASE
    if switches.heads_only and (point.authority < Authority.HEAD or is_signal(point)):
        return Reason.NO_HEAD
    if point.showings and all(showing.outlet in switches.outlets for showing in point.showings):
        return Reason.OUTLET
    return None


def _without(point: Point, outlets: frozenset[str]) -> Point:
    left = tuple(showing for showing in point.showings if showing.outlet not in outlets)
    return point if left == point.showings else replace(point, showings=left)
