"""Dates as precise as the evidence, in the Extended Date/Time Format (EDTF, ISO 8601-2).

Only the part of EDTF that coding needs: a year, a month, a day, an interval of two of these, each
optionally approximate: `2013`, `2013-01`, `2013-01-15`, `2012-12/2013-01-08`, `2013-01-15~`.
Standard library only; every layer may import it.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


def gettext_noop(text: str) -> str:
    """Marks what a page may say in another language, for the tool that gathers such texts by this name."""
    return text


HELP = gettext_noop("2013, 2013-01, 2013-01-15, an interval 2012-12/2013-01-08; ~ at the end for “about”.")
UNREADABLE = gettext_noop('"%(text)s" is not a date. Write %(help)s')
NO_DAY = gettext_noop('"%(text)s" is not a day of the calendar.')
BACKWARDS = gettext_noop('"%(text)s" ends before it starts.')

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)", re.ASCII)


class DateError(ValueError):
    """Why `text` is no date; `told` is the message before anything is filled in, to be said otherwise."""

    def __init__(self, told: str, text: str) -> None:
        super().__init__(told % {"text": text, "help": HELP})
        self.told, self.text = told, text


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, month or year, or a span of days within which it lies.

    `first` and `last` are the first and last day it can have been; `text` is the EDTF form,
    which is the only one stored as data: the two days follow from it.
    """

    text: str
    first: date
    last: date
    approximate: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def is_exact(self) -> bool:
        return self.first == self.last and not self.approximate


@lru_cache(maxsize=4096)
def parse(text: str) -> PartialDate:
    """Read an EDTF date. Raises DateError, with a message fit for an analyst, for anything else."""
    start, slash, end = text.partition("/")
    first, last, approximate = _part(start, text)
    if slash:
        _, last, end_approximate = _part(end, text)
        approximate = approximate or end_approximate
    if last < first:
        raise DateError(BACKWARDS, text)
    return PartialDate(text, first, last, approximate)


def _part(part: str, whole: str) -> tuple[date, date, bool]:
    match = _PART.fullmatch(part)
    if not match:
        raise DateError(UNREADABLE, whole)
    year, month, day, about = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise DateError(NO_DAY, whole) from None
    return first, first if day else _last_day(first.year, int(month or 12)), bool(about)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
