"""What every page of the admin shares."""

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import (
    AdminTextInputWidget,
    AdminURLFieldWidget,
    RelatedFieldWidgetWrapper,
)
from django.contrib.messages.storage import default_storage
from django.core.paginator import Paginator
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localdate

from tracker.models import Origin, Reviewed, recording
from tracker.models.base import PartialDateField
from tracker.models.sources import web_address
from tracker.words import short_date

from .bulk import BulkMixin
from .collision import CollisionMixin
from .deletion import deleted_objects
from .finding import FindsWords
from .forms import ASKED, Lines, LoadedRows, LongLine, Quantity, RecordForm, RowForm, TableRows
from .history import HistoryMixin
from .restoring import DeletedMixin
from .reviewing import ReviewMixin
from .saved import SavesFilters
from .terms import term_select
from .transfer import TransferMixin
from .widgets import RecordField, RecordSelect

if TYPE_CHECKING:
    _TabularInline = admin.TabularInline[Any, Any]
    _StackedInline = admin.StackedInline[Any, Any]
    _ModelForm = forms.ModelForm[Any]
    _Paginator = Paginator[Any]
else:
    _TabularInline = admin.TabularInline
    _StackedInline = admin.StackedInline
    _ModelForm = forms.ModelForm
    _Paginator = Paginator

_Admin: Any = admin.ModelAdmin  # the mixins above it, without types for the library, do not fit its stubs

MAX_COUNT = 100_000
FRENCH = "In French, for the French pages: empty shows the English"
WHY = "Why"  # the fieldset that change_form.html shows last
LONG = 300  # characters: more do not fit a line's box
TEXT = {"rows": 4, "class": "vLargeTextField"}


def date_column(name: str) -> Any:
    """A list's column for a PartialDateField: as it is read, sorted by the last day it can have been."""

    @admin.display(description=name.replace("_", " "), ordering=name.removesuffix("_on") + "_last")
    def column(record: Any) -> str:
        text = getattr(record, name)
        return short_date(text) if text else ""

    column.__name__ = name
    return column


