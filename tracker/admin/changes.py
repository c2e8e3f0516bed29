"""The page of all changes: who did what, when, why and from where; each can be looked at and undone."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from tracker.changes.describe import Described, describe, in_brief, touched
from tracker.changes.edits import page_of_edits
from tracker.changes.undo import obstacles, undo
from tracker.changes.writing import Refused
from tracker.models import Changeset
from tracker.models.changes import moment_in_words

from .addresses import tables_seen
from .changefilters import DayFilter, RecordFilter, TableFilter
from .reasons import ReasonForm
from .site import site

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Changeset]
else:
    _ModelAdmin = admin.ModelAdmin

PAGE = 25
"""Records of one table that the page of a change shows at once."""

LARGE = 7
"""Digits of a page's number that no list has."""


class ChangesList(ChangeList):
    """The list, with what each change did: a few queries for a whole page."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list: Any = list(self.result_list)
        did = touched(self.result_list, tables_seen(request))
        for changeset in self.result_list:
            changeset.touched = did.get(changeset.pk, [])


@admin.register(Changeset, site=site)
class ChangesetAdmin(_ModelAdmin):
    """Read, never written: what was done stays done, until it is undone by another change."""

    list_display = ["time", "who", "origin", "did", "reason", "undone"]
    list_select_related = ["user"]
    list_filter = ["origin", ("user", admin.RelatedOnlyFieldListFilter), DayFilter, TableFilter, RecordFilter]
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    search_fields = ["reason", "user__username"]
    search_help_text = "Reason or person"
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("tracker.undo_changeset")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ChangesList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Changeset]:
        return super().get_queryset(request).prefetch_related("undone_by")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {"title": "Changes"} | (extra_context or {}))

    @admin.display(description="when", ordering="at")
    def time(self, changeset: Changeset) -> str:
        return moment_in_words(changeset.at)

    @admin.display(description="who", ordering="user__username", empty_value="not signed in")
    def who(self, changeset: Changeset) -> str | None:
        return changeset.user.get_username() if changeset.user else None

    @admin.display(description="what")
    def did(self, changeset: Any) -> str:
        return in_brief(changeset.touched) or "nothing that you may see"

    @admin.display(description="undone", empty_value="")
    def undone(self, changeset: Changeset) -> str | None:
        return "undone" if changeset.undone_by.all() else None

    # one change

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="tracker_changeset_undo"), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = int(object_id) if object_id.isascii() and object_id.isdigit() and len(object_id) < 19 else 0
        changeset = get_object_or_404(Changeset.objects.select_related("user", "undoes"), pk=key)
        context = self._context(request, changeset) | {"may_undo": self.has_undo_permission(request)}
        return TemplateResponse(request, "admin/tracker/changeset/change.html", context)

    def _context(self, request: HttpRequest, changeset: Changeset) -> dict[str, Any]:
        asked = request.GET.get("p", "1")
        page = max(1, int(asked)) if asked.isdecimal() and len(asked) < LARGE else 1
        did = touched([changeset], tables_seen(request)).get(changeset.pk, [])
        return self.admin_site.each_context(request) | {
            "title": "What was changed",
            "opts": self.opts,
            "changeset": changeset,
            "undone_by": changeset.undone_by.select_related("user").order_by("pk"),
            "did": did,
            "records": self._records(request, changeset, page),
            "page": page,
            "more": self._more(did, page),
        }

    def _records(self, request: HttpRequest, changeset: Changeset, page: int) -> list[Described]:
        """A page of each table's records: none is left out, the next page has the rest."""
        start, stop = (page - 1) * PAGE, page * PAGE
        found = [
            edit for table in tables_seen(request) for edit in page_of_edits(table, changeset, start, stop)
        ]
        return describe(found)

    def _more(self, did: Iterable[Any], page: int) -> bool:
        counts: dict[str, int] = {}
        for line in did:
            counts[line.table] = counts.get(line.table, 0) + line.number
        return max(counts.values(), default=0) > page * PAGE

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Asks why, and says what stands in the way, before anything is taken back."""
        if not (self.has_view_permission(request) and self.has_undo_permission(request)):
            raise PermissionDenied
        changeset = get_object_or_404(Changeset.objects.select_related("user"), pk=pk)
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                made = undo(changeset, user=request.user, reason=form.cleaned_data["reason"])
            except Refused as refused:
                found = refused.obstacles
            else:
                messages.success(request, "Undone: every record is as it was before that change.")
                return HttpResponseRedirect(made.get_absolute_url())
        else:
            found = obstacles(changeset, user=request.user)
        context = self._context(request, changeset) | {
            "title": "Undo this change?",
            "form": form,
            "obstacles": found,
        }
        return TemplateResponse(request, "admin/tracker/changeset/undo.html", context)
