"""Dates, lengths of time and counts in the words that readers see, in their language. Formatting only.

No word stands before a day that a sentence puts there: French says “le 14 mars” where English says “on”,
“by” or “as of”, and which it is the sentence knows.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from django.utils.dates import MONTHS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, pgettext, pgettext_lazy

from tracker import edtf

_SHORT_MONTHS = (
    pgettext_lazy("short month", "Jan"),
    pgettext_lazy("short month", "Feb"),
    pgettext_lazy("short month", "Mar"),
    pgettext_lazy("short month", "Apr"),
    pgettext_lazy("short month", "May"),
    pgettext_lazy("short month", "Jun"),
    pgettext_lazy("short month", "Jul"),
    pgettext_lazy("short month", "Aug"),
    pgettext_lazy("short month", "Sep"),
    pgettext_lazy("short month", "Oct"),
    pgettext_lazy("short month", "Nov"),
    pgettext_lazy("short month", "Dec"),
)


def date_in_words(text: str) -> str:
    """An EDTF date exactly as known: “January 2013”, “about 16 January 2013”, “between … and …”.

    Raises ValueError for what is not such a date.
    """
    about, start, end = _parts(text)
    if end:
        between = _between(start, end)
        return _("%(interval)s or so") % {"interval": between} if about else between
    return _("about %(date)s") % {"date": _at(start, _full(start))} if about else " ".join(_full(start))


def short_date(text: str) -> str:
    """The same in little room: “14 Mar 2013”, “c. 16 Jan 2013”, “12 – 15 Jan 2013”."""
    about, start, end = _parts(text)
    said = " ".join(_short(start))
    short = f"{' '.join(_start(start, end, _short(start)))} – {' '.join(_short(end))}" if end else said
    return _("c. %(date)s") % {"date": short} if about else short


def _between(start: str, end: str) -> str:
    return _("between %(start)s and %(end)s") % {
        "start": _at(start, _start(start, end, _full(start))),
        "end": _at(end, _full(end)),
    }


def _at(part: str, words: Sequence[str]) -> str:
    """After a preposition a day, but no month and no year, has an article in French."""
    said = " ".join(words)
    if part.count("-") < 2:
        return said
    return pgettext("a day after “about”, “between” or “and”", "%(day)s") % {"day": said}


def _start(start: str, end: str, words: list[str]) -> list[str]:
    """The start of an interval, without the month and year that its end says again."""
    both_known = start.count("-") == end.count("-") > 0
    if both_known and start[:7] == end[:7] and len(words) == 3:
        return words[:1]
    return words[:-1] if both_known and start[:4] == end[:4] else words


def day_in_words(day: date) -> str:
    """“14 March 2013”, without what a sentence puts before a day."""
    return " ".join(_full(day.isoformat()))


def said_in_words(first: date, last: date) -> str:
    """When something was said, from the first and last day possible: “on 8 January 2013”, “in May 2012”."""
    if first == last:
        return _("on %(day)s") % {"day": day_in_words(first)}
    whole_month = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return _in(first.isoformat()[:7])
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return _in(first.isoformat()[:4])
    return _between(first.isoformat(), last.isoformat())


class Said(Protocol):
    """What was said at a time that is known by its first and last day, and as it was recorded."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def said_on(self) -> str: ...


def when_said(said: Said) -> str:
    """As `said_in_words`, no more precise than recorded: “between 2011 and March 2012”."""
    if not said.said_on:
        return said_in_words(said.first, said.last)
    about, start, end = _parts(said.said_on)
    if about or end:
        return date_in_words(said.said_on)
    return said_in_words(said.first, said.last) if start.count("-") == 2 else _in(start)


def _in(part: str) -> str:
    return pgettext("a month or a year", "in %(when)s") % {"when": " ".join(_full(part))}


def day_and_month(day: date) -> str:
    return " ".join(_short(day.isoformat())[:2])


def month(day: date) -> str:
    return " ".join(_short(day.isoformat())[1:])


def _parts(text: str) -> tuple[bool, str, str]:
    known = edtf.parse(text)
    start, _separator, end = text.replace("~", "").partition("/")
    return known.approximate, start, end


def _full(part: str) -> list[str]:
    """Day, month and year, as many as are known."""
    day = edtf.parse(part).first
    return _known(part, day, str(MONTHS[day.month]))


def _short(part: str) -> list[str]:
    day = edtf.parse(part).first
    return _known(part, day, str(_SHORT_MONTHS[day.month - 1]))


def _known(part: str, day: date, named: str) -> list[str]:
    number = pgettext("the first day of a month", "1") if day.day == 1 else str(day.day)
    return [number, named, f"{day.year:04}"][2 - part.count("-") :]


def length(days: int) -> str:
    """A length of time as people say it: “6 days”, “8 weeks”, “4 months”, “4 years 8 months”."""
    if days < 14:
        return count(days, "day")
    if days < 70:
        return count(round(days / 7), "week")
    months = round(days / 30.44)
    if months < 24:
        return count(months, "month")
    years, months = divmod(months, 12)
    return (
        f"{count(years, 'year')} {count(months, 'month')}" if months and years < 10 else count(years, "year")
    )


