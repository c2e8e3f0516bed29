"""What all that the public sees follows from: the recorded changes, the day, the settings and the code."""

import hashlib
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localdate

from tracker.models import Changeset

LATEST = 50
"""Changes that a tag names. More than one, since a long one can be finished after a later one was."""


def state() -> tuple[str, int]:
    """A tag that is another one where anything changed, and the time (Unix, seconds) since when nothing
    has. One query, by the primary key.
    """
    latest = list(Changeset.objects.order_by("-pk").values_list("pk", "at")[:LATEST])
    today = datetime.combine(localdate(), time(), UTC)
    told = (latest, today, _code(), settings.STALE_AFTER, settings.DATA_LICENCE)
    tag = hashlib.sha256(repr(told).encode()).hexdigest()[:32]
    changed = max([today.timestamp(), _code(), *(at.timestamp() for _, at in latest)])
    return tag, int(changed)


@cache
def _code() -> float:
    """When a file of this project was last written: then pages may look otherwise."""
    return max(path.stat().st_mtime for path in Path(__file__).parent.rglob("*") if path.is_file())
