"""An article comes in once: its text pasted or uploaded with its source, and then coded."""

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from tracker.models import Document, Source

from ..addresses import page_of
from ..bulk.pages import undo_here
from ..forms import PlainText, RecordForm, another_text
from ..slugs import source_slug
from ..widgets import KEY
from .passages import in_order
from .sending import number_of_drafts, send

CODE = "_code"
TEXT = ["text", "text_file"]  # what the form asks beyond the table's own fields


class SourceForm(RecordForm):
    """A source; and, while it has none, its text: pasted, or as a file."""

    text = PlainText(
        required=False,
        help_text="Pasted as plain text. Staff only: never shown to the public.",
    )
    text_file = forms.FileField(
        label="or a text file",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,text/plain"}),
        help_text="A .txt file in UTF-8, taken as it is but for its line ends.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_text_file(self) -> str:
        """The text of the file; empty without one."""
        file = self.cleaned_data.get("text_file")
        return text_in(file) if file else ""

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        if not cleaned.get("slug") and "slug" in self.fields and "slug" not in self.errors:
            cleaned["slug"] = source_slug(cleaned.get("publisher", ""), cleaned.get("title", ""))
        if "text" in self.fields and not any(name in self.errors for name in TEXT):
            self._take_text(cleaned)
        return cleaned

    def _take_text(self, cleaned: dict[str, Any]) -> None:
        """One text, and its fingerprint where none was given."""
        pasted, uploaded = cleaned.get("text", ""), cleaned.get("text_file", "")
        if pasted.strip() and uploaded:
            self.add_error("text_file", "Paste the text or choose a file, not both.")
            return
        text = uploaded or pasted
        cleaned["text"] = text if text.strip() else ""
        if not cleaned["text"] or "sha256" in self.errors:
            return
        found = hashlib.sha256(text.encode()).hexdigest()
        given = cleaned.get("sha256")
        if given and given != found:
            self.add_error("text_file" if uploaded else "text", another_text(found, given))
        cleaned["sha256"] = given or found


def text_in(file: Any) -> str:
    """The text of an uploaded file. Raises ValidationError for what is none."""
    if not file.name.lower().endswith(".txt"):
        raise forms.ValidationError("Choose a plain text file: its name ends in .txt.")
    if file.size > settings.UPLOAD_LIMIT:
        raise forms.ValidationError(f"The file has more than {settings.UPLOAD_LIMIT // 2**20} MB.")
    try:
        text: str = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise forms.ValidationError("The file is not UTF-8. Save it as UTF-8, or paste the text.") from None
    if "\0" in text:
        raise forms.ValidationError("The file holds a NUL character, which no text has.")
    return text.replace("\r\n", "\n")


class ArticleMixin:
    """For the source's ModelAdmin: takes the text, leads to the coding screen, sends what was coded."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.send_drafts_view)  # type: ignore[attr-defined]
        return [path("<int:pk>/send-drafts/", view, name="tracker_source_send_drafts"), *super().get_urls()]  # type: ignore[misc]

    def send_drafts_view(self, request: HttpRequest, pk: int) -> HttpResponseRedirect:
        """All of the article's drafts to review, and back to where that was asked."""
        if not self.has_change_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        source = get_object_or_404(Source, pk=pk)
        if request.method != "POST":  # signed in again, or come back to
            return HttpResponseRedirect(page_of(Source, pk))
        with transaction.atomic():
            sent, refused, made = send(request, source)
        if made is not None:
            messages.success(request, undo_here(f"Sent to review: {sent}.", made))
        elif not refused:
            messages.info(request, "Nothing of this article is a draft.")
        self._warn(request, [(each.record, each.why) for each in refused], "were left alone")  # type: ignore[attr-defined]
        back = request.POST.get("back", "")
        return HttpResponseRedirect(back if _is_ours(back) else page_of(Source, pk))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kw: Any
    ) -> Any:
        """A text sent from a page that was opened before somebody else attached one is a row beside theirs:
        the page that asks whose shall stand then shows both.
        """
        known = request.method == "POST" and KEY.fullmatch(object_id or "")
        if known and Document.objects.filter(source_id=int(known[0])).exists():
            _as_a_row(request, known[0])
        return super().changeform_view(request, object_id, *args, **kw)  # type: ignore[misc]

    def asks_for_text(self, request: HttpRequest, source: Source | None) -> bool:
        """Whether the form takes a text: there is none yet, and who asks may add one."""
        user: Any = request.user
        has_one = source is not None and source.pk is not None and hasattr(source, "document")
        return not has_one and bool(user.has_perm("tracker.add_document"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if self.asks_for_text(request, obj):
            return list(fieldsets)
        return [(name, _without_text(options)) for name, options in fieldsets]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        if self.asks_for_text(request, obj):
            return form
        return type(form.__name__, (form,), dict.fromkeys(TEXT))  # None: without these fields

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        text = form.cleaned_data.get("text")
        if text and self.asks_for_text(request, form.instance):
            document: Any = Document(source=form.instance, text=text)
            document._change_reason = form.cleaned_data.get("change_reason", "")
            document.save()

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> Any:
        return self._code(request, obj) or super().response_add(request, obj, post_url_continue)  # type: ignore[misc]

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        return self._code(request, obj) or super().response_change(request, obj)  # type: ignore[misc]

    def _code(self, request: HttpRequest, source: Source) -> HttpResponseRedirect | None:
        if not may_code(request):
            return None
        address = coding_address(source)
        if CODE in request.POST:
            messages.success(request, f"Saved: {source}. Code it from top to bottom.")
            return HttpResponseRedirect(address)
        if "_popup" not in request.POST:
            messages.info(request, format_html("<a href='{}'>Code this source</a>", address))
        return None

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        source: Source | None = kwargs.get("obj")
        user: Any = request.user
        context["may_code"] = may_code(request)
        if source is not None and source.pk:
            context["code_address"] = coding_address(source) if may_code(request) else ""
            may_see = user.has_perm("tracker.view_statement") or user.has_perm("tracker.change_statement")
            context["coded"] = in_order(source) if may_see else []
            context["drafts"] = number_of_drafts(source, request)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


def _as_a_row(request: HttpRequest, source: str) -> None:
    text, file = request.POST.get("text", ""), request.FILES.get("text_file")
    if file is not None:
        try:
            text = text_in(file)
        except forms.ValidationError as error:
            messages.error(request, f"The file was not taken: {error.message}")
    if not text.strip():
        return
    sent = request.POST.copy()
    sent.pop("text", None)
    for name, value in (("TOTAL_FORMS", "1"), ("INITIAL_FORMS", "0"), ("0-source", source), ("0-text", text)):
        sent[f"document-{name}"] = value
    if "document=" not in sent.get("version", ""):
        sent["version"] = f"{sent.get('version', '')} document=0.0".strip()  # there was none on that page
    request.POST = sent  # type: ignore[assignment]


def _without_text(options: dict[str, Any]) -> dict[str, Any]:
    return options | {"fields": [name for name in options["fields"] if name not in TEXT]}


def _is_ours(address: str) -> bool:
    return bool(address) and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def may_code(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.has_perm("tracker.add_statement"))


def coding_address(source: Source) -> str:
    return f"{reverse('admin:tracker_statement_add')}?{urlencode({'source': source.pk})}"
