"""What every form of the admin does: ask why, and not ask the database for what it has."""

import hashlib
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.forms.utils import pretty_name
from django.utils.functional import cached_property

from tracker.imports.anchors import anchored, misplaced, texts_of
from tracker.imports.records import cell_of, has_control, one_line_end
from tracker.models import Document, Evidence, Status, moved_to

from .reasons import reason_box
from .review import FOR_EDITORS
from .reviewing import check, offer_statuses, pressed, say_who_reads, why_not_back
from .widgets import KEY, RecordField, show_loaded

if TYPE_CHECKING:
    _BaseInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    _ModelForm = forms.ModelForm[Any]
else:
    _BaseInlineFormSet = forms.BaseInlineFormSet
    _ModelForm = forms.ModelForm

WORDS: Any = Evidence._meta.get_field("words")
ASKED = ["change_reason", "version"]  # what forms ask beyond the table's own fields
NOTHING: frozenset[str] = frozenset()
RESTS_ON = {"words": frozenset(["words"]), "end": frozenset(["words", "start", "end"])}
"""The boxes that the model's own checks of a fragment's words and end need."""

QUOTES = '“”„«»"'
LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


class RowForm(_ModelForm):
    """An inline row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        show_loaded(self)

    def clean(self) -> Any:
        """Refuse what an export could write and no import would take back. An article's text never leaves."""
        cleaned: Any = super().clean()
        typed = [] if isinstance(self.instance, Document) else list(cleaned.items())
        for name, value in typed:
            if isinstance(value, str) and has_control(value):
                self.add_error(name, "This holds a control character; type the text anew.")
        return cleaned

    def _post_clean(self) -> None:
        """A saved row that was not touched is not written: asking the database whether it may be is idle."""
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()  # type: ignore[misc]


class LoadedRows(_BaseInlineFormSet):
    """Rows that are loaded with their table: Django would ask for each again, by the key it was sent."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        name = form.instance._meta.pk.name
        if form.instance.pk is not None and name in form.fields:
            own = form.fields[name]
            loaded = RecordField(own.queryset, initial=own.initial, required=False, widget=own.widget)
            loaded.chosen = form.instance
            form.fields[name] = loaded


class TableRows(LoadedRows):
    """Rows of a table, whose boxes have a column's heading and no label of their own."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            field.widget.attrs.setdefault("aria-label", field.label or pretty_name(name))


class RecordForm(RowForm):
    """A record's own page, with the reason that its history keeps.

    `version` is where the histories of the record and of its rows stood when the page was opened. The
    page of a record compares before its form is asked (collision/pages.py).
    """

    user: Any = AnonymousUser()  # who fills it in; each page gives its own
    opened_at = ""  # given by the page, which knows it from before it read what it shows
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    change_reason = reason_box(
        "Why this change",
        "For colleagues, in the record's history: second source found; typing mistake.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "version" in self.fields and self.instance.pk:
            self.initial["version"] = self.opened_at
        offer_statuses(self)
        say_who_reads(self)

    def clean(self) -> Any:
        """No record takes the old address of one that was merged into another."""
        cleaned: Any = super().clean()
        asked = cleaned.get("slug") if "slug" in self.changed_data else None
        moved = moved_to(self._meta.model, asked) if asked else None
        if moved is not None:
            self.add_error("slug", f"This address leads to “{moved}”, into which its record was merged.")
        return cleaned

    @cached_property
    def stored(self) -> Any:
        """The record as the database has it; None for a new one."""
        key = self.instance.pk
        return type(self.instance)._default_manager.filter(pk=key).first() if key else None

    def clean_status(self) -> Any:
        if why := why_not_back(self):
            raise forms.ValidationError(why)
        status = pressed(self) or self.cleaned_data["status"]
        if status not in dict(self.fields["status"].choices):  # type: ignore[attr-defined]
            raise forms.ValidationError(FOR_EDITORS)
        return status

    def clean_withdrawn_because(self) -> Any:
        """The reason goes with the withdrawal."""
        ended = self.cleaned_data.get("status", Status.WITHDRAWN) != Status.WITHDRAWN
        left = ended and "withdrawn_because" not in self.changed_data
        return "" if left else self.cleaned_data["withdrawn_because"].strip()

    def _post_clean(self) -> None:
        super(RowForm, self)._post_clean()  # type: ignore[misc]  # always written
        check(self)


class Lines(forms.CharField):
    """Text of several lines, with one kind of line end: browsers send another than the database has."""

    def to_python(self, value: Any) -> str:
        return one_line_end(super().to_python(value) or "")


class LongLine(forms.CharField):
    """One line too long for a line's box: wraps as it is typed, and keeps no line break."""

    widget = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})

    def to_python(self, value: Any) -> str:
        return LINE_BREAK.sub(" ", super().to_python(value) or "")


