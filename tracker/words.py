"""Dates, lengths of time and counts in the words that readers see. Formatting only."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.dateformat import format as format_date

from tracker import edtf

_FULL = {1: "Y", 2: "F Y", 3: "j F Y"}  # by how many parts of the date are known
_SHORT = {1: "Y", 2: "M Y", 3: "j M Y"}


def date_in_words(text: str) -> str:
    """An EDTF date exactly as known: “January 2013”, “about 16 January 2013”, “between … and …”.

    Raises ValueError for what is not such a date.
    """
    about, start, end = _parts(text)
    if end:
        between = f"between {_start(start, end, _FULL)} and {_words(end, _FULL)}"
        return f"{between} or so" if about else between
    return f"about {_words(start, _FULL)}" if about else _words(start, _FULL)


def short_date(text: str) -> str:
    """The same in little room: “14 Mar 2013”, “c. 16 Jan 2013”, “12 – 15 Jan 2013”."""
    about, start, end = _parts(text)
    short = f"{_start(start, end, _SHORT)} – {_words(end, _SHORT)}" if end else _words(start, _SHORT)
    return f"c. {short}" if about else short


def _start(start: str, end: str, formats: dict[int, str]) -> str:
    """The start of an interval, without the month and year that its end says again."""
    words = _words(start, formats).split()
    both_known = start.count("-") == end.count("-") > 0
    if both_known and start[:7] == end[:7] and len(words) == 3:
        return words[0]
    return " ".join(words[:-1]) if both_known and start[:4] == end[:4] else " ".join(words)


def day_in_words(day: date) -> str:
    return format_date(day, _FULL[3])


def said_in_words(first: date, last: date) -> str:
    """When something was said, from the first and last day possible: “on 8 January 2013”, “in May 2012”."""
    if first == last:
        return f"on {day_in_words(first)}"
    whole_month = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return f"in {format_date(first, _FULL[2])}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"in {first.year}"
    return f"between {_start(first.isoformat(), last.isoformat(), _FULL)} and {day_in_words(last)}"


def day_and_month(day: date) -> str:
    return format_date(day, "j M")


def month(day: date) -> str:
    return format_date(day, _SHORT[2])


def _parts(text: str) -> tuple[bool, str, str]:
    known = edtf.parse(text)
    start, _, end = text.replace("~", "").partition("/")
    return known.approximate, start, end


def _words(part: str, formats: dict[int, str]) -> str:
    return format_date(edtf.parse(part).first, formats[part.count("-") + 1])


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
    number, unit, *more = least.split()
    same_unit = not more and len(longest.split()) == 2 and longest.split()[1].startswith(unit.rstrip("s"))
    return f"{number if same_unit else least} to {longest}"


def count(number: int, noun: str, plural: str = "") -> str:
    """“1 day”, “3 days”, “no statements”."""
    if number == 1:
        return f"1 {noun}"
    return f"{number or 'no'} {plural or noun + 's'}"


def and_list(words: Sequence[str]) -> str:
    """“France”, “France and Mali”, “Canada, France and Mali”."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def possessive(name: str) -> str:
    """“Canada’s”, “United Nations’”."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: int) -> str:
    """A number in running text: words below ten."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else f"{value:,}"


def times(value: int) -> str:
    """“once”, “twice”, “5 times”."""
    return {1: "once", 2: "twice"}.get(value, f"{number(value)} times")


_MONEY = {"USD": "US$", "CAD": "C$", "EUR": "€", "GBP": "£"}


def number_with_unit(quantity: Decimal, unit: str) -> str:
    """“600 troops”, “US$455 million”, “1.5 tonnes”."""
    if unit in _MONEY:
        return f"{_MONEY[unit]}{_large(quantity)}"
    return f"{_large(quantity)} {unit}"


def _large(quantity: Decimal) -> str:
    for size, name in ((10**9, " billion"), (10**6, " million")):
        if quantity >= size:
            return f"{_plain(quantity / size)}{name}"
    return _plain(quantity)


def _plain(quantity: Decimal) -> str:
    return f"{quantity:,.2f}".rstrip("0").rstrip(".")
