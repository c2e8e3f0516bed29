"""In which language a label is shown: that of the page, where somebody gave it, else that of the coding."""

from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

CODED = "en"
"""The language in which records are coded."""
OTHERS = ("fr",)
"""Those in which a label can be given beside it: `name_fr` beside `name`."""


class Text(str):
    """A label that knows its language, so that a page in another can say so (WCAG 3.1.2)."""

    lang: str

    def __new__(cls, text: str, lang: str = CODED) -> "Text":
        made = super().__new__(cls, text)
        made.lang = lang
        return made


def reading() -> str:
    """The language of the page, without its country."""
    return (get_language() or CODED).partition("-")[0]


def local_column(path: str) -> Any:
    """A label for `values_list()` where no record is loaded, as `Record.local` has it: "issue__name"."""
    language = reading()
    if language not in OTHERS:
        return F(path)
    return Coalesce(NullIf(F(f"{path}_{language}"), Value("")), F(path))
