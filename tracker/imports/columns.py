"""The columns of a table's file, read off its model: the model's own validators are the rules."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django_countries.fields import CountryField

from . import records

_REMEMBERED = 4096  # distinct cells of a column whose checked value is kept: most columns repeat


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names a record of another table by slug, or a rung by its issue's and its own."""

    model: type[models.Model]
    within: str = ""  # the column that names the parent whose key goes before


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its cells are read, and where its values lie for `values_list()`. `unsaid` is what a
    cell stands for that says nothing.

    `read` takes a cell as it stands in a file and gives the field's checked value, of a reference the
    slug. It raises ValueError with one message for an analyst.
    """

    name: str
    path: str
    read: Callable[[str], Any]
    reference: Reference | None = None
    numeric: bool = False
    unsaid: str = ""

    def quoted(self, cell: str) -> str:
        """A cell as it goes into a file; that of a number is no formula, whatever its sign."""
        return cell if self.numeric else records.quoted(cell)


def column_of(model: type[models.Model], name: str, within: str = "") -> Column:
    """The column of one field of a model."""
    field: Any = model._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        read = _reader(field, records.plain)
        return Column(name, f"{name}__slug", read, Reference(_target(field), within))
    read = _reader(field, _checked(field, _type_of(field)))
    numeric = isinstance(field, models.IntegerField | models.DecimalField)
    return Column(name, name, read, numeric=numeric, unsaid=_unsaid(field))


def _target(field: Any) -> type[models.Model]:
    return field.related_model  # type: ignore[no-any-return]


def _unsaid(field: Any) -> str:
    """The default of a field that came later than files did (Record.later); nothing, of any other."""
    return str(field.default) if field.name in field.model.later else ""


def _reader(field: Any, read: records.Read) -> Callable[[str], Any]:
    """`read` for cells that hold something, remembered; for others what the field makes of nothing."""
    unsaid = _unsaid(field)
    nothing = unsaid or ("" if field.empty_strings_allowed or field.is_relation else None)

    def whole(cell: str) -> object:
        if cell and not cell.isspace():
            return read(cell)
        if cell:
            raise ValueError("holds nothing but space.")
        if not field.blank and not unsaid:
            raise ValueError("must not be empty.")
        return nothing

    return lru_cache(_REMEMBERED)(whole)


def _checked(field: Any, read: records.Read) -> records.Read:
    """`read`, then the field's own checks; where several fail, the most specific one speaks."""

    def checked(cell: str) -> object:
        value = read(cell)
        try:
            return field.clean(value, None)
        except ValidationError as error:
            raise ValueError(error.messages[-1]) from None

    return checked


def _words(field: Any) -> list[str]:
    return [str(word) for word, _ in field.flatchoices]


def _type_of(field: Any) -> records.Read:
    if isinstance(field, CountryField):
        return records.choice(_words(field), "an ISO 3166-1 code of a country: CA, FR.")
    if field.choices:
        return records.choice(_words(field))
    if isinstance(field, models.BooleanField):
        return records.yes_no
    if isinstance(field, models.IntegerField):
        # of all engines the narrowest, so that a file does not depend on one
        return records.whole_number(*BaseDatabaseOperations.integer_field_ranges[field.get_internal_type()])
    if isinstance(field, models.DecimalField):
        return records.number
    if isinstance(field, models.DateField):
        return records.day
    return records.plain
