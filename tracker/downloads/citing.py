"""A page as others cite it: in words, as BibTeX and as CSL-JSON.

The address names the day as of which the page was seen, so that what is cited can be looked at again.
CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html, type `webpage`.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.words import day_in_words

SITE = "Positions"
_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Work:
    """`address` is whole and names the day; `as_of` is that day, `seen` the day of the reader; `language`
    that of the page, "" for English.
    """

    key: str
    title: str
    address: str
    as_of: date
    seen: date
    language: str = ""

    @property
    def in_words(self) -> str:
        return _("%(site)s. “%(title)s.” As of %(as_of)s. Accessed %(seen)s. %(address)s") % {
            "site": SITE,
            "title": self.title,
            "as_of": day_in_words(self.as_of),
            "seen": day_in_words(self.seen),
            "address": self.address,
        }

    @property
    def note(self) -> str:
        told = pgettext("a note in a citation, with a day such as 2013-01-16", "As of %(day)s")
        return told % {"day": self.as_of.isoformat()}

    @property
    def bibtex(self) -> str:
        fields = {
            "author": f"{{{SITE}}}",  # in braces of its own: no first and last name
            "title": f"{{{_escaped(self.title)}}}",  # and its capitals stay
            "year": str(self.as_of.year),
            "note": self.note,
            **self._language,
            "url": re.sub(r"[{}\\]", "", self.address),
            "urldate": self.seen.isoformat(),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}}}\n"

    @property
    def csl(self) -> str:
        work = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": SITE}],
            "container-title": SITE,
            "issued": _day(self.as_of),
            "accessed": _day(self.seen),
            "URL": self.address,
            "note": self.note,
            **self._language,
        }
        return json.dumps([work], ensure_ascii=False, indent=1) + "\n"

    @property
    def _language(self) -> dict[str, str]:
        return {"language": self.language} if self.language else {}


CITATIONS = {
    "bib": ("application/x-bibtex; charset=utf-8", "bibtex"),
    "csl.json": ("application/vnd.citationstyles.csl+json", "csl"),
}
"""The media type of each ending, and the property of a work that is its content."""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), " ".join(text.split()))


def _day(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
