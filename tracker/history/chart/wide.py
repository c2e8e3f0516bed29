"""The chart for a screen: time from left to right, the ladder upwards."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tracker.words import day_and_month

from ..governments import short
from . import strip
from .drawing import Band, Box, Drawing, Glyph, Numeral, Rung, Segment, Text
from .placing import HEIGHT, Wish, place, text_at
from .subject import NO_RUNG, Mark, Subject
from .text import BOLD, width, wrap
from .timeline import SMALL, Stretch, Timeline, step_by_step, to_scale
from .track import Across, Move, Piece, moves, pieces, shift_title

WIDTH = 1120
RUNG = 62  # from one rung to the next
TOP = 28  # the names of administrations stand above the plot
SIZE = 13
STRONG = SIZE * BOLD  # for the width of bold text
ASIDE = 12  # how far a mark steps aside
GUTTER = 196  # the rungs' words at most
TIP = 4 * (HEIGHT + 3) + 20  # the room below, where a pointed-at mark says what it is
HINT = gettext_lazy("Point at a mark, or tab to it, to read what was said; follow it to the statement below.")

Spot = tuple[int, int]  # a mark's centre


def draw_wide(subject: Subject, *, to_scale_of_time: bool = False) -> Drawing:
    """Draw a subject with one mark at least."""
    gutter = _gutter(subject)
    plot = Box(gutter, TOP, WIDTH - gutter - 6, _height(subject))
    timeline = _timeline(subject, plot, to_scale_of_time)
    across = _across(subject, plot)
    spots = _spots(subject, timeline, across, dodge=to_scale_of_time)
    track = pieces(subject, timeline, across)
    steps = moves(subject, timeline, across)
    spans = _spans(subject, timeline, spots)
    labels = _labels(subject, spots, (*map(_segment, track), *spans), steps, plot)
    under = Box(plot.x, plot.bottom + 74, plot.width, strip.height(subject.pledges))
    tip = under.bottom + (8 if subject.pledges else 0)
    return Drawing(
        kind="wide",
        width=WIDTH,
        height=tip + TIP + 1,
        bands=_bands(subject, timeline, plot),
        cuts=tuple(Box(gap.middle - 5, plot.y, 10, plot.height) for gap in timeline.gaps),
        rungs=_rungs(subject, across, plot),
        texts=(
            *_band_texts(subject, timeline, plot),
            *_axis_texts(subject, timeline, plot),
            *strip.heading(subject.pledges, under),
        ),
        segments=(*map(_segment, track), *spans, *_axis(subject, timeline, plot)),
        glyphs=tuple(_glyph(mark, spots[mark.slug], labels.get(mark.slug), tip) for mark in subject.marks),
        numerals=tuple(_numeral(subject, move) for move in steps),
        hint=hinted(str(HINT), tip),
        readout=Box(0, tip, WIDTH, TIP),
        lanes=strip.lanes(subject.pledges, timeline, under, Box(0, tip, WIDTH, TIP)),
    )


def hinted(words: str, tip: int) -> tuple[Text, ...]:
    """What stands in the box for what is pointed at, until something is."""
    return (text_at(words, 14, tip + 12, "start", "hint", width(words, SIZE)),)


def _gutter(subject: Subject) -> int:
    labels = [rung.label for rung in subject.rungs] + [pledge.title for pledge in subject.pledges]
    labels += [str(strip.TITLE)] * bool(subject.pledges)
    lines = (line for label in labels for line in _words(label))
    return max((width(line, STRONG) for line in lines), default=60) + 16


def _words(label: str) -> tuple[str, ...]:
    return wrap(label, STRONG, GUTTER - 16, 3)


def _height(subject: Subject) -> int:
    return RUNG * (len(subject.rungs) + subject.lane)


def _timeline(subject: Subject, plot: Box, to_scale_of_time: bool) -> Timeline:
    as_of = subject.line.as_of
    if to_scale_of_time:
        return to_scale(subject.marks, as_of, plot.x + 6, plot.right - 6, tick=90)
    return step_by_step(subject.marks, as_of, plot.x + 4, plot.right - 4, partial=subject.partial)


def _across(subject: Subject, plot: Box) -> Across:
    """The lowest rung lies half a step above the plot's foot; below it the lane of no position."""
    foot = plot.bottom - RUNG // 2 - (RUNG if subject.lane else 0)

    def across(level: float) -> int:
        return foot - round(level * RUNG)

    return across


