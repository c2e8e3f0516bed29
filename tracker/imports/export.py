"""The database back to seed files: what analysts edited by hand returns to version control."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from .resources import RESOURCES
from .tables import Table
from .writers import WRITERS


class Unwritable(Exception):  # noqa: N818 (says what it is)
    """The folder cannot take the files; the message says why. None of them was touched."""


def export(directory: Path, suffix: str = ".csv") -> dict[str, int]:
    """Write every record, whatever its review status, to one file per table; rows per file.

    All files are complete before the first takes the place of an older one. Raises Unwritable.
    """
    _prepare(directory, suffix)
    try:
        return _export(directory, suffix)
    except OSError as error:
        raise Unwritable(f"{directory}: {error.strerror}.") from None


def _export(directory: Path, suffix: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    with _beside(directory) as scratch, transaction.atomic():
        for resource in RESOURCES:
            name = f"{resource.file}{suffix}"
            with (scratch / name).open("xb") as file:
                counts[name] = _write(resource.table(), file, suffix)
                os.fsync(file.fileno())
        for name in counts:
            (scratch / name).replace(directory / name)
    return counts


def _write(table: Table, file: BinaryIO, suffix: str) -> int:
    rows = table.exported(table.model.objects.all())
    try:
        WRITERS[suffix](file, table.names, rows, table.numeric)
    except ValueError as error:
        raise Unwritable(f"{table.name}{suffix}: {error}") from None
    return len(rows)


def _prepare(directory: Path, suffix: str) -> None:
    """Have a folder whose seed files, if any, are plain files of this format."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        present = {path.name: path.lstat() for path in directory.iterdir()}
    except OSError as error:
        raise Unwritable(f"{directory}: {error.strerror}.") from None
    tables = {resource.file for resource in RESOURCES}
    for name, found in present.items():
        stem, dot, end = name.partition(".")
        if dot + end not in WRITERS:
            continue
        if dot + end != suffix and stem in tables:
            raise Unwritable(f"{directory / name} is there: an import would find two files of one table.")
        if dot + end == suffix and not (stem in tables and stat.S_ISREG(found.st_mode)):
            raise Unwritable(f"{directory / name} is no seed file of this project: choose another folder.")


@contextmanager
def _beside(directory: Path) -> Iterator[Path]:
    """A new folder within, so that what is in it can be renamed into place, and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".export-", dir=directory) as name:
        yield Path(name)
