"""Old addresses of records that were merged into others: they lead on, as long as the merge stands."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from tracker.models import moved_to

View = Callable[..., HttpResponse]

KEPT = "max-age=3600"  # a merge can be undone: no browser should know the redirect for ever


def follows(**models: Any) -> Callable[[View], View]:
    """Where a page is not found, look whether a record that its address names was merged into another.

    `models`: by the address's part. Leads on only to what is public, from what was: drafts tell nothing.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: str) -> HttpResponse:
            try:
                return view(request, **parts)
            except Http404:
                now = {name: _public_slug(models[name], slug) for name, slug in parts.items()}
                if now == parts or None in now.values():
                    raise
                return _redirect(request, view.__name__, now)

        return guarded

    return decorate


def _public_slug(model: Any, slug: str) -> str | None:
    """Where the record is by now; None where that is nothing for the public."""
    public = model._default_manager.published()
    if public.filter(slug=slug).exists():
        return slug
    if model._default_manager.filter(slug=slug).exists():
        return None
    moved = moved_to(model, slug, public=True)
    return moved.slug if moved is not None and public.filter(pk=moved.pk).exists() else None


def _redirect(request: HttpRequest, name: str, parts: dict[str, Any]) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(reverse(name, kwargs=parts) + (f"?{query}" if query else ""))
    response["Cache-Control"] = KEPT
    return response
