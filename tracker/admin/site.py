"""The admin site: its names, its front page, and what it refuses before any page is asked."""

from collections.abc import Iterable
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from tracker.throttle import too_many

from . import duplicates, overview, saved, search, stale
from .forbidden import forbidden

# The five nouns in their order, each followed by what belongs to it.
ORDER = [
    "Actor",
    "Membership",
    "Issue",
    "Position",
    "Source",
    "Document",
    "Statement",
    "Evidence",
    "Commitment",
    "CommitmentEvent",
    "Changeset",
    "NotDuplicate",
    "Redirect",
    "Report",
]


TRIED_TOO_OFTEN = "Too many tries to sign in from this address. Try again in an hour."


class Site(admin.AdminSite):
    site_header = "Policy positions"
    site_title = "Policy positions"
    index_title = "Overview"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, overview.context(request, self) | (extra_context or {}))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's, as often as one address may try: a password cannot be guessed at."""
        if request.method == "POST" and too_many(request, "login", settings.LOGINS_PER_HOUR):
            return HttpResponse(TRIED_TOO_OFTEN, status=429, content_type="text/plain; charset=utf-8")
        return super().login(request, extra_context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The pages that belong to no table."""
        views: dict[str, tuple[str, Any]] = {
            "search": ("search/", partial(search.search_view, site=self)),
            "stale_lines": ("stale-lines/", partial(stale.stale_view, site=self)),
            "saved_filters": ("saved-filters/", partial(saved.saved_view, site=self)),
            "save_filter": ("saved-filters/save/", partial(saved.save_view, site=self)),
            "share_filter": ("saved-filters/<int:pk>/share/", saved.share_view),
            "delete_filter": ("saved-filters/<int:pk>/delete/", saved.delete_view),
        }
        ours = [path(at, self.admin_view(view), name=name) for name, (at, view) in views.items()]
        # Without the way from any record's key to its public address: no page of ours asks it.
        theirs = [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]
        return [*ours, *duplicates.urls(self), *theirs]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Django's list, with the models in the order in which an analyst thinks of them."""
        apps: list[Any] = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "tracker")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's guard, and two more: no database takes a NUL, PostgreSQL with an error; and who may not
        is told what is missing.
        """

        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            _refuse_nul(value for _, values in request.GET.lists() for value in values)
            try:
                return inner(request, *args, **kwargs)
            except PermissionDenied:
                return forbidden(request, self)

        return guarded


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _refuse_nul(values: Iterable[str]) -> None:
    if any("\0" in value for value in values):
        raise BadRequest("A NUL character in the address.")


site = Site()
