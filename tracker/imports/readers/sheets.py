"""Placeholder until the spreadsheet reader is written."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from .places import Fault, Row, Unreadable


def read_xlsx(file: BinaryIO, name: str, columns: Sequence[str]) -> Iterator[Row | Fault]:
    """Not yet."""
    raise Unreadable(Fault(name, 0, "", "spreadsheets are not read yet."))
