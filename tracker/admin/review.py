"""Who may do what to this record: the one home of that, for pages, lists, imports and whatever comes.

A noun and its rows are one: evidence follows its statement, a rung its issue, a role its person, a turn
its commitment, a text its source. What is published or withdrawn is the editors', who say why they
change it. Where FOUR_EYES is set, nobody publishes what they wrote.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import HttpRequest
from simple_history.utils import bulk_update_with_history

from tracker.models import (
    SETTLED,
    CommitmentEvent,
    Document,
    Evidence,
    Membership,
    Position,
    Reviewed,
    Status,
)
from tracker.models.changes import REASON_LENGTH
from tracker.querysets import chunks

NOUN_OF: Mapping[Any, str] = {
    Membership: "person",
    Position: "issue",
    Document: "source",
    Evidence: "statement",
    CommitmentEvent: "commitment",
}
"""The field of each row's table that names the record which the row is part of."""

OPEN = (Status.DRAFT, Status.IN_REVIEW)
"""The statuses that an analyst may give."""

FOUR_EYES = "Four eyes: nobody publishes what they wrote, and you wrote some of this."
FOUR_EYES_HOW = f"{FOUR_EYES} Save it as “In review”; a colleague publishes it."
FOR_EDITORS = "Publishing and withdrawing is for editors."
WHY_WITHDRAWN = "Say why it is withdrawn: the public reads this."


def noun_model(model: Any) -> Any:
    """The noun that a table holds, or whose rows it holds."""
    return model if issubclass(model, Reviewed) else model._meta.get_field(NOUN_OF[model]).related_model


def status_path(model: Any) -> str:
    """Where a query on a table finds the status that counts."""
    return "status" if issubclass(model, Reviewed) else f"{NOUN_OF[model]}__status"


def noun_of(record: Any) -> Any:
    """The noun that a record is, or is part of; None for a row that names none yet, or one that is gone."""
    if isinstance(record, Reviewed):
        return record
    try:
        return getattr(record, NOUN_OF[type(record)])
    except ObjectDoesNotExist:
        return None


def is_settled(record: Any) -> bool:
    """Whether an editor has decided on it, or on what it is part of."""
    noun = noun_of(record)
    return noun is not None and noun.status in SETTLED


def may_publish(user: Any, model: Any) -> bool:
    """Publish, withdraw, and change what is published: of one noun and its rows."""
    noun = noun_model(model)._meta
    return bool(user.has_perm(f"{noun.app_label}.publish_{noun.model_name}"))


def may_touch(user: Any, record: Any) -> bool:
    """Whether review leaves the record to this user. The permission to change its table is another."""
    return not is_settled(record) or may_publish(user, type(record))


def statuses_for(user: Any, model: Any) -> tuple[Status, ...]:
    """The statuses that this user may give."""
    return tuple(Status) if may_publish(user, model) else OPEN


def locked(record: Any) -> str:
    """What a page says to who may not change the record because of its status."""
    noun = noun_of(record)
    what, status = noun._meta.verbose_name, noun.get_status_display().lower()
    if noun is record:
        return f"This {what} is {status}: ask an editor to change it."
    return f"This is part of a {status} {what}: ask an editor to change it."


def why_needed(record: Any) -> str:
    """What a page says where the reason for a change is missing."""
    noun = noun_of(record)
    return f"The {noun._meta.verbose_name} is {noun.get_status_display().lower()}: say why you change it."


# four eyes


def writers(records: Sequence[Any]) -> dict[int, set[int | None]]:
    """Who wrote each of these records of one noun, or rows of it, since it was last published.

    By primary key. One query, and one for each table of rows, however many the records.
    """
    found: dict[int, set[int | None]] = defaultdict(set)
    for part in chunks([record.pk for record in records]):
        _note_writers(type(records[0]), part, found)
    return found


def _note_writers(model: Any, keys: list[int], found: dict[int, set[int | None]]) -> None:
    published: dict[int, Any] = {}
    versions = model.history.filter(id__in=keys).order_by("history_id")
    for pk, status, at, user in versions.values_list("id", "status", "history_date", "history_user"):
        if status == Status.PUBLISHED:
            published[pk] = at
            found[pk] = set()
        else:
            found[pk].add(user)
    for row, name in NOUN_OF.items():
        if noun_model(row) is not model:
            continue
        versions = row.history.filter(**{f"{name}__in": keys}).order_by()
        for pk, at, user in versions.values_list(f"{name}_id", "history_date", "history_user"):
            if pk not in published or at > published[pk]:
                found[pk].add(user)