def _spots(subject: Subject, timeline: Timeline, across: Across, *, dodge: bool) -> dict[str, Spot]:
    """Where each mark's centre lies. To scale, marks that would hide each other step a little aside.

    What confirms the line stays on its rung, and nothing steps so far that it seems to stand on another.
    """
    spots: dict[str, Spot] = {}
    for mark in sorted(subject.marks, key=lambda mark: mark.shape not in ("record", "record-if", "act")):
        x, y = timeline.places[mark.slug], across(mark.level)
        asides = (0, -ASIDE, ASIDE) if dodge else (0,)
        free = (y + aside for aside in asides if not _hides((x, y + aside), spots.values()))
        spots[mark.slug] = (x, next(free, y))
    return spots


def _hides(spot: Spot, others: Iterable[Spot]) -> bool:
    return any(abs(spot[0] - x) < ASIDE and abs(spot[1] - y) < ASIDE for x, y in others)


def _labels(
    subject: Subject,
    spots: dict[str, Spot],
    lines: tuple[Segment, ...],
    steps: tuple[Move, ...],
    plot: Box,
) -> dict[str, Text]:
    taken = [Box(x - 9, y - 9, 18, 18) for x, y in spots.values()]
    taken += [_around(line) for line in lines]
    taken += [Box(x - 11, y - 11, 22, 22) for x, y in map(_middle, steps)]
    wishes = [
        Wish(mark.slug, *spots[mark.slug], mark.quote, (mark.name, str(mark.number)), _kind(mark))
        for mark in sorted(subject.marks, key=lambda mark: mark.rank)
    ]
    return dict(place(wishes, taken, plot, SIZE))


def _kind(mark: Mark) -> str:
    return "asked" if mark.shape == "pressure" else "voice"


def _around(line: Segment) -> Box:
    left, top = min(line.x1, line.x2), min(line.y1, line.y2)
    return Box(left - 3, top - 3, abs(line.x2 - line.x1) + 6, abs(line.y2 - line.y1) + 6)


def _segment(piece: Piece) -> Segment:
    return Segment(piece.along1, piece.across1, piece.along2, piece.across2, piece.kind)


def _middle(move: Move) -> Spot:
    return move.along, (move.across1 + move.across2) // 2


def _numeral(subject: Subject, move: Move) -> Numeral:
    number = subject.shifts[move.slug]
    return Numeral(number, *_middle(move), shift_title(number))


def _glyph(mark: Mark, spot: Spot, label: Text | None, tip: int) -> Glyph:
    x, y = spot
    return Glyph(
        slug=mark.slug,
        number=mark.number,
        shape=mark.shape,
        x=x,
        y=y,
        title=mark.title,
        hit=Box(x - 12, y - 12, 24, 24),
        label=() if label is None else (label,),
        tip=_tip(mark, tip),
    )


def _tip(mark: Mark, top: int) -> tuple[Text, ...]:
    room = WIDTH - 28
    lines = (*wrap(f"{mark.number}. {mark.head}", STRONG, room, 1), *wrap(mark.body, SIZE, room, 3))
    kinds = ("head", "body", "body", "body")
    return tuple(
        text_at(line, 14, top + 10 + place * (HEIGHT + 3), "start", kind, width(line, SIZE))
        for place, (line, kind) in enumerate(zip(lines, kinds, strict=False))
    )


def _rungs(subject: Subject, across: Across, plot: Box) -> tuple[Rung, ...]:
    rungs = [
        Rung(
            Segment(plot.x, across(level), plot.right, across(level), "grid"),
            _stacked(_words(rung.label), plot.x - 12, across(level), "rung"),
            rung.url,
            rung.label,
            rung.definition,
        )
        for level, rung in enumerate(subject.rungs)
    ]
    return tuple(rungs)


def _stacked(lines: tuple[str, ...], x: int, middle: int, kind: str) -> tuple[Text, ...]:
    """Lines of text one below the other, around a height, ending at `x`."""
    top = middle - len(lines) * HEIGHT // 2
    return tuple(
        text_at(line, x, top + place * HEIGHT, "end", kind, width(line, STRONG))
        for place, line in enumerate(lines)
    )


def _bands(subject: Subject, timeline: Timeline, plot: Box) -> tuple[Band, ...]:
    found: list[Band] = []
    for term in subject.terms:
        if term.first is not None and term.first > subject.line.as_of:
            continue
        left = (
            plot.x
            if term.first is None or timeline.at(term.first) <= timeline.start
            else timeline.at(term.first)
        )
        right = _ends(term.last, timeline, plot)
        if left < right:
            found.append(Band(Box(left, plot.y, right - left, plot.height), term.label, len(found) % 2 == 0))
    return tuple(found)


def _ends(last: date | None, timeline: Timeline, plot: Box) -> int:
    if last is None or timeline.at(last) >= timeline.end:
        return plot.right
    return timeline.at(last)


