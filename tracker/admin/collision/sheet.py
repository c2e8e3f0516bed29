"""What a change page sent: the record's fields, and each row of its related tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Field as Column
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst

from ..widgets import KEY
from .compare import Fields, Values, changed
from .marks import RECORD, Past, Table, past

MAX_ROWS = 2000  # as many as Django takes from one form


@dataclass(frozen=True)
class Sent:
    """A row, or the record itself, as the form sent it."""

    number: int | None
    key: int | None
    values: Values
    removed: bool = False


@dataclass(frozen=True)
class Part:
    """The record or one of its rows: as the page showed it, as it stands, as it was sent.

    `base` is None where the page did not have it, or nobody can say what it had; `theirs` is None where
    it is gone; `sent` is None where the form says nothing of it.
    """

    sheet: "Sheet"
    key: int | None
    base: Values | None
    theirs: Values | None
    sent: Sent | None
    versions: tuple[Any, ...] = ()

    @property
    def name(self) -> str:
        """As the choice page's fields name it."""
        table = self.sheet.table.name
        number = self.key if self.key is not None or self.sent is None else f"new-{self.sent.number}"
        return table if table == RECORD else f"{table}-{number}"

    @cached_property
    def edited(self) -> bool:
        """Whether the form says more of it than the page had shown."""
        return self.sent is not None and changed(self.sheet.fields, self.base, self.sent.values)


@dataclass(frozen=True)
class Sheet:
    """One table's fields, as the change page offers them."""

    table: Table
    fields: Fields
    blank: Values
    """What a new row starts with: one that was sent like this was not filled in."""
    unique: bool = False
    """Whether a record has one row at most, so that two that are added are the same."""

    def column(self, name: str) -> "Column[Any, Any]":
        found: Column[Any, Any] = self.table.model._meta.get_field(name)
        return found

    def label(self, name: str) -> str:
        return capfirst(str(self.column(name).verbose_name))

    def values(self, row: Any) -> Values:
        """Of a record or one of its versions: both name the columns alike."""
        return {name: getattr(row, self.column(name).attname) for name in self.fields}

    def sent(self, post: QueryDict, prefix: str = "") -> Values:
        return {
            name: field.widget.value_from_datadict(post, {}, prefix + name)
            for name, field in self.fields.items()
        }

    def rows(self, post: QueryDict) -> Iterator[Sent]:
        """Each row that was sent and is not an empty line."""
        prefix = self.table.name
        initial = number_in(post, f"{prefix}-INITIAL_FORMS")
        for number in range(number_in(post, f"{prefix}-TOTAL_FORMS")):
            row = f"{prefix}-{number}-"
            key = post.get(f"{row}id", "") if number < initial else ""
            removed = self.table.may_remove and bool(post.get(f"{row}DELETE"))
            sent = Sent(number, int(key) if KEY.fullmatch(key) else None, self.sent(post, row), removed)
            if sent.key is not None or (changed(self.fields, self.blank, sent.values) and not removed):
                yield sent


def number_in(post: QueryDict, name: str) -> int:
    text = post.get(name, "")
    return min(int(text), MAX_ROWS) if KEY.fullmatch(text) else 0


def sheet_of(admin: Any, request: HttpRequest, record: Any, table: Table) -> Sheet:
    if table.inline is None:
        names = flatten_fieldsets(admin.get_fieldsets(request, record))
        form = admin.get_form(request, record, change=True, fields=names)(instance=record)
        return Sheet(table, _own_fields(form, table), {})
    formset = table.inline.get_formset(request, record)
    rows = formset(instance=record, prefix=table.name, queryset=table.model._base_manager.none())
    fields = _own_fields(rows.empty_form, table)
    blank = {name: rows.empty_form[name].initial for name in fields}
    return Sheet(table, fields, blank, unique=formset.fk.unique)


def _own_fields(form: Any, table: Table) -> Fields:
    """The form's fields that are the table's, without the keys that tie a row to its record."""
    columns = {
        column.name
        for column in table.model._meta.concrete_fields
        if column.editable and not column.primary_key and column.attname != table.column
    }
    return {name: field for name, field in form.fields.items() if name in columns and not field.disabled}


def record_part(sheet: Sheet, theirs: Any, post: QueryDict, mark: tuple[int, int] | None) -> Part:
    found = past(sheet.table, mark)
    key = theirs.pk
    sent = Sent(None, key, sheet.sent(post))
    return _part(sheet, key, found, sheet.values(theirs), sent)


def row_parts(sheet: Sheet, rows: list[Any], post: QueryDict, mark: tuple[int, int] | None) -> list[Part]:
    """Every row that was on the page, is there now, or was sent; new ones of the form last."""
    found = past(sheet.table, mark)
    theirs = {row.pk: sheet.values(row) for row in rows}
    sent = list(sheet.rows(post))
    ours = {row.key: _only_removal(sheet, row) for row in sent if row.key is not None}
    keys = dict.fromkeys([*theirs, *(found.rows or {}), *ours])
    parts = [_part(sheet, key, found, theirs.get(key), ours.get(key)) for key in keys if key is not None]
    new = [Part(sheet, None, None, None, row) for row in sent if row.key is None]
    if sheet.unique and parts and new and parts[0].theirs is not None and parts[0].sent is None:
        return [replace(parts[0], sent=new[0].sent)]
    return parts + new


def _only_removal(sheet: Sheet, row: Sent) -> Sent | None:
    """Who may not change rows got no boxes to change them in: of theirs only a removal counts."""
    return row if row.removed or sheet.table.may_change else None


def _part(sheet: Sheet, key: int, found: Past, theirs: Values | None, sent: Sent | None) -> Part:
    versions = tuple(found.since_of(key))
    base = None
    if found.rows is not None and key in found.rows:
        base = sheet.values(found.rows[key])
    elif found.rows is not None and not versions:
        base = theirs  # written without a history: nothing says that anyone changed it
    return Part(sheet, key, base, theirs, sent, versions)
