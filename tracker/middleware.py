"""What is added to every response."""

from collections.abc import Callable

from csp.constants import UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from tracker.state import state


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

    One query tells whether anything changed that a public page shows (tracker/state.py); where nothing did
    the page is not made at all. A page that sets a cookie, or holds a token against forgery, is for one
    reader and has no tag; a view that gives its own keeps it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        staffs = request.path_info.startswith(reverse("admin:index"))
        if staffs or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        known_as, changed = state()
        tag = f'"{known_as}"'
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
