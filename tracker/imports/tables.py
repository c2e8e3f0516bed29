"""A table as its file shows it: name, columns, key."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import models

from . import records
from .columns import Column, column_of
from .readers import Row

Cells = tuple[str, ...]
BATCH = 1800
"""Rows written at once: two queries' worth of keys on SQLite."""


class Stored(NamedTuple):
    """A record as the database has it: `digest` is that of its last import."""

    pk: int
    digest: str
    cells: Cells


@dataclass(frozen=True, eq=False)
class Table:
    """One file's worth of records. `key` are the names of the columns that name a row.

    `order` are the columns by which a file is sorted. `rank` is a column whose values are unique within
    the key's first column and may be dealt anew among the rows, as the rungs of a ladder are; such a
    table is written in one batch.
    """

    model: Any  # a Record; django-stubs knows no history of an abstract model
    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ()
    rank: str = ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def may_lack(self) -> frozenset[str]:
        """Columns that a file from before there were any need not have: labels in other languages, and
        fields that came later.
        """
        return frozenset([*self.model.translations(), *self.model.later])

    @cached_property
    def key_of(self) -> Callable[[Sequence[str]], Cells]:
        get: Any = itemgetter(*map(self.place, self.key))
        return get if len(self.key) > 1 else lambda cells: (get(cells),)

    @cached_property
    def written_fields(self) -> list[str]:
        """The fields that an import sets: all but the primary key."""
        return [field.name for field in self.model._meta.concrete_fields if not field.primary_key]

    @property
    def batch(self) -> int | None:
        return None if self.rank else BATCH

    def place(self, name: str) -> int:
        return self.names.index(name)

    def named(self, key: Cells) -> str:
        """The key as a message names it."""
        return f'"{" / ".join(key)}"'

    def digest(self, cells: Cells) -> str:
        """The row's fingerprint. What is as if nobody had said it does not count: to a record from before
        there was a column, its default is no edit.
        """
        said = ["" if cell == unsaid else cell for cell, unsaid in zip(cells, self._unsaid, strict=True)]
        return records.fingerprint(self.names, said)

    def says(self, cells: Cells, places: Iterable[int]) -> bool:
        """Whether any of these cells says what silence does not."""
        return any(cells[place] != self._unsaid[place] for place in places)

    @cached_property
    def _unsaid(self) -> Cells:
        return tuple(column.unsaid for column in self.columns)

    def stored(self, queryset: "models.QuerySet[Any]") -> Iterator[Stored]:
        paths = [column.path for column in self.columns]
        for pk, digest, *values in queryset.values_list("pk", "import_digest", *paths).iterator():
            yield Stored(pk, digest, tuple([records.cell_of(value) for value in values]))

    @property
    def key_path(self) -> str:
        """Where the key's first column lies for a query."""
        return self.columns[self.place(self.key[0])].path

    def stored_with(self, **conditions: Any) -> Iterator[Stored]:
        """The records that meet the conditions, locked until the transaction ends."""
        found = self.model.objects.filter(**conditions).order_by("pk")
        return self.stored(found.select_for_update(of=("self",)))

    def exported(self, queryset: "models.QuerySet[Any]") -> list[Cells]:
        """The records as a file has them, sorted; the same on every engine, whatever it collates by."""
        rows = sorted((it.cells for it in self.stored(queryset)), key=self._sort_key)
        quote = [column.quoted for column in self.columns]
        return [tuple([write(cell) for write, cell in zip(quote, cells, strict=True)]) for cells in rows]

    def _sort_key(self, cells: Cells) -> list[Any]:
        """Numbers by size, nothing before everything."""
        return [
            (cells[place] != "", Decimal(cells[place] or 0)) if numeric else cells[place]
            for place, numeric in self._sorted_by
        ]

    @cached_property
    def _sorted_by(self) -> list[tuple[int, bool]]:
        """The places of the columns that a file is sorted by, and which of them hold numbers."""
        places = map(self.place, self.order or self.key)
        return [(place, self.columns[place].numeric) for place in places]

    @property
    def numeric(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns if column.numeric)


def table_of(
    model: Any,
    name: str,
    columns: Sequence[str],
    key: Sequence[str],
    *,
    order: Sequence[str] = (),
    rank: str = "",
) -> Table:
    """The table of a model. A position is named by its issue and its own slug."""
    within = {"position": "issue"}
    made = [column_of(model, column, within.get(column, "")) for column in columns]
    return Table(model, name, tuple(key), tuple(made), tuple(order), rank)


def batches(rows: Iterable[Row], size: int | None) -> Iterator[list[Row]]:
    """The rows, so many at a time; None: all at once."""
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
