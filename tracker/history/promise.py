"""A commitment told in one sentence, made from its turns alone: what was said, then what was done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.stances.amounts import claim
from tracker.stances.values import CommitmentStatus, EventKind, Share, Standing, Turn
from tracker.words import day_in_words, times, when_said

from .quantities import amount_in_words, held_in_words, on_top, or_list, share_bar

_DELIVERS = (EventKind.DELIVERED_IN_PART, EventKind.DELIVERED)
_ENDS: Mapping[CommitmentStatus, Promise] = {
    CommitmentStatus.LAPSED: gettext_lazy("lapsed %(when)s"),
    CommitmentStatus.WITHDRAWN: gettext_lazy("withdrawn %(when)s"),
    CommitmentStatus.BROKEN: gettext_lazy("broken %(when)s"),
}
_CHANGED: Mapping[EventKind, Promise] = {
    EventKind.INCREASED: gettext_lazy("increased %(when)s"),
    EventKind.REDUCED: gettext_lazy("reduced %(when)s"),
    EventKind.SPLIT: gettext_lazy("split %(when)s"),
}
_CHANGED_TO: Mapping[EventKind, Promise] = {
    EventKind.INCREASED: gettext_lazy("increased to %(amount)s %(when)s"),
    EventKind.REDUCED: gettext_lazy("reduced to %(amount)s %(when)s"),
    EventKind.SPLIT: gettext_lazy("split, with %(amount)s %(when)s"),
}


def promise(maker: str, now: Standing, turns: Sequence[Turn], part: Share | None) -> str:
    """`turns` in their order, all by the day of `now`; `part` is what was delivered of it, where known."""
    parts = [
        _made(maker, turns[0]),
        _counts(now),
        *map(_changed, _of(turns[1:], *_CHANGED)),
        _again(_of(turns[1:], EventKind.REAFFIRMED)),
        _due(now),
        _done(now, _of(turns, *_DELIVERS), part),
        *_endings(now, turns),
    ]
    told = _("; ").join(filter(None, parts))
    return f"{told}."


def before_its_first_turn(as_of: date) -> str:
    told = _("By %(day)s no published statement had shown any of this.")
    return told % {"day": day_in_words(as_of)}


def _of(turns: Sequence[Turn], *kinds: EventKind) -> list[Turn]:
    return [turn for turn in turns if turn.kind in kinds]


def _made(maker: str, first: Turn) -> str:
    amount = amount_in_words(first.amount)
    if first.kind is EventKind.MADE:
        told = (
            _("%(maker)s promised %(amount)s %(when)s")
            if amount
            else _("%(maker)s made this promise %(when)s")
        )
    elif amount:
        told = _("%(maker)s is first known to have promised %(amount)s %(when)s")
    else:
        told = _("%(maker)s is first known to have promised this %(when)s")
    return told % {"maker": maker, "amount": amount, "when": when_said(first)}


def _counts(now: Standing) -> str:
    """What is counted differently, as told by each."""
    told = [[amount_in_words(each.amount) for each in rivalry.claims] for rivalry in now.rivals]
    counts = [_("counts differ: %(counts)s") % {"counts": or_list(dict.fromkeys(each))} for each in told]
    return _("; ").join(counts)


def _changed(turn: Turn) -> str:
    when, given = when_said(turn), claim(turn)
    if given is None:
        return str(_CHANGED[turn.kind]) % {"when": when}
    if given.on_top:
        return f"{on_top(given.amount)} {when}"
    return str(_CHANGED_TO[turn.kind]) % {"amount": amount_in_words(given.amount), "when": when}


def _again(turns: Sequence[Turn]) -> str:
    if not turns:
        return ""
    told = _("reaffirmed %(times)s, last %(when)s") if len(turns) > 1 else _("reaffirmed %(times)s, %(when)s")
    return told % {"times": times(len(turns)), "when": when_said(turns[-1])}


def _due(now: Standing) -> str:
    due = day_in_words(now.deadline) if now.deadline else ""
    first = day_in_words(now.was_due[0]) if now.was_due else ""
    told = _extended(first, due) if now.extended else _by(first, due)
    return told % {"times": times(now.extended), "first": first, "due": due}


def _extended(first: str, due: str) -> str:
    if first:
        if due:
            return _("extended %(times)s, from %(first)s to %(due)s")
        return _("extended %(times)s, from %(first)s to an open end")
    return _("extended %(times)s to %(due)s") if due else _("extended %(times)s to an open end")


def _by(first: str, due: str) -> str:
    if first:
        if due:
            return _("due by %(first)s at first, now by %(due)s")
        return _("due by %(first)s at first, now with no end named")
    return _("due by %(due)s") if due else _("no deadline given")


def _done(now: Standing, turns: Sequence[Turn], part: Share | None) -> str:
    if not turns:
        return "" if now.status in _ENDS else _("no source coded here says that it was kept")
    when = day_in_words(turns[-1].last)
    if not now.handed:
        told = _("a part delivered by %(day)s, no quantity told")
        if now.status is CommitmentStatus.DELIVERED:
            told = _("delivered by %(day)s, no quantity told")
        return told % {"day": when}
    told = _("%(amount)s delivered by %(day)s%(share)s") % {
        "amount": held_in_words(now.handed, now.rivals),
        "day": when,
        "share": _of_the_pledge(part),
    }
    if now.status is not CommitmentStatus.DELIVERED_IN_PART:
        return told
    if _is_all(part):
        return _("%(delivered)s, and the promise goes on") % {"delivered": told}
    return _("%(delivered)s, told as a part") % {"delivered": told}


def _of_the_pledge(part: Share | None) -> str:
    if _is_all(part):
        return _(", the amount pledged")
    bar = share_bar(part)
    return _(", %(share)s") % {"share": bar.words} if bar else ""


def _is_all(part: Share | None) -> bool:
    """The very figure pledged."""
    bar = share_bar(part)
    return part is not None and part.ratio == 1 and bar is not None and not bar.hedged


def _endings(now: Standing, turns: Sequence[Turn]) -> Iterator[str]:
    if now.status in _ENDS:
        last = [turn for turn in turns if turn.kind.value == now.status.value][-1]
        yield str(_ENDS[now.status]) % {"when": when_said(last)}
    if now.overdue:
        yield _("its day has passed with nothing further on record")
