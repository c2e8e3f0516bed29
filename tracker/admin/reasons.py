"""The question why, on pages that change something without a record's form."""

from django import forms

from tracker.models.changes import REASON_LENGTH


class ReasonForm(forms.Form):
    """Asks why; an answer is required."""

    reason = forms.CharField(
        label="Why",
        max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="For colleagues, in the record's history.",
    )
