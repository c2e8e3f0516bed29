"""A folder of seed files into the database: all of it or, with any fault, nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from .outcomes import Edits, Outcome, Tally
from .readers import Fault, Row, Unreadable, read
from .references import References
from .resources import TABLES
from .tables import Table
from .upserts import Cause, Upsert, Written

Progress = Callable[[str, int], None]


def load(
    directory: Path,
    *,
    at: datetime,
    check: bool = False,
    edits: Edits = Edits.STOP,
    user: Any = None,
    progress: Progress = lambda file, done: None,
) -> Outcome:
    """Read every seed file of a folder into the database, in one transaction."""
    with transaction.atomic():
        outcome = _Load(directory, at, edits, user, progress).run(check)
        if check or outcome.refused:
            transaction.set_rollback(True)
    return outcome


class _Load:
    def __init__(self, directory: Path, at: datetime, edits: Edits, user: Any, progress: Progress) -> None:
        self.directory = directory
        self.at = at
        self.edits = edits
        self.user = user
        self.progress = progress
        self.references = References()
        self.tallies: list[Tally] = []
        self.written: list[Written] = []
        self.missing: list[str] = []

    def run(self, check: bool) -> Outcome:
        for table in TABLES:
            path = self.directory / f"{table.name}.csv"
            if path.exists() or path.is_symlink():
                self._load(table, path)
            else:
                self.missing.append(path.name)
        return Outcome(
            tallies=tuple(self.tallies),
            missing=tuple(self.missing),
            faults=tuple(sorted(fault for written in self.written for fault in written.faults)),
            conflicts=tuple(sorted(one for written in self.written for one in written.conflicts)),
            edits=self.edits,
            checked_only=check,
        )

    def _load(self, table: Table, path: Path) -> None:
        upsert = Upsert(table, Cause(path.name, self.at, self.user, self.edits), self.references)
        written = upsert.run(self._rows(table, path), lambda done: self.progress(path.name, done))
        self.written.append(written)
        counts = written.counts
        self.tallies.append(
            Tally(path.name, counts["created"], counts["changed"], counts["unchanged"], counts["kept"])
        )

    def _rows(self, table: Table, path: Path) -> Iterator[Row | Fault]:
        try:
            yield from read(path, table.names)
        except Unreadable as unreadable:
            self.references.unread.add(table.model)
            yield from unreadable.faults