class Fragment(LongLine):
    """A source's own words. Quotation marks pasted around them are ours, not the source's."""

    def to_python(self, value: Any) -> str:
        words = super().to_python(value).strip()
        quoted = len(words) > 1 and words[0] in QUOTES and words[-1] in QUOTES
        return words[1:-1].strip() if quoted else words


class Quantity(forms.DecimalField):
    """Shown as it was said: 5000, and not 5000.00."""

    def prepare_value(self, value: Any) -> Any:
        return cell_of(value) if isinstance(value, Decimal) else value


class PlainText(forms.CharField):
    """Text kept to the character: a browser sends CR LF for each line end, and anchors count them."""

    widget = forms.Textarea(attrs={"rows": 20, "class": "vLargeTextField"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"strip": False})

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class EvidenceRow(RowForm):
    """A fragment, which must stand where it says in a text that is attached.

    All its faults are told at once, each beside its box.
    """

    words = Fragment(max_length=WORDS.max_length, help_text=WORDS.help_text)
    texts: dict[int, str] | None = None  # of all rows' sources, where the rows read them at once
    misplaced = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A page from before there was a box says nothing of it: what is stored, or the default, stands."""
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & set(Evidence.later):
            widget, sent = self.fields[name].widget, self.add_prefix(name)
            if self.is_bound and widget.value_omitted_from_data(self.data, self.files, sent):
                self.fields[name].disabled = True

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        source, words = cleaned.get("source"), cleaned.get("words")
        text = self._text(source.pk) if source and words and self.has_changed() else None
        if text is not None:
            placed = not self.errors.keys() & {"start", "end"}  # else only that the words stand there at all
            if placed:
                cleaned |= anchored(words, cleaned.get("start"), cleaned.get("end"), text)
            evidence = Evidence(**_place(cleaned)) if placed else Evidence(words=words)
            self.misplaced = misplaced(evidence, text, source.title)
        return cleaned

    def _post_clean(self) -> None:
        """Words out of place are refused last: the model's own checks need them."""
        super()._post_clean()
        if self.misplaced:
            words = self.cleaned_data.get("words")
            self.add_error("words", self.misplaced)
            self.cleaned_data["words"] = words  # what saving would do is told all the same

    def _update_errors(self, errors: forms.ValidationError) -> None:
        """Without what the model says of a box that is empty only because it was refused."""
        left = {
            name: found
            for name, found in errors.error_dict.items()
            if RESTS_ON.get(name, NOTHING).isdisjoint(self.errors)
        }
        if left:
            super()._update_errors(forms.ValidationError(left))  # type: ignore[misc]

    def _text(self, source: int) -> str | None:
        texts = texts_of([source]) if self.texts is None else self.texts
        return texts.get(source)


class EvidenceTable(TableRows):
    """Fragments of one statement, which read the texts of all their sources at once."""

    @cached_property
    def texts(self) -> dict[int, str]:
        sent = (self.data.get(f"{self.add_prefix(number)}-source", "") for number in range(len(self.forms)))
        return texts_of({int(key) for key in sent if KEY.fullmatch(key)})

    def full_clean(self) -> None:
        if self.is_bound:
            for form in self.forms:
                form.texts = self.texts
        super().full_clean()


def _place(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {name: cleaned.get(name) for name in ("words", "start", "end")}


class EvidenceForm(EvidenceRow, RecordForm):
    """The same on the fragment's own page."""


class DocumentRow(RowForm):
    """A source's text, which must be the one that the source names by its fingerprint."""

    text = PlainText(help_text="Staff only: never shown to the public. Pasted as plain text.")

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        source = cleaned.get("source")
        found = hashlib.sha256(cleaned.get("text", "").encode()).hexdigest()
        if source and source.sha256 and "text" in cleaned and source.sha256 != found:
            self.add_error("text", another_text(found, source.sha256))
        return cleaned


def another_text(found: str, named: str) -> str:
    return (
        f"This is not the text that the source was coded from: its SHA-256 is {found}, "
        f"the source has {named}."
    )


class DocumentForm(DocumentRow, RecordForm):
    """The same on the text's own page."""
