"""What a record is called, and what its fields hold, in an analyst's words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse

from .edits import in_bulk

NAMES = ("name", "title", "summary", "label", "words", "role")
LONG = 400
"""Characters of a value that are shown; an article's text has thousands."""


def named(record: Any) -> str:
    """The name of a record, or of a version of one, without asking for what it refers to."""
    for name in NAMES:
        if getattr(record, name, ""):
            return str(getattr(record, name))
    if hasattr(record, "get_kind_display"):
        return str(record.get_kind_display())
    return str(getattr(record, "slug", "") or "text")


def a(table: Any) -> str:
    """A table's noun with its article: an actor, a source."""
    noun = str(table._meta.verbose_name)
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def page_in_admin(table: Any, page: str, pk: int) -> str:
    """Of a record; its history is there when it is deleted too."""
    return reverse(f"admin:tracker_{table._meta.model_name}_{page}", args=[pk])


class Words:
    """Values in words. Hand it every version first: it asks once per table for what they refer to."""

    def __init__(self, table_versions: Iterable[tuple[Any, Any]]) -> None:
        wanted: dict[Any, set[int]] = defaultdict(set)
        for table, version in table_versions:
            for field in foreign_keys(table):
                key = getattr(version, field.attname)
                if key is not None:
                    wanted[field.related_model].add(key)
        self._names = {table: _names(table, keys) for table, keys in wanted.items()}

    def value(self, field: Any, version: Any) -> str:
        held = getattr(version, field.attname)
        if isinstance(field, models.ForeignKey):
            return (
                ""
                if held is None
                else self._names[field.related_model].get(held, f"no longer there ({held})")
            )
        return _plain(field, held)


def shown_fields(table: Any) -> list[Any]:
    """The fields that a person can see on the record's form, in their order."""
    return [field for field in table._meta.concrete_fields if field.editable and not field.primary_key]


def foreign_keys(table: Any) -> list[Any]:
    return [field for field in shown_fields(table) if isinstance(field, models.ForeignKey)]


def _names(table: Any, keys: set[int]) -> Mapping[int, str]:
    """Of records, or of the last version of those that are gone. Two queries."""
    names = {pk: named(record) for pk, record in in_bulk(table.objects, keys).items()}
    gone = keys - names.keys()
    if gone:
        last = table.history.filter(id__in=gone, history_type="-").order_by("history_id")
        names |= {version.id: f"{named(version)} (deleted)" for version in last}
    return names


def _plain(field: Any, held: Any) -> str:
    if held is None or held == "":
        return ""
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, Decimal):
        return f"{held.normalize():f}"
    text = str(dict(field.flatchoices).get(held, held))
    return text if len(text) <= LONG else f"{text[:LONG]}… ({len(text):,} characters)"
