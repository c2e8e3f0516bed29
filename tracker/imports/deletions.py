"""Records that a person deleted: a deletion is an edit, and no import takes it back unasked."""

from collections.abc import Collection

from . import records
from .references import chunks
from .tables import Cells, Table

PRUNED = "Left "
"""How the reason begins, in the history of what an import itself removed."""


def had_deletions(table: Table) -> bool:
    return bool(table.model.history.filter(history_type="-").exists())


def deleted(table: Table, keys: Collection[Cells]) -> set[Cells]:
    """Which of these keys, none of which names a record now, last named one that a person deleted.

    A record that went with the one it belonged to is not found by its key any more: its row refers to
    nothing, and goes the way of the row that it refers to.
    """
    paths = [table.columns[table.place(name)].path for name in table.key]
    gone = table.model.history.filter(history_type="-").order_by("history_id")
    last: dict[Cells, str] = {}
    for part in chunks({key[0] for key in keys}):
        found = gone.filter(**{f"{paths[0]}__in": part}).values_list(*paths, "history_change_reason")
        last |= {tuple(map(records.cell_of, key)): reason or "" for *key, reason in found.iterator()}
    return {key for key in keys if key in last and not last[key].startswith(PRUNED)}
