"""What merging leaves behind, to look through: old addresses, and pairs that were found to be two."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from tracker.changes.naming import named
from tracker.models import NotDuplicate, Redirect

from .site import site


class NamedList(ChangeList):
    """A list that knows the names of the records which its rows give by table and key. A query a table."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list: Any = list(self.result_list)
        named_rows(self.result_list)


def named_rows(rows: list[Any]) -> None:
    """Give each row `named`: its records' names with the way to their pages. A query a table."""
    keys: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        keys[row.table] |= {getattr(row, name) for name in row.records}
    found = {
        table: apps.get_model("tracker", table)._default_manager.in_bulk(list(pks))
        for table, pks in keys.items()
    }
    for row in rows:
        row.named = [_link(row.table, found[row.table].get(getattr(row, name))) for name in row.records]


def _link(table: str, record: Any) -> str:
    if record is None:
        return "deleted since"
    url = reverse(f"admin:tracker_{table}_change", args=[record.pk])
    return format_html('<a href="{}">{}</a>', url, named(record))


class LeftBehindAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Listed, and never typed in."""

    list_display_links = None
    list_per_page = 50
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return NamedList

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(NotDuplicate, site=site)
class NotDuplicateAdmin(LeftBehindAdmin):
    """To delete a pair is to have it proposed again."""

    list_display = ["first", "second", "table", "at", "user"]
    list_select_related = ["user"]
    list_filter = ["table"]

    @admin.display(description="one")
    def first(self, pair: Any) -> str:
        return str(pair.named[0])

    @admin.display(description="is not")
    def second(self, pair: Any) -> str:
        return str(pair.named[1])


@admin.register(Redirect, site=site)
class RedirectAdmin(LeftBehindAdmin):
    list_display = ["slug", "leads_to", "table", "merge"]
    list_select_related = ["changeset__user"]
    list_filter = ["table"]
    search_fields = ["slug"]
    search_help_text = "Old address"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("changeset__undone_by")

    @admin.display(description="leads to")
    def leads_to(self, redirect: Any) -> str:
        return str(redirect.named[0])

    @admin.display(description="since")
    def merge(self, redirect: Redirect) -> str:
        undone = " (undone since)" if redirect.changeset.undone_by.all() else ""
        url = redirect.changeset.get_absolute_url()
        return format_html('<a href="{}">{}</a>{}', url, redirect.changeset, undone)
