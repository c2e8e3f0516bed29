"""Issues, and the rungs of their ladders."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, QuerySet, When
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path

from tracker.history.effects import stances_on
from tracker.models import Issue, Position

from .base import NounAdmin, RecordAdmin, StackedRows
from .filters import ByFilter
from .site import site


class PositionRows(StackedRows):
    model = Position
    fields = [("value", "label", "slug"), "definition", "label_fr", "definition_fr"]
    ordering = ["value"]
    prepopulated_fields = {"slug": ["label"]}
    verbose_name = "rung"
    verbose_name_plural = "positions: the rungs of the ladder, lowest first"


@admin.register(Issue, site=site)
class IssueAdmin(NounAdmin):
    list_display = ["name", "question", "about", "rungs", "slug", "status"]
    list_filter = ["status", "about", ByFilter]
    ordering = ["slug"]  # said anew: counting the rungs drops the model's own order
    search_fields = ["name", "question", "slug", "scope", "positions__label", "positions__definition"]
    search_help_text = "Name, question, slug, scope or rungs"
    prepopulated_fields = {"slug": ["name"]}
    inlines = [PositionRows]
    fieldsets = [
        (None, {"fields": ["name", "question", "about", "scope"]}),
        ("Review", {"fields": ["status", "slug"]}),
    ]

    def derived(self, record: Issue, as_of: date) -> dict[str, Any]:
        return {"standings": stances_on(record, as_of)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        issues: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = issues.annotate(rung_count=Count("positions"))
        return counted

    @admin.display(ordering="rung_count")
    def rungs(self, issue: Any) -> int:
        return int(issue.rung_count)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Issue], search_term: str
    ) -> tuple[QuerySet[Issue], bool]:
        """In a form's box the issue that begins as typed comes first."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if not request.GET.get("field_name"):
            return found, duplicates
        near = Case(
            When(name__istartswith=search_term, then=0), When(name__icontains=search_term, then=1), default=2
        )
        return found.order_by(near, "slug"), duplicates

    def get_urls(self) -> list[URLPattern]:
        rungs = self.admin_site.admin_view(self.rungs_view)
        address = path("<int:issue_id>/rungs/", rungs, name="tracker_issue_rungs")
        return [address, *super().get_urls()]

    def rungs_view(self, request: HttpRequest, issue_id: int) -> JsonResponse:
        """The rungs of one issue, highest first, for the statement form's choice."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rungs = Position.objects.filter(issue=issue_id).order_by("-value")
        return JsonResponse({"rungs": list(rungs.values("id", "label", "definition"))})


@admin.register(Position, site=site)
class PositionAdmin(RecordAdmin):
    list_display = ["label", "issue", "value", "definition", "slug"]
    list_select_related = ["issue"]
    list_filter = ["issue"]
    search_fields = ["label", "definition", "slug", "issue__name"]
    search_help_text = "Label, definition, slug or issue"
    autocomplete_fields = ["issue"]
    prepopulated_fields = {"slug": ["label"]}
    fieldsets = [(None, {"fields": ["issue", "value", "label", "definition", "slug"]})]
