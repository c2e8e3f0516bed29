"""Commitments: the rows of the ledger, and each with its turns."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Field, Path, Query, Router, Schema

from tracker.downloads.offer import site_of
from tracker.history.commitment import commitment_page
from tracker.history.commitments import CommitmentRow, row_of
from tracker.history.ledger import FILED, SORTS, ledger
from tracker.history.lens import read_lens
from tracker.models import Commitment as Pledge

from .asking import next_page, refuse_faults
from .elsewhere import NOT_HERE, or_elsewhere
from .schemas import French, Named, Problem, Rows, Slice, Slug, french, named, one_of

router = Router()


class Commitment(Schema):
    slug: str
    title: str
    title_fr: French
    address: str = Field(description="The page that shows the same")
    maker: Named
    recipient: Named | None
    issue: Named
    kind: str
    status: str = Field(description="As of the day; empty before its first turn")
    pledged: str = Field(description="As hedged as it was said; empty for no quantity")
    delivered: str
    deadline: date | None
    overdue: bool
    extended: int = Field(description="How often")


class Commitments(Rows):
    items: list[Commitment]


class Turn(Schema):
    kind: str
    on: str = Field(description="EDTF")
    amount: str
    deadline: str = Field(description="EDTF")
    note: str
    note_fr: French
    statement: str = Field(description="The statement that shows it, by slug")


class WithTurns(Commitment):
    finding: str
    kept_when: str
    kept_when_fr: French
    turns: list[Turn]


class AsOf(Schema):
    as_of: str = Field("", description=gettext_noop("EDTF: a day, or the last of a month or year"))


class Asked(AsOf, Slice):
    """The filters of the ledger, under the same names."""

    maker: str = Field("", description=gettext_noop("Slug"))
    issue: str = Field("", description=gettext_noop("Slug"))
    kind: str = Field("", description=one_of(Pledge.Kind.values))
    status: str = Field("", description=one_of(FILED))
    sort: str = Field("", description=one_of(SORTS))


@router.get("", response={200: Commitments, 422: Problem, 429: Problem}, summary=gettext_noop("Commitments"))
def commitments(request: HttpRequest, asked: Query[Asked]) -> Commitments:
    lens = read_lens(request.GET, localdate())
    found = ledger(request.GET, lens)
    refuse_faults(request, Asked.model_fields, (*lens.faults, *found.faults))
    every, end = found.page.paginator.object_list, asked.offset + asked.limit
    return Commitments(
        total=found.total,
        next=next_page(request, end, found.total),
        items=[Commitment(**_row(row_of(each), site_of(request))) for each in every[asked.offset : end]],
    )


@router.get(
    "/{slug}",
    response={200: WithTurns, **NOT_HERE, 422: Problem, 429: Problem},
    summary=gettext_noop("One commitment, with its turns"),
)
@or_elsewhere(slug=Pledge)
def commitment(request: HttpRequest, slug: Path[Slug], asked: Query[AsOf]) -> WithTurns:
    lens = read_lens(request.GET, localdate())
    refuse_faults(request, AsOf.model_fields, lens.faults)
    public = Pledge.objects.published().select_related("maker", "recipient", "issue")
    page = commitment_page(get_object_or_404(public, slug=slug), lens)
    return WithTurns(
        **_row(page.row, site_of(request)),
        finding=page.finding,
        kept_when=page.kept_when,
        kept_when_fr=french(page.kept_when),
        turns=[
            Turn(
                kind=turn.kind.kind,
                on=turn.on,
                amount=turn.amount,
                deadline=turn.deadline,
                note=turn.note,
                note_fr=french(turn.note),
                statement=turn.card.slug,
            )
            for turn in page.turns
        ],
    )


def _row(row: CommitmentRow, host: str) -> dict[str, Any]:
    now = row.now
    return {
        "slug": row.slug,
        "title": row.title,
        "title_fr": french(row.title),
        "address": host + row.url,
        "maker": named(row.maker),
        "recipient": named(row.recipient) if row.recipient else None,
        "issue": named(row.issue),
        "kind": row.kind.kind,
        "status": now.status.kind if now else "",
        "pledged": now.amount if now else "",
        "delivered": now.delivered if now else "",
        "deadline": now.deadline if now else None,
        "overdue": bool(now and now.overdue),
        "extended": now.extended if now else 0,
    }
