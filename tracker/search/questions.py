"""What a reader typed, read kindly: any text is a question or an empty one, and none is an error.

Words all have to be found; the last one may be a beginning. A phrase stands in quotation marks of any
kind, and what follows a hyphen at a word's start is left out: `"as long as needed" -aide harp`.
"""

import re
from dataclasses import dataclass

from .folding import tokens

LONGEST = 200  # characters
MOST_TERMS = 12  # more are a sentence pasted by mistake
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_BIT = re.compile(r'(?P<minus>(?<![^\s"])[-−–])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; of a `prefix` the last is a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`text` as it was typed, `cut` where too long; `wanted` all have to be found, `unwanted` none."""

    text: str = ""
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    cut: bool = False

    def __bool__(self) -> bool:
        """Whether there is something to look for."""
        return bool(self.wanted)


def read_question(typed: str) -> Question:
    text = " ".join(typed.replace("\0", " ").split())
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for bit in _BIT.finditer(text[:LONGEST].translate(_QUOTES)):
        words = tuple(tokens(bit["word"] or bit["phrase"] or ""))
        if words:
            (unwanted if bit["minus"] else wanted).append(Term(words, prefix=_is_last(bit, text)))
    cut = len(text) > LONGEST or len(wanted) > MOST_TERMS
    return Question(
        text[:LONGEST], _without_repeats(wanted[:MOST_TERMS]), _without_repeats(unwanted[:MOST_TERMS]), cut
    )


def _is_last(bit: re.Match[str], text: str) -> bool:
    """A word that may not be typed to its end. One letter or two begin too much to be of use: “UN” would
    find “unnamed”.
    """
    word = bit["word"]
    return bool(word) and not bit["minus"] and bit.end() == len(text) and len(tokens(word)[-1]) > 2


def _without_repeats(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))
