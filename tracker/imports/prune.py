"""Records that an import once made and whose rows have left their file."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models.deletion import Collector

from tracker.models import Document
from tracker.querysets import chunks

from .causes import Cause
from .documents import is_untouched
from .outcomes import Conflict, Edits
from .readers import Fault
from .tables import Stored, Table
from .upserts import Written

_NAMED = 3  # users that a message names


def left(table: Table, written: Written) -> list[Stored]:
    """The records that an import made and the file no longer names, as they were before this import.
    What was made by hand never counts.
    """
    imported = table.model.objects.exclude(import_digest="")
    gone = [pk for pk in imported.values_list("pk", flat=True).iterator() if pk not in written.seen]
    found = [it for part in chunks(gone) for it in table.stored(imported.filter(pk__in=part))]
    before = [written.parked.get(it.pk, it) for it in found]
    return sorted(before, key=lambda it: table.key_of(it.cells))


class Prune:
    """Removes what left the files. With a fault, or a conflict and no leave, the caller rolls back."""

    def __init__(self, gone: Mapping[Table, list[Stored]], causes: Mapping[Table, Cause]) -> None:
        self.causes = causes
        self.conflicts: list[Conflict] = []
        self.going = {table: [it for it in rows if self._may_go(table, it)] for table, rows in gone.items()}
        self.faults: list[Fault] = [fault for table in self.going for fault in self._in_use(table)]

    def run(self) -> dict[Table, int]:
        """How many records of each table are gone now; what refers to others goes before them."""
        if not self.faults:
            for table, rows in reversed(self.going.items()):
                self._delete(table, rows)
        return {table: len(rows) for table, rows in self.going.items()}

    def _may_go(self, table: Table, row: Stored) -> bool:
        cause = self.causes[table]
        if row.digest == table.digest(row.cells):
            return True
        self.conflicts.append(Conflict(cause.file, 0, table.named(table.key_of(row.cells))))
        return cause.edits is Edits.OVERWRITE

    def _in_use(self, table: Table) -> Iterator[Fault]:
        names = {row.pk: table.named(table.key_of(row.cells)) for row in self.going[table]}
        users: dict[int, list[str]] = {}
        for relation in table.model._meta.related_objects:
            for target, user in self._users(relation, names):
                users.setdefault(target, []).append(user)
        for target, by in users.items():
            more = f" and {len(by) - _NAMED} more" if len(by) > _NAMED else ""
            message = f"{names[target]} left the file, but is in use by {', '.join(by[:_NAMED])}{more}."
            yield Fault(self.causes[table].file, 0, "", message)

    def _users(self, relation: Any, targets: Collection[int]) -> Iterator[tuple[int, str]]:
        """Records that stay and refer to one of `targets`: whom, and the user's name."""
        model, name = relation.related_model, relation.field.name
        going = {row.pk for table, rows in self.going.items() if table.model is model for row in rows}
        for part in chunks(sorted(targets)):
            for user in model.objects.filter(**{f"{name}__in": part}).order_by("pk"):
                if user.pk not in going and not (isinstance(user, Document) and is_untouched(user)):
                    yield getattr(user, f"{name}_id"), f"{model._meta.verbose_name} {_name(user)}"

    def _delete(self, table: Table, rows: list[Stored]) -> None:
        """As deleting one by one would, its history included, but with the cause in it."""
        cause = self.causes[table]
        for part in [part for wave in _waves(table, rows) for part in chunks(wave)]:
            records = list(table.model.objects.in_bulk([row.pk for row in part]).values())
            for record in records:
                record._change_reason = f"Left {cause.file}"[:100]
            _restore_rank(table, records, part)
            _collect(records).delete()


def _waves(table: Table, rows: list[Stored]) -> tuple[list[Stored], list[Stored]]:
    """Those that refer to their own table before those that they may refer to."""
    own = [
        place
        for place, column in enumerate(table.columns)
        if column.reference and column.reference.model is table.model
    ]
    first = [row for row in rows if any(row.cells[place] for place in own)]
    return first, [row for row in rows if row not in first] if first else rows


def _collect(records: list[Any]) -> Collector:
    collector = Collector(using=records[0]._state.db)
    collector.collect(records)
    return collector


def _restore_rank(table: Table, records: list[Any], rows: list[Stored]) -> None:
    """Let the history show the rank that the record had, not the one that it was parked at."""
    ranks = {row.pk: int(row.cells[table.place(table.rank)]) for row in rows} if table.rank else {}
    for record in records if ranks else ():
        setattr(record, table.rank, ranks[record.pk])


def _name(record: Any) -> str:
    return f'"{record.slug}"' if hasattr(record, "slug") else str(record)
