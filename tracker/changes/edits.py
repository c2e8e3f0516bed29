"""What a changeset did to each record: the version before it and the version after it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from tracker.models import Changeset

from .tables import TRACKED, patches

Key = tuple[Any, int]
"""A table and a primary key."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One record's version before a changeset and after it, both rows of its history; None: not there."""

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
    return [edit for table in tables for edit in _edits(table, table.history.filter(changeset=changeset))]


def edits_in(table: Any, changeset: Changeset, start: int, stop: int) -> list[Edit]:
    """A page of what the changeset did to one table, in the order in which it was written."""
    return _edits(table, table.history.filter(changeset=changeset))[start:stop]


def _edits(table: Any, versions: Any) -> list[Edit]:
    history = table.history.model.objects
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    found = versions.order_by("history_id").annotate(
        previous=Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    )
    first: dict[int, Any] = {}
    last: dict[int, Any] = {}
    for version in found:
        first.setdefault(version.id, version)
        last[version.id] = version
    befores = in_bulk(history, {version.previous for version in first.values() if version.previous})
    return [
        Edit(table, pk, there(befores.get(version.previous)), there(last[pk]))
        for pk, version in first.items()
    ]


def there(version: Any) -> Any:
    """The version, or None where it says that the record was deleted."""
    return None if version is None or version.history_type == "-" else version


def in_bulk(rows: Any, keys: Collection[Any]) -> dict[Any, Any]:
    """Rows by primary key, however many."""
    found: dict[Any, Any] = {}
    for patch in patches(keys):
        found |= rows.in_bulk(patch)
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
