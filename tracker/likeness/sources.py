"""Sources that may be one, or one story at two addresses: by address, by text, by title, day and agency."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from zlib import crc32

from tracker.folding import plain

from .folding import address, overlap, telling, words
from .pairs import Reason, Rules

DAYS = 3
"""A wire story is reprinted within so many days."""

SAME_TITLE, NEAR_TITLE = 4, 0.6  # words that a title must have to tell; how near is near
NEAR_TEXT = 0.5
SHINGLE, SKETCH = 5, 48
TELLING = 5  # letters of a title's word by which sources are found

AGENCIES = {
    "associated press": "Associated Press",
    "ap": "Associated Press",
    "reuters": "Reuters",
    "agence france presse": "AFP",
    "afp": "AFP",
    "canadian press": "The Canadian Press",
    "presse canadienne": "The Canadian Press",
    "postmedia": "Postmedia",
    "bloomberg": "Bloomberg",
    "dpa": "dpa",
    "xinhua": "Xinhua",
    "efe": "EFE",
    "ansa": "ANSA",
    "tass": "TASS",
    "panapress": "Panapress",
}


@dataclass(frozen=True)
class Article:
    """A source as far as its likeness goes. `sketch`: of its text, where it is attached; see `sketch_of`."""

    key: int
    title: str
    publisher: str
    byline: str = ""
    addresses: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    original: int | None = None  # the source that this one is a copy of
    sha256: str = ""
    language: str = "en"
    sketch: frozenset[int] = frozenset()

    @cached_property
    def pages(self) -> frozenset[str]:
        return frozenset(filter(None, map(address, self.addresses)))

    @cached_property
    def heading(self) -> frozenset[str]:
        return telling(words(self.title))

    @cached_property
    def agency(self) -> str:
        text = f" {' '.join(words(f'{self.byline} / {self.publisher}'))} "
        return next((name for mark, name in AGENCIES.items() if f" {mark} " in text), "")

    @cached_property
    def outlet(self) -> frozenset[str]:
        return telling(words(self.publisher))

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last day, where the date is known to a week."""
        if self.first is None or self.last is None or (self.last - self.first).days > 7:
            return None
        return self.first.toordinal(), self.last.toordinal()


def sketch_of(text: str) -> frozenset[int]:
    """The least of the fingerprints of all runs of five words: near texts share most of them (MinHash)."""
    parts = plain(text).split()
    runs = {crc32(" ".join(parts[at : at + SHINGLE]).encode()) for at in range(len(parts) - SHINGLE + 1)}
    return frozenset(sorted(runs)[:SKETCH])


def _keys(source: Article) -> Iterator[Hashable]:
    yield from source.pages
    if source.sha256:
        yield "text", source.sha256
    for mark in sorted(source.sketch)[:8]:
        yield "run", mark
    if len(source.heading) >= SAME_TITLE:
        yield "title", source.heading
    if source.span is not None:
        days = {source.span[0] // (DAYS + 1), source.span[1] // (DAYS + 1)}
        days |= {day + 1 for day in days}  # whoever lies a few days apart shares one of two
        for word in source.heading:
            if len(word) >= TELLING:
                yield from (("day", day, word) for day in days)


def _reasons(one: Article, other: Article) -> Iterator[Reason]:
    elsewhere = one.outlet != other.outlet
    if _one_story_already(one, other):
        return
    if one.pages & other.pages:
        exact = set(one.addresses) & set(other.addresses)
        yield Reason("The same address" if exact else "The same address but for tracking or form", 100)
    if one.sha256 and one.sha256 == other.sha256:
        yield Reason("The same text, to the byte", 95, copy=elsewhere)
    elif _near_text(one, other):
        yield Reason("Nearly the same text", 80, copy=elsewhere)
    if _days_apart(one, other) <= DAYS:
        yield from _same_story(one, other, elsewhere)


def _one_story_already(one: Article, other: Article) -> bool:
    return (
        one.key == other.original
        or other.key == one.original
        or (one.original is not None and one.original == other.original)
    )


def _near_text(one: Article, other: Article) -> bool:
    if not one.sketch or not other.sketch:
        return False
    both = sorted(one.sketch | other.sketch)[:SKETCH]
    return sum(mark in one.sketch and mark in other.sketch for mark in both) / len(both) >= NEAR_TEXT


def _days_apart(one: Article, other: Article) -> int:
    if one.span is None or other.span is None:
        return DAYS + 1
    return max(0, one.span[0] - other.span[1], other.span[0] - one.span[1])


def _same_story(one: Article, other: Article, elsewhere: bool) -> Iterator[Reason]:
    if one.language != other.language:
        return
    days = _days_apart(one, other)
    when = "on the same day" if not days else f"{days} day{'s' * (days > 1)} apart"
    if len(one.heading) >= SAME_TITLE and one.heading == other.heading:
        yield Reason(f"The same title, {when}", 60, copy=elsewhere)
    elif _near_title(one, other):
        if one.agency and one.agency == other.agency:
            yield Reason(f"A near title {when}, and {one.agency} behind both", 50, copy=elsewhere)
        elif elsewhere is False and not days:
            yield Reason("A near title in the same outlet on the same day", 40)


def _near_title(one: Article, other: Article) -> bool:
    if min(len(one.heading), len(other.heading)) < SAME_TITLE:
        return False
    if overlap(one.heading, other.heading) >= NEAR_TITLE:
        return True
    return SequenceMatcher(None, plain(one.title), plain(other.title)).ratio() >= 0.8


SOURCES: Rules[Article] = Rules(_keys, _reasons)
