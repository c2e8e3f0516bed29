"""The chart of a stance page as a file of its own: SVG for the web and for print, PNG for the rest.

Such a file stands alone, so that it brings its style, its colours (those of light pages), its title, its
legend and where it comes from. Not every program knows CSS variables: they are written out.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache as remembered
from pathlib import Path
from textwrap import wrap

import resvg_py
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy
from font_source_sans_pro import font_directory

from tracker.history.chart import Drawing, away
from tracker.history.stance import StancePage

FACES = ("Regular", "It", "Semibold", "Bold")
KEPT = 24 * 60 * 60  # seconds that a PNG is kept: to make one takes a second
SCALE = 2  # of a PNG: sharp on screens of two pixels to one
MARGIN, LINE = 24, 24
TITLE_WIDTH = 76  # characters of a title's line, at the width of the chart
GLYPH, LETTER, GAP = 20, 7, 22  # widths of what a legend's item is made of
NUMBERED = gettext_lazy("no room for a name: the statement’s number on the page")
_TOKENS = re.compile(r"--([a-z0-9]+):\s*([^;]+);")
_USED = re.compile(r"var\(--([a-z0-9]+)\)")


@dataclass(frozen=True, slots=True)
class Item:
    """One word of the legend with its shape."""

    shape: str
    label: str
    x: int
    y: int


def svg(page: StancePage, site: str, address: str) -> str | None:
    """The wide chart with its title, day and address; None where there is nothing to draw.

    `site`: scheme and host, for its links.
    """
    if not page.charts:
        return None
    chart = _still(away(page.charts[0]))
    title = wrap(_title(page), TITLE_WIDTH)
    top = MARGIN + LINE * len(title)
    legend = _legend(chart, top + chart.height + LINE)
    foot = (legend[-1].y if legend else top + chart.height) + LINE + MARGIN // 2
    return render_to_string(
        "tracker/chart.svg",
        {
            "page": page,
            "chart": chart,
            "style": _style(),
            "title": [(line, MARGIN + LINE * number) for number, line in enumerate(title)],
            "legend": legend,
            "address": address,
            "site": site,
            "at": site + page.url,
            "top": top,
            "margin": MARGIN,
            "width": chart.width + 2 * MARGIN,
            "height": foot + MARGIN,
            "foot": foot,
        },
    )


def _title(page: StancePage) -> str:
    """With what it leaves out, as a citation has it."""
    return f"{page.title} ({page.differing.through})" if page.differing else page.title


def _still(chart: Drawing) -> Drawing:
    """Without the box for what is pointed at."""
    if chart.readout is None:
        return chart
    marks = tuple(replace(glyph, tip=()) for glyph in chart.glyphs)
    return replace(chart, readout=None, hint=(), glyphs=marks, height=int(chart.readout.y) - MARGIN // 2)


def _legend(chart: Drawing, y: int) -> list[Item]:
    words = [(meaning.shape, meaning.label) for meaning in chart.legend]
    words += [("number", str(NUMBERED))] if chart.numbered else []
    items: list[Item] = []
    x = MARGIN + GLYPH // 2
    for shape, label in words:
        width = GLYPH + LETTER * len(label) + GAP
        if x + width > chart.width + MARGIN:
            x, y = MARGIN + GLYPH // 2, y + LINE
        items.append(Item(shape, label, x, y))
        x += width
    return items


def png(drawing: str) -> bytes:
    """Drawn with the font that comes with it, so that it looks the same on every machine."""
    name = f"png:{hashlib.sha256(drawing.encode()).hexdigest()}"
    kept: bytes = caches["charts"].get_or_set(name, lambda: _drawn(drawing), KEPT) or b""
    return kept


def _drawn(drawing: str) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing,
            zoom=SCALE,
            skip_system_fonts=True,
            font_files=[str(Path(font_directory) / f"SourceSansPro-{face}.ttf") for face in FACES],
            font_family="Source Sans Pro",
            sans_serif_family="Source Sans Pro",
        )
    )


@remembered
def _style() -> str:
    """The chart's own rules, with the light colours in place of their names."""
    site, *charts = (_read(f"tracker/{name}.css") for name in ("site", "chart", "lanes"))
    light = dict(_TOKENS.findall(site.partition("@media (prefers-color-scheme: dark)")[0]))
    light["sans"] = '"Source Sans Pro", "Helvetica Neue", Arial, sans-serif'
    return _USED.sub(lambda found: light[found[1]], "\n".join(charts))


def _read(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")