class CappedPaginator(_Paginator):
    """Counts no further than MAX_COUNT: beyond, a count costs more than the page, and nobody pages."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return rows.order_by()[:MAX_COUNT].count() if isinstance(rows, QuerySet) else len(rows)


class FieldsMixin:
    """The fields of forms and rows: boxes that fit what goes into them."""

    formfield_overrides: Any = {
        models.TextField: {"form_class": Lines, "widget": forms.Textarea(attrs=TEXT)},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        if web_address in db_field.validators:
            kwargs["widget"] = AdminURLFieldWidget
        elif isinstance(db_field, models.CharField) and (db_field.max_length or 0) >= LONG:
            kwargs["form_class"] = LongLine
            kwargs["widget"] = LongLine.widget  # else the admin's own for a line would go before it
        elif isinstance(db_field, models.DecimalField):
            kwargs["form_class"] = Quantity
        if isinstance(db_field, PartialDateField):
            kwargs["widget"] = AdminTextInputWidget(attrs={"class": "partial-date"})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # Who only chooses a record here should not delete it by a slip.
            field.widget.can_delete_related = field.widget.can_view_related = False
            if isinstance(field.widget.widget, RecordSelect):
                field.widget.widget.may_add = field.widget.can_add_related
        return field

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        widget = term_select(db_field)
        if widget is not None:
            kwargs["widget"] = widget
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))  # type: ignore[attr-defined]
            kwargs.setdefault("form_class", RecordField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class RowsMixin(FieldsMixin):
    """Rows of a related table on a record's page; `related` names what each row's labels need."""

    extra = 0
    show_change_link = True
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]
        return rows.select_related(*self.related) if self.related else rows


class Rows(RowsMixin, _TabularInline):
    """Rows as a table."""

    class Media:
        js = ["admin/js/jquery.init.js", "tracker/admin/names.js"]

    formset = TableRows
    form: type[_ModelForm] = RowForm


class ReadOnlyRows(Rows):
    """Rows to look at, each with the way to its own page."""

    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class StackedRows(RowsMixin, _StackedInline):
    """Rows as small forms."""

    formset = LoadedRows
    form: type[_ModelForm] = RowForm


class RecordAdmin(
    FieldsMixin,
    ReviewMixin,
    HistoryMixin,
    DeletedMixin,
    FindsWords,
    SavesFilters,
    TransferMixin,
    CollisionMixin,
    _Admin,  # type: ignore[misc]
):
    """A table's pages: list, form, history, import, export."""

    form: type[_ModelForm] = RecordForm
    save_on_top = True
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    paginator = CappedPaginator
    view_on_site: Any = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Django's, but no pattern from an address: a bad one is an error, a clever one takes for ever."""
        pattern = lookup.rpartition("__")[2] in ("regex", "iregex")
        return not pattern and bool(super().lookup_allowed(lookup, value, request))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        title = {"title": capfirst(self.model._meta.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The table's own, then the French, then the reason: last, as the last thing one knows."""
        fieldsets = list(super().get_fieldsets(request, obj))
        fieldsets = [(name, _without_asked(options)) for name, options in fieldsets]
        if self.model.translations():
            fieldsets.append((FRENCH, {"fields": self.model.translations(), "classes": ["collapse"]}))
        if self._may_save(request, obj):
            fieldsets.append((WHY, {"fields": ASKED}))
        return fieldsets

    def _may_save(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None:
            return bool(self.has_add_permission(request))
        return bool(self.has_change_permission(request, obj))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj._change_reason = form.cleaned_data.get("change_reason", "")
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Each row that is saved or deleted keeps the same reason as the record."""
        for row in formset.forms:
            row.instance._change_reason = form.cleaned_data.get("change_reason", "")
        super().save_formset(request, form, formset, change)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view = super().changeform_view
        try:
            return _by_hand(request, view, *args, **kwargs)
        except IntegrityError:
            # Someone else was quicker. Asked again, validation sees what they did, and names it.
            _forget_messages(request)
            return _by_hand(request, view, *args, **kwargs)

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """An action on a list is one change, all of it or nothing."""
        with transaction.atomic(), recording(Origin.BULK, user=request.user):
            return super().response_action(request, queryset)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        going, counts, forbidden, protected = deleted_objects(objs, request, self.admin_site)
        return going, counts, {*forbidden, *self.kept(objs, request)}, protected

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view = super().delete_view
        try:
            return _by_hand(request, view, *args, **kwargs)
        except (IntegrityError, ProtectedError):
            # It came into use after the page had been asked for. Asked again, the page says by what.
            _forget_messages(request)
            return _by_hand(request, view, *args, **kwargs)


def _by_hand(request: HttpRequest, view: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """One request, one change: a record, its rows, and what goes with it when it is deleted."""
    with recording(Origin.HAND, user=request.user):
        return view(request, *args, **kwargs)  # type: ignore[no-any-return]


def _with_reason(options: dict[str, Any]) -> dict[str, Any]:
    parts = ([name, "withdrawn_because"] if name == "status" else [name] for name in options["fields"])
    return options | {"fields": list(chain.from_iterable(parts))}


def _without_asked(options: dict[str, Any]) -> dict[str, Any]:
    return options | {"fields": [name for name in options["fields"] if name not in ASKED]}


def _forget_messages(request: HttpRequest) -> None:
    """Drop the “saved successfully” of an attempt that was rolled back."""
    request._messages = default_storage(request)  # type: ignore[attr-defined]


class NounAdmin(BulkMixin, RecordAdmin):
    """One of the five nouns: reviewed, then public."""

    actions = ["delete_selected", "send_to_review", "publish", "withdraw"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """With the reason of a withdrawal after the status, for who may withdraw, or where there is one."""
        fieldsets = super().get_fieldsets(request, obj)
        if not self.has_publish_permission(request) and (obj is None or not obj.withdrawn_because):
            return fieldsets
        return [(name, _with_reason(options)) for name, options in fieldsets]

    def view_on_site(self, obj: Reviewed) -> str | None:
        """The public page's address; None while the public has none."""
        door: Any = type(obj)._default_manager
        public = door.published().filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if public else None  # type: ignore[attr-defined]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """The record's page, with what the rules make of the record beside the form."""
        record = self.get_object(request, unquote(object_id)) if request.method == "GET" else None
        if record is not None and self.has_view_permission(request, record):
            kwargs["extra_context"] = self.derived(record, localdate()) | (kwargs.get("extra_context") or {})
        return super().change_view(request, object_id, *args, **kwargs)

    def derived(self, record: Any, as_of: date) -> dict[str, Any]:
        """What follows from the record, for its page's template; nothing unless a subclass says."""
        return {}
