"""A table of text, and the three files it can become: CSV, XLSX and JSON."""

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tracker.imports.records import quoted
from tracker.imports.writers import WRITERS

Item = TypeVar("Item")

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Cells are text as the pages show it, "" for nothing; numbers stand in `numeric` columns."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    numeric: frozenset[str] = frozenset()


def tabulated(items: Iterable[Item], cells: Mapping[str, Callable[[Item], object]]) -> Table:
    """A column for each of `cells`. One of whole numbers, with None where there is none, is numeric."""
    values = [[read(item) for read in cells.values()] for item in items]
    numeric = {name for place, name in enumerate(cells) if _all_numbers(row[place] for row in values)}
    return Table(tuple(cells), [tuple(map(_cell, row)) for row in values], frozenset(numeric))


def _all_numbers(values: Iterable[object]) -> bool:
    """By type: a yes or no is an int too."""
    return {type(value) for value in values if value is not None} == {int}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def answer(table: Table, ending: str, name: str, about: Mapping[str, str]) -> HttpResponse:
    """The table as a file called `name`. `about`, what it shows and as of when, goes into the JSON alone.

    A cell that a spreadsheet would run as a formula is quoted, as in every file of this project. One that
    a spreadsheet cannot hold is an error with words to the reader, and no file.
    """
    try:
        content = _json(table, about) if ending == "json" else _written(table, ending)
    except ValueError as error:
        told = _("This cannot be a spreadsheet: %(error)s Take the CSV file instead.") % {"error": error}
        return HttpResponse(f"{told}\n", status=422, content_type="text/plain; charset=utf-8")
    disposition = f'attachment; filename="{name}.{ending}"'
    return HttpResponse(content, content_type=TYPES[ending], headers={"Content-Disposition": disposition})


def _written(table: Table, ending: str) -> bytes:
    rows = [
        tuple(
            cell if name in table.numeric else quoted(cell)
            for name, cell in zip(table.columns, row, strict=True)
        )
        for row in table.rows
    ]
    file = io.BytesIO()
    WRITERS[f".{ending}"](file, table.columns, rows, table.numeric)
    return file.getvalue()


def _json(table: Table, about: Mapping[str, str]) -> str:
    rows = [
        {
            name: _number(cell) if name in table.numeric else cell
            for name, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]
    whole: dict[str, Any] = {**about, "rows": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
