"""Rows to files: CSV and XLSX. No Django. `readers` takes back what is written here, cell by cell."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

MAX_SHEET_CELL = 32_767
"""Characters that a spreadsheet keeps of a cell; it drops the rest without a word."""

_EXACT_DIGITS = 15  # of a number in a spreadsheet

Rows = Iterable[Sequence[str]]


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
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.freeze_panes = "A2"
    for number, row in enumerate(chain([columns], rows), 1):
        pairs = zip(columns, row, strict=True)
        sheet.append([_cell(sheet, cell, number, name, name in numeric) for name, cell in pairs])
    book.save(file)


def _cell(sheet: Any, text: str, row: int, column: str, numeric: bool) -> Any:
    if not text:
        return None
    if numeric and text.lstrip("-").isdigit() and len(text) <= _EXACT_DIGITS:
        return int(text)
    if len(text) > MAX_SHEET_CELL:
        raise ValueError(f"row {row}, {column}: a spreadsheet cell holds {MAX_SHEET_CELL:,} characters.")
    try:
        cell = WriteOnlyCell(sheet, text)
    except IllegalCharacterError:
        raise ValueError(f"row {row}, {column}: holds a control character.") from None
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


WRITERS: dict[str, Callable[[BinaryIO, Sequence[str], Rows, Collection[str]], None]] = {
    ".csv": write_csv,
    ".xlsx": write_xlsx,
}
