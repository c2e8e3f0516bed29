"""What lies on somebody's desk: the drafts that they work on, and the queue of an editor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value

from tracker.models import Actor, Commitment, Issue, Reviewed, Source, Statement, Status

from .addresses import list_of, page_of, plural
from .sentback import in_words, lies_with, with_stay, with_word

SHOWN = 5
NAMES: dict[type[Reviewed], str] = {
    Actor: "name",
    Issue: "name",
    Source: "title",
    Statement: "summary",
    Commitment: "title",
}
ROW = ("noun", "pk", "what", "who", "when", "back_by", "back_why")


@dataclass(frozen=True, slots=True)
class Item:
    """A record that waits: for whoever wrote it, or since `who` sent it."""

    what: str
    noun: str
    url: str
    who: str
    when: datetime | None  # None: no history tells
    sent_back: str = ""  # by whom and why


@dataclass(frozen=True, slots=True)
class Part:
    """How many of one noun, and the list of just these."""

    name: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Pile:
    number: int
    parts: tuple[Part, ...]
    items: tuple[Item, ...]


def worked_on(records: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Those that the user wrote, or was the last to change."""
    history: Any = records.model.history
    touched = history.filter(history_user=user).order_by()
    versions = history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    sent = history.filter(history_id=OuterRef("sent")).order_by()
    mine = with_stay(records.filter(pk__in=touched.values("id"))).alias(
        last=Subquery(versions.values("history_id")[:1]),
        last_by=Subquery(versions.values("history_user")[:1]),
        sent_by=Subquery(sent.values("history_user")),
    )
    wrote = Q(pk__in=touched.filter(history_type="+").values("id"))
    found: QuerySet[Any] = mine.filter(wrote | lies_with(user))
    return found


def my_drafts(nouns: Iterable[type[Reviewed]], user: User) -> Pile:
    """The latest first, each with who sent it back from review and why. Two queries."""
    mine = [worked_on(_at(noun, Status.DRAFT), user) for noun in nouns]
    filters = {"status__exact": Status.DRAFT.value, "by": user.get_username()}
    return _pile([_latest(with_word(records, user)) for records in mine], filters, newest_first=True)


def waiting(nouns: Iterable[type[Reviewed]]) -> Pile:
    """What is in review, the longest first, with who sent it and when. Two queries."""
    queue = [_sent(_at(noun, Status.IN_REVIEW)) for noun in nouns]
    return _pile(queue, {"status__exact": Status.IN_REVIEW.value}, newest_first=False)


def _at(noun: type[Reviewed], status: Status) -> QuerySet[Any]:
    return noun._default_manager.filter(status=status).order_by()


def _latest(records: QuerySet[Any]) -> QuerySet[Any]:
    history: Any = records.model.history
    versions = history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    dated: QuerySet[Any] = records.annotate(
        who=Subquery(versions.values("history_user__username")[:1]),
        when=Subquery(versions.values("history_date")[:1]),
    )
    return dated


def _sent(records: QuerySet[Any]) -> QuerySet[Any]:
    """With the version that first had the status which the record has had since."""
    history: Any = records.model.history
    sent = history.filter(history_id=OuterRef("sent")).order_by()
    nobody = Value(None, output_field=CharField())
    dated: QuerySet[Any] = with_stay(records).annotate(
        who=Subquery(sent.values("history_user__username")),
        when=Subquery(sent.values("history_date")),
        back_by=nobody,
        back_why=nobody,
    )
    return dated


def _pile(piles: list[QuerySet[Any]], filters: dict[str, str], *, newest_first: bool) -> Pile:
    if not piles:
        return Pile(0, (), ())
    nouns = {str(pile.model._meta.model_name): pile.model for pile in piles}
    counts = union([named(pile).values("noun").annotate(number=Count("pk")) for pile in piles])
    numbers = {row["noun"]: row["number"] for row in counts}
    return Pile(
        number=sum(numbers.values()),
        parts=tuple(
            Part(plural(noun) if numbers[name] != 1 else str(noun._meta.verbose_name), numbers[name], url)
            for name, noun in nouns.items()
            if numbers.get(name)
            for url in [list_of(noun, **filters)]
        ),
        items=tuple(_items(piles, nouns, newest_first=newest_first)),
    )


def _items(piles: list[QuerySet[Any]], nouns: dict[str, type[Any]], *, newest_first: bool) -> Iterable[Item]:
    rows = union([named(pile).annotate(what=F(NAMES[pile.model])).values(*ROW) for pile in piles])
    when = F("when").desc(nulls_last=True) if newest_first else F("when").asc(nulls_first=True)
    for row in rows.order_by(when, "noun", "pk")[:SHOWN]:
        noun = nouns[row["noun"]]
        yield Item(
            what=row["what"],
            noun=str(noun._meta.verbose_name),
            url=page_of(noun, row["pk"]),
            who=row["who"] or "",
            when=row["when"],
            sent_back=in_words(row["back_by"], row["back_why"]),
        )


def named(pile: QuerySet[Any]) -> QuerySet[Any]:
    told: QuerySet[Any] = pile.annotate(
        noun=Value(str(pile.model._meta.model_name), output_field=CharField())
    )
    return told


def union(parts: list[QuerySet[Any]]) -> QuerySet[Any]:
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
