"""The form of a report: few questions, and three tests that people pass without seeing them."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from tracker.models import Report
from tracker.models.reports import MAX_ADDRESS, MAX_TEXT

QUICKEST = timedelta(seconds=3)
"""Nobody reads the form and writes a sentence in less."""
LONGEST = timedelta(hours=24)
MIN_TEXT = 10  # characters
MAX_LINKS = 3
LINK = re.compile(r"https?://(?:www\.)?|www\.|<a\s", re.IGNORECASE)

TOO_QUICK = gettext_noop("That was quicker than a person writes. Please send it once more.")
TOO_OLD = gettext_noop(
    "This form stood open for more than a day. Your words are kept: please send it once more."
)
NOT_OURS = gettext_noop(
    "This form did not come from this page. Your words are kept: please send it once more."
)
BAITED = gettext_noop(
    "A field that people do not see was filled in. It is empty again: please send the form once more."
)


class ReportForm(forms.Form):
    """`about` names the record, as the stamp does: a stamp of one page is no use on another."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of mistake is it?"),
        choices=[("", gettext_lazy("Choose…")), *Report.Kind.choices],
        error_messages={
            "required": gettext_lazy("Choose what comes nearest."),
            "invalid_choice": gettext_lazy("Choose one of the list."),
        },
    )
    text = forms.CharField(
        label=gettext_lazy("What is wrong, and what would be right?"),
        min_length=MIN_TEXT,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=format_lazy(
            gettext_lazy("At most {characters} characters and {links} links."),
            characters=MAX_TEXT,
            links=MAX_LINKS,
        ),
        error_messages={"required": gettext_lazy("Say what is wrong.")},
    )
    source = forms.URLField(
        label=gettext_lazy("Where can it be seen? (optional)"),
        max_length=MAX_ADDRESS,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("The address of a source that shows it."),
        error_messages={
            "invalid": gettext_lazy(
                "Give an address that begins with https:// or http://, or leave it empty."
            )
        },
    )
    contact = forms.EmailField(
        label=gettext_lazy("Your e-mail (optional)"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("For questions back. Seen only by the editors who settle reports."),
        error_messages={
            "invalid": gettext_lazy("Give an address such as name@example.org, or leave it empty.")
        },
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about

    @property
    def seen(self) -> list[forms.BoundField]:
        """The fields that people fill in."""
        return [self[name] for name in ("kind", "text", "source", "contact")]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        links = len(LINK.findall(text))
        if links > MAX_LINKS:
            told = _("There are %(links)s links in it; %(most)s are the most that a report may have.")
            raise ValidationError(told % {"links": links, "most": MAX_LINKS})
        return text

    def clean_source(self) -> str:
        source: str = self.cleaned_data["source"]
        if source and not source.lower().startswith(("https://", "http://")):
            raise ValidationError(self.fields["source"].error_messages["invalid"])
        return source

    def clean(self) -> None:
        if self.cleaned_data.get("website"):
            raise ValidationError(_(BAITED))
        signer, stamp = TimestampSigner(salt="tracker.report"), self.cleaned_data.get("stamp", "")
        try:
            found = signer.unsign(stamp, max_age=LONGEST)
        except SignatureExpired:
            raise ValidationError(_(TOO_OLD)) from None
        except BadSignature:
            raise ValidationError(_(NOT_OURS)) from None
        if found != self.about:
            raise ValidationError(_(NOT_OURS))
        try:
            signer.unsign(stamp, max_age=QUICKEST)
        except SignatureExpired:
            return
        raise ValidationError(_(TOO_QUICK))

    def again(self) -> dict[str, str]:
        """What a page that asks once more holds: every word, the bait empty, and the time starts anew."""
        fresh = {"website": "", "stamp": stamp(self.about)}
        return {name: str(self.data.get(name, "")) for name in self.fields} | fresh


def stamp(about: str) -> str:
    return TimestampSigner(salt="tracker.report").sign(about)