def _band_texts(subject: Subject, timeline: Timeline, plot: Box) -> tuple[Text, ...]:
    """Each administration's name above its band, shortened or left out where there is no room. That of the
    last one may stand over the band before it, up to the name there.
    """
    texts: list[Text] = []
    bands = _bands(subject, timeline, plot)
    for band in bands:
        names = (band.title, short(band.title))
        name = next((name for name in names if name and width(name, STRONG) <= band.box.width - 6), "")
        if name:
            texts.append(text_at(name, band.box.x + 4, plot.y - 21, "start", "term", width(name, STRONG)))
        elif band is bands[-1]:
            taken = texts[-1].box.right + 8 if texts else plot.x
            name = short(band.title)
            texts += [_ending(name, band.box.right, plot)] * (band.box.right - width(name, STRONG) > taken)
    return tuple(texts)


def _ending(name: str, right: int, plot: Box) -> Text:
    return text_at(name, right, plot.y - 21, "end", "term", width(name, STRONG))


def _spans(subject: Subject, timeline: Timeline, spots: dict[str, Spot]) -> list[Segment]:
    """To scale, how early a statement can have been made whose day is not known."""
    return [
        Segment(
            timeline.at(mark.first), spots[mark.slug][1], spots[mark.slug][0], spots[mark.slug][1], "span"
        )
        for mark in subject.marks
        if timeline.ticks and mark.first < mark.day
    ]


def _axis(subject: Subject, timeline: Timeline, plot: Box) -> tuple[Segment, ...]:
    foot = plot.bottom + 24
    rules = [Segment(each.start + 4, foot, each.end - 4, foot, "axis") for each in timeline.episodes]
    ticks = [
        Segment(each.middle, plot.bottom, each.middle, plot.bottom + 6, "axis") for each in timeline.ticks
    ]
    days = [
        Segment(min(places) - 6, plot.bottom + 4, max(places) + 6, plot.bottom + 4, "day")
        for places in _by_day(subject, timeline).values()
        if timeline.episodes and len(places) > 1
    ]
    return (*rules, *ticks, *days)


def _by_day(subject: Subject, timeline: Timeline) -> dict[date, list[int]]:
    days: dict[date, list[int]] = {}
    for mark in subject.marks:
        days.setdefault(mark.day, []).append(timeline.places[mark.slug])
    return days


def _axis_texts(subject: Subject, timeline: Timeline, plot: Box) -> tuple[Text, ...]:
    top = plot.bottom + 28
    texts = [
        *_days(subject, timeline, plot),
        *(_centred(each, 0, top, "tick") for each in timeline.episodes),
        *(
            _centred(each, line, plot.bottom + 6, "gap")
            for each in timeline.gaps
            for line in range(len(each.lines))
        ),
        *(_centred(each, 0, plot.bottom + 8, "tick") for each in timeline.ticks),
    ]
    if subject.lane:
        texts.append(
            _stacked((_("No position taken"),), plot.x - 12, _across(subject, plot)(NO_RUNG), "lane")[0]
        )
    return _clear(texts, plot)


def _centred(stretch: Stretch, line: int, top: int, kind: str) -> Text:
    words = stretch.lines[line]
    return text_at(words, stretch.middle, top + line * HEIGHT, "middle", kind, width(words, SMALL))


def _days(subject: Subject, timeline: Timeline, plot: Box) -> list[Text]:
    """The day below its slots, once for neighbours of one day, with its month where that changes."""
    if not timeline.episodes:
        return []
    exact = {mark.day for mark in subject.marks if mark.first == mark.day}
    texts: list[Text] = []
    before: date | None = None
    for day, places in _by_day(subject, timeline).items():
        same_month = before is not None and (before.year, before.month) == (day.year, day.month)
        words = str(day.day) if same_month else day_and_month(day)
        words = words if day in exact else pgettext("on a chart’s axis", "by %(day)s") % {"day": words}
        wordings = [words, str(day.day)] if day in exact else [words]
        texts += _first_fitting(wordings, sum(places) // len(places), plot, texts)
        before = day
    return texts


def _first_fitting(wordings: list[str], x: int, plot: Box, texts: list[Text]) -> list[Text]:
    """One text at most: the first that overlaps none before it."""
    tried = (text_at(words, x, plot.bottom + 6, "middle", "day", width(words, SMALL)) for words in wordings)
    return next(([text] for text in tried if not any(text.box.overlaps(each.box) for each in texts[-2:])), [])


def _clear(texts: list[Text], plot: Box) -> tuple[Text, ...]:
    """Without those that would overlap an earlier one, or leave the drawing."""
    kept: list[Text] = []
    page = Box(0, 0, WIDTH, plot.bottom + 74)
    for text in texts:
        if page.holds(text.box) and not any(text.box.overlaps(other.box) for other in kept):
            kept.append(text)
    return tuple(kept)
