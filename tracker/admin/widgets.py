"""Form widgets of the admin."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.urls import reverse

if TYPE_CHECKING:
    _ModelChoiceField = forms.ModelChoiceField[Any]
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelChoiceField = forms.ModelChoiceField
    _ModelForm = forms.ModelForm


KEY = re.compile(r"[0-9]{1,18}")
"""A primary key as a form sends it."""

SLUG = re.compile(r"[a-z0-9-]{1,100}")

CALLED_BY = ("name", "title")
"""What a record goes by, where it has a name of its own."""

BESIDE = ("tracker/admin/names.js", "tracker/admin/missing.js")
"""Scripts beside Django's own for a box that searches."""


class RecordSelect(AutocompleteSelect):
    """Django's autocomplete select, without its query for the label of the chosen record.

    A page of fifty inline rows asked fifty times for names that it had loaded with the rows.
    """

    template_name = "admin/tracker/record_select.html"
    chosen: models.Model | None = None
    may_add = False
    """Whether who fills in the form may add a record that is missing."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """With what is searched for, and the field that a name searched for in vain goes into."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        fields = {field.name for field in self._table.concrete_fields}
        called_by = next((name for name in CALLED_BY if name in fields), "")
        attrs["data-noun"] = str(self._table.verbose_name)
        return attrs | ({"data-called-by": called_by} if called_by else {})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.may_add:
            page = f"{self.admin_site.name}:{self._table.app_label}_{self._table.model_name}_add"
            context["widget"]["add_url"] = reverse(page)
        return context

    @property
    def _table(self) -> Any:
        return self.field.remote_field.model._meta

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What is chosen; or, from a page without scripts, the record whose slug is typed beside the box."""
        slug = data.get(f"{name}-slug", "").strip()
        return self._named(slug) if slug else super().value_from_datadict(data, files, name)

    def _named(self, slug: str) -> str:
        """The key of the record with this slug; a question mark, which is no key, where there is none."""
        records: Any = self.field.remote_field.model._default_manager
        key = records.filter(slug=slug).values_list("pk", flat=True).first() if SLUG.fullmatch(slug) else None
        return "?" if key is None else str(key)

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["admin/js/autocomplete.js", *BESIDE])

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        value = [key for key in value if KEY.fullmatch(key)]  # an address may say ?issue=nonsense
        if self.chosen is None or value != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.chosen)
        chosen = self.create_option(name, self.chosen.pk, label, True, len(blank))
        return [(None, [*blank, chosen], 0)]


class RecordField(_ModelChoiceField):
    """Django's choice of a record, without its query for the one that the form has loaded."""

    chosen: models.Model | None = None

    def to_python(self, value: Any) -> Any:
        if self.chosen is not None and value == str(self.chosen.pk):
            return self.chosen
        return super().to_python(value)


def show_loaded(form: _ModelForm) -> None:
    """Hand each field and box of `form` the related record that the form's instance has loaded."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)  # out of the wrapper with add and change
        if isinstance(widget, RecordSelect):
            widget.chosen = form.instance._state.fields_cache.get(name)
            if isinstance(field, RecordField):
                field.chosen = widget.chosen
