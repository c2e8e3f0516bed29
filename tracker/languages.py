"""In which language a label is shown: that of the page, where somebody gave it, else that of the coding."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language, get_language_info

CODED = "en"
"""The language in which records are coded."""
OTHERS = ("fr",)
"""Those in which a label can be given beside it: `name_fr` beside `name`."""


class Text(str):
    """A label as the page shows it. It knows its language, so that a page in another can say so
    (WCAG 3.1.2), and what it is in each, for files and programs.
    """

    lang: str
    told: Mapping[str, str]

    def __new__(cls, shown: str, told: Mapping[str, str] | None = None, lang: str = CODED) -> "Text":
        made = super().__new__(cls, shown)
        made.lang, made.told = lang, told or {lang: shown}
        return made


def local(told: Mapping[str, str]) -> Text:
    """From what a label is in each language, what the page shows."""
    language = reading()
    lang = language if told.get(language) else CODED
    return Text(told[lang], told, lang)


def in_language(text: str, language: str) -> str:
    """What a label is in a language, whatever the page's; "" where nobody gave it."""
    return text.told.get(language, "") if isinstance(text, Text) else text if language == CODED else ""


def in_tongue(text: str, language: str) -> Text:
    """What others wrote, in their own words and language (BCP 47), whatever that of the coding."""
    return Text(text, {CODED: text}, bare(language))


def name_of(language: str) -> str:
    """What a language is called in that of the page, by its code; the code, where nobody named it."""
    try:
        return str(get_language_info(language)["name_translated"])
    except KeyError:
        return language


def like(whole: str, part: str) -> str:
    """A piece of a label, in the language of the whole."""
    return Text(part, lang=whole.lang) if isinstance(whole, Text) else part


PLACE = re.compile(r"%\((\w+)\)s")
"""A place in a sentence, as translators see it."""


class Composed(str):
    """A sentence or a name that the page made of others: `parts` in order, each a label or the page's own."""

    parts: tuple[str, ...]

    def __new__(cls, parts: Iterable[str]) -> "Composed":
        inner = tuple(inner for part in parts for inner in getattr(part, "parts", (part,)) if inner)
        made = super().__new__(cls, "".join(inner))
        made.parts = inner
        return made


def composed(sentence: str, **words: str) -> Composed:
    """“%(actor)s on %(subject)s”, filled: what is named in another language still says so."""
    pieces = enumerate(PLACE.split(sentence))
    return Composed(words[piece] if place % 2 else piece for place, piece in pieces)


def is_foreign(text: str) -> bool:
    """Whether a label is known to be in another language than the page."""
    return isinstance(text, Text) and text.lang != reading()


def coded(text: str) -> str:
    """What a label is in the language of the coding."""
    return in_language(text, CODED)


def bare(language: str) -> str:
    """Without its country: a page in English is for whoever reads English."""
    return language.partition("-")[0]


def reading() -> str:
    """The language of the page, without its country."""
    return bare(get_language() or CODED)


def edition() -> str:
    """The language as it stands before the page's address; "" for English, which has its addresses bare."""
    language = get_language() or settings.LANGUAGE_CODE
    return "" if language == settings.LANGUAGE_CODE else language


def translates(column: str) -> bool:
    """Whether it says what another column says, in another language: `name_fr`."""
    return column.endswith(tuple(f"_{language}" for language in OTHERS))


def columns(path: str) -> tuple[str, ...]:
    """Those of a label, for `values_list()` where its language has to be known: see `of_columns`."""
    return (path, *(f"{path}_{language}" for language in OTHERS))


def of_columns(told: Sequence[str]) -> Text:
    return local(dict(zip((CODED, *OTHERS), told, strict=True)))


def local_column(path: str) -> Any:
    """A label for `values_list()` where no record is loaded: local_column("issue__name")."""
    language = reading()
    if language not in OTHERS:
        return F(path)
    return Coalesce(NullIf(F(f"{path}_{language}"), Value("")), F(path))
