"""Shifts of all lines, as the feeds tell them."""

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router

from tracker.downloads.offer import site_of
from tracker.history.lens import read_lens
from tracker.history.shifts import ShiftRow, shift_list

from .asking import next_page, refuse_faults
from .schemas import Named, Problem, Rows, Slice, named
from .stances import Move, Seen, moved

router = Router()


class ToldShift(Move):
    actor: Named
    issue: Named
    address: str = Field(description="The page that shows the same")
    said_on: str = Field(description="EDTF: when the statement was made that first showed the new stance")


class Shifts(Rows):
    items: list[ToldShift]


class Asked(Seen, Slice):
    """What narrows them beside the switches of a page that shows lines."""

    actor: str = Field("", description=gettext_noop("Slug"))
    issue: str = Field("", description=gettext_noop("Slug"))
    since: str = Field("", description=gettext_noop("EDTF: the new stance was shown then or later"))
    until: str = Field("", description=gettext_noop("EDTF: the new stance was shown by then"))
    sort: str = Field("", description=gettext_noop("oldest; newest first without it"))


@router.get("", response={200: Shifts, 422: Problem, 429: Problem}, summary=gettext_noop("Shifts"))
def shifts(request: HttpRequest, asked: Query[Asked]) -> Shifts:
    """What a person said for an organisation moves the organisation's line, unless the person is asked
    for.
    """
    end = asked.offset + asked.limit
    found = shift_list(request.GET, read_lens(request.GET, localdate()), asked.offset, end)
    refuse_faults(request, Asked.model_fields, found.faults)
    return Shifts(
        total=found.total,
        next=next_page(request, end, found.total),
        items=[_shift(row, site_of(request)) for row in found.rows],
    )


def _shift(row: ShiftRow, host: str) -> ToldShift:
    return ToldShift(
        **moved(row, row.cause, row.before),
        actor=named(row.actor),
        issue=named(row.issue),
        address=host + row.url,
        said_on=row.after.said_on,
    )
