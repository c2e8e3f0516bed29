"""Where the words of a question stand in a text, so that a page can mark them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.languages import like

from .folding import SHOWN, tokens
from .questions import Question

AROUND = 90  # characters shown on either side of the first hit


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool = False


def mark(text: str, question: Question) -> tuple[Piece, ...]:
    """The whole text in pieces; those marked are words of the question."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _hits(text, question):
        pieces += [Piece(like(text, text[at:start]))] if start > at else []
        pieces.append(Piece(like(text, text[start:end]), marked=True))
        at = end
    return (*pieces, Piece(like(text, text[at:]))) if at < len(text) else tuple(pieces)


def telling(texts: Iterable[str], question: Question) -> str:
    """The text with the most words of the question; "" where none has any."""
    rated = [(len({*_found(text, question)}), text) for text in texts]
    most, text = max(rated, key=lambda each: each[0], default=(0, ""))
    return text if most else ""


def snippet(text: str, question: Question) -> tuple[Piece, ...]:
    """What stands in the text around the first word of the question; () without any."""
    hits = _hits(text, question)
    return mark(_around(text, hits[0]), question) if hits else ()


def _around(text: str, hit: tuple[int, int]) -> str:
    start, end = max(0, hit[0] - AROUND), min(len(text), hit[1] + AROUND)
    if start:
        start = text.find(" ", start, hit[0]) + 1 or hit[0]
    if end < len(text):
        end = max(text.rfind(" ", hit[1], end), hit[1])
    return like(text, f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}")


def _hits(text: str, question: Question) -> list[tuple[int, int]]:
    return [(found.start(), found.end()) for found in SHOWN.finditer(text) if _is_wanted(found[0], question)]


def _found(text: str, question: Question) -> Sequence[str]:
    return [word for start, end in _hits(text, question) for word in tokens(text[start:end])]


def _is_wanted(shown: str, question: Question) -> bool:
    return any(
        word == asked or (term.prefix and asked == term.words[-1] and word.startswith(asked))
        for word in tokens(shown)
        for term in question.wanted
        for asked in term.words
    )
