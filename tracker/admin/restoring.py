"""Deleted records of each table: who deleted them, when and why, and the way back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from tracker.changes.naming import named
from tracker.changes.undo import undelete
from tracker.changes.writing import Refused
from tracker.models import Origin
from tracker.models.changes import REASON_LENGTH

from .widgets import KEY

PAGE = 50


class DeletedMixin:
    """The page of a table's deleted records, for who may change and delete its records."""

    model: Any
    opts: Any
    admin_site: Any
    has_change_permission: Any
    has_delete_permission: Any
    _may_restore: Any

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.deleted_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        return [path("deleted/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def has_restore_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_change_permission(request) and self.has_delete_permission(request))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        may = {"deleted_url": self._deleted_page()} if self.has_restore_permission(request) else {}
        return super().changelist_view(request, may | (extra_context or {}))  # type: ignore[misc]

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> Any:
        """Django's answer, and the way back with it."""
        response = super().response_delete(request, obj_display, obj_id)  # type: ignore[misc]
        if self.has_restore_permission(request):
            page = f"{self._deleted_page()}?pk={obj_id}"
            messages.info(request, format_html('A slip? <a href="{}">Restore what was deleted</a>', page))
        return response

    def _deleted_page(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_deleted")

    def deleted_view(self, request: HttpRequest) -> HttpResponseBase:
        """GET lists them, `?pk=` only one; POST restores one, with the rows that went with it."""
        if not self.has_restore_permission(request):
            raise PermissionDenied
        refused: list[str] = []
        key = request.POST.get("pk", "")
        if request.method == "POST":
            refused = self._obstacles(request, key)
            if not refused:
                messages.success(
                    request, "Restored, with the rows that went with it: its address holds again."
                )
                page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
                return HttpResponseRedirect(reverse(page, args=[key]))
        asked = key or request.GET.get("pk", "")
        gone = deleted(self.model)
        one = bool(KEY.fullmatch(asked))
        shown = Paginator(gone.filter(id=int(asked)) if one else gone, PAGE).get_page(request.GET.get("p"))
        context = self.admin_site.each_context(request) | {
            "title": f"Deleted {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "page": shown,
            "one": one,
            "rows": [(version, named(version), _with_merge(version)) for version in shown],
            "may_see": request.user.has_perm("tracker.view_changeset"),
            "reason_length": REASON_LENGTH,
            "obstacles": refused,
        }
        return TemplateResponse(request, "admin/tracker/deleted_records.html", context)

    def _obstacles(self, request: HttpRequest, key: str) -> list[str]:
        """Restore the record; or why that could not be done."""
        last = deleted(self.model).filter(id=int(key)).first() if KEY.fullmatch(key) else None
        if last is None:
            return [f"There is no such deleted {self.opts.verbose_name} (any more)."]
        if _with_merge(last):
            return [f"“{named(last)}” was not deleted but merged: undo the merge."]
        if not self._may_restore(request, None, last):
            return [
                f"“{named(last)}” was settled by an editor: it takes somebody who may publish to restore it."
            ]
        reason = request.POST.get("reason", "").strip()[:REASON_LENGTH]
        try:
            undelete(self.model, last.id, user=request.user, reason=reason)
        except Refused as why:
            return why.obstacles
        except LookupError:
            return [f"There is no such deleted {self.opts.verbose_name} (any more)."]
        return []


def deleted(table: Any) -> QuerySet[Any]:
    """The last version of each record that is gone, the latest deleted first."""
    later = table.history.model.objects.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    gone = table.history.filter(history_type="-").exclude(Exists(later))
    found: QuerySet[Any] = gone.select_related("changeset__user").order_by("-history_id")
    return found


def _with_merge(version: Any) -> bool:
    """Whether a merge took it away: then the merge is undone, and not half of it."""
    return bool(version.changeset.origin == Origin.MERGE)
