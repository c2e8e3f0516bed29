"""Rows that still name a record which was merged into another: they mean the other."""

from dataclasses import replace

from .readers import Row
from .references import References
from .tables import Table


class Following:
    """Follows the references of one table's rows. `lines`: of the rows that named what was merged away."""

    def __init__(self, table: Table, references: References) -> None:
        self.lines: set[int] = set()
        merged = [
            (place, references.merged(column.reference.model))
            for place, column in enumerate(table.columns)
            if column.reference is not None
        ]
        self._merged = [(place, into) for place, into in merged if into]

    def follow(self, row: Row) -> Row:
        if not any(row.cells[place] in into for place, into in self._merged):
            return row
        cells = list(row.cells)
        for place, into in self._merged:
            cells[place] = into.get(cells[place], cells[place])
        self.lines.add(row.line)
        return replace(row, cells=tuple(cells))


def merged_into(table: Table, references: References, key: tuple[str, ...]) -> str:
    """The slug of the record that the one with this key was merged into; empty where it was not."""
    return references.merged(table.model).get(key[0], "") if len(key) == 1 else ""
