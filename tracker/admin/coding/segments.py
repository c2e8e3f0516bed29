"""A text cut where coded passages begin and end, so that each piece can say what it is coded as.

Places are counted in Unicode code points, end exclusive, as the anchors of the evidence are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A passage, by whatever `key` its owner knows it by."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text as a page shows it, and the passages that it is part of.

    `start` is its place in the stored text. A page's parser makes one line end of two characters, so
    the first of the two is left out here, and the piece behind it begins one place later.
    """

    start: int
    text: str
    keys: tuple[int, ...] = ()


def segments(text: str, spans: Iterable[Span]) -> Iterator[Segment]:
    """The whole text in pieces, in order; passages may overlap. What lies outside the text is ignored."""
    inside = [_clipped(span, len(text)) for span in spans]
    known = sorted((span for span in inside if span.start < span.end), key=lambda span: span.start)
    cuts = {0, len(text)} | {place for span in known for place in (span.start, span.end)}
    cuts |= {place for found in _doubles(text) for place in (found, found + 1)}
    places = sorted(cuts)
    open_spans: list[Span] = []
    upcoming = 0
    for start, end in pairwise(places):
        open_spans = [span for span in open_spans if span.end > start]
        while upcoming < len(known) and known[upcoming].start <= start:
            open_spans.append(known[upcoming])
            upcoming += 1
        if text[start : start + 2] != "\r\n":
            shown = text[start:end].replace("\r", "\n")
            yield Segment(start, shown, tuple(span.key for span in open_spans))


def _clipped(span: Span, length: int) -> Span:
    return Span(max(span.start, 0), min(span.end, length), span.key)


def _doubles(text: str) -> Iterator[int]:
    found = text.find("\r\n")
    while found >= 0:
        yield found
        found = text.find("\r\n", found + 2)
