"""Rungs of a ladder that change places: each place is taken once, and any two may swap.

No constraint of a database allows a swap row by row, so that all rungs that move, or are to be pruned,
first give up their places.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from .tables import Cells, Stored, Table


def clashes(
    table: Table, taken: Sequence[tuple[Any, Cells]], others: Sequence[Stored]
) -> Iterator[tuple[Any, str, str]]:
    """Drafts that take a place which another has: draft, column, message.

    `taken`: each draft of the file with the cells that its record will have; `others`: the rungs of the
    same issues that the file does not name, and that stay.
    """
    place, parent = table.place(table.rank), table.place(table.key[0])
    holders = {(it.cells[parent], it.cells[place]): it.cells for it in others}
    for draft, cells in taken:
        holder = holders.setdefault((cells[parent], cells[place]), cells)
        if holder is not cells:
            yield draft, table.rank, f"{_message(table)[:-1]}: {table.named(table.key_of(holder)[1:])}."


def _message(table: Table) -> str:
    """The model's own words."""
    return next(
        str(constraint.violation_error_message)
        for constraint in table.model._meta.constraints
        if getattr(constraint, "fields", ()) == (table.key[0], table.rank)
    )


def make_way(table: Table, pks: Sequence[int]) -> None:
    """Take the records' places away, each to one of its own below any that a person would give."""
    for number, pk in enumerate(pks):
        table.model.objects.filter(pk=pk).update(**{table.rank: -32768 + number})
