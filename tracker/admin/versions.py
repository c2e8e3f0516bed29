"""How a record's versions differ, in the words of its form."""

import dataclasses
from typing import Any

from django.utils.timezone import localtime
from simple_history.template_utils import HistoricalRecordContextHelper


class Differences(HistoricalRecordContextHelper):  # type: ignore[misc]
    """The library's, with labels for stored words, and without days that follow from a date."""

    def context_for_delta_changes(self, delta: Any) -> list[dict[str, Any]]:
        shown = [change for change in delta.changes if self._field(change).editable]
        changes: list[dict[str, Any]] = super().context_for_delta_changes(
            dataclasses.replace(delta, changes=shown)
        )
        return changes

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        labels = dict(self._field(change).flatchoices)
        return "" if value is None else labels.get(value, value)

    def _field(self, change: Any) -> Any:
        return self.model._meta.get_field(change.field)


def latest_version(record: Any) -> int | None:
    """The key of the record's latest version; None where none was kept."""
    found: int | None = record.history.values_list("pk", flat=True).first()
    return found


def changed_since(record: Any, seen: int) -> str:
    """In words: who changed the record after version `seen`, when, and which fields."""
    latest = record.history.select_related("history_user").first()
    who = str(latest.history_user or "Someone")
    when = localtime(latest.history_date)
    return (
        f"{who} saved this record on {when:%Y-%m-%d} at {when:%H:%M}, after you had opened it"
        f"{_fields(latest, record.history.filter(pk=seen).first())}. Nothing of yours is saved yet: "
        "compare with the record's history. To save again puts your version in place of theirs."
    )


def _fields(latest: Any, seen: Any) -> str:
    if seen is None:
        return ""
    fields = [field for field in latest.tracked_fields if field.editable]
    changed = [field for field in fields if getattr(latest, field.attname) != getattr(seen, field.attname)]
    return f" ({', '.join(str(field.verbose_name) for field in changed)})" if changed else ""
