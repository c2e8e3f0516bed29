"""What stands at the address of a record that the public cannot see: gone for a reason, moved, or nothing.

A record that was withdrawn answers 410 and says why, and nothing else of it. One that was merged into
another leads on, as long as the merge stands. Drafts tell nothing. Pages, files, feeds and the API do the
same, each in its own form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db.models import CharField, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.models import Redirect, Status, moved_to, noun

View = Callable[..., Any]  # of a page an HttpResponse, of the API also what is made into one

KEPT = "max-age=3600"  # a merge can be undone: no browser should know the redirect for ever


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that was withdrawn: what it was, and why; "" where no reason was recorded."""

    what: str
    reason: str

    @property
    def lead(self) -> str:
        """Up to the reason, which is somebody's own words."""
        told = _("The %(what)s that stood at this address was withdrawn.") % {"what": self.what}
        because = _("The reason:") if self.reason else _("No reason was recorded.")
        return f"{told} {because}"

    @property
    def in_words(self) -> str:
        return f"{self.lead} {self.reason}".rstrip()


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of an address: the status of the record that has it, or that one had it and moved."""

    status: str = ""
    because: str = ""
    moved: bool = False


Told = Callable[[HttpRequest, Gone], HttpResponse]


def or_elsewhere(told: Told, models: Mapping[str, Any], *, onto: str = "") -> Callable[[View], View]:
    """Let a view that finds nothing public look what became of the records that its address names.

    `told` answers for what was withdrawn; `models`: the table of each part of the address that names a
    record; `onto`: the kind of address that one that moved leads to, "" for the same kind.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: Any) -> Any:
            try:
                return view(request, **parts)
            except Http404:
                named = {name: parts[name] for name in models if parts.get(name)}
                traces = {name: trace(models[name], slug) for name, slug in named.items()}
                gone = _gone(models, traces)
                answer = told(request, gone) if gone else _moved(request, models, named, traces, onto)
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


def _gone(models: Mapping[str, Any], traces: Mapping[str, Trace]) -> Gone | None:
    """Of an address that names one record."""
    if len(traces) != 1:
        return None
    ((name, found),) = traces.items()
    if found.status != Status.WITHDRAWN:
        return None
    return Gone(noun(models[name]), found.because)


def _moved(
    request: HttpRequest,
    models: Mapping[str, Any],
    named: Mapping[str, str],
    traces: Mapping[str, Trace],
    onto: str,
) -> HttpResponse | None:
    """Only where every record of the address is public, or was and leads to what is."""
    match = request.resolver_match
    if match is None or not any(found.moved for found in traces.values()):
        return None
    now = {name: _public_slug(models[name], slug, traces[name]) for name, slug in named.items()}
    if None in now.values():
        return None
    parts: dict[str, Any] = getattr(match, "captured_kwargs")  # noqa: B009 (unknown to the types)
    address = reverse(onto, kwargs=now) if onto else reverse(match.view_name, kwargs=parts | now)
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))
    response["Cache-Control"] = KEPT
    return response


def _public_slug(model: Any, slug: str, found: Trace) -> str | None:
    if not found.moved:
        return slug if found.status == Status.PUBLISHED else None
    moved = moved_to(model, slug, public=True)
    public = model._default_manager.published()
    return moved.slug if moved is not None and public.filter(pk=moved.pk).exists() else None
