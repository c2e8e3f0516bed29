"""Names, words and web addresses as they compare: without case, accents, punctuation, titles."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from tracker.folding import plain

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’.](?=\w)")
_POSSESSIVE = re.compile(r"['’]s\b")
_ARCHIVED = re.compile(r"^(?:https?://)?web\.archive\.org/web/[^/]+/")
_TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|dclid|msclkid|igshid|mc_[a-z]+|cmpid|cmp|ref|ref_.*|source|smid|ocid|ncid|"
    r"share|rss|feature|partner|via|spm|_ga|at_.*|ito|xtor)$"
)
_FRONTS = re.compile(r"^(www\d?|m|mobile|amp)\.")

# fmt: off
TITLES = frozenset(
    [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "hon",
        "honourable", "honorable", "rt", "right", "excellency", "monsieur", "madame", "mme", "mlle",
        "maitre", "gen", "general", "col", "colonel", "capt", "captain", "maj", "major", "lt", "lieutenant",
        "adm", "admiral", "president", "minister", "premier", "senator", "sen", "rep", "secretary",
        "ambassador", "king", "queen", "prince", "princess", "imam", "sheikh", "father",
    ]
)
SMALL = frozenset(
    [
        "the", "a", "an", "of", "and", "in", "on", "at", "to", "for", "by", "from", "with", "le", "la",
        "les", "de", "du", "des", "et", "un", "une",
    ]
)
# fmt: on


def words(text: str) -> tuple[str, ...]:
    """The words, folded: “Théophane O'Neill, U.N.” has theophane, oneill, un."""
    return tuple(_WORD.findall(_APOSTROPHE.sub("", _POSSESSIVE.sub("", plain(text)))))


def without_titles(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A person's names alone. A name made of titles only keeps them."""
    start = 0
    while start < len(parts) - 1 and parts[start] in TITLES | {"prime", "former", "foreign", "defence"}:
        start += 1
    return parts[start:]


def telling(parts: tuple[str, ...]) -> frozenset[str]:
    """The words that say something."""
    return frozenset(parts) - SMALL


def address(url: str) -> str:
    """A web address without what does not change the page: scheme, www, tracking, last slash, archive."""
    inner = _ARCHIVED.sub("", url.strip())
    try:
        parts = urlsplit(inner if "://" in inner else f"//{inner}")
        host = _FRONTS.sub("", (parts.hostname or "").casefold())
    except ValueError:
        return ""
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
    path = re.sub(r"/(amp|index\.html?)?$", "", parts.path)
    if not host or not (path or asked):
        return ""  # an outlet's front page is no article
    return f"{host}{path}" + (f"?{urlencode(sorted(asked))}" if asked else "")


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of both is common to both, from 0 to 1 (Jaccard)."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
