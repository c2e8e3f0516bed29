"""Form widgets of the admin."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm


KEY = re.compile(r"[0-9]{1,18}")
"""A primary key as a form sends it."""


class RecordSelect(AutocompleteSelect):
    """Django's autocomplete select, without its query for the label of the chosen record.

    A page of fifty inline rows asked fifty times for names that it had loaded with the rows.
    """

    chosen: models.Model | None = None

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


def show_loaded(form: _ModelForm) -> None:
    """Hand each RecordSelect of `form` the related record that the form's instance has loaded."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)  # out of the wrapper with add and change
        if isinstance(widget, RecordSelect):
            widget.chosen = form.instance._state.fields_cache.get(name)