def is_own(user: Any, record: Any) -> bool:
    """Whether the rule of four eyes keeps this user from publishing this record of a noun."""
    return settings.FOUR_EYES and user.pk in writers([record])[record.pk]


def needs_another(record: Any) -> bool:
    """Whether the rule of four eyes keeps anyone from changing this public record but by way of review."""
    return settings.FOUR_EYES and record.status == Status.PUBLISHED


def own_rows(drafts: Sequence[Any]) -> Iterator[tuple[Any, str, str]]:
    """Of rows that an import writes, those that would be public at once: draft, column, message."""
    if not settings.FOUR_EYES or not drafts:
        return
    model = type(drafts[0].record)
    name = "status" if issubclass(model, Reviewed) else NOUN_OF[model]
    public = {Status.PUBLISHED.value} if name == "status" else _published(model, name, drafts)
    for draft in drafts:
        if getattr(draft.record, "status" if name == "status" else f"{name}_id") in public:
            yield draft, name, FOUR_EYES


def _published(model: Any, name: str, drafts: Sequence[Any]) -> set[Any]:
    nouns = noun_model(model)._default_manager.filter(status=Status.PUBLISHED)
    named = {getattr(draft.record, f"{name}_id") for draft in drafts}
    return {pk for part in chunks(named) for pk in nouns.filter(pk__in=part).values_list("pk", flat=True)}


# setting a status


@dataclass(frozen=True, slots=True)
class Refused:
    """A record whose status this user may not set, and why."""

    record: Any
    why: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """What setting a status does, or would do. Records that have the status already are in neither."""

    ready: tuple[Any, ...]
    refused: tuple[Refused, ...]


def plan_status(
    user: Any, records: Iterable[Any], status: Status, *, reason: str = "", because: str = ""
) -> StatusChange:
    """Which of these records of one noun may be set to `status` by `user`. Writes nothing.

    `reason` is for colleagues, in the history; `because` is for the public, where records are withdrawn,
    and stands for both where the other is empty.
    """
    reason = reason or reason_in(because)
    moved = [record for record in records if record.status != status]
    eyes = settings.FOUR_EYES and status == Status.PUBLISHED and moved
    own = {pk for pk, wrote in writers(moved).items() if user.pk in wrote} if eyes else set()
    ready, refused = [], []
    for record in moved:
        why = _refusal(user, record, status, reason, because)
        why = why or (FOUR_EYES if record.pk in own else "")
        if why:
            refused.append(Refused(record, why))
        else:
            ready.append(record)
    return StatusChange(tuple(ready), tuple(refused))


def _refusal(user: Any, record: Any, status: Status, reason: str, because: str) -> str:
    meta = record._meta
    if not user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
        return f"You may not change {meta.verbose_name_plural}."
    if not may_touch(user, record):
        return locked(record)
    if status not in statuses_for(user, type(record)):
        return FOR_EDITORS
    if is_settled(record) and not reason.strip():
        return why_needed(record)
    if status == Status.WITHDRAWN and not because.strip():
        return WHY_WITHDRAWN
    return ""


def reason_in(because: str) -> str:
    """The reason for colleagues in what is said to the public of a withdrawal: as much as a history takes."""
    return because.strip()[:REASON_LENGTH]


def set_status(
    request: HttpRequest, records: Iterable[Any], status: Status, *, reason: str = "", because: str = ""
) -> StatusChange:
    """Set the status of those records that `plan_status` finds ready, each with a version of its own."""
    user: Any = request.user
    reason = reason or reason_in(because)
    with transaction.atomic():
        change = plan_status(user, records, status, reason=reason, because=because)
        for record in change.ready:
            record.status = status
            record.withdrawn_because = because if status == Status.WITHDRAWN else ""
        if change.ready:
            said = {"default_user": user, "default_change_reason": reason, "batch_size": 500}
            fields = ["status", "withdrawn_because"]
            bulk_update_with_history(list(change.ready), type(change.ready[0]), fields, **said)
            message = reason or f"Status set to “{status.label}”"
            LogEntry.objects.log_actions(user.pk, list(change.ready), CHANGE, change_message=message)
    return change
