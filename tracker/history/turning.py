"""The page of a list that is asked for, and what is told where it does not exist."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .faults import told_back


def page_asked(rows: Any, size: int, asked: str) -> tuple[Page[Any], Sequence[str]]:
    """`rows` in pages of `size`, and no fault or one: a page that does not exist is another one, and told."""
    asked = asked.strip()
    page = Paginator(rows, size).get_page(asked)
    if not asked or asked == str(page.number):
        return page, ()
    if not asked.isdecimal() or int(asked[:9]) < 1:
        return page, (_("There is no page “%(page)s”: this is page %(number)d.") % _named(page, asked),)
    last = page.paginator.num_pages
    if int(asked[:9]) <= last:
        return page, ()  # “02” is page 2
    told = ngettext(
        "There is no page “%(page)s”: there is only one page.",
        "There is no page “%(page)s”: there are only %(number)d pages, and this is the last.",
        last,
    )
    return page, (told % _named(page, asked),)


def _named(page: Page[Any], asked: str) -> dict[str, object]:
    return {"page": told_back(asked), "number": page.number}
