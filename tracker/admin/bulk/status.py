"""Who may set which status, and the setting of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.http import HttpRequest
from simple_history.utils import bulk_update_with_history

from tracker.models import Status

SETTLED = (Status.PUBLISHED, Status.WITHDRAWN)
"""What an editor has decided on: only editors change it, and say why."""

FOR_EDITORS = "Publishing and withdrawing is for editors."
WHY_WITHDRAWN = "Say why it is withdrawn: the public reads this."


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


def may_publish(user: Any, model: Any) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}"))


def may_touch(user: Any, record: Any) -> bool:
    """Whether review leaves the record to this user. The permission to change its table is another."""
    return record.status not in SETTLED or may_publish(user, type(record))


def locked(record: Any) -> str:
    """Why `may_touch` is false."""
    what, status = record._meta.verbose_name, record.get_status_display().lower()
    return f"This {what} is {status}: ask an editor to change it."


def plan_status(
    user: Any, records: Iterable[Any], status: Status, *, reason: str = "", because: str = ""
) -> StatusChange:
    """Which of these records of one noun may be set to `status` by `user`. Writes nothing.

    `reason` is for colleagues, in the history; `because` is for the public, where records are withdrawn.
    """
    ready, refused = [], []
    for record in records:
        if record.status == status:
            continue
        why = _refusal(user, record, status, because)
        if why:
            refused.append(Refused(record, why))
        else:
            ready.append(record)
    return StatusChange(tuple(ready), tuple(refused))


def _refusal(user: Any, record: Any, status: Status, because: str) -> str:
    if not may_touch(user, record):
        return locked(record)
    if status in SETTLED and not may_publish(user, type(record)):
        return FOR_EDITORS
    if status == Status.WITHDRAWN and not because.strip():
        return WHY_WITHDRAWN
    return ""


def set_status(
    request: HttpRequest, records: Iterable[Any], status: Status, *, reason: str = "", because: str = ""
) -> StatusChange:
    """Set the status of those records that `plan_status` finds ready, each with a version of its own."""
    user: Any = request.user
    with transaction.atomic():
        change = plan_status(user, records, status, reason=reason, because=because)
        for record in change.ready:
            record.status = status
            record.withdrawn_because = because if status == Status.WITHDRAWN else ""
        if change.ready:
            model = type(change.ready[0])
            fields = [name for name in ("status", "withdrawn_because") if has_field(model, name)]
            said = reason or because or f"Status set to “{status.label}”"
            bulk_update_with_history(
                list(change.ready), model, fields, batch_size=500, default_change_reason=said[:100]
            )
            LogEntry.objects.log_actions(user.pk, list(change.ready), CHANGE, change_message=said)
    return change


def has_field(model: Any, name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)
