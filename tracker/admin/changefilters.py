"""Filters of the page of all changes: by day, by table, by record."""

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst

from tracker.changes.naming import named
from tracker.changes.tables import TRACKED, table_named
from tracker.changes.versions import changesets_of

from .widgets import KEY

DAYS = 14
"""Days that the filter offers; any other can be asked for in the address."""


class DayFilter(admin.SimpleListFilter):
    """The changes of one day."""

    title = "day"
    parameter_name = "day"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        days = model_admin.model.objects.order_by().datetimes("at", "day", order="DESC")[:DAYS]
        offered = [(f"{day:%Y-%m-%d}", f"{day.day} {day:%b %Y}") for day in days]
        asked = self.value()
        return offered if asked is None or asked in dict(offered) else [(asked, asked), *offered]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        try:
            day = datetime.date.fromisoformat(self.value() or "")
        except ValueError:
            return queryset
        return queryset.filter(at__date=day)


class TableFilter(admin.SimpleListFilter):
    """The changes that touched one table."""

    title = "records"
    parameter_name = "table"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(table._meta.model_name, capfirst(table._meta.verbose_name_plural)) for table in TRACKED]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        try:
            table = table_named(self.value() or "")
        except LookupError:
            return queryset
        return queryset.filter(pk__in=table.history.order_by().values("changeset"))


class RecordFilter(admin.SimpleListFilter):
    """The changes of one record and its rows: `statement-12`. Offered where it is asked for."""

    title = "record"
    parameter_name = "record"

    @property
    def found(self) -> tuple[Any, int] | None:
        """The table and key that are asked for; None where they name no record."""
        table, _, key = (self.value() or "").partition("-")
        try:
            return (table_named(table), int(key)) if KEY.fullmatch(key) else None
        except LookupError:
            return None

    def has_output(self) -> bool:
        return self.value() is not None

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        value = self.value()
        return [] if value is None else [(value, self._name() or value)]

    def _name(self) -> str:
        if self.found is None:
            return ""
        table, key = self.found
        latest = table.history.filter(id=key).order_by("-history_id").first()
        return "" if latest is None else named(latest)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.found is None:
            return queryset if self.value() is None else queryset.none()
        return queryset.filter(pk__in=changesets_of(*self.found).order_by().values("pk"))
