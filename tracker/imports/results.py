"""An import's result as django-import-export's pages show it.

Faults are errors here: `has_errors()` is true with any, so the library rolls back by itself, and its
page lists each with line and column. The library's own result would call them validation errors, which
`has_errors()` does not count.
"""

from typing import Any

from import_export.resources import Diff
from import_export.results import Error, Result, RowResult

from .outcomes import Conflict
from .readers import Fault
from .tables import Cells

SHOWN = 200
"""Rows of a preview: of 5,000 the page takes 10 s and 5.7 MB."""

_TYPES = {
    "created": RowResult.IMPORT_TYPE_NEW,
    "changed": RowResult.IMPORT_TYPE_UPDATE,
    "unchanged": RowResult.IMPORT_TYPE_SKIP,
    "adopted": RowResult.IMPORT_TYPE_SKIP,
    "kept": RowResult.IMPORT_TYPE_SKIP,
}


class CellDiff(Diff):  # type: ignore[misc]
    """What changes in a row, cell by cell."""

    def __init__(self, before: Cells, after: Cells, new: bool) -> None:
        self.left, self.right, self.new = before, after, new


class StrictResult(Result):  # type: ignore[misc]
    """A result whose faults nobody can miss. `unshown`: changes that the preview leaves out."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []
        self.conflicts: list[Conflict] = []
        self.unshown = 0

    def row_errors(self) -> list[tuple[int, list[Error]]]:
        """Line and errors, in the order of the file."""
        return [
            (fault.line or 1, [Error(ValueError(_said(fault)), number=fault.line or 1)])
            for fault in sorted(self.faults)
        ]

    def count(self, what: str) -> None:
        self.totals[_TYPES[what]] += 1
        self.total_rows += 1

    def show(self, what: str, record: Any, before: Cells, after: Cells, *, preview: bool) -> None:
        """Keep a row that changes something: for the preview its differences, else for the log."""
        if preview and len(self.rows) >= SHOWN:
            self.unshown += 1
            return
        row = RowResult()
        row.import_type = _TYPES[what]
        row.instance = record
        if preview:
            row.diff = CellDiff(before, after, what == "created").as_html()
        self.append_row_result(row)


def _said(fault: Fault) -> str:
    return f"{fault.column}: {fault.message}" if fault.column else fault.message


def as_faults(conflict: Conflict) -> list[Fault]:
    """A conflict as the upload page shows it, where nothing was said about hand edits."""
    if not conflict.differences:
        gone = f'was merged into "{conflict.into}"' if conflict.into else "was deleted by hand"
        return [Fault(conflict.file, conflict.line, "", f"{conflict.key} {gone}.")]
    return [
        Fault(
            conflict.file,
            conflict.line,
            it.column,
            f'{conflict.key} was edited by hand: here "{it.here}", in the file "{it.file}".',
        )
        for it in conflict.differences
    ]
