"""What the coding screen adds to the statement's pages: the text, the check, and going on to the next."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import all_valid
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from tracker.models import Evidence, Source, Statement

from ..widgets import KEY
from .behalf import proposals_for
from .draft import Draft, draft_of, draft_of_saved
from .notices import Notice
from .passages import Pane, Passage, may_read, read_pane
from .sending import number_of_drafts
from .verdict import Verdict, judge

CHECK = "_check"
NEXT = "_next"
AFTER = "after"  # in the address: the evidence behind which the text is read on
KEPT = ["speaker", "on_behalf_of"]  # and the source and the day: what the next statement starts from
LATEST = 8  # articles offered where none is chosen


class CodingMixin:
    """For the statement's ModelAdmin, whose first inline is the evidence."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("behalf/", view(self.behalf_view), name="tracker_statement_behalf"),
            path("check/", view(self.check_view), name="tracker_statement_check"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def behalf_view(self, request: HttpRequest) -> JsonResponse:
        """For whom the speaker can have spoken on the day, for the form's empty box."""
        if not self._may_code(request):
            raise PermissionDenied
        found = proposals_for(request.GET.get("speaker", ""), request.GET.get("said_on", ""))
        return JsonResponse(
            {
                "proposals": [
                    {"id": each.organization.pk, "name": str(each.organization), "role": each.role}
                    for each in found
                ]
            }
        )

    def check_view(self, request: HttpRequest) -> HttpResponse:
        """What saving the form that is sent would do, as a piece of a page. Nothing is written."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        number = request.POST.get("_statement", "")
        statement = get_object_or_404(Statement, pk=number) if KEY.fullmatch(number) else None
        if not self._may_save(request, statement):  # type: ignore[attr-defined]
            raise PermissionDenied
        verdict = judge(self._sent(request, statement), localdate())
        return render(request, "admin/tracker/statement/verdict.html", {"verdict": verdict, "checked": True})

    def _may_code(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) or self.has_change_permission(request)  # type: ignore[attr-defined,no-any-return]

    def _sent(self, request: HttpRequest, statement: Statement | None) -> Draft:
        admin: Any = self
        form = admin.get_form(request, statement, change=statement is not None)(
            request.POST, request.FILES, instance=statement
        )
        formsets, _ = admin._create_formsets(request, form.instance, change=statement is not None)
        form.is_valid()
        all_valid(formsets)
        return draft_of(form, _evidence(formsets))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Where only a check is asked for, a form that is never good enough to be saved."""
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        return _checked(form) if request.method == "POST" and CHECK in request.POST else form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> Any:
        """A new statement's first evidence is from the source that the address names."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)  # type: ignore[misc]
        source = request.GET.get("source", "")
        if obj.pk is None and KEY.fullmatch(source):
            kwargs["initial"] = [{"source": source}]
        return kwargs

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        statement: Statement | None = kwargs.get("obj")
        pane = self._pane(request, context, statement)
        context |= {
            "pane": pane,
            "drafts": number_of_drafts(pane.source, request) if pane is not None else 0,
            "after": _placed(pane, request.GET.get(AFTER, "")),
            "verdict": self._verdict(request, context, statement),
            "checked": request.method == "POST",
            "settled": bool(context.get("effects")),  # what a published one does is told already
            "articles": _latest(request) if pane is None and kwargs.get("add") else [],
            "may_go_on": self.has_add_permission(request),  # type: ignore[attr-defined]
            "show_save_and_add_another": pane is None,  # “and code the next” does as much, and keeps more
            "is_nav_sidebar_enabled": context.get("is_nav_sidebar_enabled") and pane is None,
        }
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def _pane(self, request: HttpRequest, context: Any, statement: Statement | None) -> Pane | None:
        """The text of the source that the address names, else of the first evidence."""
        if not may_read(request):
            return None
        named = [request.GET.get("source", "")]
        for inline in context["inline_admin_formsets"]:
            named += [
                str(row["source"].value() or "") for row in inline.formset.forms if "source" in row.fields
            ]
        others: list[Source] = []
        if statement is not None:
            others = list(
                Source.objects.filter(evidence__statement=statement).distinct().order_by("title", "pk")
            )
            named += [str(source.pk) for source in others]
        chosen = next((key for key in named if KEY.fullmatch(key)), "")
        return read_pane(chosen, others)

    def _verdict(self, request: HttpRequest, context: Any, statement: Statement | None) -> Verdict | None:
        form = context["adminform"].form
        if form.is_bound:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            return judge(draft_of(form, _evidence(formsets)), localdate())
        return judge(draft_of_saved(statement), localdate()) if statement is not None else None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        notices = judge(draft_of(form, _evidence(formsets)), localdate()).notices
        told = getattr(form.instance, "_alike", [])  # likely duplicates, told with all that is like them
        for notice in [each for each in notices if each.url not in told]:
            messages.warning(request, _message(notice))

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> Any:
        return self._next(request, obj) or super().response_add(request, obj, post_url_continue)  # type: ignore[misc]

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        return self._next(request, obj) or super().response_change(request, obj)  # type: ignore[misc]

    def _next(self, request: HttpRequest, statement: Statement) -> HttpResponseRedirect | None:
        """On to a new statement from the same source, by the same speaker, on the same day."""
        if NEXT not in request.POST or not self.has_add_permission(request):  # type: ignore[attr-defined]
            return None
        named = request.GET.get("source", "")
        latest = _latest_evidence(statement, named)
        beside = int(named) if KEY.fullmatch(named) else None
        kept: dict[str, Any] = {name: getattr(statement, f"{name}_id") for name in KEPT}
        kept |= {"said_on": statement.said_on, "source": latest.source_id if latest else beside}
        address = reverse("admin:tracker_statement_change", args=[statement.pk])
        messages.success(request, format_html("Saved: <a href='{}'>{}</a>", address, statement))
        kept[AFTER] = latest.pk if latest else None  # no #place: the page would jump over its own messages
        query = urlencode({name: value for name, value in kept.items() if value})
        return HttpResponseRedirect(f"{reverse('admin:tracker_statement_add')}?{query}")


def _latest_evidence(statement: Statement, source: str) -> Evidence | None:
    """The evidence that was added last: of the source with this primary key, else of any."""
    rows = sorted(statement.evidence.all(), key=lambda row: (str(row.source_id) == source, row.pk))
    return rows[-1] if rows else None


def _placed(pane: Pane | None, evidence: str) -> Passage | None:
    """The passage of the evidence with this primary key, where the text shows it."""
    placed = (passage for piece in (pane.pieces if pane else ()) for passage in piece.opens)
    return next((passage for passage in placed if str(passage.evidence.pk) == evidence), None)


def _evidence(formsets: Any) -> Any:
    """The rows of evidence; None for who may not change them."""
    return next((formset for formset in formsets if formset.model is Evidence), None)


class _Checked:
    """A form that is looked at, with all its errors, and never saved."""

    def is_valid(self) -> bool:
        super().is_valid()  # type: ignore[misc]
        return False


def _checked(form: type[Any]) -> type[Any]:
    return type(f"Checked{form.__name__}", (_Checked, form), {})


def _latest(request: HttpRequest) -> list[Source]:
    """Articles whose text is at hand, the latest added first, where none is chosen yet."""
    if not may_read(request):
        return []
    return list(Source.objects.filter(document__isnull=False).order_by("-pk")[:LATEST])


def _message(notice: Notice) -> str:
    if not notice.url:
        return notice.text
    return format_html("{} <a href='{}'>{}</a>", notice.text, notice.url, notice.link)
