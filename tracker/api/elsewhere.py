"""How the API tells that what stood at an address was withdrawn, or where it is now."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from tracker import elsewhere
from tracker.elsewhere import Gone, View

from .schemas import Problem

NOT_HERE: dict[int, Any] = {301: None, 404: Problem, 410: Problem}
"""What is answered, beside the record, of an address that names one."""


def or_elsewhere(**models: Any) -> Callable[[View], View]:
    """See `tracker.elsewhere.or_elsewhere`."""
    return elsewhere.or_elsewhere(_json, models)


def _json(request: HttpRequest, gone: Gone) -> HttpResponse:
    return JsonResponse({"detail": [gone.in_words]}, status=410)