def length_between(fewest: int, most: int) -> str:
    """As `length`, where it is known only within limits, both in days: “6 to 8 days”."""
    least, longest = length(fewest), length(most)
    if least == longest:
        return least
    if fewest == 0:
        return _("at most %(length)s") % {"length": longest}
    number, unit, *more = least.split()
    same_unit = not more and len(longest.split()) == 2 and longest.split()[1].startswith(unit.rstrip("s"))
    return pgettext("a length of time", "%(fewest)s to %(most)s") % {
        "fewest": number if same_unit else least,
        "most": longest,
    }


def count(number: int, noun: str, plural: str = "") -> str:
    """“1 day”, “3 days”, “no statements”. What is not in `NOUNS` is said in English alone."""
    if noun in NOUNS:
        none, some = NOUNS[noun]
        return some % {"number": _Counted(number)} if number else str(none)
    if number == 1:
        return f"1 {noun}"
    return f"{grouped(number) if number else 'no'} {plural or noun + 's'}"


class _Counted(int):
    """Chooses the form of a noun as a number does, and is shown with its thousands apart."""

    def __str__(self) -> str:
        return grouped(int(self))


def and_list(words: Sequence[str]) -> str:
    """“France”, “France and Mali”, “Canada, France and Mali”; "" for none."""
    return get_text_list(list(words), pgettext("before the last of several", "and"))


def possessive(name: str) -> str:
    """“Canada’s”, “United Nations’”; where a language has no such form, the name alone."""
    return (_("%(name)s’") if name.endswith("s") else _("%(name)s’s")) % {"name": name}


_SMALL = (
    pgettext_lazy("number", "no"),
    pgettext_lazy("number", "one"),
    pgettext_lazy("number", "two"),
    pgettext_lazy("number", "three"),
    pgettext_lazy("number", "four"),
    pgettext_lazy("number", "five"),
    pgettext_lazy("number", "six"),
    pgettext_lazy("number", "seven"),
    pgettext_lazy("number", "eight"),
    pgettext_lazy("number", "nine"),
)


def number(value: int) -> str:
    """A number in running text: words below ten. “No” and “one” of a French noun that is feminine are
    for the sentence to say.
    """
    return str(_SMALL[value]) if 0 <= value < len(_SMALL) else grouped(value)


def grouped(value: int | Decimal) -> str:
    """“12,345”, and in French “12 345”."""
    return _separated(f"{value:,}")


def percent(value: int | Decimal) -> str:
    """“41 %”."""
    return _("%(number)s %%") % {"number": grouped(value)}


def times(value: int) -> str:
    """“once”, “twice”, “5 times”."""
    said = {0: _("no times"), 1: _("once"), 2: _("twice")}.get(value)
    return said or _("%(number)s times") % {"number": number(value)}


# What a quantity is of, by the unit that the data name. Other units are shown as they are written.
_UNITS = {
    "aircraft": ngettext_lazy("%(quantity)s aircraft", "%(quantity)s aircraft", "number"),
    "tonnes": ngettext_lazy("%(quantity)s tonnes", "%(quantity)s tonnes", "number"),
    "troops": ngettext_lazy("%(quantity)s troops", "%(quantity)s troops", "number"),
    "troops in preparation": ngettext_lazy(
        "%(quantity)s troops in preparation", "%(quantity)s troops in preparation", "number"
    ),
    "troops in any one place": ngettext_lazy(
        "%(quantity)s troops in any one place", "%(quantity)s troops in any one place", "number"
    ),
}
_MONEY = {
    "USD": (pgettext_lazy("currency", "US$"), pgettext_lazy("currency, of millions", "US$")),
    "CAD": (pgettext_lazy("currency", "C$"), pgettext_lazy("currency, of millions", "C$")),
    "EUR": (pgettext_lazy("currency", "€"), pgettext_lazy("currency, of millions", "€")),
    "GBP": (pgettext_lazy("currency", "£"), pgettext_lazy("currency, of millions", "£")),
}
_MILLION, _BILLION = 10**6, 10**9


def number_with_unit(quantity: Decimal, unit: str) -> str:
    """“600 troops”, “US$455 million”, “1.5 tonnes”."""
    if unit in _MONEY:
        return number_alone(quantity, unit)
    number = _of_unit(quantity)
    return (
        _UNITS[unit] % {"quantity": number, "number": int(quantity)} if unit in _UNITS else f"{number} {unit}"
    )


def number_alone(quantity: Decimal, unit: str) -> str:
    """The same where the unit stands before already: “600”. An amount of money is nothing without its own."""
    if unit not in _MONEY:
        return _large(quantity)
    money = _MONEY[unit][quantity >= _MILLION]
    return pgettext("money", "%(currency)s%(amount)s") % {"currency": money, "amount": _large(quantity)}


