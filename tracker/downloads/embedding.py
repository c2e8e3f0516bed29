"""The code by which another site shows a chart in a frame, high enough for what stands in it.

No script tells the frame its height, so that it is reckoned from the drawing and the words around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html

from tracker.history.chart import Drawing

WIDTH, NARROW = 760, 360  # pixels of a frame in a text, and of one on a phone; between them (720) it turns
MARGINS = 150  # above and below, with the day and the link
LINE, LEGEND_LINE = 26, 27
LETTER, LEGEND_LETTER, SHAPE = 8.8, 7.8, 48  # widths, with room to spare


@dataclass(frozen=True, slots=True)
class Embed:
    code: str  # HTML to paste
    narrow_width: int
    narrow_height: int


def embed(address: str, title: str, finding: str, charts: Sequence[Drawing]) -> Embed:
    """`charts`: the wide one and the narrow one."""
    wide, narrow = charts
    code = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        address,
        title,
        WIDTH,
        _height(wide, WIDTH, title, finding),
    )
    return Embed(code, NARROW, _height(narrow, NARROW, title, finding, charts[0]))


def _height(drawn: Drawing, width: int, title: str, finding: str, key: Drawing | None = None) -> int:
    """`key`: the drawing whose legend stands below. In tens, upwards."""
    room = width - 2 * 16
    words = _lines(len(title) * 1.3 * LETTER, room) + _lines(len(finding) * LETTER, room)
    items = [SHAPE + LEGEND_LETTER * len(meaning.label) for meaning in (key or drawn).legend]
    chart = drawn.height * room / drawn.width
    return -int(-(chart + LINE * words + LEGEND_LINE * _rows(items, room) + MARGINS) // 10 * 10)


def _lines(length: float, room: int) -> int:
    return int(length // room) + 1


def _rows(items: Sequence[float], room: int) -> int:
    """Of a legend whose items stand beside each other as long as they fit."""
    rows, taken = 1, 0.0
    for item in items:
        if taken and taken + item > room:
            rows, taken = rows + 1, 0.0
        taken += item
    return rows
