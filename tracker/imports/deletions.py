"""Records that a person deleted: a deletion is an edit, and no import takes it back unasked."""

from collections.abc import Collection

from tracker.models import Origin
from tracker.querysets import chunks

from . import records
from .tables import Cells, Table


def had_deletions(table: Table) -> bool:
    return bool(table.model.history.filter(history_type="-").exists())


def deleted(table: Table, keys: Collection[Cells]) -> dict[Cells, int]:
    """Which of these keys, none of which names a record now, last named one that a person deleted; each
    with the primary key that it had.

    What an import itself removed, or the undoing of one, no person deleted.
    A record that went with the one it belonged to is not found by its key any more: its row refers to
    nothing, and goes the way of the row that it refers to.
    """
    paths = [table.columns[table.place(name)].path for name in table.key]
    gone = table.model.history.filter(history_type="-").exclude(changeset__origin=Origin.UNDO)
    last: dict[Cells, tuple[int, str]] = {}
    for part in chunks({key[0] for key in keys}):
        found = gone.filter(**{f"{paths[0]}__in": part}).order_by("history_id")
        rows = found.values_list(*paths, "id", "changeset__origin")
        last |= {tuple(map(records.cell_of, key)): (pk, origin) for *key, pk, origin in rows.iterator()}
    return {key: last[key][0] for key in keys if key in last and last[key][1] != Origin.IMPORT}
