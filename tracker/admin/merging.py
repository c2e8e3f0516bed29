"""Two records into one: the page that shows all that a merge does, and the button that does it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import capfirst

from tracker.changes.naming import named
from tracker.changes.writing import Refused
from tracker.likeness.pairs import Proposal
from tracker.merging.candidates import LIKELY, likely_twins
from tracker.merging.fields import chosen_fields
from tracker.merging.merge import Plan, merge, plan
from tracker.merging.moves import Moves
from tracker.models import Actor, Changeset, Status, merged_into

from . import review
from .forms import ASKED
from .reasons import ReasonForm
from .widgets import KEY

SHOWN = 20
"""Rows of one table that the page names; of the others it says how many."""

TOLD = 3
"""Likely duplicates that the page after saving names, each in a message."""

MERGED_OWN = f"{review.FOUR_EYES} A colleague merges these two."


class MergeMixin:
    """The merging of a ModelAdmin's records, for who has the permission `merge_…`."""

    model: Any
    opts: Any
    admin_site: Any
    has_change_permission: Any
    has_view_or_change_permission: Any
    message_user: Any

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("merge/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(f"{self.opts.app_label}.merge_{self.opts.model_name}"))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        links = {"duplicates_url": self._duplicates_page()}
        return super().changelist_view(request, links | (extra_context or {}))  # type: ignore[misc]

    def _duplicates_page(self) -> str:
        return reverse("admin:duplicates_of", args=[self.opts.model_name]) if self.model in LIKELY else ""

    # a record's own page

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """With the record's likely duplicates, for who could do something about them."""
        extra = dict(kwargs.pop("extra_context", None) or {})
        if request.method == "GET" and self.has_change_permission(request) and KEY.fullmatch(object_id):
            record = self.model._default_manager.filter(pk=int(object_id)).first()
            extra["likely"] = twins(record) if record is not None else []
            extra["may_merge"] = self.has_merge_permission(request)
            extra["duplicates_url"] = self._duplicates_page()
        return super().change_view(request, object_id, *args, extra_context=extra, **kwargs)  # type: ignore[misc]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """And then what the saved record looks like: while one still knows what one meant."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        touched = set(form.changed_data) - set(ASKED) or any(rows.has_changed() for rows in formsets)
        found = twins(form.instance) if touched or not change else []
        form.instance._alike = [twin["url"] for twin in found[:TOLD]]
        for twin in found[:TOLD]:
            messages.warning(request, self._alike(request, form.instance, twin))
        if len(found) > TOLD:
            more = f"It looks like {len(found) - TOLD} more, named on its own page."
            url = self._at("change", form.instance.pk)
            messages.warning(request, format_html('{} <a href="{}">Likely duplicates</a>', more, url))

    def _alike(self, request: HttpRequest, record: Any, twin: dict[str, Any]) -> str:
        why = "; ".join(f"{reason[:1].lower()}{reason[1:]}" for reason in twin["reasons"])
        said = f"“{record}” looks like “{twin['record']}”: {why}."
        if twin["copy"]:
            url, link = self._duplicates_page(), "Say that one is a copy of the other"
        elif self.has_merge_permission(request):
            url, link = twin["merge"], "Compare the two"
        else:
            url, link = twin["url"], "Look at the other"
        return format_html('{} <a href="{}">{}</a>', said, url, link)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> Any:
        """On from the address of a record that was merged away to the one that it is part of."""
        key = int(object_id) if KEY.fullmatch(object_id) else 0
        into = merged_into(self.model, key)
        if into is None or not self.has_view_or_change_permission(request, into):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]
        last = self.model.history.filter(id=key).order_by("-history_id").first()
        was = f"“{named(last)}”" if last is not None else "The record that was here"
        messages.info(request, f"{was} was merged into this {opts.verbose_name}.")
        return HttpResponseRedirect(self._at("change", into.pk))

    @admin.action(description="Merge two", permissions=["merge"])
    def merge_two(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponseBase | None:
        found = list(queryset.order_by("pk")[:3])
        if len(found) != 2:
            self.message_user(request, "Choose two records to merge, no more and no fewer.", messages.ERROR)
            return None
        return HttpResponseRedirect(merge_address(*in_order(*found)))

    # the merge's page

    def merge_view(self, request: HttpRequest) -> HttpResponseBase:
        """GET shows what would happen; POST does it, if it is still what was shown."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        sent = request.POST if request.method == "POST" else request.GET
        keep, drop = (self._record(sent.get(name, "")) for name in ("keep", "drop"))
        if keep is None or drop is None or keep.pk == drop.pk:
            messages.error(
                request, "Two different records can be merged; one of these is not there (any more)."
            )
            return HttpResponseRedirect(self._at("changelist"))
        asked = {field.name: sent.get(f"field-{field.name}", "") for field in chosen_fields(self.model)}
        form = ReasonForm(request.POST or None)
        refused = [MERGED_OWN] if _would_publish_own(request.user, keep, drop) else []
        if request.method == "POST" and form.is_valid() and not refused:
            try:
                done = merge(
                    self.model,
                    keep.pk,
                    drop.pk,
                    user=request.user,
                    reason=form.cleaned_data["reason"],
                    asked=asked,
                    token=sent.get("token", ""),
                )
            except (Refused, LookupError, IntegrityError) as why:
                refused = _why(why)
                keep, drop = self._record(str(keep.pk)), self._record(str(drop.pk))
                if keep is None or drop is None:
                    messages.error(request, refused[0])
                    return HttpResponseRedirect(self._at("changelist"))
            else:
                return self._merged(request, keep, drop, done)
        return self._shown(request, plan(keep, drop, asked), form, refused)

    def _record(self, key: str) -> Any:
        found = self.model._default_manager.select_related(*links(self.model))
        return found.filter(pk=int(key)).first() if KEY.fullmatch(key) else None

    def _at(self, page: str, *args: object) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def _shown(
        self, request: HttpRequest, made: Plan, form: ReasonForm, refused: list[str]
    ) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {
            "title": f"Merge two {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "plan": made,
            "kept": self._record(str(made.keep.pk)),  # as it is now
            "keep_url": self._at("change", made.keep.pk),
            "drop_url": self._at("change", made.drop.pk),
            "swap": merge_address(made.drop, made.keep),
            "moves": [_listed(each) for each in made.moves],
            "names": made.keep.aliases if isinstance(made.keep, Actor) else "",
            "form": form,
            "obstacles": refused or made.obstacles,
        }
        return TemplateResponse(request, "admin/tracker/merge.html", context)

    def _merged(self, request: HttpRequest, keep: Any, drop: Any, done: Changeset) -> HttpResponseBase:
        said = format_html("“{}” was merged into “{}”.", drop, keep)
        if request.user.has_perm("tracker.undo_changeset"):
            url = reverse("admin:tracker_changeset_undo", args=[done.pk])
            said = format_html('{} <a href="{}">Undo the merge</a>', said, url)
        elif request.user.has_perm("tracker.view_changeset"):
            said = format_html('{} <a href="{}">What was changed</a>', said, done.get_absolute_url())
        messages.success(request, said)
        may_see = request.user.has_perm(f"{self.opts.app_label}.view_{self.opts.model_name}")
        seen = may_see or self.has_change_permission(request)
        return HttpResponseRedirect(self._at("change", keep.pk) if seen else reverse("admin:index"))


def _would_publish_own(user: Any, keep: Any, drop: Any) -> bool:
    """Whether the rule of four eyes keeps this user from merging: what they wrote would be public at once."""
    return review.needs_another(keep) and review.is_own(user, drop)


def _why(error: Exception) -> list[str]:
    if isinstance(error, Refused):
        return error.obstacles
    if isinstance(error, LookupError):
        return ["One of the two is not there any more."]
    return ["Someone changed a row that would move, at this very moment. Look again, then merge."]


def _listed(each: Moves) -> dict[str, Any]:
    """A table's rows, the first of them by name, each with its page."""
    return {
        "noun": each.noun,
        "count": len(each.rows),
        "rows": [(row, _address(row)) for row in each.rows[:SHOWN]],
        "left": max(0, len(each.rows) - SHOWN),
        "folds": each.folds[:SHOWN],
        "folds_left": max(0, len(each.folds) - SHOWN),
        "cleared": len(each.cleared),
    }


def _address(record: Any) -> str:
    return reverse(f"admin:tracker_{record._meta.model_name}_change", args=[record.pk])


def links(table: Any) -> list[str]:
    """The foreign keys whose names a page shows."""
    return [field.name for field in table._meta.concrete_fields if field.is_relation]


def in_order(one: Any, other: Any) -> tuple[Any, Any]:
    """Who should survive, unless told otherwise: what the public knows, then what was there first."""
    first, second = sorted((one, other), key=lambda record: (record.status != Status.PUBLISHED, record.pk))
    return first, second


def merge_address(keep: Any, drop: Any) -> str:
    page = reverse(f"admin:tracker_{keep._meta.model_name}_merge")
    return f"{page}?{urlencode({'keep': keep.pk, 'drop': drop.pk})}"


def twins(record: Any) -> list[dict[str, Any]]:
    """A record's likely duplicates, with the reasons and the way to compare them."""
    found: list[Proposal] = likely_twins(record)[:SHOWN]
    keys = {key for proposal in found for key in proposal.pair} - {record.pk}
    others = type(record)._default_manager.in_bulk(list(keys))
    listed = []
    for proposal in found:
        other = others.get(proposal.other if proposal.one == record.pk else proposal.one)
        if other is not None:
            listed.append(
                {
                    "record": other,
                    "url": _address(other),
                    "reasons": proposal.reasons,
                    "copy": proposal.copy,
                    "merge": merge_address(*in_order(record, other)),
                }
            )
    return listed
