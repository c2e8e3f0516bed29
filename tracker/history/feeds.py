"""What is new, for feed readers: shifts, statements and turns of commitments, by when they were recorded.

Coding comes late: what was said in 2013 may be recorded today. An entry's time is therefore that of the
record, and its words say when the thing itself was said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.models import Actor, CommitmentEvent, Issue, Statement
from tracker.querysets import CommitmentEventQuerySet, StatementQuerySet, chunks
from tracker.stances.values import Amount, Qualifier, Shift
from tracker.words import date_in_words, possessive

from .cards import Card, cards_by_slug
from .headings import heading
from .index import Index, read_index
from .lines import all_lines
from .links import stance_url
from .pairs import CAUSES
from .quantities import amount_in_words
from .shifts import Found, shifts_told

LATEST = 50
PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Recorded:
    """When a record was first and last written as published."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` never changes, whatever is corrected: readers tell by it what they have seen."""

    key: str
    title: str
    url: str
    lines: tuple[str, ...]
    recorded: Recorded


def statement_entries(as_of: date, actor: Actor | None, issue: Issue | None) -> tuple[Entry, ...]:
    """The latest recorded first. Five queries."""
    said = _narrowed(Statement.objects.published().as_of(as_of), actor, issue)
    times = _latest(Statement, said, by="slug")
    shown = cards_by_slug(times)
    return tuple(
        Entry(
            f"statements/{slug}",
            _("%(actor)s: %(summary)s") % {"actor": shown[slug].whose.text, "summary": shown[slug].summary},
            shown[slug].url,
            tuple(_proof(shown[slug])),
            recorded,
        )
        for slug, recorded in times.items()
    )


def turn_entries(as_of: date, actor: Actor | None, issue: Issue | None) -> tuple[Entry, ...]:
    """Turns of commitments that an actor made. Five queries."""
    turns = CommitmentEvent.objects.published().as_of(as_of)
    if actor is not None:
        turns = turns.filter(commitment__maker=actor)
    if issue is not None:
        turns = turns.filter(commitment__issue=issue)
    times = _latest(CommitmentEvent, turns, by="id")
    found = turns.select_related("commitment__maker", "statement").in_bulk(times)
    shown = cards_by_slug(turn.statement.slug for turn in found.values())
    return tuple(_turn(found[key], shown[found[key].statement.slug], times[key]) for key in times)


def shift_entries(as_of: date, actor: Actor | None, issue: Issue | None) -> tuple[Entry, ...]:
    """Where lines moved."""
    lines = all_lines(as_of, actor=actor, issue=issue)
    shifts = list(shifts_told(lines, actor.slug if actor else ""))
    sides = {step.point.slug for _, _, _, shift in shifts for step in (shift.before, shift.after)}
    times = _times_of(sides)
    dated = [(_both(found[3], times), found) for found in shifts]
    dated.sort(key=lambda it: (it[0].last, it[1][3].after.point.last, it[1][0], it[1][1]), reverse=True)
    shown = cards_by_slug(found[3].after.point.slug for _, found in dated[:LATEST])
    index = read_index()
    return tuple(
        _shift(found, index, shown[found[3].after.point.slug], recorded) for recorded, found in dated[:LATEST]
    )


def _narrowed(said: StatementQuerySet, actor: Actor | None, issue: Issue | None) -> StatementQuerySet:
    if actor is not None:
        said = said.of(actor.slug)
    return said if issue is None else said.filter(issue=issue)


def _latest(model: Any, records: StatementQuerySet | CommitmentEventQuerySet, by: str) -> dict[Any, Recorded]:
    """When the records were written last, the latest first, no more than a feed holds."""
    versions = model.history.filter(id__in=records.order_by().values("pk"))
    if by == "slug":
        versions = versions.filter(status=PUBLISHED)
    spans = versions.order_by().values("id").annotate(first=Min("history_date"), last=Max("history_date"))
    rows = list(spans.order_by("-last", "-id")[:LATEST])
    if by == "id":
        return {row["id"]: Recorded(row["first"], row["last"]) for row in rows}
    slugs = dict(Statement.objects.filter(pk__in=[row["id"] for row in rows]).values_list("pk", "slug"))
    return {slugs[row["id"]]: Recorded(row["first"], row["last"]) for row in rows}


def _times_of(slugs: Iterable[str]) -> dict[str, Recorded]:
    times: dict[str, Recorded] = {}
    history: Any = Statement.history  # type: ignore[attr-defined,unused-ignore]
    for some in chunks(sorted(slugs)):
        pks = dict(Statement.objects.published().filter(slug__in=some).values_list("pk", "slug"))
        versions = history.filter(id__in=list(pks), status=PUBLISHED).order_by().values("id")
        for row in versions.annotate(first=Min("history_date"), last=Max("history_date")):
            times[pks[row["id"]]] = Recorded(row["first"], row["last"])
    return times


def _both(shift: Shift, times: dict[str, Recorded]) -> Recorded:
    """A shift is known once both its sides are."""
    before, after = times[shift.before.point.slug], times[shift.after.point.slug]
    return Recorded(max(before.first, after.first), max(before.last, after.last))


def _shift(found: Found, index: Index, card: Card, recorded: Recorded) -> Entry:
    on, of, number, shift = found
    old, new = index.rungs[on][shift.from_rung].label, index.rungs[on][shift.to_rung].label
    line = heading(index.actors[of], index.issues[on])
    return Entry(
        f"shifts/{on}/{of}/{card.slug}",
        _("%(line)s: from “%(old)s” to “%(new)s”") % {"line": line, "old": old, "new": new},
        f"{stance_url(of, on)}#shift-{number}",
        (card.summary, _("Cause: %(cause)s.") % {"cause": CAUSES[shift.cause]}, *_proof(card)),
        recorded,
    )


def _turn(turn: CommitmentEvent, card: Card, recorded: Recorded) -> Entry:
    hedge = Qualifier(turn.qualifier) if turn.qualifier else None
    amount = amount_in_words(None if turn.quantity is None else Amount(turn.quantity, turn.unit, hedge))
    told = [_("Quantity: %(amount)s.") % {"amount": amount}] if amount else []
    if turn.deadline:
        told.append(_("Deadline: %(day)s.") % {"day": date_in_words(turn.deadline)})
    commitment = turn.commitment
    named = {
        "maker": possessive(str(commitment.maker)),
        "commitment": str(commitment),
        "turn": str(CommitmentEvent.Kind(turn.kind).label).lower(),
    }
    return Entry(
        f"commitments/{commitment.slug}/{turn.kind}/{card.slug}",
        _("%(maker)s commitment “%(commitment)s”: %(turn)s") % named,
        commitment.get_absolute_url(),
        (*told, card.summary, *_proof(card)),
        recorded,
    )


def _proof(card: Card) -> Iterator[str]:
    role = f", {card.role}" if card.role else ""
    yield f"{card.speaker.text}{role}, {date_in_words(card.said_on)}."
    for fragment in card.fragments:
        told = pgettext("words of a source", "“%(words)s” (%(outlet)s, %(day)s)")
        if not fragment.spoken:
            told = _("In the article’s words: “%(words)s” (%(outlet)s, %(day)s)")
        yield told % {
            "words": fragment.words,
            "outlet": fragment.outlet,
            "day": date_in_words(fragment.published_on),
        }
