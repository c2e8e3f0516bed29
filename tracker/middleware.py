"""What is added to every response."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from csp.constants import UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.timezone import localdate

from tracker.models import Changeset

LATEST = 50
"""Changes that a tag names. More than one, since a long one can be finished after a later one was."""


class ContentPolicyMiddleware(CSPMiddleware):
    """The content security policy of the settings; under the admin, inline styles as well.

    The templates of the stock admin, its import pages and its history pages write `style` by hand.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(reverse("admin:index")):
            parts.update = {**(parts.update or {}), "style-src": [UNSAFE_INLINE]}
        return parts


class ConditionalMiddleware:
    """Send a public page again only where it may have changed (RFC 9110, 13): ETag and Last-Modified.

    All that a public page shows follows from the recorded changes, the day, the settings and the code. One
    query tells; where nothing changed the page is not made at all. A page that sets a cookie, or holds a
    token against forgery, is for one reader and has no tag; a view that gives its own keeps it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        staffs = request.path_info.startswith(reverse("admin:index"))
        if staffs or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        tag, changed = self._state()
        if any(name in request.headers for name in ("If-None-Match", "If-Modified-Since")):
            known = get_conditional_response(request, etag=tag, last_modified=changed)
            if known is not None and known.status_code == 304:
                return known
        response = self.get_response(request)
        if response.status_code == 200 and not (response.cookies or response.has_header("ETag")):
            response["ETag"] = tag
            response["Last-Modified"] = http_date(changed)
            patch_cache_control(response, no_cache=True)  # kept, and asked about each time
        return response

    @staticmethod
    def _state() -> tuple[str, int]:
        """The tag of all pages, and the time (Unix, seconds) since when none has changed. One query, by
        the primary key.
        """
        latest = list(Changeset.objects.order_by("-pk").values_list("pk", "at")[:LATEST])
        today = datetime.combine(localdate(), time(), UTC)
        state = (
            [pk for pk, _ in latest],
            today,
            _code(),
            settings.STALE_AFTER,
            settings.DATA_LICENCE,
        )
        tag = hashlib.sha256(repr(state).encode()).hexdigest()[:32]
        changed = max([today.timestamp(), _code(), *(at.timestamp() for _, at in latest)])
        return f'"{tag}"', int(changed)


@cache
def _code() -> float:
    """When a file of this project was last written: then pages may look otherwise."""
    return max(path.stat().st_mtime for path in Path(__file__).parent.rglob("*") if path.is_file())
