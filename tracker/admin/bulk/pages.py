"""The actions of a list, and the page that they lead to: choose, look, confirm."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from tracker.models import Changeset, Origin, recording
from tracker.words import count

from ..unseen import why_unseen_each
from .forms import WhyForm
from .lines import touched
from .operations import OPERATIONS, STATUSES, Operation
from .planning import Done, Plan, apply, latest_versions, load, plan
from .tokens import MOST, opened, sealed

if TYPE_CHECKING:
    from simple_history.admin import SimpleHistoryAdmin as _Admin
else:
    _Admin = object  # NounAdmin has it behind this

SHOWN = 200
"""Records of one kind that a preview lists; of the rest it gives the number."""

NAMED = 10
"""Records that a message names."""

IN_ORDER = forms.Media(js=["admin/js/jquery.init.js", "admin/js/autocomplete.js"])
"""The second needs the first, and no form says so."""

GONE = "That selection is no longer there. Choose the records again."
CHANGED = "What to set was changed after the preview. Nothing was saved: look at what it does now."


class BulkMixin(_Admin):  # type: ignore[misc]
    """Sends to review, publishes, withdraws."""

    operations: tuple[str, ...] = STATUSES

    @admin.action(description="Send to review…", permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        return self._start(request, queryset, "send_to_review")

    @admin.action(description="Publish…", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        return self._start(request, queryset, "publish")

    @admin.action(description="Withdraw…", permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        return self._start(request, queryset, "withdraw")

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """As ever; and the page says where it can be undone."""
        with recording(Origin.BULK, user=request.user) as act:
            super().delete_queryset(request, queryset)
        if act.made is not None:
            self.message_user(request, undo_here("", act.made), messages.INFO)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.bulk_view)
        address = path("bulk/<slug:name>/", view, name=f"tracker_{self.opts.model_name}_bulk")
        return [address, *super().get_urls()]

    # the page

    def bulk_view(self, request: HttpRequest, name: str) -> HttpResponse:
        if name not in self.operations:
            raise Http404
        operation = OPERATIONS[name]
        self._guard(request, operation)
        try:
            selection = opened(
                request.POST.get("selection", ""), owner=self._bulk_owner(request, "selection")
            )
        except BadSignature:
            self.message_user(request, GONE, messages.ERROR)
            return HttpResponseRedirect(reverse(f"admin:tracker_{self.opts.model_name}_changelist"))
        if "apply" in request.POST:
            return self._confirm(request, operation, selection)
        return self._page(request, operation, selection, request.POST)

    def _start(self, request: HttpRequest, queryset: QuerySet[Any], name: str) -> HttpResponse | None:
        """The first page, for exactly the records chosen in the list, on whatever pages of it."""
        operation = OPERATIONS[name]
        self._guard(request, operation)
        keys = list(dict.fromkeys(queryset.values_list("pk", flat=True)))
        if len(keys) > MOST:
            said = f"{len(keys):,} records are chosen; at most {MOST:,} can be changed at once."
            self.message_user(request, said, messages.ERROR)
            return None
        asks = bool(operation.form.base_fields)
        selection = {"keys": keys, "back": request.get_full_path()}
        return self._page(request, operation, selection, None if asks else request.POST)

    def _guard(self, request: HttpRequest, operation: Operation) -> None:
        may = self.has_change_permission(request)
        if operation.permission == "publish":
            may = may and self.has_publish_permission(request)
        if not may:
            raise PermissionDenied

    def _bulk_owner(self, request: HttpRequest, what: str) -> str:
        return f"bulk:{what}:{self.opts.label_lower}:{request.user.pk}"

    def _page(
        self,
        request: HttpRequest,
        operation: Operation,
        selection: dict[str, Any],
        data: Any,
        why: WhyForm | None = None,
    ) -> HttpResponse:
        """What to set, and once that is chosen what it does. `why` is a form that was refused."""
        keys = selection["keys"]
        initial = operation.initial(self.model, keys) if data is None else {}
        form = operation.form(data, initial=initial)
        context = self.admin_site.each_context(request) | {
            "title": operation.label,
            "subtitle": _counted(self.opts, len(keys)),
            "opts": self.opts,
            "operation": operation,
            "form": form,
            "media": self.media + form.media + IN_ORDER,
            "selection": sealed(selection, owner=self._bulk_owner(request, "selection")),
            "back": selection["back"],
        }
        if form.is_bound and form.is_valid():
            context |= self._bulk_preview(request, operation, form, keys, why)
        return TemplateResponse(request, "admin/tracker/bulk.html", context)

    def _bulk_preview(
        self, request: HttpRequest, operation: Operation, form: Any, keys: Sequence[int], why: WhyForm | None
    ) -> dict[str, Any]:
        versions = latest_versions(self.model, keys)  # first: what changes meanwhile counts as changed
        records = load(self.model, keys)
        planned = plan(request.user, records, operation, form.cleaned_data)
        previewed = [[change.record.pk, versions.get(change.record.pk, 0)] for change in planned.changes]
        preview = {
            "name": operation.name,
            "previewed": previewed,
            "data": _sent(form),
            "settled": planned.settled,
        }
        unseen = _unseen(operation, [change.record for change in planned.changes])
        return {
            "plan": planned,
            "shown": SHOWN,
            "left": _left(planned) | {"unseen": max(len(unseen) - SHOWN, 0)},
            "lines": touched(planned.changes),
            "unseen": unseen,
            "gone": len(keys) - len(records),
            "preview": sealed(preview, owner=self._bulk_owner(request, "preview")),
            "why": why or WhyForm(settled=planned.settled, said=operation.reason(form.cleaned_data)),
        }

    def _confirm(self, request: HttpRequest, operation: Operation, selection: dict[str, Any]) -> HttpResponse:
        try:
            preview = opened(request.POST.get("preview", ""), owner=self._bulk_owner(request, "preview"))
        except BadSignature:
            preview = {}
        if preview.get("name") != operation.name:
            self.message_user(request, GONE, messages.ERROR)
            return HttpResponseRedirect(selection["back"])
        form, asked = operation.form(preview["data"]), operation.form(request.POST)
        if _meant(asked) != _meant(form):
            self.message_user(request, CHANGED, messages.WARNING)
            return self._page(request, operation, selection, request.POST)
        said = operation.reason(form.cleaned_data) if form.is_valid() else ""
        why = WhyForm(request.POST, settled=preview["settled"], said=said)
        if not form.is_valid() or not why.is_valid():  # what was chosen may be gone by now
            return self._page(request, operation, selection, preview["data"], why)
        reason = why.cleaned_data["reason"].strip() or said
        with transaction.atomic(), recording(Origin.BULK, user=request.user, reason=reason) as act:
            previewed = dict(preview["previewed"])
            done = apply(request, self.model, operation, form.cleaned_data, previewed, reason)
        self._report(request, done, act.made)
        self._warn(request, _unseen(operation, done.written), "are published and not seen yet")
        return HttpResponseRedirect(selection["back"])

    def _report(self, request: HttpRequest, done: Done, changeset: Changeset | None) -> None:
        if changeset is not None:
            said = f"{_counted(self.opts, len(done.written))} changed."
            self.message_user(request, undo_here(said, changeset), messages.SUCCESS)
        else:
            self.message_user(request, "Nothing was changed.", messages.WARNING)
        left = [(each, "changed by somebody since the preview, and left as it is.") for each in done.moved_on]
        left += [(refusal.record, refusal.why) for refusal in done.refused]
        self._warn(request, left, "were left alone")
        if done.gone:
            said = f"{_counted(self.opts, done.gone)} deleted since the preview."
            self.message_user(request, said, messages.WARNING)

    def _warn(self, request: HttpRequest, told: Sequence[tuple[Any, str]], what: str) -> None:
        """What is to be said of each of these records; of more than a page takes, how many and `what`."""
        for record, said in told[:NAMED]:
            self.message_user(request, f"“{record}”: {said}", messages.WARNING)
        if len(told) > NAMED:
            self.message_user(request, f"… and {len(told) - NAMED} more {what}.", messages.WARNING)


class StatementBulkMixin(BulkMixin):
    """Recodes, re-assigns and tags as well."""

    operations = (*STATUSES, "set_rung", "reassign", "tag")

    @admin.action(description="Set issue and rung…", permissions=["change"])
    def set_rung(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        return self._start(request, queryset, "set_rung")

    @admin.action(description="Re-assign speaker…", permissions=["change"])
    def reassign(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        return self._start(request, queryset, "reassign")

    @admin.action(description="Add or remove tags…", permissions=["change"])
    def tag(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        return self._start(request, queryset, "tag")


def _counted(opts: Any, number: int) -> str:
    return count(number, str(opts.verbose_name), str(opts.verbose_name_plural))


def _sent(form: Any) -> dict[str, Any]:
    """What the boxes of a form hold, those beside the choice of a record too."""
    boxes = (box for name in form.fields for box in (name, f"{name}-slug"))
    return {box: form.data[box] for box in boxes if box in form.data}


def _meant(form: Any) -> dict[str, Any] | None:
    """One choice, in whichever box it was made; None where it cannot be read."""
    return form.cleaned_data if form.is_valid() else None


def _unseen(operation: Operation, records: Sequence[Any]) -> list[tuple[Any, str]]:
    """Of what is published with this, what readers do not see even so, and why."""
    if operation.name != "publish":
        return []
    why = why_unseen_each(records)
    return [(record, why[record.pk]) for record in records if record.pk in why]


def _left(planned: Plan) -> dict[str, int]:
    """How many of each kind a preview does not list."""
    kinds = {"changes": planned.changes, "same": planned.same, "refused": planned.refused}
    return {name: max(len(found) - SHOWN, 0) for name, found in kinds.items()}


def undo_here(said: str, changeset: Changeset) -> str:
    return format_html(
        '{} <a href="{}">See what was done, or undo it</a>.', said, changeset.get_absolute_url()
    )
