"""Commitments, and each dated turn in their lives."""

from decimal import Decimal

from django.contrib import admin

from tracker.imports.records import cell_of
from tracker.models import Commitment, CommitmentEvent

from .base import NounAdmin, RecordAdmin, StackedRows, date_column
from .filters import ByFilter, ProblemFilter
from .merging import MergeMixin
from .site import site

QUANTITY = ("qualifier", "quantity", "unit")


class EventRows(StackedRows):
    model = CommitmentEvent
    fields = [("kind", "on", "deadline"), "statement", QUANTITY, "note", "note_fr"]
    autocomplete_fields = ["statement"]
    related = ("commitment", "statement")
    verbose_name = "turn"
    verbose_name_plural = "turns: what became of it, each shown by a statement"


@admin.register(Commitment, site=site)
class CommitmentAdmin(MergeMixin, NounAdmin):
    actions = [*NounAdmin.actions, "merge_two"]
    list_display = ["title", "maker", "recipient", "issue", "kind", "slug", "status"]
    list_select_related = ["maker", "recipient", "issue"]
    list_filter = ["status", "kind", "issue", ProblemFilter, ByFilter]
    search_fields = [
        "title",
        "slug",
        "kept_when",
        "note",
        "maker__name",
        "maker__aliases",
        "recipient__name",
        "recipient__aliases",
        "events__note",
    ]
    search_help_text = "Title, slug, maker, recipient, what counts as kept or notes"
    autocomplete_fields = ["maker", "recipient", "issue"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [EventRows]
    fieldsets = [
        ("Who", {"fields": ["maker", "recipient"]}),
        ("What", {"fields": ["issue", "title", "kind", "kept_when"]}),
        ("Review", {"fields": ["note", "status", "slug"]}),
    ]


@admin.register(CommitmentEvent, site=site)
class CommitmentEventAdmin(RecordAdmin):
    list_display = ["commitment", "kind", date_column("on"), "amount", date_column("deadline"), "statement"]
    list_select_related = ["commitment", "statement"]
    list_filter = ["kind"]
    search_fields = ["commitment__title", "commitment__slug", "statement__slug", "statement__summary", "note"]
    search_help_text = "Commitment, statement or note"
    autocomplete_fields = ["commitment", "statement"]
    fieldsets = [
        (None, {"fields": ["commitment", "statement"]}),
        ("Turn", {"fields": ["kind", "on", QUANTITY, "deadline", "note"]}),
    ]

    @admin.display(ordering="quantity")
    def amount(self, event: CommitmentEvent) -> str:
        if event.quantity is None:
            return ""
        return f"{event.get_qualifier_display()} {Decimal(cell_of(event.quantity)):,} {event.unit}".strip()
