"""How the API tells that what stood at an address was withdrawn, or where it is now."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from tracker import elsewhere
from tracker.elsewhere import Gone, View

from .schemas import Problem

NOT_HERE: dict[int, Any] = {301: None, 404: Problem, 410: Problem}
"""What is answered, beside the record, of an address that names one."""


def or_elsewhere(**models: Any) -> Callable[[View], View]:
    """See `tracker.elsewhere.or_elsewhere`. Any site may read where it is now, as all else of the API."""

    def decorate(view: View) -> View:
        found = elsewhere.or_elsewhere(_json, models)(view)

        @wraps(view)
        def guarded(request: HttpRequest, **parts: Any) -> Any:
            answer = found(request, **parts)
            if isinstance(answer, HttpResponse):
                answer["Access-Control-Allow-Origin"] = "*"
            return answer

        return guarded

    return decorate


def _json(request: HttpRequest, gone: Gone) -> HttpResponse:
    return JsonResponse({"detail": [gone.in_words]}, status=410)
