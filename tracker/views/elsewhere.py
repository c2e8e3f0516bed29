"""What stands at the address of a record that the public cannot see: gone for a reason, moved, or nothing.

A record that was withdrawn answers 410 and says why, and nothing else of it. One that was merged into
another leads on, as long as the merge stands. Drafts tell nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db.models import CharField, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from tracker.models import Redirect, Status, moved_to, noun

View = Callable[..., HttpResponse]

KEPT = "max-age=3600"  # a merge can be undone: no browser should know the redirect for ever


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of an address: the status of the record that has it, or that one had it and moved."""

    status: str = ""
    because: str = ""
    moved: bool = False


def or_elsewhere(**models: Any) -> Callable[[View], View]:
    """Let a view that finds nothing public look what became of the records that its address names.

    `models`: the table of each part of the address.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: str) -> HttpResponse:
            try:
                return view(request, **parts)
            except Http404:
                traces = {name: trace(models[name], slug) for name, slug in parts.items()}
                answer = _gone(request, models, traces) or _moved(request, view, models, parts, traces)
                if answer is None:
                    raise
                return answer

        return guarded

    return decorate


def trace(model: Any, slug: str) -> Trace:
    """One query: for most addresses that lead nowhere it is the last."""
    here = model._default_manager.filter(slug=slug).order_by().values_list("status", "withdrawn_because")
    nothing = Value("", output_field=CharField())
    once = Redirect.objects.filter(table=model._meta.model_name, slug=slug, public=True).order_by()
    found = list(here.union(once.values_list(nothing, nothing)))
    status, because = next((row for row in found if row[0]), ("", ""))
    return Trace(status, because, moved=not status and bool(found))


def _gone(request: HttpRequest, models: dict[str, Any], traces: dict[str, Trace]) -> HttpResponse | None:
    """Of a page about one record."""
    if len(traces) > 1:
        return None
    ((name, found),) = traces.items()
    if found.status != Status.WITHDRAWN:
        return None
    context = {"what": noun(models[name]), "reason": found.because}
    return render(request, "tracker/withdrawn.html", context, status=410)


def _moved(
    request: HttpRequest, view: View, models: dict[str, Any], parts: dict[str, str], traces: dict[str, Trace]
) -> HttpResponse | None:
    """Only where every part of the address is public, or was and leads to what is."""
    if not any(found.moved for found in traces.values()):
        return None
    now = {name: _public_slug(models[name], slug, traces[name]) for name, slug in parts.items()}
    if None in now.values():
        return None
    query = request.META.get("QUERY_STRING", "")
    address = reverse(view.__name__, kwargs=now)
    response = HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))
    response["Cache-Control"] = KEPT
    return response


def _public_slug(model: Any, slug: str, found: Trace) -> str | None:
    if not found.moved:
        return slug if found.status == Status.PUBLISHED else None
    moved = moved_to(model, slug, public=True)
    public = model._default_manager.published()
    return moved.slug if moved is not None and public.filter(pk=moved.pk).exists() else None
