"""Commitments: where each stands, and the turns by which it got there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tracker.models import Actor, Commitment, CommitmentEvent, Issue
from tracker.querysets import CommitmentEventQuerySet
from tracker.stances.amounts import share
from tracker.stances.commitments import standing
from tracker.stances.values import CommitmentStatus, Standing, Turn
from tracker.words import length

from .headings import stance_link
from .links import Link, actor_link, codebook, link, word
from .quantities import ShareBar, amount_in_words, held_in_words, share_bar

STATUSES = {
    CommitmentStatus.OPEN: "open",
    CommitmentStatus.DELIVERED_IN_PART: "delivered in part",
    CommitmentStatus.DELIVERED: "delivered",
    CommitmentStatus.LAPSED: "lapsed",
    CommitmentStatus.WITHDRAWN: "withdrawn",
    CommitmentStatus.BROKEN: "broken",
}
_DONE = {
    CommitmentStatus.DELIVERED_IN_PART: "a part, no quantity told",
    CommitmentStatus.DELIVERED: "delivered, no quantity told",
}


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
    rivals: bool  # statements count it differently
    days_overdue: int
    late: str  # the same as a length of time; "" where it is not overdue
    first_deadline: date | None  # where the deadline moved since


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One turn in little, with the statement that shows it."""

    kind: str
    first: date
    last: date
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
    maker_slug: str
    recipient: Link | None
    issue: Link
    issue_slug: str
    line: Link  # of its maker
    kind: Link
    now: Now | None  # None: no public turn by this day
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
    given = {"maker": maker, "issue": issue, "recipient": recipient}
    found = Commitment.objects.published().filter(**{key: value for key, value in given.items() if value})
    turns = turns_by(as_of).filter(commitment__in=found).to_turns()
    rows = [
        commitment_row(commitment, turns.get(commitment.slug, ()), as_of)
        for commitment in found.select_related("maker", "recipient", "issue")
    ]
    return tuple(sorted(rows, key=_latest_first, reverse=True))


def overdue(as_of: date) -> frozenset[str]:
    """The public commitments whose deadline has passed (rule 9), by slug. One query.

    Only those with a turn whose deadline lies in the past can be overdue: only their turns are read.
    """
    late = CommitmentEvent.objects.filter(deadline_last__lt=as_of).values("commitment")
    turns = turns_by(as_of).filter(commitment__in=late).to_turns()
    standings = {slug: standing(of_one, as_of=as_of) for slug, of_one in turns.items()}
    return frozenset(slug for slug, now in standings.items() if now is not None and now.overdue)


def _latest_first(row: CommitmentRow) -> tuple[date, str]:
    return (row.now.last_turn if row.now else date.min, row.slug)


def commitment_row(commitment: Commitment, turns: Sequence[Turn], as_of: date) -> CommitmentRow:
    """No query where maker, recipient and issue came with it."""
    now = standing(turns, as_of=as_of)
    recipient = commitment.recipient
    return CommitmentRow(
        slug=commitment.slug,
        title=commitment.title,
        url=commitment.get_absolute_url(),
        maker=actor_link(commitment.maker),
        maker_slug=commitment.maker.slug,
        recipient=None if recipient is None else actor_link(recipient),
        issue=link(commitment.issue),
        issue_slug=commitment.issue.slug,
        line=stance_link(commitment.maker, commitment.issue),
        kind=word("kind", Commitment.Kind(commitment.kind)),
        now=None if now is None else _now(now),
        turns=tuple(map(_turn_line, turns)),
    )


def _turn_line(turn: Turn) -> TurnLine:
    return TurnLine(
        str(CommitmentEvent.Kind(turn.kind).label),
        turn.first,
        turn.last,
        amount_in_words(turn.amount),
        turn.deadline,
        reverse("statement", args=[turn.statement]),
    )


def _now(now: Standing) -> Now:
    return Now(
        status=Link(STATUSES[now.status], codebook(f"status-{now.status}"), now.status),
        amount=held_in_words(now.pledged, now.rivals),
        delivered=held_in_words(now.handed, now.rivals),
        done=held_in_words(now.handed, now.rivals) or _DONE.get(now.status, "nothing reported"),
        deadline=now.deadline,
        overdue=now.overdue,
        extended=now.extended,
        last_turn=now.last_turn.last,
        share=share_bar(share(now.pledged, now.handed, now.rivals)),
        rivals=bool(now.rivals),
        days_overdue=now.days_overdue,
        late=length(now.days_overdue) if now.overdue else "",
        first_deadline=now.was_due[0] if now.was_due else None,
    )
