"""A record's history: every version of it and of its rows, to look at, to compare and to restore."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from tracker.changes.describe import compare, describe
from tracker.changes.naming import named
from tracker.changes.undo import restore
from tracker.changes.versions import changesets_of, edits_to, state_at, state_now
from tracker.changes.writing import Refused
from tracker.models import SETTLED, Changeset

from .reasons import ReasonForm
from .review import may_publish
from .widgets import KEY

PAGE = 50
NOW = "now"


class HistoryMixin:
    """The history pages of a ModelAdmin, in place of Django's, which know nothing of fields or rows."""

    model: Any
    opts: Any
    admin_site: Any
    has_change_permission: Any
    has_delete_permission: Any
    has_view_or_change_permission: Any

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.version_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_version"
        return [path("<int:pk>/history/<int:changeset>/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponseBase:
        """All versions of a record, those of its rows included, newest first; of a deleted record too."""
        pk = int(object_id) if KEY.fullmatch(object_id) else 0
        context = self._history_context(request, pk)
        pages = Paginator(changesets_of(self.model, pk), PAGE)
        page = pages.get_page(request.GET.get("p"))
        described = describe(edits_to(self.model, pk, [changeset.pk for changeset in page]))
        did = defaultdict(list)
        for each in described:
            did[each.changeset].append(each)
        context |= {"title": "History", "page": page, "rows": [(it, did[it.pk]) for it in page]}
        return TemplateResponse(request, "admin/tracker/history_list.html", context)

    def _history_context(self, request: HttpRequest, pk: int) -> dict[str, Any]:
        """What all history pages share. Raises Http404 and PermissionDenied."""
        record = self.model._default_manager.filter(pk=pk).first()
        latest = self.model.history.filter(id=pk).order_by("-history_id").first()
        if latest is None:
            raise Http404(f"No {self.opts.verbose_name} has the key {pk}.")
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        context: dict[str, Any] = self.admin_site.each_context(request)
        return context | {
            "opts": self.opts,
            "module_name": str(capfirst(self.opts.verbose_name_plural)),
            "record": record,
            "pk": pk,
            "name": named(record or latest),
        }

    def version_view(self, request: HttpRequest, pk: int, changeset: int) -> HttpResponseBase:
        """One version beside another (`?with=`, the present one unless said), and the way back to it."""
        context = self._history_context(request, pk)
        every = list(changesets_of(self.model, pk))
        at = next((each for each in every if each.pk == changeset), None)
        if at is None:
            raise Http404("This record has no such version.")
        then = state_at(self.model, pk, at)
        may = self._may_restore(request, context["record"], then[self.model, pk])
        if request.method == "POST" and not may:
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        refused: list[str] = []
        if request.method == "POST" and request.POST.get("seen", str(every[0].pk)) != str(every[0].pk):
            refused = ["The record was changed after you had opened this page. Look again, then restore."]
        elif request.method == "POST" and form.is_valid():
            try:
                return self._restored(request, pk, at, form.cleaned_data["reason"])
            except Refused as why:
                refused = why.obstacles
        other = request.GET.get("with", NOW)
        beside = next((each for each in every if str(each.pk) == other), None)
        shown = state_now(self.model, pk) if beside is None else state_at(self.model, pk, beside)
        context |= {
            "title": "Earlier version",
            "at": at,
            "others": [each for each in every if each.pk != at.pk],
            "beside": beside,
            "compared": compare(then, shown),
            "was_there": then[self.model, pk] is not None,
            "may_restore": may,
            "form": form,
            "seen": every[0].pk,
            "obstacles": refused,
        }
        return TemplateResponse(request, "admin/tracker/version.html", context)

    def _may_restore(self, request: HttpRequest, record: Any, then: Any) -> bool:
        """Who may change the record, or delete it where it is gone; and publish it, if it was public then."""
        if then is None:
            return False
        may = (
            self.has_delete_permission(request)
            if record is None
            else self.has_change_permission(request, record)
        )
        publishes = getattr(then, "status", None) in SETTLED
        return bool(may) and (not publishes or may_publish(request.user, self.model))

    def _restored(self, request: HttpRequest, pk: int, at: Changeset, reason: str) -> HttpResponseBase:
        restore(self.model, pk, at, user=request.user, reason=reason)
        messages.success(request, "Restored, as a new version: what stood there is kept in the history.")
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(page, args=[pk]))
