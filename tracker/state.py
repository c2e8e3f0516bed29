"""Whether anything changed that public pages show, and what is kept for as long as nothing does.

All that a public page shows follows from the recorded changes, the day, the settings and the code. What
is written past the record, as `.update()` in a shell does, is seen with the next change or the next day.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar, cast

from django.conf import settings
from django.utils.timezone import localdate

from tracker.models import Changeset

LATEST = 50
"""Changes that a tag names. More than one, since a long one can be finished after a later one was."""

MOST = 3
"""Results that a process keeps: the lines of today and of another day that readers ask for, and the data
package. With 50,000 statements the lines of one day take some hundred megabytes.
"""


Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class State:
    """`tag`: the same as long as nothing changed; `changed`: since when (Unix, seconds)."""

    tag: str
    changed: int


def present_state() -> State:
    """One query, by the primary key."""
    latest = list(Changeset.objects.order_by("-pk").values_list("pk", "at")[:LATEST])
    today = datetime.combine(localdate(), time(), UTC)
    told = (latest, today, _code(), settings.STALE_AFTER, settings.DATA_LICENCE)
    changed = max([today.timestamp(), _code(), *(at.timestamp() for _, at in latest)])
    return State(hashlib.sha256(repr(told).encode()).hexdigest()[:32], int(changed))


@cache
def _code() -> float:
    """When a file of this project was last written: then pages may look otherwise."""
    return max(path.stat().st_mtime for path in Path(__file__).parent.rglob("*") if path.is_file())


_answering: ContextVar[State | None] = ContextVar("answering", default=None)
_kept: OrderedDict[tuple[State, Hashable], Any] = OrderedDict()
_parts: OrderedDict[Hashable, Mapping[str, Any]] = OrderedDict()
_lock = RLock()


@contextmanager
def answering(state: State) -> Iterator[None]:
    """While a public request is answered that was asked in this state."""
    token = _answering.set(state)
    try:
        yield
    finally:
        _answering.reset(token)


def forget() -> None:
    """Keep nothing of what was made so far: for measurements."""
    with _lock:
        _kept.clear()
        _parts.clear()


def kept(name: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives, made once in each process for all public requests of one state.

    Never changed by those that get it. Outside of a public request nothing is kept: an editor's page
    shows what was saved a moment ago in the same transaction.
    """
    state = _answering.get()
    if state is None:
        return make()
    with _lock:  # one waits for another's result: it is dear, and making it twice takes as long
        for old in [key for key in _kept if key[0] != state]:
            del _kept[old]
        if (state, name) not in _kept:
            _kept[state, name] = make()
        _kept.move_to_end((state, name))
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return cast(Made, _kept[state, name])


def kept_parts(
    name: Hashable, keys: Collection[str], make: Callable[[Collection[str]], Mapping[str, Made]]
) -> Mapping[str, Made]:
    """What each key stands for, kept while others change: a key changes with all that its part follows from.

    `make` is given the keys whose parts are missing. Of each name the parts of the last time are kept, and
    of as many names as results of `kept`. Nothing is kept outside of a public request.
    """
    if _answering.get() is None:
        return make(keys)
    with _lock:
        before = _parts.pop(name, {})
        made = make([key for key in keys if key not in before])
        _parts[name] = {key: before[key] if key in before else made[key] for key in keys}
        while len(_parts) > MOST:
            _parts.popitem(last=False)
        return _parts[name]
