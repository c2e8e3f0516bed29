"""The reports of readers that wait on the admin's front page."""

from typing import Any

from django.http import HttpRequest

from tracker.models import Report

from .addresses import list_of, may_view, page_of

FIRST = 3


def new_reports(request: HttpRequest) -> dict[str, Any] | None:
    """What waits on the front page for who may see reports, the longest first. Two queries at most."""
    if not may_view(request, Report):
        return None
    fresh = Report.objects.filter(status=Report.Status.NEW).order_by("created", "id")
    number = fresh.count()
    first = fresh[:FIRST] if number else ()
    return {
        "number": number,
        "url": list_of(Report, status__exact=Report.Status.NEW.value),
        "first": [(each, page_of(Report, each.pk)) for each in first],
    }
