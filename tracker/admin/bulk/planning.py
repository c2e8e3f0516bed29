"""What would change, what stays, what is refused and why; then exactly that, written."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.http import HttpRequest

from tracker.models import Status
from tracker.querysets import chunks

from .operations import Chosen, Operation

NOTHING = {"position": "took no position", "on_behalf_of": "nobody"}
LABELS = {"position": "rung"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a record in words, before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A record, and what it would be."""

    record: Any
    values: dict[str, Any]
    changed: Any
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    record: Any
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    changes: tuple[Change, ...] = ()
    same: tuple[Any, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether something that an editor decided on would change."""
        return any(change.record.status in (Status.PUBLISHED, Status.WITHDRAWN) for change in self.changes)


def load(model: Any, keys: Iterable[int], *, lock: bool = False) -> list[Any]:
    """The records that are still there, in the order of the keys, with all that they refer to."""
    wanted = list(keys)
    related = [field.name for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    rows = model.objects.select_related(*related) if related else model.objects.all()
    if lock:
        rows = rows.select_for_update(of=("self",))
    found: dict[int, Any] = {}
    for patch in chunks(wanted):
        found |= rows.in_bulk(patch)
    return [found[key] for key in wanted if key in found]


def latest_versions(model: Any, keys: Iterable[int]) -> dict[int, int]:
    """The latest version of each record, by primary key."""
    found: dict[int, int] = {}
    for patch in chunks(keys):
        rows = model.history.model.objects.filter(id__in=patch).order_by().values("id")
        found |= dict(rows.annotate(latest=Max("history_id")).values_list("id", "latest"))
    return found


def plan(
    user: Any, records: Sequence[Any], operation: Operation, chosen: Chosen, *, reason: str = ""
) -> Plan:
    """What the operation would do to the records. Writes nothing, changes none of them."""
    new = {record.pk: _differing(record, operation.values(record, chosen)) for record in records}
    moved = [record for record in records if new[record.pk]]
    why = operation.refusals(user, moved, chosen, reason)
    changes: list[Change] = []
    for record in moved:
        changed = _changed(record, new[record.pk])
        if record.pk not in why and (broken := _broken_rules(changed, new[record.pk])):
            why[record.pk] = broken
        if record.pk not in why:
            words = _differences(record, changed, new[record.pk])
            changes.append(Change(record, new[record.pk], changed, words))
    return Plan(
        changes=tuple(changes),
        same=tuple(record for record in records if not new[record.pk]),
        refused=tuple(Refusal(record, why[record.pk]) for record in moved if record.pk in why),
    )


def _differing(record: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(record, name) != value}


def _changed(record: Any, values: Mapping[str, Any]) -> Any:
    changed = copy.copy(record)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed


def _broken_rules(record: Any, values: Mapping[str, Any]) -> str:
    """What the model says against the record as it would be; no query: what it refers to is loaded."""
    fields = record._meta.concrete_fields
    unchecked = {field.name for field in fields if field.name not in values or field.is_relation}
    try:
        record.clean_fields(exclude=unchecked)
        record.clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _differences(record: Any, changed: Any, values: Mapping[str, Any]) -> tuple[Difference, ...]:
    fields = [record._meta.get_field(name) for name in values]
    return tuple(
        Difference(
            LABELS.get(field.name, str(field.verbose_name)), in_words(record, field), in_words(changed, field)
        )
        for field in fields
    )


def in_words(record: Any, field: Any) -> str:
    """A field's value as a page shows it."""
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    value = getattr(record, field.name)
    return NOTHING.get(field.name, "nothing") if value in (None, "") else str(value)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a preview that was confirmed."""

    written: tuple[Any, ...]
    moved_on: tuple[Any, ...]
    """Changed by somebody since the preview, and left alone."""
    gone: int
    refused: tuple[Refusal, ...]


def apply(
    request: HttpRequest,
    model: Any,
    operation: Operation,
    chosen: Chosen,
    previewed: Mapping[int, int],
    reason: str,
) -> Done:
    """Write what was previewed, and nothing else: `previewed` is each record's version at that time.

    Within a transaction and a recording.
    """
    records = load(model, previewed, lock=True)
    versions = latest_versions(model, [record.pk for record in records])
    untouched = [record for record in records if versions.get(record.pk) == previewed[record.pk]]
    planned = plan(request.user, untouched, operation, chosen, reason=reason)
    changes = {change.record: change.values for change in planned.changes}
    late = operation.write(request, changes, chosen, reason) if changes else {}
    return Done(
        written=tuple(record for record in changes if record.pk not in late),
        moved_on=tuple(record for record in records if versions.get(record.pk) != previewed[record.pk]),
        gone=len(previewed) - len(records),
        refused=(*planned.refused, *(Refusal(each, late[each.pk]) for each in changes if each.pk in late)),
    )
