"""Commitments: where each stands, and the turns by which it got there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tracker.models import Actor, Commitment, CommitmentEvent, Issue
from tracker.querysets import CommitmentEventQuerySet
from tracker.stances.commitments import standing
from tracker.stances.values import Amount, CommitmentStatus, Qualifier, Standing, Turn
from tracker.words import number_with_unit

from .cards import Card, cards_by_slug
from .headings import stance_link
from .links import Link, actor_link, codebook, link, word

HEDGES = {Qualifier.UP_TO: "up to ", Qualifier.AT_LEAST: "at least ", Qualifier.ABOUT: "about "}
STATUSES = {
    CommitmentStatus.OPEN: "open",
    CommitmentStatus.DELIVERED_IN_PART: "delivered in part",
    CommitmentStatus.DELIVERED: "delivered",
    CommitmentStatus.LAPSED: "lapsed",
    CommitmentStatus.WITHDRAWN: "withdrawn",
    CommitmentStatus.BROKEN: "broken",
}


@dataclass(frozen=True, slots=True)
class Now:
    """Where a commitment stands; amounts in words, "" for none."""

    status: Link
    amount: str
    delivered: str
    deadline: date | None
    overdue: bool
    extended: int  # how often
    last_turn: date


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
    recipient: Link | None
    issue: Link
    line: Link  # of its maker
    kind: Link
    now: Now | None  # None: no public turn by this day
    turns: tuple[TurnLine, ...]


@dataclass(frozen=True, slots=True)
class TurnRow:
    kind: Link
    on: str  # EDTF
    amount: str
    deadline: str  # EDTF
    note: str
    card: Card


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    row: CommitmentRow
    as_of: date
    kept_when: str
    note: str
    turns: tuple[TurnRow, ...]


def commitment_page(commitment: Commitment, as_of: date) -> CommitmentPage:
    """Six queries. `commitment` came through `published()`."""
    events = list(_events(as_of).filter(commitment=commitment).select_related("statement"))
    shown = cards_by_slug(event.statement.slug for event in events)
    (row,) = commitment_rows(as_of, slug=commitment.slug)
    return CommitmentPage(
        row=row,
        as_of=as_of,
        kept_when=commitment.kept_when,
        note=commitment.note,
        turns=tuple(_turn_row(event, shown[event.statement.slug]) for event in events),
    )


def _events(as_of: date) -> CommitmentEventQuerySet:
    return CommitmentEvent.objects.published().as_of(as_of).order_by("on_last", "on_first", "id")


def commitment_rows(
    as_of: date,
    *,
    maker: Actor | None = None,
    issue: Issue | None = None,
    recipient: Actor | None = None,
    slug: str = "",
) -> tuple[CommitmentRow, ...]:
    """The ledger, narrowed to what is given: the latest turn first. Two queries."""
    given = {"maker": maker, "issue": issue, "recipient": recipient, "slug": slug}
    found = Commitment.objects.published().filter(**{key: value for key, value in given.items() if value})
    turns = _events(as_of).filter(commitment__in=found).to_turns()
    rows = [
        _row(commitment, turns.get(commitment.slug, ()), as_of)
        for commitment in found.select_related("maker", "recipient", "issue")
    ]
    return tuple(sorted(rows, key=_latest_first, reverse=True))


def overdue(as_of: date) -> frozenset[str]:
    """The public commitments whose deadline has passed (rule 9), by slug. One query.

    Only those with a turn whose deadline lies in the past can be overdue: only their turns are read.
    """
    late = CommitmentEvent.objects.filter(deadline_last__lt=as_of).values("commitment")
    turns = _events(as_of).filter(commitment__in=late).to_turns()
    standings = {slug: standing(of_one, as_of=as_of) for slug, of_one in turns.items()}
    return frozenset(slug for slug, now in standings.items() if now is not None and now.overdue)


def _latest_first(row: CommitmentRow) -> tuple[date, str]:
    return (row.now.last_turn if row.now else date.min, row.slug)


def _row(commitment: Commitment, turns: Sequence[Turn], as_of: date) -> CommitmentRow:
    now = standing(turns, as_of=as_of)
    recipient = commitment.recipient
    return CommitmentRow(
        slug=commitment.slug,
        title=commitment.title,
        url=commitment.get_absolute_url(),
        maker=actor_link(commitment.maker),
        recipient=None if recipient is None else actor_link(recipient),
        issue=link(commitment.issue),
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
        amount=amount_in_words(now.amount),
        delivered=amount_in_words(now.delivered),
        deadline=now.deadline,
        overdue=now.overdue,
        extended=now.extended,
        last_turn=now.last_turn.last,
    )


def amount_in_words(amount: Amount | None) -> str:
    """“up to 600 troops”; "" for none."""
    if amount is None:
        return ""
    hedge = HEDGES.get(amount.qualifier, "") if amount.qualifier else ""
    return f"{hedge}{number_with_unit(amount.quantity, amount.unit)}"


def _turn_row(event: CommitmentEvent, card: Card) -> TurnRow:
    hedge = Qualifier(event.qualifier) if event.qualifier else None
    amount = None if event.quantity is None else Amount(event.quantity, event.unit, hedge)
    return TurnRow(
        kind=word("turn", CommitmentEvent.Kind(event.kind)),
        on=event.on,
        amount=amount_in_words(amount),
        deadline=event.deadline,
        note=event.note,
        card=card,
    )
