"""Likely duplicates side by side: why they look alike, and what to do about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from tracker.merging.candidates import LIKELY, likely_duplicates
from tracker.merging.fields import Choice, choices
from tracker.models import NotDuplicate, Origin, Source, recording

from . import review
from .merging import in_order, links, merge_address
from .widgets import KEY

PAGE = 20
STORY = "The same story at two addresses"


def urls(site: Any) -> list[URLPattern]:
    """The pages of all likely duplicates, for the site to have."""

    def overview(request: HttpRequest) -> HttpResponseBase:
        return _overview(site, request)

    def of_table(request: HttpRequest, table: str) -> HttpResponseBase:
        return _of_table(site, request, table)

    return [
        path("duplicates/", site.admin_view(overview), name="duplicates"),
        path("duplicates/<slug:table>/", site.admin_view(of_table), name="duplicates_of"),
    ]


def _may(request: HttpRequest, verb: str, table: Any) -> bool:
    return bool(request.user.has_perm(f"{table._meta.app_label}.{verb}_{table._meta.model_name}"))


def _may_view(request: HttpRequest, table: Any) -> bool:
    return _may(request, "view", table) or _may(request, "change", table)


def _overview(site: Any, request: HttpRequest) -> HttpResponseBase:
    """How many there are of each table that this person may see."""
    seen = [table for table in LIKELY if _may_view(request, table)]
    if not seen:
        raise PermissionDenied
    tables = [
        (capfirst(table._meta.verbose_name_plural), _page(table), len(likely_duplicates(table)))
        for table in seen
    ]
    context = site.each_context(request) | {"title": "Likely duplicates", "tables": tables}
    return TemplateResponse(request, "admin/tracker/duplicates.html", context)


def _page(table: Any) -> str:
    return reverse("admin:duplicates_of", args=[table._meta.model_name])


def _of_table(site: Any, request: HttpRequest, name: str) -> HttpResponseBase:
    table = {table._meta.model_name: table for table in LIKELY}.get(name)
    if table is None:
        raise Http404("No such table has likely duplicates.")
    if not _may_view(request, table):
        raise PermissionDenied
    if request.method == "POST":
        return _settle(request, table)
    pages = Paginator(likely_duplicates(table), PAGE)
    page = pages.get_page(request.GET.get("p"))
    context = site.each_context(request) | {
        "title": f"Likely duplicates among {table._meta.verbose_name_plural}",
        "opts": table._meta,
        "module_name": capfirst(table._meta.verbose_name_plural),
        "page": page,
        "pairs": _side_by_side(table, page.object_list),
        "may_merge": _may(request, "merge", table),
        "may_change": _may(request, "change", table),
        "copies": table is Source,
    }
    return TemplateResponse(request, "admin/tracker/duplicates_of.html", context)


def _side_by_side(table: Any, found: Any) -> list[dict[str, Any]]:
    """Each proposal with its two records, field by field. One query."""
    keys = {key for proposal in found for key in proposal.pair}
    records = table._default_manager.select_related(*links(table)).in_bulk(list(keys))
    pairs = []
    for proposal in found:
        one, other = records.get(proposal.one), records.get(proposal.other)
        if one is not None and other is not None:
            first, second = in_order(one, other)
            rows: list[Choice] = [row for row in choices(first, second, {}) if row.keep or row.drop]
            pairs.append(
                {
                    "first": first,
                    "second": second,
                    "first_url": _change(first),
                    "second_url": _change(second),
                    "reasons": proposal.reasons,
                    "rows": rows,
                    "copy": proposal.copy,
                    "merge": merge_address(first, second),
                }
            )
    return pairs


def _change(record: Any) -> str:
    return reverse(f"admin:tracker_{record._meta.model_name}_change", args=[record.pk])


def _settle(request: HttpRequest, table: Any) -> HttpResponseBase:
    """“These are two”, or “one is a copy of the other”."""
    if not _may(request, "change", table):
        raise PermissionDenied
    keys = [request.POST.get(name, "") for name in ("first", "second")]
    numbers = [int(key) for key in keys if KEY.fullmatch(key)]
    with transaction.atomic():
        found = table._default_manager.select_for_update().in_bulk(numbers)
        if len(found) < 2:
            messages.error(request, "One of the two is not there any more: nothing was changed.")
        else:
            _settle_these(request, table, *(found[number] for number in numbers))
    return HttpResponseRedirect(_page(table))


def _settle_these(request: HttpRequest, table: Any, first: Any, second: Any) -> None:
    action = request.POST.get("action", "")
    if action == "two":
        _are_two(request, first, second)
    elif action == "copy" and table is Source:
        _is_copy(request, first, second)
    else:
        messages.error(request, "Nothing was changed: the page asked for something unknown.")


def _are_two(request: HttpRequest, first: Any, second: Any) -> None:
    one, other = sorted((first.pk, second.pk))
    name = first._meta.model_name
    user: Any = request.user
    NotDuplicate.objects.get_or_create(table=name, one=one, other=other, defaults={"user": user})
    messages.success(request, f"“{first}” and “{second}” are two: they will not be proposed again.")


def _is_copy(request: HttpRequest, original: Source, copy: Source) -> None:
    original = original.copy_of or original
    copy.copy_of = original
    try:
        if not review.may_touch(request.user, copy):
            raise ValidationError(review.locked(copy))
        if review.needs_another(copy):
            raise ValidationError(review.FOUR_EYES_HOW)
        if copy.copies.exists():
            raise ValidationError(f"“{copy}” has copies of its own: make it the original.")
        copy.clean()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    with recording(Origin.HAND, user=request.user, reason=STORY):
        copy.save()
    messages.success(request, f"“{copy}” is marked as a copy of “{original}”: both count as one.")
