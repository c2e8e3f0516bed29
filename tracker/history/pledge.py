"""One commitment as of a day: what was said, then what was done."""

from dataclasses import dataclass
from datetime import date

from tracker.models import Commitment, CommitmentEvent
from tracker.stances.values import Amount, Qualifier

from .cards import Card, cards_by_slug
from .commitments import CommitmentRow, commitment_rows, turns_by
from .links import Link, word
from .quantities import amount_in_words


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
    events = list(turns_by(as_of).filter(commitment=commitment).select_related("statement"))
    shown = cards_by_slug(event.statement.slug for event in events)
    (row,) = commitment_rows(as_of, slug=commitment.slug)
    return CommitmentPage(
        row=row,
        as_of=as_of,
        kept_when=commitment.kept_when,
        note=commitment.note,
        turns=tuple(_turn_row(event, shown[event.statement.slug]) for event in events),
    )


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
