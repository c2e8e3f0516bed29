"""A drawing that has left its page: in a frame, or as a file. Nothing that it speaks of is below it there."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .drawing import Drawing
from .wide import hinted

HINT = gettext_lazy(
    "Point at a mark, or tab to it, to read what was said; follow it to the statement’s page."
)


def away(drawing: Drawing) -> Drawing:
    """The same in words that hold anywhere."""
    told = _("Shift %(number)s: before and after side by side, on its page")
    numerals = tuple(replace(each, title=told % {"number": each.number}) for each in drawing.numerals)
    drawn = replace(drawing, numerals=numerals)
    return replace(drawn, hint=hinted(str(HINT), drawing.readout.y)) if drawing.readout else drawn
