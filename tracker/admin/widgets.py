"""Form widgets of the admin."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models

if TYPE_CHECKING:
    _ModelChoiceField = forms.ModelChoiceField[Any]
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelChoiceField = forms.ModelChoiceField
    _ModelForm = forms.ModelForm


KEY = re.compile(r"[0-9]{1,18}")
"""A primary key as a form sends it."""

SLUG = re.compile(r"[a-z0-9-]{1,100}")


class RecordSelect(AutocompleteSelect):
    """Django's autocomplete select, without its query for the label of the chosen record.

    A page of fifty inline rows asked fifty times for names that it had loaded with the rows.
    """

    template_name = "admin/tracker/record_select.html"
    chosen: models.Model | None = None

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
        return super().media + forms.Media(js=["admin/js/autocomplete.js", "tracker/admin/names.js"])

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
