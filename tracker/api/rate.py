"""How often one address may ask (API_RATE).

The library's own throttle keeps a request's state on an object that all threads share.
"""

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from tracker.throttle import seconds_left, too_many


class Rate(BaseThrottle):
    def allow_request(self, request: HttpRequest) -> bool:
        number, period = settings.API_RATE
        return not too_many(request, "api", number, period)

    def wait(self) -> float:
        """Seconds, whole, until the next window."""
        _, period = settings.API_RATE
        return float(seconds_left(period))
