"""What changesets did, in an analyst's words: for lists, for one change, for a record's history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.text import capfirst

from tracker.models import Changeset

from .edits import Edit, in_bulk
from .naming import Words, named, shown_fields
from .tables import TRACKED

BRIEF = 4
"""Lines of what a change did, where many changes are listed."""

KINDS = {"+": "added", "~": "changed", "-": "deleted", "": "added and deleted again"}
UNDONE = {"+": "is deleted", "~": "goes back", "-": "comes back", "": "stays as it is: not there"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Described:
    """One record's part in a change."""

    changeset: int
    table: str
    noun: str
    pk: int
    name: str
    kind: str
    fields: tuple[FieldChange, ...]

    @property
    def did(self) -> str:
        return KINDS[self.kind]

    @property
    def url(self) -> str:
        """Its history in the admin, which a deleted record has too."""
        return reverse(f"admin:tracker_{self.table}_history", args=[self.pk])

    @property
    def undone(self) -> str:
        """What becomes of it once the change is taken back."""
        return UNDONE[self.kind]


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change did to one table: how many records of each kind; the name where it was one."""

    table: str
    noun: str
    kind: str
    number: int
    pk: int
    name: str

    def __str__(self) -> str:
        what = f"“{self.name}”" if self.number == 1 else f"{self.number:,}"
        return (
            f"{KINDS[self.kind]} {self.noun} {what}"
            if self.number == 1
            else (f"{KINDS[self.kind]} {what} {self.noun}")
        )


def in_brief(lines: Sequence[Touched]) -> str:
    """The first few, and how many more there are."""
    left = len(lines) - BRIEF
    return "; ".join([*map(str, lines[:BRIEF]), *([f"and {left} more"] if left > 0 else [])])


def describe(edits: Sequence[Edit]) -> list[Described]:
    """Each edit with its fields, old and new. A few queries, however many edits."""
    versions = [(edit.table, it) for edit in edits for it in (edit.before, edit.after) if it is not None]
    words = Words(versions)
    return [_described(edit, words) for edit in edits]


def _described(edit: Edit, words: Words) -> Described:
    meta = edit.table._meta
    fields = (_change(field, edit, words) for field in shown_fields(edit.table))
    return Described(
        changeset=edit.changeset,
        table=meta.model_name,
        noun=capfirst(meta.verbose_name),
        pk=edit.pk,
        name=named(edit.after or edit.before) if edit.kind else "",
        kind=edit.kind,
        fields=tuple(change for change in fields if change.old != change.new),
    )


def _change(field: Any, edit: Edit, words: Words) -> FieldChange:
    old, new = (
        "" if version is None else words.value(field, version) for version in (edit.before, edit.after)
    )
    if old == new and edit.kind == "~" and _differ(field, edit):
        old, new = f"{old} (before)", f"{new} (after)"  # only beyond what is shown of a long text
    return FieldChange(capfirst(str(field.verbose_name)), old, new)


def _differ(field: Any, edit: Edit) -> bool:
    return bool(getattr(edit.before, field.attname) != getattr(edit.after, field.attname))


def touched(changesets: Iterable[Changeset], tables: Iterable[Any] = TRACKED) -> dict[int, list[Touched]]:
    """What each changeset did, in a line per table and kind. At most two queries a table."""
    keys = [changeset.pk for changeset in changesets]
    found: dict[int, list[Touched]] = defaultdict(list)
    for table in tables:
        for changeset, line in _touched(table, keys):
            found[changeset].append(line)
    return found


def _touched(table: Any, keys: list[int]) -> Iterable[tuple[int, Touched]]:
    history = table.history.model.objects
    rows = history.filter(changeset__in=keys).order_by("changeset", "history_type")
    counted = rows.values_list("changeset", "history_type").annotate(
        number=Count("id", distinct=True), latest=Max("history_id")
    )
    lines = list(counted)
    names = in_bulk(history, [latest for *_, number, latest in lines if number == 1])
    for changeset, kind, number, latest in lines:
        yield changeset, _line(table, kind, number, names.get(latest))


def _line(table: Any, kind: str, number: int, only: Any) -> Touched:
    meta = table._meta
    noun = meta.verbose_name if number == 1 else meta.verbose_name_plural
    pk, name = (only.id, named(only)) if only is not None else (0, "")
    return Touched(meta.model_name, str(noun), kind, number, pk, name)


@dataclass(frozen=True, slots=True)
class Compared:
    """A field in two versions of a record."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        return self.one != self.other


@dataclass(frozen=True, slots=True)
class ComparedRecord:
    """A record, or one of its rows, in two versions; a version that is None was not there."""

    noun: str
    name: str
    one: bool
    other: bool
    fields: tuple[Compared, ...]

    @property
    def differs(self) -> bool:
        return self.one != self.other or any(field.differs for field in self.fields)


def compare(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> list[ComparedRecord]:
    """Two states of a record with its rows (versions.state_at), the record first, its rows by table."""
    keys = sorted({*one, *other}, key=lambda key: (TRACKED.index(key[0]), key[1]))
    pairs = [(table, one.get((table, pk)), other.get((table, pk))) for table, pk in keys]
    pairs = [pair for pair in pairs if pair[1] is not None or pair[2] is not None]
    words = Words((table, it) for table, *versions in pairs for it in versions if it is not None)
    return [_compared(table, first, second, words) for table, first, second in pairs]


def _compared(table: Any, one: Any, other: Any, words: Words) -> ComparedRecord:
    fields = (
        Compared(
            capfirst(str(field.verbose_name)),
            "" if one is None else words.value(field, one),
            "" if other is None else words.value(field, other),
        )
        for field in shown_fields(table)
    )
    return ComparedRecord(
        noun=capfirst(table._meta.verbose_name),
        name=named(other or one),
        one=one is not None,
        other=other is not None,
        fields=tuple(field for field in fields if field.one or field.other),
    )
