"""Template filters that format: dates exactly as known, counts with their noun."""

from datetime import date

from django import template

from tracker import words

register = template.Library()


@register.filter
def known_date(value: str | date | None) -> str:
    """An EDTF date or a day in words; nothing for an empty one."""
    if not value:
        return ""
    return words.date_in_words(value) if isinstance(value, str) else words.day_in_words(value)


@register.filter
def when_said(said: words.Said) -> str:
    """When something was said: “on 8 January 2013”, “between 2011 and March 2012”."""
    return words.when_said(said)


@register.filter
def short_date(value: str) -> str:
    """An EDTF date in little room."""
    return words.short_date(value) if value else ""


@register.filter
def counted(value: int, noun: str) -> str:
    """`3|counted:"statement"` is “3 statements”; an irregular plural follows a comma."""
    singular, _, plural = noun.partition(",")
    return words.count(value, singular, plural)


@register.filter
def percent(value: int) -> str:
    """`41|percent` is “41 %”."""
    return words.percent(value)


@register.filter
def times(value: int) -> str:
    """“once”, “twice”, “three times”."""
    return words.times(value)


@register.filter
def spelled(value: int) -> str:
    """A small number in words, with a capital: it starts headings."""
    return words.number(value).capitalize()
