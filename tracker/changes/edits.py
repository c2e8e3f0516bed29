"""What a changeset did to each record: the version before it and the version after it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from tracker.models import Changeset
from tracker.querysets import chunks

from .tables import TRACKED

Key = tuple[Any, int]
"""A table and a primary key."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One record's version before a changeset and after it, both rows of its history; None: not there."""

    changeset: int
    table: Any
    pk: int
    before: Any
    after: Any

    @property
    def key(self) -> Key:
        return self.table, self.pk

    @property
    def kind(self) -> str:
        """As simple_history has it: "+" made, "~" changed, "-" deleted; "" made and deleted again."""
        if self.before is None:
            return "" if self.after is None else "+"
        return "-" if self.after is None else "~"


def edits(changeset: Changeset, tables: Iterable[Any] = TRACKED) -> list[Edit]:
    """What the changeset did, table by table. Two queries a table, and one more per patch."""
    return [edit for table in tables for edit in edits_of(table, changeset=changeset)]


def page_of_edits(table: Any, changeset: Changeset, start: int, stop: int) -> list[Edit]:
    """A part of what the changeset did to one table, by primary key. Three queries."""
    touched = table.history.filter(changeset=changeset).order_by("id").values_list("id", flat=True)
    return edits_of(table, changeset=changeset, id__in=list(touched.distinct()[start:stop]))


def edits_of(table: Any, **conditions: Any) -> list[Edit]:
    """What changesets did to records of a table: all versions that meet the conditions. Two queries."""
    history = table.history.model.objects
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    found = history.filter(**conditions).order_by("history_id")
    previous = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    first: dict[tuple[int, int], Any] = {}
    last: dict[tuple[int, int], Any] = {}
    for version in found.annotate(previous=previous):
        key = version.changeset_id, version.id
        first.setdefault(key, version)
        last[key] = version
    befores = in_bulk(history, {version.previous for version in first.values() if version.previous})
    return [
        Edit(key[0], table, key[1], there(befores.get(version.previous)), there(last[key]))
        for key, version in first.items()
    ]


def there(version: Any) -> Any:
    """The version, or None where it says that the record was deleted."""
    return None if version is None or version.history_type == "-" else version


def in_bulk(rows: Any, keys: Collection[Any]) -> dict[Any, Any]:
    """Rows by primary key, however many."""
    found: dict[Any, Any] = {}
    for patch in chunks(keys):
        found |= rows.order_by().in_bulk(patch)  # a joined order would drop rows whose parent is gone
    return found


def same(table: Any, one: Any, other: Any) -> bool:
    """Whether two versions, or a record and a version, say the same. What an import noted aside does not
    count.
    """
    if one is None or other is None:
        return one is other
    return all(getattr(one, name) == getattr(other, name) for name in names(table))


def names(table: Any) -> list[str]:
    fields = table.history.model.tracked_fields
    return [field.attname for field in fields if field.name != "import_digest"]
