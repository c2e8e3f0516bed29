"""Rule 9: a commitment's status, quantity and deadline on any day, from its turns."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from .amounts import claim, hold, rivalries
from .values import CommitmentStatus, EventKind, Holding, Standing, Turn

_SETTLES = {
    EventKind.DELIVERED_IN_PART: CommitmentStatus.DELIVERED_IN_PART,
    EventKind.DELIVERED: CommitmentStatus.DELIVERED,
    EventKind.LAPSED: CommitmentStatus.LAPSED,
    EventKind.WITHDRAWN: CommitmentStatus.WITHDRAWN,
    EventKind.BROKEN: CommitmentStatus.BROKEN,
}
_DELIVERS = frozenset({EventKind.DELIVERED_IN_PART, EventKind.DELIVERED})
_PLEDGES_MORE = frozenset({EventKind.MADE, EventKind.EXTENDED, EventKind.INCREASED})
_REOPENS_AS = {
    CommitmentStatus.DELIVERED: CommitmentStatus.DELIVERED_IN_PART,
    CommitmentStatus.LAPSED: CommitmentStatus.OPEN,
    CommitmentStatus.WITHDRAWN: CommitmentStatus.OPEN,
    CommitmentStatus.BROKEN: CommitmentStatus.OPEN,
}
_LIFE = list(EventKind)


def standing(turns: Iterable[Turn], *, as_of: date) -> Standing | None:
    """Where a commitment stands at the end of a day; None before its first turn.

    Any first turn shows that the pledge had been made by then. Within a day turns follow a pledge's
    life, from made to broken. Once ended, only pledging more (made, extended, increased) re-opens it.
    """
    taken = in_order(turn for turn in turns if turn.last <= as_of)
    if not taken:
        return None
    start = Standing(as_of, CommitmentStatus.OPEN, None, taken[0], taken[0])
    state, life = _fold(start, taken)
    late = _days_overdue(state)
    return replace(state, overdue=bool(late), days_overdue=late, rivals=rivalries(life))


def in_order(turns: Iterable[Turn]) -> list[Turn]:
    """By day; within a day, along a pledge's life."""
    return sorted(turns, key=_order)


def _order(turn: Turn) -> tuple[date, int, str]:
    return (turn.last, _LIFE.index(turn.kind), turn.statement)


def _fold(state: Standing, turns: Iterable[Turn]) -> tuple[Standing, list[Turn]]:
    """The last state, and the turns since the pledge was last made anew."""
    life: list[Turn] = []
    for turn in turns:
        anew = turn.kind is EventKind.MADE and state.status in _REOPENS_AS
        life = [turn] if anew else [*life, turn]
        deadline = _deadline(state, turn, anew=anew)
        state = replace(
            state,
            status=_status(state.status, turn.kind),
            pledged=_pledged(() if anew else state.pledged, turn),
            handed=_handed(state.handed, turn),
            deadline=deadline,
            was_due=() if anew else _was_due(state, deadline),
            extended=state.extended + (turn.kind is EventKind.EXTENDED),
            last_turn=turn,
        )
    return state, life


def _status(status: CommitmentStatus, kind: EventKind) -> CommitmentStatus:
    if kind in _PLEDGES_MORE:
        return _REOPENS_AS.get(status, status)
    return _SETTLES.get(kind, status)


def _pledged(held: tuple[Holding, ...], turn: Turn) -> tuple[Holding, ...]:
    return held if turn.kind in _SETTLES else hold(held, claim(turn))


def _handed(held: tuple[Holding, ...], turn: Turn) -> tuple[Holding, ...]:
    """As last reported, never added up unless said to be on top: reports of part deliveries overlap."""
    if turn.kind is EventKind.DELIVERED and turn.amount is None:
        return ()
    return hold(held, claim(turn)) if turn.kind in _DELIVERS else held


def _deadline(state: Standing, turn: Turn, *, anew: bool) -> date | None:
    """An extension without a deadline is open-ended, and a pledge made anew has only its own."""
    if turn.kind is EventKind.EXTENDED or anew:
        return turn.deadline
    return turn.deadline or state.deadline


def _was_due(state: Standing, deadline: date | None) -> tuple[date, ...]:
    if state.deadline is None or state.deadline == deadline:
        return state.was_due
    return (*state.was_due, state.deadline)


def _days_overdue(state: Standing) -> int:
    """By how many days; 0 where it is not."""
    if state.status in _REOPENS_AS or state.deadline is None:
        return 0
    return max(0, (state.as_of - state.deadline).days)
