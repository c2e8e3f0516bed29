"""Files to rows, every cell with its place. No Django; nothing is repaired, nothing is guessed.

A reader yields a `Row` or, for a line that it cannot take, a `Fault`, and goes on; where it cannot go
on it raises `Unreadable`. Both stream: a file is never in memory as a whole.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from .comma import read_csv
from .files import open_plain
from .places import MAX_CELL, Fault, Row, Unreadable, arrange, brief, did_you_mean
from .sheets import read_xlsx

__all__ = [
    "FORMATS",
    "MAX_CELL",
    "Fault",
    "Row",
    "Unreadable",
    "arrange",
    "brief",
    "did_you_mean",
    "open_plain",
    "read",
    "read_csv",
    "read_xlsx",
]

FORMATS: dict[str, Callable[[BinaryIO, str, Sequence[str], Collection[str]], Iterator[Row | Fault]]] = {
    ".csv": read_csv,
    ".xlsx": read_xlsx,
}


def read(path: Path, columns: Sequence[str], may_lack: Collection[str] = ()) -> Iterator[Row | Fault]:
    """The rows of a CSV or XLSX file, cells in the order of `columns`. Raises Unreadable."""
    with open_plain(path) as file:
        try:
            yield from FORMATS[path.suffix](file, path.name, columns, may_lack)
        except OSError as error:  # a disk or a network gone half-way
            raise Unreadable(Fault(path.name, 0, "", f"cannot be read: {error.strerror}.")) from None
