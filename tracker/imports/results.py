"""An import's result as django-import-export's pages show it.

Faults are errors here: `has_errors()` is true with any, so the library rolls back by itself. The library's
own result would call them validation errors, which `has_errors()` does not count. A conflict that nobody
decided is an error of an import, and of a preview none: there it is to be decided.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from import_export.results import Error, Result, RowResult

from tracker.models import Changeset

from .causes import Cause
from .outcomes import Conflict, Edits
from .readers import Fault
from .tables import Cells

SHOWN = 200
"""Rows of a preview: a page of 5,000 has 5.7 MB."""

_TYPES = {
    "created": RowResult.IMPORT_TYPE_NEW,
    "changed": RowResult.IMPORT_TYPE_UPDATE,
    "unchanged": RowResult.IMPORT_TYPE_SKIP,
    "adopted": RowResult.IMPORT_TYPE_SKIP,
    "kept": RowResult.IMPORT_TYPE_SKIP,
}


class Cell(NamedTuple):
    """What becomes of one cell."""

    old: str
    new: str

    @property
    def changes(self) -> bool:
        return self.old != self.new


class StrictResult(Result):  # type: ignore[misc]
    """A result whose faults nobody can miss. `unshown`: changes that the preview leaves out; `undecided`:
    conflicts without a decision; `outdated`: decisions without their conflict.
    """

    def __init__(self, *, preview: bool = False) -> None:
        super().__init__()
        self.preview = preview
        self.faults: list[Fault] = []
        self.conflicts: list[Conflict] = []
        self.undecided: list[Conflict] = []
        self.outdated: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.changeset: Changeset | None = None
        self.unshown = 0

    def settle(self, conflicts: Sequence[Conflict], cause: Cause) -> None:
        """Note the conflicts, and where they are not those that were decided."""
        self.conflicts = sorted(conflicts)
        self.undecided = [it for it in self.conflicts if cause.decision(it) is Edits.STOP]
        self.outdated = set(cause.decisions) - {conflict.mark for conflict in conflicts}

    @property
    def kept(self) -> int:
        """Rows that stay as people left them, those not decided apart."""
        return self.counts["kept"] - len(self.undecided)

    def refusals(self) -> list[Fault]:
        """Why nothing is saved, in the order of the file."""
        found = list(self.faults)
        if not self.preview:
            found += [fault for conflict in self.undecided for fault in as_faults(conflict)]
            if self.outdated:
                found.append(Fault("", 0, "", "what was decided is no longer at odds."))
        return sorted(found)

    def row_errors(self) -> list[tuple[int, list[Error]]]:
        """Line and errors, in the order of the file."""
        return [
            (fault.line or 1, [Error(ValueError(_said(fault)), number=fault.line or 1)])
            for fault in self.refusals()
        ]

    def count(self, what: str) -> None:
        self.totals[_TYPES[what]] += 1
        self.total_rows += 1

    def show(self, what: str, record: Any, before: Cells, after: Cells) -> None:
        """Keep a row that changes something: for the preview its differences, else for the log."""
        if self.preview and len(self.rows) >= SHOWN:
            self.unshown += 1
            return
        row = RowResult()
        row.import_type = _TYPES[what]
        row.instance = record
        if self.preview:
            row.diff = [Cell(*pair) for pair in zip(before, after, strict=True)]
        self.append_row_result(row)


def _said(fault: Fault) -> str:
    return f"{fault.column}: {fault.message}" if fault.column else fault.message


def as_faults(conflict: Conflict) -> list[Fault]:
    """A conflict as a program sees it, where nothing was said about hand edits."""
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
