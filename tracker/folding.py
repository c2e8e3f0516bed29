"""Text without what differs only in writing: by which names compare, are found, and stand in lists."""

import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def plain(text: str) -> str:
    """In small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_LETTERS)


def by_name(text: str) -> tuple[str, str]:
    """Where a name stands among others, as its reader sees it: É beside E, on every engine alike."""
    return plain(text), text
