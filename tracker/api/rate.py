"""How often one address may ask (API_RATE), counted in windows of the clock.

The library's own throttle keeps a request's state on an object that all threads share.
"""

import hashlib
import math
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle


class Rate(BaseThrottle):
    def allow_request(self, request: HttpRequest) -> bool:
        number, period = settings.API_RATE
        asking = hashlib.sha256(str(self.get_ident(request)).encode()).hexdigest()
        name = f"api:{asking}:{int(time.time() // period)}"
        # Not incr(): a cache of files would forget how long it was to keep the count.
        count = cache.get(name, 0) + 1
        cache.set(name, count, period)
        return bool(count <= number)

    def wait(self) -> float:
        """Seconds, whole, until the next window."""
        _, period = settings.API_RATE
        return float(math.ceil(period - time.time() % period))
