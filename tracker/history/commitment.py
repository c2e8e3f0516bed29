"""One commitment as of a day: what was said, then what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.models import Commitment, CommitmentEvent
from tracker.stances.amounts import claim, is_on_top, share
from tracker.stances.values import Claim, CommitmentStatus, Holding, Standing, Turn

from .cards import Card, cards_by_slug
from .chart.life import Life, Track, life, side
from .commitments import CommitmentRow, account, row_of, turns_by
from .ledger import ledger_url
from .lens import Lens
from .links import Link, word
from .promise import before_its_first_turn, promise
from .quantities import ShareBar, amount_in_words, holding_in_words, on_top, others_in_words

NOTHING = {
    CommitmentStatus.OPEN: _("No source coded here tells of any delivery."),
    CommitmentStatus.DELIVERED_IN_PART: _("A part, with no quantity told."),
    CommitmentStatus.DELIVERED: _("Delivered, with no quantity told."),
}

SIDES = {
    "said": pgettext_lazy("of a commitment", "said"),
    "done": pgettext_lazy("of a commitment", "done"),
    "ended": pgettext_lazy("of a commitment", "ended"),
}


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn with its proof. `number` counts from 1, in the order of rule 9."""

    number: int
    kind: Link
    side: str  # in words: said, done or ended
    on: str  # EDTF
    amount: str
    deadline: str  # EDTF
    note: str
    card: Card
    track: Track | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that stands, and the statements that give it."""

    words: str
    others: str  # how other statements count it; "" where none does
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class RivalRow:
    kind: Link
    words: str
    card: Card


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    row: CommitmentRow
    as_of: date
    finding: str
    kept_when: str
    note: str
    pledged: tuple[Figure, ...]
    delivered: tuple[Figure, ...]
    nothing: str  # what stands where no quantity was delivered
    share: ShareBar | None
    rivals: tuple[tuple[RivalRow, ...], ...]
    turns: tuple[TurnRow, ...]
    life: Life | None
    by_maker: str  # the ledger with the same maker's, as of the same day
    on_issue: str  # the same of the issue


def commitment_page(commitment: Commitment, lens: Lens) -> CommitmentPage:
    """Five queries at most. `commitment` came through `published()`, with its maker, recipient and issue."""
    as_of = lens.as_of
    events = list(turns_by(as_of).filter(commitment=commitment).select_related("statement"))
    found = turns_by(as_of).filter(commitment=commitment).to_turns()
    held = account(commitment, found.get(commitment.slug, ()), as_of)
    turns, now, row = held.turns, held.now, row_of(held)
    known = cards_by_slug(event.statement.slug for event in events)
    drawn = life(turns, as_of)
    return CommitmentPage(
        row=row,
        as_of=as_of,
        finding=_finding(commitment, now, turns, as_of),
        kept_when=commitment.local("kept_when"),
        note=row.note,
        pledged=_figures(now, now.pledged if now else (), known),
        delivered=_figures(now, now.handed if now else (), known),
        nothing=str(
            NOTHING.get(now.status if now else CommitmentStatus.OPEN, NOTHING[CommitmentStatus.OPEN])
        ),
        share=row.now.share if row.now else None,
        rivals=_rivals(now, known),
        turns=_turns(turns, events, known, drawn),
        life=drawn,
        by_maker=ledger_url(lens, maker=commitment.maker.slug),
        on_issue=ledger_url(lens, issue=commitment.issue.slug),
    )


def _finding(commitment: Commitment, now: Standing | None, turns: Sequence[Turn], as_of: date) -> str:
    if now is None:
        return before_its_first_turn(as_of)
    return promise(commitment.maker.local("name"), now, turns, share(now.pledged, now.handed, now.rivals))


def _figures(now: Standing | None, held: Sequence[Holding], known: Mapping[str, Card]) -> tuple[Figure, ...]:
    rivals = now.rivals if now else ()
    return tuple(
        Figure(holding_in_words(each), others_in_words(each, rivals), _cards(each, known)) for each in held
    )


def _cards(holding: Holding, known: Mapping[str, Card]) -> tuple[Card, ...]:
    given = [*([holding.whole] if holding.whole else []), *holding.on_top]
    return tuple(known[slug] for slug in dict.fromkeys(each.statement for each in given))


def _rivals(now: Standing | None, known: Mapping[str, Card]) -> tuple[tuple[RivalRow, ...], ...]:
    return tuple(
        tuple(_rival(given, known) for given in rivalry.claims) for rivalry in (now.rivals if now else ())
    )


def _rival(given: Claim, known: Mapping[str, Card]) -> RivalRow:
    words = on_top(given.amount) if given.on_top else amount_in_words(given.amount)
    return RivalRow(word("turn", CommitmentEvent.Kind(given.kind)), words, known[given.statement])


def _turns(
    turns: Sequence[Turn], events: Sequence[CommitmentEvent], known: Mapping[str, Card], drawn: Life | None
) -> tuple[TurnRow, ...]:
    """A statement shows a kind of turn once: together they name one."""
    rows = {(event.statement.slug, event.kind): event for event in events}
    tracks = drawn.tracks if drawn else (None,) * len(turns)
    return tuple(
        _turn(number, turn, rows[turn.statement, turn.kind], known[turn.statement], track)
        for number, (turn, track) in enumerate(zip(turns, tracks, strict=True), 1)
    )


def _turn(number: int, turn: Turn, event: CommitmentEvent, card: Card, track: Track | None) -> TurnRow:
    given, more = claim(turn), bool(turn.amount and is_on_top(turn.amount))
    return TurnRow(
        number=number,
        kind=word("turn", CommitmentEvent.Kind(event.kind)),
        side=str(SIDES[side(turn.kind)]),
        on=event.on,
        amount=_amount(given, more) if given else "",
        deadline=event.deadline,
        note=event.local("note"),
        card=card,
        track=track,
    )


def _amount(given: Claim, more: bool) -> str:
    return on_top(given.amount) if more else amount_in_words(given.amount)
