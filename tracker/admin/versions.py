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


def changed_since(record: Any) -> str:
    """In words: that the record or its rows changed while a page of it was open."""
    latest = record.history.select_related("history_user").first()
    who, when = str(latest.history_user or "someone"), localtime(latest.history_date)
    return (
        "This record or its rows changed after you had opened this page; it was last saved by "
        f"{who} on {when:%Y-%m-%d} at {when:%H:%M}. Nothing of yours is saved yet: look at the record's "
        "history first. To save again puts your version in place of theirs."
    )
