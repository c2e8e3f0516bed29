"""Rule 8: leave out a class of evidence; the line is then derived anew from what is left."""

from collections.abc import Iterable
from dataclasses import replace

from .values import Attribution, Authority, Point, Switches
from .voices import is_signal

EVERYTHING = Switches()  # leaves nothing out
_PARAPHRASE = frozenset({Attribution.PARAPHRASED, Attribution.CHARACTERISED})


def leave_out(points: Iterable[Point], switches: Switches) -> tuple[Point, ...]:
    """What is left of `points`, in their order, each with the showings that are left to it.

    A statement goes when the last source that shows it goes. One that no source showed stays.
    """
    kept = (_without(point, switches.outlets) for point in points if _is_kept(point, switches))
    return tuple(point for point in kept if point is not None)


def _is_kept(point: Point, switches: Switches) -> bool:
    if switches.unnamed and point.attribution is Attribution.UNNAMED:
        return False
    if switches.paraphrase and point.attribution in _PARAPHRASE:
        return False
    return not switches.heads_only or (point.authority >= Authority.HEAD and not is_signal(point))


def _without(point: Point, outlets: frozenset[str]) -> Point | None:
    left = tuple(showing for showing in point.showings if showing.outlet not in outlets)
    if left == point.showings:
        return point
    return replace(point, showings=left) if left else None
