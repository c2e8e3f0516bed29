"""Where the admin's pages are, and who may look at a table."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from tracker.changes.tables import TRACKED


def may_view(request: HttpRequest, table: type[Model]) -> bool:
    name = f"{table._meta.app_label}.%s_{table._meta.model_name}"
    return request.user.has_perm(name % "view") or request.user.has_perm(name % "change")


def list_of(table: type[Model], **filters: Any) -> str:
    """A table's list, narrowed: list_of(Statement, status__exact="draft")."""
    address = address_of(table, "changelist")
    return f"{address}?{urlencode(filters)}" if filters else address


def page_of(table: type[Model], key: Any) -> str:
    return address_of(table, "change", key)


def address_of(table: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{table._meta.app_label}_{table._meta.model_name}_{page}", args=args)


def plural(table: type[Model]) -> str:
    return str(table._meta.verbose_name_plural)


def tables_seen(request: HttpRequest) -> list[Any]:
    """The tracked tables that this person may see."""
    return [table for table in TRACKED if may_view(request, table)]
