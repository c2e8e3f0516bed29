"""What readers reported: looked through by all, settled by editors with an answer."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import now

from tracker.models import Report

from .leftbehind import NamedList, named_rows
from .site import site

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Report]
else:
    _ModelAdmin = admin.ModelAdmin

SAID = ("about", "kind", "text", "source", "created")


@admin.register(Report, site=site)
class ReportAdmin(_ModelAdmin):
    """A reader's words stay as they came; what is decided is written beside them."""

    list_display = ["brief", "kind", "about", "created", "status", "settled_by"]
    list_filter = ["status", "kind", "table"]
    list_select_related = ["settled_by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["text", "slug", "answer"]
    search_help_text = "Words of the report or its answer, or the record’s address"
    actions = ["mark_as_spam"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return NamedList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {"title": "Reports of mistakes"} | (extra_context or {}))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        settles = self.has_change_permission(request, obj)
        said = [*SAID, "contact"] if settles else list(SAID)
        settled = ["settled", "settled_by"] if obj is not None and obj.settled else []
        return [
            ("What was said", {"fields": said}),
            ("What was found", {"fields": ["status", "answer", *settled]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*SAID, "contact", "settled", "settled_by")

    @admin.display(description="what is wrong")
    def brief(self, report: Report) -> str:
        return report.text if len(report.text) <= 90 else f"{report.text[:89]}…"

    @admin.display(description="about")
    def about(self, report: Any) -> str:
        if not hasattr(report, "named"):
            named_rows([report])
        return str(report.named[0]) if report.named[0] != "deleted since" else f"{report.slug}: deleted since"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        user: Any = request.user
        settled = obj.status != Report.Status.NEW
        if "status" in form.changed_data:
            obj.settled, obj.settled_by = (now(), user) if settled else (None, None)
        super().save_model(request, obj, form, change)

    @admin.action(description="Mark as spam", permissions=["change"])
    def mark_as_spam(self, request: HttpRequest, chosen: QuerySet[Report]) -> None:
        """Of those that nobody has settled yet."""
        user: Any = request.user
        fresh = chosen.filter(status=Report.Status.NEW)
        number = fresh.update(status=Report.Status.SPAM, settled=now(), settled_by=user)
        messages.success(request, f"Marked as spam: {number}. What was settled before stays as it was.")
