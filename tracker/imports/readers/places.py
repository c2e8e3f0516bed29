"""Where something stands in a file, and what is wrong with it."""

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

MAX_CELL = 100_000
"""Characters that one cell may hold; the longest that analysts write has a few hundred."""

_LONG = 1_000  # characters of a message


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with one file. `line` 0: the file as a whole; `column` empty: the whole row."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.column}: {self.message}" if self.column else f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells, in the order of the table's columns, and the line of the file that it starts on.

    `lacking` are the places of columns that the file does not have: there it says nothing, not even none.
    """

    line: int
    cells: tuple[str, ...]
    lacking: tuple[int, ...] = ()


class Unreadable(Exception):  # noqa: N818 (says what it is, as StopIteration does)
    """The file cannot be read, or not further. `faults` say why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


def arrange(
    lines: Iterable[tuple[int, Sequence[str]]],
    name: str,
    columns: Sequence[str],
    may_lack: Collection[str] = (),
) -> Iterator[Row | Fault]:
    """Check the header, then give each line's cells in the order of `columns`. Raises Unreadable.

    Every column must be there once, in any order; those of `may_lack` at most once. Lines without a
    filled cell are passed over.
    """
    numbered = ((line, cells) for line, cells in lines if any(cells))
    line, header = next(numbered, (0, ()))
    if not header:
        raise Unreadable(Fault(name, line, "", "the file is empty; it needs at least its header."))
    pick = _picker(name, line, header, columns, may_lack)
    lacking = tuple(place for place, column in enumerate(columns) if column not in header)
    for line, cells in numbered:
        if len(cells) == len(header):
            yield _row(name, line, pick(cells), columns, lacking)
        else:
            yield Fault(name, line, "", f"the row has {len(cells)} cells; the header has {len(header)}.")


def _row(
    name: str, line: int, cells: tuple[str, ...], columns: Sequence[str], lacking: tuple[int, ...]
) -> Row | Fault:
    if max(map(len, cells)) > MAX_CELL:
        column = next(column for column, cell in zip(columns, cells, strict=True) if len(cell) > MAX_CELL)
        return Fault(name, line, column, f"the cell holds more than {MAX_CELL:,} characters.")
    return Row(line, cells, lacking)


def _picker(
    name: str, line: int, header: Sequence[str], columns: Sequence[str], may_lack: Collection[str]
) -> Callable[[Sequence[str]], tuple[str, ...]]:
    found = header_faults(header, columns, may_lack)
    faults = [Fault(name, line, column, message) for column, message in found]
    if faults:
        raise Unreadable(*faults)
    places = [header.index(column) if column in header else None for column in columns]
    return lambda cells: tuple(["" if place is None else cells[place] for place in places])


def header_faults(
    header: Sequence[str], columns: Sequence[str], may_lack: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """What is wrong with a header: pairs of column and message."""
    unknown = [column for column in dict.fromkeys(header) if column not in columns]
    for mark, sign in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0]:
            yield "", f"the cells are separated by {sign}; save the file with commas."
            return
    for column in unknown:
        yield column, f"unknown column{did_you_mean(column, columns)}"
    for column in columns:
        count = list(header).count(column)
        if count != 1 and not (count == 0 and column in may_lack):
            yield column, "missing column." if not count else f"the column is there {count} times."


def did_you_mean(word: str, words: Sequence[str]) -> str:
    """The end of a message about an unknown word: the known one most like it, if any is, or a full stop."""
    close = difflib.get_close_matches(word, words, 1)
    return f'; did you mean "{close[0]}"?' if close else "."


def brief(message: str) -> str:
    """The message without the middle of a cell that it quotes at length."""
    return message if len(message) <= _LONG else f"{message[: _LONG // 2]}…{message[-_LONG // 2 :]}"
