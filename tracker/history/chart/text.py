"""How much room text takes, estimated on the safe side: no font is at hand when a page is made.

The widths, in parts of the font size, are those of DejaVu Sans, the widest of the usual system fonts.
"""

import re
from functools import lru_cache

_BREAK = re.compile(r"[^ \t\r\n]+")  # a no-break space is none
_NARROW = frozenset("fijlrtI.,:;'’‘|!()[]/-– ")
BOLD = 1.12  # bold text is wider by this
_WIDE = frozenset("mwMWQ@%…—+=→")


def width(text: str, size: float) -> int:
    """Pixels that a line of text takes at most, in a font of `size` pixels."""
    return round(sum(map(_part, text)) * size) + 1


@lru_cache(maxsize=1024)  # asked tens of thousands of times a page
def _part(character: str) -> float:
    if character in _NARROW:
        return 0.42
    if character in _WIDE or ord(character) > 0x2E80:
        return 1.0
    return 0.78 if character.isupper() else 0.64


def wrap(text: str, size: float, room: int, lines: int) -> tuple[str, ...]:
    """Break text into at most `lines` lines of `room` pixels; what is left over ends in “…”."""
    wrapped: list[str] = []
    rest = _BREAK.findall(text)
    while rest and len(wrapped) < lines:
        taken = _fitting(rest, size, room)
        wrapped.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    if rest:
        wrapped[-1] = shorten(f"{wrapped[-1]} {rest[0]}", size, room)
    return tuple(shorten(line, size, room) for line in wrapped)


def _fitting(words: list[str], size: float, room: int) -> int:
    """How many words fit; one at least."""
    taken = 1
    while taken < len(words) and width(" ".join(words[: taken + 1]), size) <= room:
        taken += 1
    return taken


def shorten(text: str, size: float, room: int) -> str:
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
