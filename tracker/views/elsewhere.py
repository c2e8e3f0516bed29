"""How pages, and how files and feeds, tell that what stood at an address was withdrawn."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker import elsewhere
from tracker.elsewhere import Gone, View


def or_elsewhere(*, onto: str = "", **models: Any) -> Callable[[View], View]:
    """Of a page: see `tracker.elsewhere.or_elsewhere`."""
    return elsewhere.or_elsewhere(_page, models, onto=onto)


def file_or_elsewhere(**models: Any) -> Callable[[View], View]:
    """Of what programs read: the reason as plain text."""
    return elsewhere.or_elsewhere(_text, models)


def _page(request: HttpRequest, gone: Gone) -> HttpResponse:
    return render(request, "tracker/withdrawn.html", {"gone": gone}, status=410)


def _text(request: HttpRequest, gone: Gone) -> HttpResponse:
    return HttpResponse(f"{gone.in_words}\n", status=410, content_type="text/plain; charset=utf-8")
