"""Sources, and their texts where we may hold them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest

from tracker.models import Document, Source

from .base import NounAdmin, RecordAdmin, StackedRows, date_column
from .coding.articles import TEXT, ArticleMixin, SourceForm
from .filters import ByFilter, DocumentFilter, ProblemFilter, PublishedInFilter
from .forms import DocumentForm, DocumentRow
from .merging import MergeMixin
from .site import site


class DocumentRows(StackedRows):
    model = Document
    form = DocumentRow
    fields = ["text"]
    verbose_name = verbose_name_plural = "text of the source (staff only)"
    classes = ["collapse"]
    extra = 0  # there is never more than one


@admin.register(Source, site=site)
class SourceAdmin(MergeMixin, ArticleMixin, NounAdmin):  # a text is saved before it is compared
    form = SourceForm
    actions = [*NounAdmin.actions, "merge_two"]
    list_display = ["title", "publisher", date_column("published_on"), "dated_by", "copy_of", "status"]
    list_select_related = ["copy_of"]
    list_filter = [
        "status",
        "dated_by",
        PublishedInFilter,
        DocumentFilter,
        "language",
        ProblemFilter,
        ByFilter,
    ]
    search_fields = ["title", "publisher", "byline", "slug", "url", "archive_url", "note"]
    search_help_text = "Title, outlet, byline, slug, address or note"
    autocomplete_fields = ["copy_of"]
    prepopulated_fields = {"slug": ["publisher", "title"]}
    change_form_template = "admin/tracker/source/change_form.html"

    fieldsets = [
        (None, {"fields": ["title", "publisher", "byline", "language"]}),
        ("When published", {"fields": ["published_on", "dated_by", "date_basis"]}),
        ("Text", {"fields": [*TEXT, "sha256"]}),
        ("Where", {"fields": ["url", "archive_url", "accessed_on", "copy_of"]}),
        ("Review", {"fields": ["note", "status", "slug"]}),
    ]

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """A text that is there; the form itself takes one that is not."""
        return [DocumentRows] if obj is not None and obj.pk and hasattr(obj, "document") else []


class LightList(ChangeList):
    """The list of texts, which needs their lengths and not the texts."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        texts = super().get_queryset(request, exclude_parameters)
        light: QuerySet[Any] = texts.annotate(characters=Length("text")).defer("text")
        return light


@admin.register(Document, site=site)
class DocumentAdmin(RecordAdmin):
    form = DocumentForm
    list_display = ["source", "length"]
    list_select_related = ["source"]
    search_fields = ["source__title", "source__publisher", "source__slug"]
    search_help_text = "Title, outlet or slug of the source"
    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": ["source", "text"]})]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LightList

    @admin.display(description="characters")
    def length(self, document: Any) -> int:
        return int(document.characters)
