"""Commitments: where each stands, and the turns by which it got there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.models import Actor, Commitment, CommitmentEvent, Issue
from tracker.querysets import CommitmentEventQuerySet
from tracker.stances.amounts import share
from tracker.stances.commitments import in_order, standing
from tracker.stances.values import CommitmentStatus, Standing, Turn

from .headings import stance_link
from .links import Link, actor_link, codebook, issue_link, word
from .quantities import ShareBar, amount_in_words, held_in_words, share_bar

STATUSES = {
    CommitmentStatus.OPEN: _("open"),
    CommitmentStatus.DELIVERED_IN_PART: _("delivered in part"),
    CommitmentStatus.DELIVERED: _("delivered"),
    CommitmentStatus.LAPSED: _("lapsed"),
    CommitmentStatus.WITHDRAWN: _("withdrawn"),
    CommitmentStatus.BROKEN: _("broken"),
}
_DONE = {
    CommitmentStatus.DELIVERED_IN_PART: _("a part, no quantity told"),
    CommitmentStatus.DELIVERED: _("delivered, no quantity told"),
}
NOTHING = _("nothing reported")
_SINCE = {
    CommitmentStatus.OPEN: _("no outcome on record"),
    CommitmentStatus.DELIVERED_IN_PART: _("nothing further on record"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """A commitment, its turns in their order, and where they leave it (None: no public turn by that day)."""

    commitment: Commitment
    turns: tuple[Turn, ...]
    now: Standing | None
    unmade: bool = False  # all its public turns came later


@dataclass(frozen=True, slots=True)
class Now:
    """Where a commitment stands; amounts in words, every unit beside the others, "" for none."""

    status: Link
    amount: str
    delivered: str
    done: str  # the same, or in words what is known without a quantity
    deadline: date | None
    overdue: bool
    extended: int  # how often
    last_turn: date
    share: ShareBar | None  # delivered against pledged, where both are known well enough
    goes_on: bool  # the amount is reached, and the sources still tell a part: of its time, of its tasks
    rivals: bool  # statements count it differently
    days_overdue: int
    late: str  # what is on record since its day passed; "" where it has not, or was settled
    first_deadline: date | None  # where the deadline moved since


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One turn in little, with the statement that shows it."""

    kind: str
    first: date
    last: date
    said_on: str  # EDTF
    amount: str
    deadline: date | None
    url: str


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One line of the ledger."""

    slug: str
    title: str
    url: str
    maker: Link
    recipient: Link | None
    issue: Link
    line: Link  # of its maker
    kind: Link
    note: str
    now: Now | None  # None: no public turn by this day
    standing: Standing | None  # the same as the rules have it
    turns: tuple[TurnLine, ...]


def turns_by(as_of: date) -> CommitmentEventQuerySet:
    """The public turns by the end of a day, in their order."""
    return CommitmentEvent.objects.published().as_of(as_of).order_by("on_last", "on_first", "id")


def commitment_rows(
    as_of: date,
    *,
    maker: Actor | None = None,
    issue: Issue | None = None,
    recipient: Actor | None = None,
) -> tuple[CommitmentRow, ...]:
    """The ledger, narrowed to what is given: the latest turn first. Two queries."""
    every = accounts(as_of, maker=maker, issue=issue, recipient=recipient)
    return tuple(row_of(each) for each in every if not each.unmade)


def accounts(as_of: date, **narrowed: Actor | Issue | None) -> list[Account]:
    """Public commitments, narrowed by maker, issue or recipient: the latest turn first. Two queries."""
    given = {key: value for key, value in narrowed.items() if value}
    found = Commitment.objects.published().filter(**given)
    turns = turns_by(date.max).filter(commitment__in=found).to_turns()
    every = [
        account(commitment, turns.get(commitment.slug, ()), as_of)
        for commitment in found.select_related("maker", "recipient", "issue")
    ]
    return sorted(every, key=_latest_first, reverse=True)


def account(commitment: Commitment, turns: Iterable[Turn], as_of: date) -> Account:
    """From all public turns, later ones too: without them, what was not yet made looks like never shown."""
    every = in_order(turns)
    known = tuple(turn for turn in every if turn.last <= as_of)
    return Account(commitment, known, standing(known, as_of=as_of), unmade=bool(every) and not known)


def overdue(as_of: date) -> frozenset[str]:
    """The public commitments whose deadline has passed (rule 9), by slug. One query.

    Only those with a turn whose deadline lies in the past can be overdue: only their turns are read.
    """
    late = CommitmentEvent.objects.filter(deadline_last__lt=as_of).values("commitment")
    turns = turns_by(as_of).filter(commitment__in=late).to_turns()
    standings = {slug: standing(of_one, as_of=as_of) for slug, of_one in turns.items()}
    return frozenset(slug for slug, now in standings.items() if now is not None and now.overdue)


def _latest_first(of: Account) -> tuple[date, str]:
    return (of.now.last_turn.last if of.now else date.min, of.commitment.slug)


def row_of(of: Account) -> CommitmentRow:
    """No query where maker, recipient and issue came with the commitment."""
    commitment, now = of.commitment, of.now
    recipient = commitment.recipient
    return CommitmentRow(
        slug=commitment.slug,
        title=commitment.local("title"),
        url=commitment.get_absolute_url(),
        maker=actor_link(commitment.maker),
        recipient=None if recipient is None else actor_link(recipient),
        issue=issue_link(commitment.issue),
        line=stance_link(commitment.maker, commitment.issue),
        kind=word("kind", Commitment.Kind(commitment.kind)),
        note=commitment.local("note"),
        now=None if now is None else _now(now),
        standing=now,
        turns=tuple(map(_turn_line, of.turns)),
    )


def _turn_line(turn: Turn) -> TurnLine:
    return TurnLine(
        str(CommitmentEvent.Kind(turn.kind).label),
        turn.first,
        turn.last,
        turn.said_on,
        amount_in_words(turn.amount),
        turn.deadline,
        reverse("statement", args=[turn.statement]),
    )


def _now(now: Standing) -> Now:
    bar = share_bar(share(now.pledged, now.handed, now.rivals))
    return Now(
        status=Link(str(STATUSES[now.status]), codebook(f"status-{now.status}"), now.status),
        amount=held_in_words(now.pledged, now.rivals),
        delivered=held_in_words(now.handed, now.rivals),
        done=held_in_words(now.handed, now.rivals) or str(_DONE.get(now.status, NOTHING)),
        deadline=now.deadline,
        overdue=now.overdue,
        extended=now.extended,
        last_turn=now.last_turn.last,
        share=bar,
        goes_on=bar is not None and bar.complete and now.status is CommitmentStatus.DELIVERED_IN_PART,
        rivals=bool(now.rivals),
        days_overdue=now.days_overdue,
        late=str(_SINCE[now.status]) if now.overdue else "",
        first_deadline=now.was_due[0] if now.was_due else None,
    )
