"""How often one address may send something. Addresses are counted under keyed hashes, and never kept."""

import math
import time
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 60 * 60  # seconds
HOME = 64  # bits: what one subscriber of IPv6 is given at the least


def too_many(request: HttpRequest, what: str, limit: int, period: int = HOUR) -> bool:
    """Count one more of `what` from this request's address; whether that passes `limit` in this window
    of the clock, `period` seconds long.
    """
    asking = salted_hmac("tracker.throttle", sender(request)).hexdigest()
    key = f"{what}-{int(time.time() // period)}-{asking}"
    # Not incr(): a cache of files would forget how long it was to keep the count.
    count = cache.get(key, 0) + 1
    cache.set(key, count, period)
    return bool(count > limit)


def seconds_left(period: int) -> int:
    """Until the next window."""
    return math.ceil(period - time.time() % period)


def sender(request: HttpRequest) -> str:
    """Who asks, as far as a network can tell: an address, or its home network where it is of IPv6.

    What a proxy says is believed only of our own: it writes the last address of X-Forwarded-For, and
    what stands before that anybody can have written.
    """
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY or peer is None or peer.is_loopback:
        last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
        peer = _address(last.strip()) or peer
    if isinstance(peer, IPv6Address):
        return str(ip_network((peer, HOME), strict=False))
    return str(peer)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return mapped or found
