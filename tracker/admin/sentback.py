"""What was sent back from review, by whom and why: read from the history of each record.

A draft came back where the first version since it was last in review is a draft. To who took it back
alone nothing was sent back, and to everybody else it was.
"""

from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tracker.models import Reviewed, Status

SOMEONE = "someone not signed in"


def with_stay(records: QuerySet[Any]) -> QuerySet[Any]:
    """With the keys of versions: `sent`, the first of the last stay in review, and `back`, the one after it.

    Where there is none they are null.
    """
    own: Any = records.model.history.filter(id=OuterRef("pk")).order_by()
    stay = own.filter(status=Status.IN_REVIEW)
    records = records.alias(stayed=_last(stay))
    earlier = own.exclude(status=Status.IN_REVIEW).filter(history_id__lt=OuterRef("stayed"))
    records = records.alias(before=Coalesce(_last(earlier), 0))
    found: QuerySet[Any] = records.alias(
        sent=_first(stay.filter(history_id__gt=OuterRef("before"))),
        back=_first(own.filter(history_id__gt=OuterRef("stayed"))),
    )
    return found


def _first(versions: Any) -> Subquery:
    return Subquery(versions.order_by("history_id").values("history_id")[:1])


def _last(versions: Any) -> Subquery:
    return Subquery(versions.values("id").annotate(last=Max("history_id")).values("last"))


def with_word(drafts: QuerySet[Any], reader: Any) -> QuerySet[Any]:
    """Drafts, each with who sent it back and why, as `back_by` and `back_why`: null where nobody else did."""
    history: Any = drafts.model.history
    version = history.filter(history_id=OuterRef("back"), status=Status.DRAFT)
    theirs = version.exclude(history_user=reader.pk).order_by()
    told: QuerySet[Any] = with_stay(drafts).annotate(
        back_by=Subquery(theirs.values(who=Coalesce("history_user__username", Value(SOMEONE)))),
        back_why=Subquery(theirs.values(why=Coalesce("history_change_reason", Value("")))),
    )
    return told


def in_words(back_by: str | None, back_why: str | None) -> str:
    """Empty for what nobody sent back."""
    if back_by is None:
        return ""
    return f"Sent back by {back_by}: {back_why}" if back_why else f"Sent back by {back_by}."


def word_on(record: Reviewed, reader: Any) -> str:
    """The same of one record as it is stored, for its page. A query for a draft."""
    if record.status != Status.DRAFT:
        return ""
    drafts: Any = type(record)._default_manager.filter(pk=record.pk, status=Status.DRAFT).order_by()
    return in_words(*(with_word(drafts, reader).values_list("back_by", "back_why").first() or (None, None)))


def sender_of(record: Reviewed) -> str:
    """Who sent it to review, of a record that was there; empty where nobody is known."""
    records: Any = with_stay(type(record)._default_manager.filter(pk=record.pk))
    history: Any = type(record).history
    name = history.filter(history_id=OuterRef("sent")).values("history_user__username")
    return records.annotate(sender=Subquery(name)).values_list("sender", flat=True).first() or ""


def lies_with(user: Any) -> Q:
    """Of records with their stay and with `last_by` and `last`: those that the user was the last to change.

    A draft that came back and was not touched since lies with who had sent it, not with who sent it back.
    """
    came_back = Q(status=Status.DRAFT, back__isnull=False, last=F("back"))
    return Q(came_back, sent_by=user.pk) | (Q(last_by=user.pk) & ~came_back)
