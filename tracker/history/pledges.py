"""An actor's commitments on an issue, turn by turn, for the chart of its line (rule 9)."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.models import Actor, CommitmentEvent, Issue
from tracker.stances.commitments import in_order, standing
from tracker.stances.values import CommitmentStatus, Turn
from tracker.words import day_in_words, when_said

from .chart.pledge import Pledge, PledgeTurn
from .commitments import CommitmentRow
from .lens import Lens
from .quantities import amount_in_words

_GOING_ON = (CommitmentStatus.OPEN, CommitmentStatus.DELIVERED_IN_PART)


def pledges(
    rows: Iterable[CommitmentRow], actor: Actor, issue: Issue, lens: Lens, shown: Collection[str]
) -> tuple[Pledge, ...]:
    """The commitments of `rows` that have a turn: who pledged first comes first. One query.

    `shown`: the statements that stand on the page; a turn of another leads to its own page.
    """
    events = CommitmentEvent.objects.published().as_of(lens.as_of)
    turns = events.filter(commitment__maker=actor, commitment__issue=issue).to_turns()
    found = (_pledge(row, turns[row.slug], lens, shown) for row in rows if row.slug in turns)
    return tuple(sorted(found, key=lambda pledge: (pledge.turns[0].day, pledge.slug)))


def _pledge(row: CommitmentRow, turns: tuple[Turn, ...], lens: Lens, shown: Collection[str]) -> Pledge:
    told = tuple(_turn(turn, turns, shown) for turn in in_order(turns))
    return Pledge(row.slug, row.title, f"{row.url}{lens.whole.query}", told)


def _turn(turn: Turn, turns: tuple[Turn, ...], shown: Collection[str]) -> PledgeTurn:
    now = standing(turns, as_of=turn.last)
    name, amount = str(CommitmentEvent.Kind(turn.kind).label), amount_in_words(turn.amount)
    page = reverse("statement", args=[turn.statement])
    return PledgeTurn(
        statement=turn.statement,
        url=f"#s-{turn.statement}" if turn.statement in shown else page,
        kind=turn.kind,
        name=name,
        day=turn.last,
        amount=amount,
        due=now.deadline if now else None,
        over=now is not None and now.status not in _GOING_ON,
        title=_title(turn, name, amount),
    )


def _title(turn: Turn, name: str, amount: str) -> str:
    """“Made on 8 January 2013: up to 200 troops, due 14 March 2013”."""
    told = _("%(turn)s %(when)s: %(amount)s") if amount else _("%(turn)s %(when)s")
    told %= {"turn": name, "when": when_said(turn), "amount": amount}
    if not turn.deadline:
        return told
    return _("%(turn)s, due %(day)s") % {"turn": told, "day": day_in_words(turn.deadline)}
