"""Where the histories of a record and of its rows stand, and what came into them since."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.forms.models import _get_foreign_key
from django.http import HttpRequest

RECORD = "record"
"""The name of the record's own table; rows go by the prefix that their fields have in the form."""

_MARK = re.compile(r"(\w+)=([0-9]{1,18})\.([0-9]{1,18})")

Marks = Mapping[str, tuple[int, int]]
"""Of each table the key of its latest version and how many versions there are.

The key alone would not do: PostgreSQL hands keys out before a transaction ends, so that a long import
may bring in lower keys than the page has seen. The count tells.
"""


@dataclass(frozen=True)
class Table:
    """The table of a record, or one whose rows the record's page edits."""

    name: str
    model: Any
    column: str
    """The field of the model that holds the record's key."""
    record: int
    inline: Any = None
    may_change: bool = True
    may_remove: bool = False

    def versions(self) -> QuerySet[Any]:
        """Every version of all that ever belonged here: deleted and moved away since, too."""
        every: QuerySet[Any] = self.model.history.order_by("history_id")
        own = self.model.history.filter(**{self.column: self.record}).order_by()
        return every.filter(id__in=own.values("id"))

    def locked(self) -> list[Any]:
        """What stands here now, held against others until the transaction ends.

        SQLite has no locks of rows and needs none: its transactions here are IMMEDIATE, one at a time.
        """
        rows = self.model._base_manager.select_for_update(no_key=True).filter(**{self.column: self.record})
        return list(rows.order_by("pk"))


def tables_of(admin: Any, request: HttpRequest, record: Any) -> list[Table]:
    """The record's own table first, then each of which this person may edit rows on its page.

    Without a record: of the page for a new one.
    """
    own = 0 if record is None else record.pk
    found = [Table(RECORD, admin.model, "id", own)]
    for inline in admin.get_inline_instances(request, record):
        change = inline.has_change_permission(request, record)
        remove = inline.can_delete and inline.has_delete_permission(request, record)
        if change or remove or inline.has_add_permission(request, record):
            key = _get_foreign_key(admin.model, inline.model, fk_name=inline.fk_name)
            name = key.remote_field.get_accessor_name(model=inline.model)
            found.append(Table(name, inline.model, key.attname, own, inline, change, remove))
    return found


def marks_of(tables: Iterable[Table]) -> Marks:
    """Where the histories stand now: one query per table."""
    found = {}
    for table in tables:
        mark = table.versions().aggregate(last=Max("history_id"), versions=Count("history_id"))
        found[table.name] = (mark["last"] or 0, mark["versions"])
    return found


def written(marks: Marks) -> str:
    """For a hidden field. Not signed: who forges it only hides others' changes from themselves."""
    return " ".join(f"{name}={last}.{count}" for name, (last, count) in marks.items())


def read(text: str) -> Marks:
    """What `written` wrote; empty for anything else."""
    found = [_MARK.fullmatch(part) for part in text.split(" ")]
    if not all(found):
        return {}
    return {match[1]: (int(match[2]), int(match[3])) for match in found if match}


@dataclass(frozen=True)
class Past:
    """A table as it stood at a mark, and all versions since, oldest first."""

    rows: Mapping[int, Any] | None
    """The version of each row; None where it cannot be told what the page showed."""
    since: tuple[Any, ...] = ()

    def since_of(self, key: int) -> list[Any]:
        return [version for version in self.since if version.id == key]


def past(table: Table, mark: tuple[int, int] | None) -> Past:
    if mark is None:
        return Past(None)
    last, count = mark
    seen = table.versions().filter(history_id__lte=last)
    if seen.count() != count:
        return Past(None, tuple(_with_users(table.versions().filter(history_id__gt=last))))
    latest = seen.order_by().values("id").annotate(last=Max("history_id")).values("last")
    versions = table.versions().filter(Q(history_id__gt=last) | Q(history_id__in=latest))
    rows, since = {}, []
    for version in _with_users(versions):
        if version.history_id > last:
            since.append(version)
        elif version.history_type != "-" and getattr(version, table.column) == table.record:
            rows[version.id] = version
    return Past(rows, tuple(since))


def _with_users(versions: QuerySet[Any]) -> QuerySet[Any]:
    return versions.select_related("history_user")
