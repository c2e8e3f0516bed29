"""One article's work, sent to review at one go: its statements, the source itself, and who and what they
name, as far as whoever sends them wrote it.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from tracker.models import Actor, Commitment, Issue, Origin, Reviewed, Source, Statement, Status, recording
from tracker.words import and_list, count

from .. import review
from ..desk import worked_on
from ..review import Refused


def drafts_of(source: Source, user: Any) -> list[list[Any]]:
    """By noun, those of which there are any. Four queries."""
    coded = Statement.objects.filter(evidence__source=source).order_by()
    pledged = Commitment.objects.filter(events__statement__in=coded.values("pk")).order_by()
    actors = _named(coded, "speaker", "on_behalf_of", "addressee") | _named(pledged, "maker", "recipient")
    issues = _named(coded, "issue") | _named(pledged, "issue")
    found = [
        worked_on(Actor.objects.filter(actors, status=Status.DRAFT), user),
        worked_on(Issue.objects.filter(issues, status=Status.DRAFT), user),
        [source] if source.status == Status.DRAFT else [],
        Statement.objects.filter(pk__in=coded.values("pk"), status=Status.DRAFT),
        worked_on(Commitment.objects.filter(pk__in=pledged.values("pk"), status=Status.DRAFT), user),
    ]
    return [records for each in found if (records := list(each))]


def number_of_drafts(source: Source, request: HttpRequest) -> int:
    """Of the source and what is coded from it, how many are drafts, for who may send them. One query: what
    else goes with them is looked for when they are sent.
    """
    user: Any = request.user
    if not user.has_perm("tracker.change_source"):
        return 0
    drafts = Statement.objects.filter(evidence__source=source, status=Status.DRAFT)
    return drafts.distinct().count() + (source.status == Status.DRAFT)


def _named(records: Any, *fields: str) -> Q:
    named = Q()
    for field in fields:
        named |= Q(pk__in=records.filter(**{f"{field}__isnull": False}).values(field))
    return named


def send(request: HttpRequest, source: Source) -> tuple[str, list[Refused], Any]:
    """What was sent in words, what was refused, and the one change that it is; empty and None for nothing.

    Within a transaction.
    """
    sent: list[str] = []
    refused: list[Refused] = []
    why = f"Sent to review with the rest of “{source.title}”"
    with recording(Origin.BULK, user=request.user, reason=why) as act:
        for records in drafts_of(source, request.user):
            change = review.set_status(request, records, Status.IN_REVIEW)
            refused += change.refused
            if change.ready:
                sent.append(_counted(type(records[0]), len(change.ready)))
    return and_list(sent) if sent else "", refused, act.made


def _counted(noun: type[Reviewed], number: int) -> str:
    return count(number, str(noun._meta.verbose_name), str(noun._meta.verbose_name_plural))