def _large(quantity: Decimal) -> str:
    if quantity >= _BILLION:
        size = quantity / _BILLION
        return ngettext("%(number)s billion", "%(number)s billion", int(size)) % {"number": _plain(size)}
    if quantity >= _MILLION:
        size = quantity / _MILLION
        return ngettext("%(number)s million", "%(number)s million", int(size)) % {"number": _plain(size)}
    return _plain(quantity)


def _of_unit(quantity: Decimal) -> str:
    """With what French puts between millions and what they are of."""
    if quantity < _MILLION:
        return _plain(quantity)
    return pgettext("millions before their unit", "%(millions)s") % {"millions": _large(quantity)}


def _plain(quantity: Decimal) -> str:
    return _separated(f"{quantity:,.2f}".rstrip("0").rstrip("."))


def _separated(digits: str) -> str:
    marks = {",": pgettext("between thousands", ","), ".": pgettext("decimal point", ".")}
    return "".join(marks.get(digit, digit) for digit in digits)


# Every noun that pages count: none of it, and how many.
NOUNS = {
    "actor": (gettext_lazy("no actors"), ngettext_lazy("%(number)s actor", "%(number)s actors", "number")),
    "article": (
        gettext_lazy("no articles"),
        ngettext_lazy("%(number)s article", "%(number)s articles", "number"),
    ),
    "change": (
        gettext_lazy("no changes"),
        ngettext_lazy("%(number)s change", "%(number)s changes", "number"),
    ),
    "commitment": (
        gettext_lazy("no commitments"),
        ngettext_lazy("%(number)s commitment", "%(number)s commitments", "number"),
    ),
    "day": (gettext_lazy("no days"), ngettext_lazy("%(number)s day", "%(number)s days", "number")),
    "fragment": (
        gettext_lazy("no fragments"),
        ngettext_lazy("%(number)s fragment", "%(number)s fragments", "number"),
    ),
    "government": (
        gettext_lazy("no governments"),
        ngettext_lazy("%(number)s government", "%(number)s governments", "number"),
    ),
    "issue": (gettext_lazy("no issues"), ngettext_lazy("%(number)s issue", "%(number)s issues", "number")),
    "line": (gettext_lazy("no lines"), ngettext_lazy("%(number)s line", "%(number)s lines", "number")),
    "maker": (gettext_lazy("no makers"), ngettext_lazy("%(number)s maker", "%(number)s makers", "number")),
    "month": (gettext_lazy("no months"), ngettext_lazy("%(number)s month", "%(number)s months", "number")),
    "office": (
        gettext_lazy("no offices"),
        ngettext_lazy("%(number)s office", "%(number)s offices", "number"),
    ),
    "pair": (gettext_lazy("no pairs"), ngettext_lazy("%(number)s pair", "%(number)s pairs", "number")),
    "other organisation": (
        gettext_lazy("no other organisations"),
        ngettext_lazy("%(number)s other organisation", "%(number)s other organisations", "number"),
    ),
    "outlet": (
        gettext_lazy("no outlets"),
        ngettext_lazy("%(number)s outlet", "%(number)s outlets", "number"),
    ),
    "question": (
        gettext_lazy("no questions"),
        ngettext_lazy("%(number)s question", "%(number)s questions", "number"),
    ),
    "report": (
        gettext_lazy("no reports"),
        ngettext_lazy("%(number)s report", "%(number)s reports", "number"),
    ),
    "request": (
        gettext_lazy("no requests"),
        ngettext_lazy("%(number)s request", "%(number)s requests", "number"),
    ),
    "request or criticism": (
        gettext_lazy("no requests or criticisms"),
        ngettext_lazy("%(number)s request or criticism", "%(number)s requests or criticisms", "number"),
    ),
    "result": (
        gettext_lazy("no results"),
        ngettext_lazy("%(number)s result", "%(number)s results", "number"),
    ),
    "rung": (gettext_lazy("no rungs"), ngettext_lazy("%(number)s rung", "%(number)s rungs", "number")),
    "source": (
        gettext_lazy("no sources"),
        ngettext_lazy("%(number)s source", "%(number)s sources", "number"),
    ),
    "statement": (
        gettext_lazy("no statements"),
        ngettext_lazy("%(number)s statement", "%(number)s statements", "number"),
    ),
    "story": (gettext_lazy("no stories"), ngettext_lazy("%(number)s story", "%(number)s stories", "number")),
    "time": (gettext_lazy("no times"), ngettext_lazy("%(number)s time", "%(number)s times", "number")),
    "turn": (gettext_lazy("no turns"), ngettext_lazy("%(number)s turn", "%(number)s turns", "number")),
    "voice of its own": (
        gettext_lazy("no people and unnamed groups of their own"),
        ngettext_lazy(
            "%(number)s person or unnamed group speaking for itself",
            "%(number)s people and unnamed groups speaking for themselves",
            "number",
        ),
    ),
    "week": (gettext_lazy("no weeks"), ngettext_lazy("%(number)s week", "%(number)s weeks", "number")),
    "year": (gettext_lazy("no years"), ngettext_lazy("%(number)s year", "%(number)s years", "number")),
}
