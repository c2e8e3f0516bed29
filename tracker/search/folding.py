"""Words as they are found: without case, accents and apostrophes, the same on every engine."""

import re

from tracker.folding import plain

# Letters and figures apart, so that “C17” finds “C-17”.
WORD = re.compile(r"[^\W\d_]+|\d+")
# Stands between texts, so that no phrase runs from one into the next. A word to both engines, and no
# beginning of one that anybody looks for.
END = "qxqx"
OTHER = "qx"  # before a word of what is not told in the language of the coding: English finds no French
_ABBREVIATED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"['’ʼ]s\b")


# What stands in a text as one word, as a reader sees it: “U.N.” too.
SHOWN = re.compile(rf"{_ABBREVIATED.pattern}|{WORD.pattern}")


def tokens(text: str) -> list[str]:
    """“Côte d’Ivoire” is cote, d, ivoire; “U.N.” is un; “Canada’s C-17” is canada, c, 17,
    and so is “Canada’s C17”.
    """
    joined = _ABBREVIATED.sub(lambda found: found[0].replace(".", "") + " ", plain(text))
    return WORD.findall(_POSSESSIVE.sub(" ", joined))


def folded(*texts: str) -> str:
    """The words of several texts, each with its end marked."""
    return " ".join(word for text in texts if text for word in (*tokens(text), END))


def folded_other(language: str, *texts: str) -> str:
    """The same of texts in another language, whose words are kept apart."""
    return " ".join(other(language, word) for word in folded(*texts).split())


def other(language: str, word: str) -> str:
    """How a word of another language stands in the index."""
    return f"{OTHER}{language}{word}"
