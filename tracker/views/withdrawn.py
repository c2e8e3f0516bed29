"""What stands at the address of a record that was withdrawn: that it was, why, and nothing else of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.models import Reviewed, Status

View = Callable[[HttpRequest, str], HttpResponse]


def or_withdrawn(noun: type[Reviewed]) -> Callable[[View], View]:
    """Let a view of one record, which finds no public one, answer 410 (Gone) where it was withdrawn."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, slug: str) -> HttpResponse:
            try:
                return view(request, slug)
            except Http404:
                reason = _reason(noun, slug)
                if reason is None:
                    raise
            context = {"what": noun._meta.verbose_name, "reason": reason}
            return render(request, "tracker/withdrawn.html", context, status=410)

        return answer

    return decorate


def _reason(noun: type[Reviewed], slug: str) -> str | None:
    records: Any = noun._default_manager.filter(slug=slug, status=Status.WITHDRAWN)
    found: str | None = records.values_list("withdrawn_because", flat=True).first()
    return found
