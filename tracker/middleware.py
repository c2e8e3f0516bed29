"""What is added to every response."""

import time
from collections.abc import Callable

from csp.constants import UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, parse_http_date_safe

from tracker.languages import reading
from tracker.state import State, answering, present_state


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


class LanguageMiddleware(LocaleMiddleware):
    """The language of a page, from its address alone.

    Django's own tells every cache that an English page varies by Accept-Language, which it never reads: a
    cache would keep one copy for each wording of that header.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", reading())
        return response


class OpenMiddleware:
    """Any site's scripts may read the API, the feeds and the files, which know no cookie: also what is wrong,
    and that nothing changed. Without this header a browser hides the answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_open(request.path_info):
            response["Access-Control-Allow-Origin"] = "*"
        return response


def _is_open(path: str) -> bool:
    """No slug holds a dot: an address with an ending is that of a file or a feed."""
    has_ending = "." in path.rpartition("/")[2]
    return path.startswith(reverse("api:api-root")) or (
        has_ending and not path.startswith(reverse("admin:index"))
    )


class ConditionalMiddleware:
    """Send a public page again only where it may have changed (RFC 9110, 13): ETag and Last-Modified.

    One query tells (state.py); where nothing changed the page is not made at all. A page that sets a
    cookie, or holds a token against forgery, is for one reader and has no tag; a view that gives its own
    keeps it. A page that failed because something was written while it was read is made once more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        staffs = request.path_info.startswith(reverse("admin:index"))
        if staffs or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        state = present_state()
        tag = f'"{state.tag}"'
        if known := _unchanged(request, tag, state.changed):
            return known
        response = self._answer(request, state)
        if response.status_code == 500 and (now := present_state()) != state:
            response = self._answer(request, now)
        if response.status_code == 200 and not (response.cookies or response.has_header("ETag")):
            response["ETag"] = tag
            response["Last-Modified"] = http_date(state.changed)
            patch_cache_control(response, no_cache=True)  # kept, and asked about each time
        return response

    def _answer(self, request: HttpRequest, state: State) -> HttpResponse:
        with answering(state):
            return self.get_response(request)


def _unchanged(request: HttpRequest, tag: str, changed: int) -> HttpResponse | None:
    """A 304 for who names this tag. Whether a page exists is not known here: “*”, any tag of it, is left to
    the page, and so is a day to come, which is no answer's Last-Modified.

    Its headers take the place of those that the reader keeps. A policy is the page's own (that of an embed
    may stand in a frame), so that none is sent here.
    """
    names = request.headers.get("If-None-Match", "")
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if names.strip() == "*" or not (names or (since and since <= time.time())):
        return None
    known = get_conditional_response(request, etag=tag, last_modified=changed)
    if known is None or known.status_code != 304:
        return None
    known._csp_exempt = True  # type: ignore[attr-defined]
    known.xframe_options_exempt = True
    return known
