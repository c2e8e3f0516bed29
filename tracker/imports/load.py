"""A folder of seed files into the database: all of it or, with any fault, nothing."""

import gc
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from tracker.models import Origin, recording

from .batches import file_entry, keep_files
from .causes import Cause
from .documents import Attach
from .outcomes import Conflict, Documents, Edits, Outcome, Tally
from .prune import Prune, left
from .readers import FORMATS, Fault, Row, Unreadable, read
from .references import References
from .resources import RESOURCES, StrictResource
from .tables import Stored, Table
from .upserts import Upsert, Written

Progress = Callable[[str, int], None]
"""Told the file and how many of its rows are done, once per batch."""


def load(
    directory: Path,
    *,
    at: datetime,
    check: bool = False,
    edits: Edits = Edits.STOP,
    prune: bool = False,
    documents: Path | None = None,
    suffix: str = "",
    user: Any = None,
    progress: Progress = lambda file, done: None,
) -> Outcome:
    """Read the seed files of a folder into the database, in one transaction.

    `check`: the real run, rolled back. `documents`: a folder of article texts to attach. `suffix`:
    only files of this format. Faults and conflicts are in the outcome, never raised; the database's own
    errors are not caught.
    """
    run = _Load(directory, Cause("", at, user, edits, prune), suffix, progress)
    why = f"Imported from {directory.resolve().name}/"
    with (
        _fewer_collections(),
        transaction.atomic(),
        recording(Origin.IMPORT, user=user, reason=why, at=at) as act,
    ):
        outcome = run.run(documents, check)
        if check or outcome.refused:
            transaction.set_rollback(True)
        else:
            keep_files(act, [_file(directory, tally) for tally in outcome.tallies])
    return outcome


def _file(directory: Path, tally: Tally) -> dict[str, Any]:
    with (directory / tally.file).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return file_entry(
        tally.file,
        digest,
        created=tally.created,
        changed=tally.changed,
        unchanged=tally.unchanged,
        kept=tally.kept,
        pruned=tally.pruned,
    )


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Let batches come and go without a search for cycles every 700 objects: a third of the time."""
    thresholds = gc.get_threshold()
    gc.set_threshold(20_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


class _Load:
    def __init__(self, directory: Path, cause: Cause, suffix: str, progress: Progress) -> None:
        self.directory = directory
        self.cause = cause
        self.suffixes = [suffix] if suffix else list(FORMATS)
        self.progress = progress
        self.references = References()
        self.faults: list[Fault] = []
        self.conflicts: list[Conflict] = []
        self.written: dict[Table, Written] = {}
        self.causes: dict[Table, Cause] = {}

    def run(self, documents: Path | None, check: bool) -> Outcome:
        files = self._files()
        missing = []
        attach = Attach(documents, self.cause) if documents else None
        for resource in RESOURCES:
            if attach and resource.file == "statements":  # the sources are in, their evidence is not
                attach.run()
            if resource.file in files:
                self._load(resource, files[resource.file])
            else:
                missing.append(f"{resource.file}{self.suffixes[0]}")
        texts = self._finish_documents(attach)
        tallies = self._tallies()
        return Outcome(
            tallies=tallies,
            missing=tuple(missing),
            faults=tuple(sorted(self.faults)),
            conflicts=tuple(sorted(self.conflicts)),
            edits=self.cause.edits,
            documents=texts,
            checked_only=check,
        )

    # which files

    def _files(self) -> dict[str, Path]:
        """The seed files by table. Faults any file that looks like one but names no table."""
        files: dict[str, Path] = {}
        known = {resource.file for resource in RESOURCES}
        for path in self._listed():
            if path.stem not in known:
                self._fault(path.name, f"no table has this name; the tables are {', '.join(sorted(known))}.")
            elif path.stem in files:
                self._fault(path.name, f"{files[path.stem].name} is there too; keep one of the two.")
            else:
                files[path.stem] = path
        if not files and not self.faults:
            self._fault(str(self.directory), "there are no seed files in this folder.")
        return files

    def _listed(self) -> list[Path]:
        try:
            names = sorted(os.listdir(self.directory))
        except OSError as error:
            self._fault(str(self.directory), f"cannot be read: {error.strerror}.")
            return []
        paths = [self.directory / name for name in names if not name.startswith((".", "~$"))]
        return [path for path in paths if path.suffix in self.suffixes]

    def _fault(self, file: str, message: str) -> None:
        printable = os.fsencode(file).decode(errors="replace")  # a name may hold any bytes
        self.faults.append(Fault(printable, 0, "", message))

    # their rows

    def _load(self, resource: type[StrictResource], path: Path) -> None:
        table = resource.table()
        cause = self.causes[table] = self.cause.of(path.name)
        upsert = Upsert(table, cause, self.references, resource.checks)
        written = upsert.run(self._rows(table, path), lambda done: self.progress(path.name, done))
        self.written[table] = written
        self.faults += written.faults
        self.conflicts += written.conflicts

    def _rows(self, table: Table, path: Path) -> Iterator[Row | Fault]:
        try:
            yield from read(path, table.names, table.may_lack)
        except Unreadable as unreadable:
            self.references.unread.add(table.model)
            yield from unreadable.faults

    # what follows from all of them

    def _finish_documents(self, attach: Attach | None) -> Documents:
        if attach is None:
            return Documents()
        evidence = [written.seen for table, written in self.written.items() if table.name == "evidence"]
        attach.recheck(set().union(*evidence))
        self.faults += attach.faults
        self.conflicts += attach.conflicts
        return attach.outcome

    def _tallies(self) -> tuple[Tally, ...]:
        gone: dict[Table, list[Stored]] = {}
        if not self.faults:  # with any, rows were passed over that are in their file
            gone = {table: left(table, written) for table, written in self.written.items()}
        pruned = self._prune(gone) if self.cause.prune else {}
        return tuple(
            _tally(self.causes[table], written.counts, table, gone.get(table, []), pruned.get(table, 0))
            for table, written in self.written.items()
        )

    def _prune(self, gone: dict[Table, list[Stored]]) -> dict[Table, int]:
        prune = Prune(gone, self.causes)
        pruned = prune.run()
        self.faults += prune.faults
        self.conflicts += prune.conflicts
        return pruned


def _tally(cause: Cause, counts: Counter[str], table: Table, gone: list[Stored], pruned: int) -> Tally:
    keys = tuple(table.named(table.key_of(row.cells)) for row in gone)
    return Tally(
        cause.file,
        created=counts["created"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        kept=counts["kept"],
        left=keys,
        pruned=pruned,
    )
