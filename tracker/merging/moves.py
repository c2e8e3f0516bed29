"""The rows that a merge moves: all that refer to the loser, by whatever foreign key of whatever table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from tracker.changes.tables import TRACKED
from tracker.models import Commitment, CommitmentEvent, Document, Evidence, Membership, Statement

# What the names of rows are made of, and what their own rules look at.
LOADED: dict[Any, tuple[str, ...]] = {
    Membership: ("person", "organization"),
    Document: ("source",),
    Statement: ("speaker", "on_behalf_of", "addressee", "position"),
    Evidence: ("statement", "source"),
    Commitment: ("maker", "recipient"),
    CommitmentEvent: ("commitment",),
}


@dataclass(slots=True)
class Fold:
    """A row that would stand there twice: `row` goes, `stays` is what the survivor has already."""

    row: Any
    stays: Any
    differs: tuple[str, ...] = ()


@dataclass(slots=True)
class Moves:
    """What happens to the rows of one table. `changed`: by row, the columns that change, and to what."""

    table: Any
    rows: list[Any] = field(default_factory=list)
    folds: list[Fold] = field(default_factory=list)
    cleared: list[Any] = field(default_factory=list)  # rows that were spoken on behalf of their own speaker
    changed: dict[int, dict[str, int | None]] = field(default_factory=dict)

    @property
    def noun(self) -> str:
        meta = self.table._meta
        count = len(self.rows) + len(self.folds)
        return str(meta.verbose_name if count == 1 else meta.verbose_name_plural)


def related_keys(table: Any) -> dict[Any, list[Any]]:
    """The foreign keys that refer to a table, by the table that has them, in the tables' order."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for relation in table._meta.related_objects:
        if relation.related_model in TRACKED:
            found[relation.related_model].append(relation.field)
    return {model: found[model] for model in TRACKED if model in found}


def moves(keep: Any, drop: Any) -> tuple[list[Moves], list[str]]:
    """What moves from one record to the other, and what forbids it, a sentence each.

    The rows come back as they will be, and are not written.
    """
    found, obstacles = [], []
    for table, keys in related_keys(type(keep)).items():
        made = Moves(table)
        rows = [row for row in _referring(table, keys, drop) if not _is(row, keep) and not _is(row, drop)]
        for row in rows:
            obstacles += list(_repoint(made, row, keys, keep, drop))
        _fold(made, rows, keys, keep)
        if made.rows or made.folds:
            found.append(made)
    return found, obstacles


def _referring(table: Any, keys: Iterable[Any], record: Any) -> list[Any]:
    wanted = models.Q()
    for key in keys:
        wanted |= models.Q(**{key.attname: record.pk})
    return list(table.objects.filter(wanted).select_related(*LOADED.get(table, ())).order_by("pk"))


def _is(row: Any, record: Any) -> bool:
    return type(row) is type(record) and row.pk == record.pk


def _repoint(made: Moves, row: Any, keys: list[Any], keep: Any, drop: Any) -> Iterator[str]:
    changed: dict[str, int | None] = {}
    for key in keys:
        if getattr(row, key.attname) == drop.pk:
            setattr(row, key.name, keep)
            changed[key.attname] = keep.pk
    made.changed[row.pk] = changed
    same = [key for key in keys if getattr(row, key.attname) == keep.pk]
    if len(same) < 2:
        return
    if made.table is Statement and {key.name for key in same} == {"speaker", "on_behalf_of"}:
        row.on_behalf_of = None  # what one says on behalf of oneself is one's own word
        changed["on_behalf_of_id"] = None
        made.cleared.append(row)
        return
    names = " and ".join(str(key.verbose_name) for key in same)
    noun = made.table._meta.verbose_name
    yield f"The {noun} “{_label(row)}” would have the same {names}. Change or delete it first."


def _label(row: Any) -> str:
    return str(row.role) if isinstance(row, Membership) else str(row)


def _fold(made: Moves, rows: list[Any], keys: list[Any], keep: Any) -> None:
    """Part what moves from what the survivor has already, by every rule that says “once”."""
    rules = [names for names in _once(made.table) if {key.name for key in keys} & set(names)]
    here: dict[tuple[Any, ...], Any] = {}
    if rows and rules:
        for row in _referring(made.table, keys, keep):
            for names in rules:
                here[_key(row, names)] = row
    for row in rows:
        twin = next((here[key] for names in rules if (key := _key(row, names)) in here), None)
        if twin is None or twin.pk == row.pk:
            made.rows.append(row)
            here.update({_key(row, names): row for names in rules})
        else:
            made.folds.append(Fold(row, twin, _differences(row, twin)))


def _once(table: Any) -> Iterator[tuple[str, ...]]:
    """The fields of which no two rows may have the same."""
    for constraint in table._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield tuple(constraint.fields)
    for field_ in table._meta.concrete_fields:
        if field_.unique and not field_.primary_key:
            yield (field_.name,)


def _key(row: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return (names, *(getattr(row, row._meta.get_field(name).attname) for name in names))


def _differences(row: Any, twin: Any) -> tuple[str, ...]:
    """The fields in which a row differs from the one that stays."""
    fields = [each for each in row._meta.concrete_fields if each.editable and not each.primary_key]
    return tuple(
        str(each.verbose_name) for each in fields if getattr(row, each.attname) != getattr(twin, each.attname)
    )
