"""Comma-separated files: UTF-8 without byte-order mark, quotes doubled, nothing else."""

import csv
from codecs import BOM_UTF8
from collections.abc import Collection, Iterator, Sequence
from typing import BinaryIO

from .places import MAX_CELL, Fault, Row, Unreadable, arrange


def read_csv(
    file: BinaryIO, name: str, columns: Sequence[str], may_lack: Collection[str] = ()
) -> Iterator[Row | Fault]:
    """The rows of a CSV file, numbered by the physical line that each starts on. Raises Unreadable."""
    lines = _Lines(file, name)
    for item in arrange(_numbered(lines), name, columns, may_lack):
        if isinstance(item, Fault) and lines.torn and item.line == lines.number and not item.column:
            message = f"the file ends half-way: the last line has no line end, and {item.message}"
            yield Fault(name, item.line, "", message)
        else:
            yield item


class _Lines:
    """The file's lines as text. Raises Unreadable for what is not UTF-8."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.file = file
        self.name = name
        self.number = 0
        self.torn = False  # the last line has no line end

    def __iter__(self) -> Iterator[str]:
        for line in self.file:
            self.number += 1
            self.torn = not line.endswith(b"\n")
            yield self._text(line)

    def _text(self, line: bytes) -> str:
        if self.number == 1 and line.startswith(BOM_UTF8):
            raise self.unreadable("starts with a byte-order mark; save the file as UTF-8 without one.")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            byte = f"byte 0x{line[error.start]:02x}, number {error.start + 1} of the line"
            raise self.unreadable(f"is not UTF-8 ({byte}); save the file as UTF-8.") from None
        if "\0" in text:
            raise self.unreadable("the line holds a NUL character, which no text has.")
        return text

    def unreadable(self, message: str, line: int | None = None) -> Unreadable:
        return Unreadable(Fault(self.name, line or self.number, "", message))


def _numbered(lines: _Lines) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it starts on; quoted cells may run over several."""
    reader = csv.reader(iter(lines), strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise lines.unreadable(_message(str(error)), start) from None


def _message(error: str) -> str:
    """What csv's own words mean to an analyst."""
    if "unexpected end" in error:
        return "the file ends half-way: inside a quoted cell of the row that starts here."
    if "field limit" in error:
        return f"a cell of the row holds more than {MAX_CELL:,} characters; is a quote not closed?"
    if "new-line" in error:
        return "the lines end in a bare carriage return; save the file with \\n or \\r\\n."
    return "a quoted cell goes on after its closing quote; a quote within one is written twice."
