"""A page as others cite it: in words, as BibTeX and as CSL-JSON. Of a source's page they cite the article.

The address names the day as of which the page was seen, so that what is cited can be looked at again.
CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html, types `webpage`, `article-newspaper`.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker import edtf
from tracker.history.sources import Printed
from tracker.words import date_in_words, day_in_words

SITE = "Positions"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX’s own
_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Work:
    """A page of ours, which is made when it is opened: its year is that of the reader's day, `seen`.

    `address` is whole and names the day `as_of`; `language` is the page's, "" for English.
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
        return _bibtex(
            self.key,
            author=_whole(SITE),
            title=_whole(self.title),
            year=str(self.seen.year),
            note=self.note,
            language=self.language,
            url=_address(self.address),
            urldate=self.seen.isoformat(),
        )

    @property
    def csl(self) -> str:
        return _csl(
            id=self.key,
            type="webpage",
            title=self.title,
            author=[{"literal": SITE}],
            **{"container-title": SITE},
            issued=_day(self.seen),
            accessed=_day(self.seen),
            URL=self.address,
            note=self.note,
            language=self.language,
        )


@dataclass(frozen=True, slots=True)
class Article:
    """An article or document that a page of ours records: whoever cites it credits its author and outlet.

    `record` is our page about it, which the reader opened on the day `seen`.
    """

    key: str
    source: Printed
    record: str
    seen: date

    @property
    def in_words(self) -> str:
        told = _("“%(title)s.” %(outlet)s, %(published)s.") % {
            "title": self.source.title,
            "outlet": self.source.outlet,
            "published": self._dated(date_in_words(self.source.published)),
        }
        recorded = self._recorded(day_in_words(self.seen))
        byline = f"{self.source.byline.rstrip('.')}." if self.source.byline else ""
        return " ".join(filter(None, (byline, told, self.source.address, recorded)))

    @property
    def note(self) -> str:
        told = pgettext("a note in a citation, with a day such as 2013-01-16", "Published %(day)s.")
        published = told % {"day": self._dated(self.source.published)}
        return f"{published} {self._recorded(self.seen.isoformat())}"

    @property
    def bibtex(self) -> str:
        day = edtf.parse(self.source.published)
        one_month = (day.first.year, day.first.month) == (day.last.year, day.last.month)
        return _bibtex(
            self.key,
            author=_whole(self.source.byline),
            title=_whole(self.source.title),
            howpublished=_escaped(self.source.outlet),
            year=str(day.last.year),
            month=MONTHS[day.last.month - 1] if one_month else "",
            note=_escaped(self.note),
            language=self.source.language,
            url=_address(self.source.address),
        )

    @property
    def csl(self) -> str:
        return _csl(
            id=self.key,
            type="article-newspaper",
            title=self.source.title,
            author=[{"literal": self.source.byline}] if self.source.byline else [],
            **{"container-title": self.source.outlet},
            issued=_known(edtf.parse(self.source.published)),
            URL=self.source.address,
            note=self.note,
            language=self.source.language,
        )

    def _dated(self, day: str) -> str:
        return _("%(day)s (date inferred)") % {"day": day} if self.source.inferred else day

    def _recorded(self, seen: str) -> str:
        told = _("As recorded by %(site)s, accessed %(seen)s: %(address)s")
        return told % {"site": SITE, "seen": seen, "address": self.record}


CITATIONS = {
    "bib": ("application/x-bibtex; charset=utf-8", "bibtex"),
    "csl.json": ("application/vnd.citationstyles.csl+json", "csl"),
}
"""The media type of each ending, and the property of a work that is its content."""


def _bibtex(key: str, **fields: str) -> str:
    """Without the fields that are empty. BibTeX knows months by names that stand in no braces."""
    lines = "".join(
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    )
    return f"@misc{{{key},\n{lines}}}\n"


def _csl(**work: object) -> str:
    told = {name: value for name, value in work.items() if value}
    return json.dumps([told], ensure_ascii=False, indent=1) + "\n"


def _whole(text: str) -> str:
    """In braces of its own: a name has no first and last part, a title keeps its capitals."""
    return f"{{{_escaped(text)}}}" if text else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), " ".join(text.split()))


def _address(url: str) -> str:
    return re.sub(r"[{}\\]", "", url)


def _day(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _known(day: edtf.PartialDate) -> dict[str, list[list[int]]]:
    """A day, or the span in which it lies."""
    ends = dict.fromkeys((day.first, day.last))
    return {"date-parts": [[end.year, end.month, end.day] for end in ends]}
