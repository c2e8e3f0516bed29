"""How a record's versions differ, in the words of its form."""

import dataclasses
from typing import Any

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
