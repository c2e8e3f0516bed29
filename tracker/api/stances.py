"""The stance of one actor on one issue: every step of its line, as its page shows it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Field, Path, Query, Router, Schema

from tracker.downloads.offer import site_of
from tracker.history.finding import text
from tracker.history.lens import read_lens
from tracker.history.pairs import ShiftPair
from tracker.history.shifts import ShiftRow
from tracker.history.stance import Entry, LimitRow, StancePage, stance_page
from tracker.models import Actor, Issue

from .asking import refuse_faults
from .elsewhere import NOT_HERE, or_elsewhere
from .schemas import Named, Problem, Slug, Statement, rung_named, statement

router = Router()


class Step(Schema):
    """One statement, and what it did to the line."""

    number: int
    role: str = Field(description="opens, shifts, reaffirms, limits, signals, yields, declines, pressure…")
    shift: int | None = Field(description="The number of the shift that it made")
    mixed_message: bool
    stance_afterwards: Named | None
    statement: Statement


class Move(Schema):
    """A shift, whatever else is told of it."""

    number: int = Field(description="On its line, from 1")
    before: Named
    after: Named
    up: bool
    apart: str = Field(description="In words: the days between are not always known exactly")
    cause: str
    last_before: str = Field(description="The statement that last confirmed the old stance, by slug")
    first_after: str = Field(description="The statement that first showed the new one, by slug")


class Shift(Move):
    hangs_on: list[str] = Field(description="Titles of the stories of which each alone carries one side")


class Limit(Schema):
    ceiling: bool = Field(description="Nothing above the position; else nothing below it")
    position: Named
    since: date
    until: date | None = Field(description="The day it was crossed")
    statement: str


class Stance(Schema):
    title: str
    address: str = Field(description="The page that shows the same")
    as_of: date
    finding: str
    stance: Named | None
    last_confirmed: date | None
    stale: bool
    steps: list[Step]
    shifts: list[Shift]
    limits: list[Limit]


class Seen(Schema):
    """The switches of a page that shows lines, under the same names."""

    as_of: str = Field("", description=gettext_noop("EDTF: a day, or the last of a month or year"))
    without: list[str] = Field([], description=gettext_noop("unnamed, paraphrase"))
    without_outlet: list[str] = []
    only: str = Field(
        "", description=gettext_noop("heads: of state or government, and formal decisions or acts")
    )


@router.get(
    "/{issue}/{actor}",
    response={200: Stance, **NOT_HERE, 422: Problem, 429: Problem},
    summary=gettext_noop("The line of an actor on an issue"),
)
@or_elsewhere(issue=Issue, actor=Actor)
def stance(request: HttpRequest, issue: Path[Slug], actor: Path[Slug], asked: Query[Seen]) -> Stance:
    lens = read_lens(request.GET, localdate())
    refuse_faults(request, Seen.model_fields, lens.faults)
    on = get_object_or_404(Issue.objects.published(), slug=issue)
    of = get_object_or_404(Actor.objects.published(), slug=actor)
    return _stance(stance_page(of, on, lens), site_of(request))


def _stance(page: StancePage, host: str) -> Stance:
    return Stance(
        title=page.title,
        address=f"{host}{page.url}{page.lens.query}",
        as_of=page.as_of,
        finding=text(page.finding),
        stance=rung_named(page.now.rung) if page.now else None,
        last_confirmed=page.now.last_confirmed if page.now else None,
        stale=bool(page.now and page.now.stale),
        steps=[_step(entry, host) for entry in page.entries],
        shifts=[_shift(shift) for shift in page.shifts],
        limits=[_limit(limit) for limit in page.limits],
    )


def _step(entry: Entry, host: str) -> Step:
    return Step(
        number=entry.number,
        role=entry.role.kind,
        shift=entry.shift,
        mixed_message=entry.mixed,
        stance_afterwards=rung_named(entry.stance) if entry.stance else None,
        statement=statement(entry.card, host),
    )


def moved(shift: ShiftPair | ShiftRow, cause: str, before: str) -> dict[str, Any]:
    """What a shift is, wherever it is told; `before`: the statement, by slug."""
    return {
        "number": shift.number,
        "before": rung_named(shift.from_rung),
        "after": rung_named(shift.to_rung),
        "up": shift.up,
        "apart": shift.apart,
        "cause": cause,
        "last_before": before,
        "first_after": shift.after.slug,
    }


def _shift(shift: ShiftPair) -> Shift:
    hangs_on = [story.text for story in shift.hangs_on]
    return Shift(**moved(shift, shift.cause.kind, shift.before.slug), hangs_on=hangs_on)


def _limit(limit: LimitRow) -> Limit:
    return Limit(
        ceiling=limit.ceiling,
        position=rung_named(limit.rung),
        since=limit.since,
        until=limit.until,
        statement=limit.card.slug,
    )
