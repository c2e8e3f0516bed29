"""Cells to checked values and back: the types that a column can have. No Django.

A type is a function that takes a cell as it stands in a file and gives its value, or raises ValueError
with a message for an analyst. An empty cell never reaches it: what that means is the column's matter.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

Read = Callable[[str], object]

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n\0]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_EXACT_DIGITS = 15  # of a decimal number that every engine keeps: SQLite stores a float
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def quoted(cell: str) -> str:
    """The cell as it goes into a file: with an apostrophe before what a spreadsheet would take for a
    formula, and before an apostrophe before such (OWASP, "CSV Injection"). `plain` undoes it.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """The text that a file's cell stands for. Raises ValueError for a formula."""
    if _FORMULA.match(cell):
        if cell[0] != "'":
            raise ValueError(_formula(cell))
        cell = cell[1:]
    if "\r" in cell:
        cell = one_line_end(cell)
    if has_control(cell):
        raise ValueError("holds a control character; type the text anew.")
    return cell


def has_control(text: str) -> bool:
    """Whether a text holds a character that is not for people to read, and no file will take back."""
    return _CONTROL.search(text) is not None


def _formula(cell: str) -> str:
    start = cell if len(cell) <= 20 else f"{cell[:20]}…"
    return f'"{start}" begins like a formula; if it is text, put an apostrophe before it: \'{start}'


def one_line_end(text: str) -> str:
    """Line ends as `\\n`: forms of web pages send `\\r\\n`, and no file could tell the two apart."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def choice(words: Sequence[str], meaning: str = "") -> Read:
    """One of `words`; where they are too many to list, `meaning` says what they are."""
    known = frozenset(words)
    expected = meaning or f"one of {', '.join(words)}."

    def read(cell: str) -> str:
        if plain(cell) not in known:
            raise ValueError(f'"{cell}" is not {expected}')
        return cell

    return read


def yes_no(cell: str) -> bool:
    if plain(cell) not in ("true", "false"):
        raise ValueError(f'"{cell}" is neither true nor false.')
    return cell == "true"


def whole_number(low: int, high: int) -> Read:
    """A whole number between `low` and `high`, both included."""

    def read(cell: str) -> int:
        if not _WHOLE.fullmatch(cell):
            raise ValueError(f'"{plain(cell)}" is not a whole number: write 5000.')
        if not low <= int(cell) <= high:
            raise ValueError(f"{cell} is not between {low} and {high}.")
        return int(cell)

    return read


def number(cell: str) -> Decimal:
    if not _NUMBER.fullmatch(cell):
        raise ValueError(f'"{plain(cell)}" is not a number: write 5000 or 0.5.')
    if len(_decimal(Decimal(cell)).lstrip("-0.").replace(".", "")) > _EXACT_DIGITS:
        raise ValueError(f"{cell} has more than {_EXACT_DIGITS} digits, which not every database keeps.")
    return Decimal(cell)


def day(cell: str) -> date:
    """A day, `2013-01-15`."""
    if not _DAY.fullmatch(plain(cell)):
        raise ValueError(f'"{cell}" is not a day: write 2013-01-15.')
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f'"{cell}" is not a day of the calendar.') from None


def cell_of(value: object) -> str:
    """The one way in which a value is written; nothing known is the empty cell."""
    match value:
        case None:
            return ""
        case str():
            return one_line_end(value) if "\r" in value else value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return _decimal(value)
        case date():
            return value.isoformat()
    return str(value)


def _decimal(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def fingerprint(columns: Iterable[str], cells: Iterable[str]) -> str:
    """SHA-256 of a row's content. Empty cells do not count, so that a new column that may be empty
    changes no fingerprint.
    """
    filled = [f"{column}\0{cell}" for column, cell in zip(columns, cells, strict=True) if cell]
    return hashlib.sha256("\0".join(filled).encode()).hexdigest()
