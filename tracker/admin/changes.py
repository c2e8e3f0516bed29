"""The page of all changes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from tracker.models import Changeset

from .site import site


@admin.register(Changeset, site=site)
class ChangesetAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Every change by anyone; read, never written."""

    list_display = ["at", "user", "origin", "reason"]
    list_select_related = ["user"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
