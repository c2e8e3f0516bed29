"""A commitment told in one sentence, made from its turns alone: what was said, then what was done."""

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.stances.amounts import claim
from tracker.stances.values import CommitmentStatus, EventKind, Share, Standing, Turn
from tracker.words import day_in_words, length, said_in_words, times

from .quantities import amount_in_words, held_in_words, share_bar

_CHANGES = (EventKind.INCREASED, EventKind.REDUCED, EventKind.SPLIT)
_DELIVERS = (EventKind.DELIVERED_IN_PART, EventKind.DELIVERED)
_ALL = ", the amount pledged"
_ENDS = (CommitmentStatus.LAPSED, CommitmentStatus.WITHDRAWN, CommitmentStatus.BROKEN)


def promise(maker: str, now: Standing, turns: Sequence[Turn], part: Share | None) -> str:
    """`turns` in their order, all by the day of `now`; `part` is what was delivered of it, where known."""
    parts = [
        _made(maker, turns[0]),
        _counts(now),
        *map(_changed, _of(turns[1:], *_CHANGES)),
        _again(_of(turns[1:], EventKind.REAFFIRMED)),
        _due(now),
        _done(now, _of(turns, *_DELIVERS), part),
        *_endings(now, turns),
    ]
    return f"{'; '.join(filter(None, parts))}."


def before_its_first_turn(as_of: date) -> str:
    return f"By {day_in_words(as_of)} no published statement had shown any of this."


def _of(turns: Sequence[Turn], *kinds: EventKind) -> list[Turn]:
    return [turn for turn in turns if turn.kind in kinds]


def _made(maker: str, first: Turn) -> str:
    amount, when = amount_in_words(first.amount), said_in_words(first.first, first.last)
    if first.kind is EventKind.MADE:
        return f"{maker} {f'promised {amount}' if amount else 'made this promise'} {when}"
    return f"{maker} is first known to have promised {amount or 'this'} {when}"


def _counts(now: Standing) -> str:
    """What is counted differently, as told by each."""
    told = [[amount_in_words(each.amount) for each in rivalry.claims] for rivalry in now.rivals]
    return "; ".join(f"counts differ: {' or '.join(dict.fromkeys(amounts))}" for amounts in told)


def _changed(turn: Turn) -> str:
    when, given = said_in_words(turn.first, turn.last), claim(turn)
    if given is None:
        return f"{turn.kind} {when}"
    if given.on_top:
        return f"{amount_in_words(given.amount)} more on top {when}"
    into = ", with" if turn.kind is EventKind.SPLIT else " to"
    return f"{turn.kind}{into} {amount_in_words(given.amount)} {when}"


def _again(turns: Sequence[Turn]) -> str:
    if not turns:
        return ""
    last = f"{'last ' if len(turns) > 1 else ''}{said_in_words(turns[-1].first, turns[-1].last)}"
    return f"reaffirmed {times(len(turns))}, {last}"


def _due(now: Standing) -> str:
    due = day_in_words(now.deadline) if now.deadline else ""
    first = day_in_words(now.was_due[0]) if now.was_due else ""
    if now.extended:
        start = f", from {first}" if first else ""
        return f"extended {times(now.extended)}{start} to {due or 'an open end'}"
    if first:
        return f"due by {first} at first, now {f'by {due}' if due else 'with no end named'}"
    return f"due by {due}" if due else "no deadline given"


def _done(now: Standing, turns: Sequence[Turn], part: Share | None) -> str:
    if not turns:
        return "" if now.status in _ENDS else "no source coded here says that it was kept"
    when = day_in_words(turns[-1].last)
    if not now.handed:
        whole = now.status is CommitmentStatus.DELIVERED
        return f"{'delivered' if whole else 'a part delivered'} by {when}, no quantity told"
    told = f"{held_in_words(now.handed, now.rivals)} delivered by {when}"
    known = _of_the_pledge(part)
    if now.status is not CommitmentStatus.DELIVERED_IN_PART:
        return f"{told}{known}"
    return f"{told}{known}, {'and yet ' if known == _ALL else ''}told as a part"


def _of_the_pledge(part: Share | None) -> str:
    bar = share_bar(part)
    if part is None or bar is None:
        return ""
    exact = part.ratio == 1 and not bar.hedged
    return _ALL if exact else f", {bar.words}"


def _endings(now: Standing, turns: Sequence[Turn]) -> Iterator[str]:
    if now.status in _ENDS:
        last = [turn for turn in turns if turn.kind.value == now.status.value][-1]
        yield f"{now.status} {said_in_words(last.first, last.last)}"
    if now.overdue:
        yield f"overdue by {length(now.days_overdue)}"
