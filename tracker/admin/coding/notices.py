"""What an analyst should look at twice before or after saving a statement. None of it forbids anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q
from django.urls import reverse

from tracker import edtf
from tracker.history.forecast import Forecast
from tracker.imports.anchors import places, texts_of
from tracker.models import Actor, Evidence, Membership, Status
from tracker.words import and_list, date_in_words, day_in_words, said_in_words, short_date, times

from ..unseen import why_unseen
from .behalf import proposals, roles_on
from .draft import Draft, Fragment

MOST = 5  # statements named by one kind of notice


@dataclass(frozen=True, slots=True)
class Notice:
    """A plain sentence, and the record that it speaks of."""

    text: str
    url: str = ""
    link: str = ""


def notices(draft: Draft, forecasts: Iterable[Forecast], today: date) -> tuple[Notice, ...]:
    """Five queries at most, however much evidence there is."""
    return (
        *_unseen(draft),
        *_shift(forecasts),
        *_office(draft),
        *_dates(draft, today),
        *_already_coded(draft),
        *_without_place(draft.fragments),
    )


def _unseen(draft: Draft) -> Iterator[Notice]:
    """That it is published, and readers do not see it, or not what shows it."""
    if draft.faulty or draft.statement.status != Status.PUBLISHED:
        return
    why = why_unseen(draft.statement, [fragment.source for fragment in draft.fragments])
    if why:
        yield Notice(f"Published. {why}")


def _shift(forecasts: Iterable[Forecast]) -> Iterator[Notice]:
    """Of the lines that a statement is on, the first that it differs from: its principal's before its own."""
    for found in forecasts:
        if found.differs and found.effect.before is not None:
            yield _difference(found)
            return


def _difference(found: Forecast) -> Notice:
    effect = found.effect
    since = f", since {day_in_words(found.since)}" if found.since else ""
    if found.is_shift and effect.before and effect.after:
        said = f"this would be a shift: from “{effect.before.label}”{since}, to “{effect.after.label}”."
    else:
        standing = effect.after or effect.before
        said = f"this differs from the line and does not move it: “{standing and standing.label}” stands."
    return Notice(f"{effect.line.text}: {said}", effect.line.url, "See the line")


def _office(draft: Draft) -> Iterator[Notice]:
    statement = draft.statement
    said = _said(draft)
    if statement.speaker_id is None or said is None or statement.speaker.is_organization:
        return
    held = list(roles_on(statement.speaker_id, said.first, said.last))
    when = said_in_words(said.first, said.last)
    principal = statement.on_behalf_of
    if principal is not None:
        yield from _no_such_office(statement.speaker, principal, held, when)
        return
    found = proposals(held)
    if found and "on_behalf_of" not in draft.faulty:
        bodies = and_list([f"{each.organization} ({each.role})" for each in found])
        yield Notice(
            f"“On behalf of” is empty, so this counts as the word of {statement.speaker} alone; "
            f"{when}, {statement.speaker} spoke for {bodies}."
        )


def _no_such_office(speaker: Actor, principal: Actor, held: list[Membership], when: str) -> Iterator[Notice]:
    there = [role for role in held if role.organization_id == principal.pk]
    address = reverse("admin:tracker_actor_change", args=[speaker.pk])
    if not there:
        others = [
            role for role in speaker.memberships.order_by("start_first", "pk") if _is_of(role, principal)
        ]
        known = "; ".join(f"{role.role}, {_term(role)}" for role in others)
        text = f"{speaker} held no office in {principal} {when}, as far as is recorded"
        yield Notice(f"{text} ({known})." if known else f"{text}.", address, "Roles")
    elif not any(role.speaks_for for role in there):
        roles = and_list([role.role for role in there])
        yield Notice(f"As {roles}, {speaker} does not speak for {principal}.", address, "Roles")


def _is_of(role: Membership, body: Actor) -> bool:
    return role.organization_id == body.pk


def _term(role: Membership) -> str:
    start = short_date(role.start) if role.start else "start not known"
    return f"{start} to {short_date(role.end)}" if role.end else f"from {start}"


def _dates(draft: Draft, today: date) -> Iterator[Notice]:
    said = _said(draft)
    if said is None:
        return
    when = date_in_words(said.text)
    if said.first > today:
        yield Notice(f"Said on {when}: that day is yet to come.")
    for source in {fragment.source.pk: fragment.source for fragment in draft.fragments}.values():
        published = edtf.parse(source.published_on)
        if said.first > published.last:
            yield Notice(
                f"Said on {when}, after “{source.title}” was published ({date_in_words(published.text)}).",
                reverse("admin:tracker_source_change", args=[source.pk]),
                "The source",
            )


def _said(draft: Draft) -> edtf.PartialDate | None:
    try:
        return edtf.parse(draft.statement.said_on)
    except ValueError:
        return None


def _already_coded(draft: Draft) -> Iterator[Notice]:
    """Other statements with the same words, or with a place in the same text that overlaps."""
    if not draft.fragments:
        return
    same = Q()
    for fragment in draft.fragments:
        same |= Q(source=fragment.source) & _overlapping(fragment)
    others = Evidence.objects.filter(same)
    if draft.statement.pk:
        others = others.exclude(statement=draft.statement.pk)
    rows = others.select_related("statement__issue").order_by("statement__slug", "pk")[: 10 * MOST]
    for row in islice({row.statement_id: row for row in rows}.values(), MOST):
        yield Notice(
            f"“{row.words}” is coded already, on {row.statement.issue}: {row.statement}",
            reverse("admin:tracker_statement_change", args=[row.statement_id]),
            "That statement",
        )


def _overlapping(fragment: Fragment) -> Q:
    same = Q(words=fragment.words)
    if fragment.start is None or fragment.end is None:
        return same
    return same | Q(start__lt=fragment.end, end__gt=fragment.start)


def _without_place(fragments: Iterable[Fragment]) -> Iterator[Notice]:
    """Words without a place, because they stand in the text more than once."""
    loose = [fragment for fragment in fragments if fragment.start is None]
    texts = texts_of({fragment.source.pk for fragment in loose}) if loose else {}
    for fragment in loose:
        found = places(fragment.words, texts.get(fragment.source.pk, ""))
        if len(found) > 1:
            yield Notice(
                f"“{fragment.words}” stands {times(len(found))} in “{fragment.source.title}”, "
                f"at {and_list([str(place) for place in found[:MOST]])}: give the start of the one meant."
            )
