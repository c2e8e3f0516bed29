"""Rule 9: a commitment's status, quantity and deadline on any day, from its turns."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from .values import Amount, CommitmentStatus, EventKind, Standing, Turn

_SETTLES = {
    EventKind.DELIVERED_IN_PART: CommitmentStatus.DELIVERED_IN_PART,
    EventKind.DELIVERED: CommitmentStatus.DELIVERED,
    EventKind.LAPSED: CommitmentStatus.LAPSED,
    EventKind.WITHDRAWN: CommitmentStatus.WITHDRAWN,
    EventKind.BROKEN: CommitmentStatus.BROKEN,
}
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
    taken = sorted((turn for turn in turns if turn.last <= as_of), key=_order)
    if not taken:
        return None
    start = Standing(as_of, CommitmentStatus.OPEN, None, None, None, False, 0, taken[0])
    state = _fold(start, taken)
    return replace(state, overdue=_is_overdue(state))


def _order(turn: Turn) -> tuple[date, int, str]:
    return (turn.last, _LIFE.index(turn.kind), turn.statement)


def _fold(state: Standing, turns: Iterable[Turn]) -> Standing:
    for turn in turns:
        state = replace(
            state,
            status=_status(state.status, turn.kind),
            amount=state.amount if turn.kind in _SETTLES else turn.amount or state.amount,
            delivered=_delivered(state.delivered, turn),
            deadline=_deadline(state, turn),
            extended=state.extended + (turn.kind is EventKind.EXTENDED),
            last_turn=turn,
        )
    return state


def _status(status: CommitmentStatus, kind: EventKind) -> CommitmentStatus:
    if kind in _PLEDGES_MORE:
        return _REOPENS_AS.get(status, status)
    return _SETTLES.get(kind, status)


def _delivered(delivered: Amount | None, turn: Turn) -> Amount | None:
    """As last reported, never added up: reports of part deliveries overlap."""
    if turn.kind is EventKind.DELIVERED:
        return turn.amount
    return (turn.kind is EventKind.DELIVERED_IN_PART and turn.amount) or delivered


def _deadline(state: Standing, turn: Turn) -> date | None:
    """An extension without a deadline is open-ended, and a pledge made anew has only its own."""
    made_anew = turn.kind is EventKind.MADE and state.status in _REOPENS_AS
    if turn.kind is EventKind.EXTENDED or made_anew:
        return turn.deadline
    return turn.deadline or state.deadline


def _is_overdue(state: Standing) -> bool:
    settled = state.status in _REOPENS_AS
    return not settled and state.deadline is not None and state.deadline < state.as_of
