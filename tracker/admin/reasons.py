"""The question why, wherever something is changed."""

from typing import Any

from django import forms

from tracker.models.changes import REASON_LENGTH


def reason_box(label: str, help_text: str = "For colleagues, in the record's history.", **kwargs: Any) -> Any:
    """As long as a history takes."""
    line = forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(label=label, max_length=REASON_LENGTH, widget=line, help_text=help_text, **kwargs)


class ReasonForm(forms.Form):
    """Asks why; an answer is required."""

    reason = reason_box("Why")
