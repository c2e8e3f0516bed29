"""Rule 2: whose stance a statement is, and whether it can move the line."""

from .values import About, Act, Attribution, Firmness, Point

_OFF_RECORD = frozenset({Attribution.UNNAMED, Attribution.CHARACTERISED})
_ASKING = frozenset({Act.REQUESTS, Act.CRITICISES})


def speaks_for(point: Point, actor: str) -> bool:
    return actor in (point.speaker, point.principal)


def is_own(point: Point, actor: str, about: About) -> bool:
    """Whether the statement belongs to the actor's line.

    On an own-conduct issue, what the actor asks of another says nothing of its own conduct.
    """
    return speaks_for(point, actor) and not (about is About.OWN_CONDUCT and _asks_another(point, actor))


def is_pressure(point: Point, actor: str) -> bool:
    """Whether others ask something of the actor, or criticise it. Never the actor's own stance."""
    return point.act in _ASKING and point.addressee == actor and not speaks_for(point, actor)


def on_record(point: Point) -> bool:
    return point.attribution not in _OFF_RECORD


def is_signal(point: Point) -> bool:
    """Not on record, or only considering."""
    return not on_record(point) or point.firmness is Firmness.CONSIDERING


def can_move(point: Point) -> bool:
    """Whether the statement can move the line or limit it."""
    return point.rung is not None and not is_signal(point)


def _asks_another(point: Point, actor: str) -> bool:
    return point.act in _ASKING and point.addressee not in (None, actor)
