"""Statements, their evidence, and the choice of a rung."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpRequest

from tracker.history.effects import effects
from tracker.models import Evidence, Statement

from .base import NounAdmin, RecordAdmin, Rows, date_column
from .bulk import StatementBulkMixin
from .coding.pages import CodingMixin
from .filters import ByFilter, EvidenceFilter, ProblemFilter, SaidInFilter, TagFilter
from .forms import EvidenceForm, EvidenceRow, EvidenceTable, RecordForm
from .merging import MergeMixin
from .rungs import RungField
from .site import site
from .slugs import statement_slug

BOUNDS = {"exact": "", "ceiling": "≤ ", "floor": "≥ "}


class StatementForm(RecordForm):
    """Offers the rungs of the statement's issue; proposes an address where none is given."""

    position = RungField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "The public address. Left empty, made of day, speaker and issue."
        rungs = self.fields.get("position")
        if isinstance(rungs, RungField):
            rungs.offer(self._value("issue"), self._value("position"))

    def _value(self, name: str) -> str:
        """A field as the form now has it: posted, given in the address, or saved."""
        return str(self[name].value() or "") if name in self.fields else ""

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = statement_slug(
                cleaned.get("said_on", ""), cleaned.get("speaker"), cleaned.get("issue"), self.instance.pk
            )
        return cleaned


class ChooseOrAdd:
    """Who codes chooses records or adds them, and does not stop to change one: fewer keys to press."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = False
        return field


class EvidenceRows(ChooseOrAdd, Rows):
    model = Evidence
    form = EvidenceRow
    formset = EvidenceTable
    fields = ["source", "words", "words_of", "start", "end"]
    autocomplete_fields = ["source"]
    related = ("source",)
    verbose_name_plural = "evidence: where a source shows it, at most 12 words each"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A new statement starts from its source."""
        return 1 if obj is None else 0


CODING = [
    f"tracker/admin/coding/{name}.js" for name in ("boxes", "text", "speech", "rows", "behalf", "verdict")
]


@admin.register(Statement, site=site)
class StatementAdmin(CodingMixin, StatementBulkMixin, ChooseOrAdd, MergeMixin, NounAdmin):
    class Media:
        js = ["admin/js/jquery.init.js", *CODING]

    form = StatementForm
    actions = [*NounAdmin.actions, "set_rung", "reassign", "tag", "merge_two"]
    list_display = ["summary", date_column("said_on"), "who", "issue", "rung", "how", "status"]
    list_select_related = ["speaker", "on_behalf_of", "issue", "position"]
    list_filter = [
        "status",
        "issue",
        SaidInFilter,
        "act",
        "firmness",
        "attribution",
        TagFilter,
        EvidenceFilter,
        ProblemFilter,
        ByFilter,
    ]
    search_fields = [
        "summary",
        "slug",
        "note",
        "speaker__name",
        "speaker__aliases",
        "on_behalf_of__name",
        "on_behalf_of__aliases",
        "evidence__words",
    ]
    search_help_text = "Summary, slug, note, speaker, principal or words of the evidence"
    autocomplete_fields = ["speaker", "on_behalf_of", "issue", "addressee"]
    inlines = [EvidenceRows]
    change_form_template = "admin/tracker/statement/change_form.html"
    fieldsets = [
        ("Who and when", {"fields": ["speaker", "said_on", "date_basis", "on_behalf_of"]}),
        ("What", {"fields": ["issue", "position", "bound", "summary"]}),
        ("How", {"fields": ["act", "firmness", "condition", "attribution", "addressee"]}),
        ("Review", {"fields": ["note", "tags", "status", "slug"]}),
    ]

    def derived(self, record: Statement, as_of: date) -> dict[str, Any]:
        return {"effects": effects(record, as_of)}

    @admin.display(ordering="speaker__name")
    def who(self, statement: Statement) -> str:
        principal = f", for {statement.on_behalf_of}" if statement.on_behalf_of else ""
        return f"{statement.speaker}{principal}"

    @admin.display(ordering="act")
    def how(self, statement: Statement) -> str:
        return f"{statement.get_act_display()}, {statement.get_firmness_display().lower()}"

    @admin.display(ordering="position__value", empty_value="no position")
    def rung(self, statement: Statement) -> str | None:
        """“≤” stands for not above this rung, “≥” for not below."""
        return BOUNDS[statement.bound] + statement.position.label if statement.position else None


@admin.register(Evidence, site=site)
class EvidenceAdmin(RecordAdmin):
    form = EvidenceForm
    list_display = ["words", "words_of", "statement", "source", "start", "end"]
    list_select_related = ["statement", "source"]
    list_filter = ["words_of", ProblemFilter]
    search_fields = ["words", "statement__slug", "statement__summary", "source__title", "source__slug"]
    search_help_text = "Words, statement or source"
    autocomplete_fields = ["statement", "source"]
    fieldsets = [(None, {"fields": ["statement", "source", "words", "words_of", ("start", "end")]})]
