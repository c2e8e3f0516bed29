"""Spreadsheets (XLSX): one sheet, plain values, nothing calculated and no date guessed."""

import re
import warnings
import zlib
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, time
from typing import Any, BinaryIO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from .bombs import Extent, defused
from .places import Fault, Row, Unreadable, arrange

_BROKEN = (
    ArithmeticError, AttributeError, BadZipFile, EOFError, ExpatError, LookupError, NotImplementedError,
    OSError, RuntimeError, SyntaxError, TypeError, ValueError, zlib.error,
)  # fmt: skip
"""What zipfile and openpyxl raise for a file that is no workbook, or a torn one."""

_LITERAL = re.compile(r'"[^"]*"|\[[^]]*\]|\\.')  # in a number format: text, colours, locale

_ESCAPE = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""How a sheet writes what XML cannot hold, a carriage return among it (ECMA-376, ST_Xstring)."""


class Refused(str):
    """A cell that cannot be taken; the text is the message that says why."""

    __slots__ = ()


def read_xlsx(
    file: BinaryIO, name: str, columns: Sequence[str], may_lack: Collection[str] = ()
) -> Iterator[Row | Fault]:
    """The rows of a workbook's only sheet. Raises Unreadable."""
    for item in arrange(_numbered(file, name), name, columns, may_lack):
        if isinstance(item, Row) and any(type(cell) is Refused for cell in item.cells):
            for column, cell in zip(columns, item.cells, strict=True):
                if type(cell) is Refused:
                    yield Fault(name, item.line, column, str(cell))
        else:
            yield item


def _numbered(file: BinaryIO, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, as wide as the header."""
    width = 0
    for number, cells in enumerate(_rows(file, name), 1):
        texts = [cell_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        width = width or len(texts)
        yield number, texts + [""] * (width - len(texts)) if texts else texts


def _rows(file: BinaryIO, name: str) -> Iterator[Sequence[Any]]:
    try:
        yield from _opened(file)
    except _Objection as objection:
        raise Unreadable(Fault(name, 0, "", str(objection))) from None
    except _BROKEN:
        message = "is not a spreadsheet (.xlsx), or a damaged one."
        raise Unreadable(Fault(name, 0, "", message)) from None


class _Objection(Exception):  # noqa: N818
    """The workbook is whole, but not to be read."""


def _opened(file: BinaryIO) -> Iterator[Sequence[Any]]:
    extent = _extent(file)
    with warnings.catch_warnings(action="ignore"):  # of styles and extensions, which do not matter here
        book = load_workbook(file, read_only=True, keep_links=False)
    if len(book.worksheets) != 1:
        raise _Objection(f"holds {len(book.worksheets)} sheets; a table has one.")
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of itself may be wrong, and would cut cells off
    rows = sheet.iter_rows(max_row=extent.rows, max_col=extent.columns) if extent.rows else iter(())
    while True:
        with warnings.catch_warnings(action="ignore"):
            row = next(rows, None)
        if row is None:
            return
        yield row


def _extent(file: BinaryIO) -> Extent:
    with ZipFile(file) as package:
        try:
            return defused(package)
        except ValueError as error:
            raise _Objection(str(error)) from None


def cell_text(cell: Any) -> str:
    """A cell as a CSV file would have it; Refused where that would be a guess."""
    if cell.value is None:
        return ""
    if cell.data_type == "e":
        return Refused(f"holds the error {cell.value}.")
    if cell.data_type == "f":
        return "=" + str(getattr(cell.value, "text", cell.value)).removeprefix("=")
    if cell.data_type == "d" and not _shows_day(cell.number_format):
        return Refused("is a date of which day or year is hidden; make the cell text and write 2013-01.")
    text = plain_text(cell.value)
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _shows_day(number_format: str) -> bool:
    """Whether an analyst sees the day and year that the cell holds. `2013-01`, typed, becomes a first
    of January that is shown as `Jan-13`: nobody wrote that day.
    """
    shown = _LITERAL.sub("", number_format).lower()
    return "d" in shown and "y" in shown


def plain_text(value: Any) -> str:
    """A value of a spreadsheet or of a `tablib.Dataset` as text: days as ISO, yes and no in words."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
    return str(value)
