"""What others did to a record since its page was opened, one line for each saving."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from tracker.words import and_list

from .compare import same
from .marks import RECORD, Marks, Table, past
from .show import KNOWN_BY, Saved, saved_by

VERBS = {"+": "added", "~": "changed", "-": "deleted"}


@dataclass(frozen=True)
class Change:
    saved: Saved
    what: str


def changes_since(tables: Iterable[Table], marks: Marks, user: Any) -> list[Change]:
    return [change for table in tables for change in _changes(table, marks, user)]


def _changes(table: Table, marks: Marks, user: Any) -> list[Change]:
    found = past(table, marks.get(table.name))
    before = dict(found.rows or {})
    changes = []
    for version in found.since:
        fields = _fields(version, before.get(version.id))
        changes.append(Change(saved_by(version, user), _what(table, version, fields)))
        before[version.id] = version
    return changes


def _fields(version: Any, before: Any) -> list[str]:
    if before is None or version.history_type != "~":
        return []
    columns = [column for column in version.tracked_fields if column.editable]
    return [
        str(column.verbose_name)
        for column in columns
        if not same(getattr(version, column.attname), getattr(before, column.attname))
    ]


def _what(table: Table, version: Any, fields: list[str]) -> str:
    if table.name == RECORD:
        return capfirst(and_list(fields)) if fields else "Saved, with none of its own fields changed"
    known = KNOWN_BY.get(table.model)
    stored = str(getattr(version, known)) if known else ""
    words = dict(table.model._meta.get_field(known).flatchoices).get(stored, stored) if known else ""
    row = capfirst(str(table.inline.verbose_name)) + (f" “{words}”" if words else "")
    return f"{row}: {and_list(fields)}" if fields else f"{row} {VERBS[version.history_type]}"
