"""Rows to files: CSV and XLSX. No Django. `readers` takes back what is written here, cell by cell."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MAX_SHEET_CELL = 32_767
"""Characters that a spreadsheet keeps of a cell; it drops the rest without a word."""

_EXACT_DIGITS = 15  # of a number in a spreadsheet
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # which a spreadsheet would read as one character

Rows = Collection[Sequence[str]]


def write_csv(file: BinaryIO, columns: Sequence[str], rows: Rows, numeric: Collection[str] = ()) -> None:
    """UTF-8, commas, quotes where they are needed, `\\n` at the end of each row."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    text.flush()
    text.detach()


def write_xlsx(file: BinaryIO, columns: Sequence[str], rows: Rows, numeric: Collection[str] = ()) -> None:
    """One sheet, every cell text but whole numbers in `numeric` columns, so that no program takes
    `2013-01` for a date. Raises ValueError for a cell that a spreadsheet cannot hold.
    """
    for objection in _objections(columns, rows):
        raise ValueError(objection)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, name) for name in columns])
    for row in rows:
        pairs = zip(columns, row, strict=True)
        sheet.append([_cell(sheet, cell, numeric=name in numeric) for name, cell in pairs])
    book.save(file)


def _objections(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    for number, row in enumerate(rows, 2):
        for name, cell in zip(columns, row, strict=True):
            if len(cell) > MAX_SHEET_CELL:
                yield f"row {number}, {name}: a spreadsheet cell holds {MAX_SHEET_CELL:,} characters."
            if ILLEGAL_CHARACTERS_RE.search(cell):
                yield f"row {number}, {name}: holds a control character."


def _cell(sheet: Any, text: str, *, numeric: bool = False) -> Any:
    if not text:
        return None
    if numeric and text.lstrip("-").isdigit() and len(text) <= _EXACT_DIGITS:
        return int(text)
    cell = WriteOnlyCell(sheet, _LIKE_ESCAPE.sub("_x005F_", text))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


WRITERS: dict[str, Callable[[BinaryIO, Sequence[str], Rows, Collection[str]], None]] = {
    ".csv": write_csv,
    ".xlsx": write_xlsx,
}
