"""The chart for a phone: time downwards, rungs as columns, each statement's words in a row beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.utils.translation import pgettext

from tracker.words import day_in_words, length, short_date

from ..governments import short
from . import strip
from .crowding import crowds_of
from .drawing import Band, Box, Drawing, Glyph, Numeral, Rung, Segment, Text
from .placing import HEIGHT, text_at
from .pledge import Pledge
from .subject import Mark, Subject
from .text import BOLD, shorten, width, wrap
from .timeline import CUTS, NONE_COUNTS, NOTHING, Stretch, Timeline, to_scale
from .track import Across, Move, Piece, moves, pieces, shift_title

WIDTH = 358
HEAD = 204  # the rungs' words, written upwards
TWO_LINES = 30  # least width of a column for words in two lines: narrower, and neighbours read as one
COLUMNS = 190  # room for all columns together
BESIDE = 156  # the same where commitments stand beside them
WORDS = 130  # least room for the words beside, where there are commitments
COLUMN = (14, 30)
YEARS = 34  # room for the ticks of a scale, left of the columns
SIZE = 12
STRONG = SIZE * BOLD  # for the width of bold text
NUMERAL = 24  # room for a shift's number
FOOT = 12  # half of the last row, which says the day
ROW = {"mark": 36, "gap": 36, "term": 26, "end": 24}


@dataclass(frozen=True, slots=True)
class Row:
    """One row beside the columns: a statement, a gap, an administration's start, the end."""

    kind: str
    key: str  # the mark's slug, or the words
    day: date
    top: int = 0

    @property
    def height(self) -> int:
        return ROW[self.kind]

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the columns and the words beside them stand."""

    left: int
    column: int
    count: int
    pledges: int = 0  # columns of commitments, right of the rungs'
    partial: bool = False  # as of a subject

    @property
    def right(self) -> int:
        return self.left + self.column * self.count

    @property
    def words(self) -> int:
        return self.right + 12 + strip.COLUMN * self.pledges

    @property
    def room(self) -> int:
        return WIDTH - self.words - 2

    def across(self, level: float) -> int:
        return self.left + round((level + 0.5) * self.column)


def draw_narrow(subject: Subject, *, to_scale_of_time: bool = False) -> Drawing:
    """Draw a subject with one mark at least."""
    frame = _frame(subject, to_scale_of_time)
    rows = _rows(subject, gaps=not to_scale_of_time)
    timeline, rows = _scaled(subject, rows) if to_scale_of_time else _stepped(rows)
    across = _across(subject, frame)
    track = pieces(subject, timeline, across)
    places = {row.key: row for row in rows if row.kind == "mark"}
    crowds, crowded = crowds_of(subject, timeline, across)
    numbered = subject.shifts if to_scale_of_time else {}
    rooms = {slug: frame.room - NUMERAL * (slug in numbered) for slug in places}
    glyphs = (
        _glyph(mark, places[mark.slug], timeline, across, frame, rooms[mark.slug]) for mark in subject.marks
    )
    return Drawing(
        kind="narrow",
        width=WIDTH,
        height=timeline.end + FOOT,
        bands=_bands(subject, rows, timeline, frame),
        cuts=tuple(_cut(row, frame) for row in rows if row.kind == "gap"),
        rungs=tuple(_rung(subject, level, frame, timeline) for level in range(len(subject.rungs))),
        texts=(*_row_texts(rows, frame), *_ticks(timeline)),
        segments=(*map(_segment, track), *_leaders(rows, timeline, frame)),
        glyphs=tuple(replace(glyph, shape="") if glyph.slug in crowded else glyph for glyph in glyphs),
        numerals=tuple(
            _numeral(subject, move, places[move.slug] if timeline.ticks else None)
            for move in moves(subject, timeline, across)
        ),
        crowds=crowds,
        lanes=strip.lanes_down(_shown(subject, frame), timeline, frame.right + 6, HEAD),
    )


def _shown(subject: Subject, frame: Frame) -> list[Pledge]:
    """The commitments that there is room for: those that turned most often. The page lists all."""
    most = sorted(subject.pledges, key=lambda pledge: -len(pledge.turns))[: frame.pledges]
    return [pledge for pledge in subject.pledges if pledge in most]


def _frame(subject: Subject, to_scale_of_time: bool) -> Frame:
    left = YEARS if to_scale_of_time else 4
    count = len(subject.rungs) + subject.lane
    least, most = COLUMN
    room = BESIDE if subject.pledges else COLUMNS
    column = max(least, min(most, room // count))
    spare = WIDTH - (left + column * count) - WORDS
    pledges = min(len(subject.pledges), max(0, spare // strip.COLUMN))
    return Frame(left, column, count, pledges, subject.partial)


def _across(subject: Subject, frame: Frame) -> Across:
    """Low rungs to the left; before them the lane of no position."""

    def across(level: float) -> int:
        return frame.across(level + subject.lane)

    return across


def _rows(subject: Subject, *, gaps: bool) -> list[Row]:
    """What happened, in order: statements, administrations, and how long nothing was said."""
    rows: list[Row] = []
    terms = sorted(_started(subject), key=lambda row: row.day)
    before: date | None = None
    for mark in subject.marks:
        if gaps and before is not None and (mark.day - before).days > CUTS[0]:
            rows.append(Row("gap", length((mark.day - before).days), before))
        while terms and terms[0].day <= mark.day:
            rows.append(terms.pop(0))
        rows.append(Row("mark", mark.slug, mark.day))
        before = mark.day
    as_of = subject.line.as_of
    if gaps and before is not None and (as_of - before).days > CUTS[0]:
        rows.append(Row("gap", length((as_of - before).days), before))
    return [*rows, *terms, Row("end", day_in_words(as_of), as_of)]


def _started(subject: Subject) -> list[Row]:
    """The administrations that overlap what is drawn, each from its start or from the first mark."""
    first, as_of = subject.marks[0].day, subject.line.as_of
    return [
        Row("term", term.label, max(term.first or first, first))
        for term in subject.terms
        if (term.first or first) <= as_of and (term.last or as_of) >= first
    ]


def _stepped(rows: Sequence[Row]) -> tuple[Timeline, list[Row]]:
    placed, top = [], HEAD + 6
    for row in rows:
        placed.append(Row(row.kind, row.key, row.day, top))
        top += row.height
    marks = [row for row in placed if row.kind == "mark"]
    end = placed[-1]
    knots = (*((row.day, row.middle) for row in marks), (end.day, end.middle))
    places = {row.key: row.middle for row in marks}
    return Timeline(HEAD + 6, end.middle, places, tuple(knots)), placed


def _scaled(subject: Subject, rows: Sequence[Row]) -> tuple[Timeline, list[Row]]:
    """A day is a day; the words beside keep clear of each other, and lines lead to their marks."""
    start = HEAD + 10
    end = start + max(520, sum(row.height for row in rows))
    timeline = to_scale(subject.marks, subject.line.as_of, start, end, tick=28, months=12)
    wanted = [
        Row(row.kind, row.key, row.day, timeline.places.get(row.key, timeline.at(row.day)) - row.height // 2)
        for row in rows
    ]
    return timeline, _pushed_apart(sorted(wanted, key=lambda row: row.top), start, end + 8)


def _pushed_apart(rows: Sequence[Row], start: int, end: int) -> list[Row]:
    """Downwards where rows would overlap, then back up from the end; there is room for all."""
    down: list[Row] = []
    for row in rows:
        top = max(row.top, down[-1].top + down[-1].height if down else start)
        down.append(Row(row.kind, row.key, row.day, top))
    up: list[Row] = []
    limit = end
    for row in reversed(down):
        limit = min(row.top, limit - row.height)
        up.append(Row(row.kind, row.key, row.day, limit))
    return up[::-1]


def _bands(subject: Subject, rows: Sequence[Row], timeline: Timeline, frame: Frame) -> tuple[Band, ...]:
    """Step by step a band starts at its row; to scale, on its day."""
    terms = [row for row in rows if row.kind == "term"]
    starts = [(row, timeline.at(row.day) if timeline.ticks else row.top) for row in terms]
    ends = [*(top for _, top in starts[1:]), timeline.end + (0 if timeline.ticks else FOOT)]
    left, right = (frame.left, frame.right) if timeline.ticks else (0, WIDTH)
    return tuple(
        Band(Box(left, top, right - left, end - top), row.key, place % 2 == 0)
        for place, ((row, top), end) in enumerate(zip(starts, ends, strict=False))
        if end > top
    )


def _cut(row: Row, frame: Frame) -> Box:
    return Box(frame.left, row.middle - 5, frame.right - frame.left, 10)


def _rung(subject: Subject, level: int, frame: Frame, timeline: Timeline) -> Rung:
    rung, x = subject.rungs[level], frame.across(level + subject.lane)
    lines = wrap(rung.label, STRONG, HEAD - 8, 2 if frame.column >= TWO_LINES else 1)
    left = x - (len(lines) * 13) // 2
    return Rung(
        Segment(x, HEAD + 2, x, timeline.end, "grid"),
        tuple(_upwards(line, left + place * 13) for place, line in enumerate(lines)),
        rung.url,
        rung.label,
        rung.definition,
    )


def _upwards(words: str, left: int) -> Text:
    """A line of text that reads upwards from the head's foot."""
    room = width(words, STRONG)
    return Text(words, left + 10, HEAD - 4, "start", "rung", Box(left, HEAD - 4 - room, 13, room))


def _row_texts(rows: Sequence[Row], frame: Frame) -> tuple[Text, ...]:
    return tuple(text for row in rows if row.kind != "mark" for text in _words(row, frame))


def _words(row: Row, frame: Frame) -> tuple[Text, ...]:
    term = row.key if width(row.key, STRONG) <= frame.room else short(row.key)
    lines = {"gap": _silence(row.key, frame.partial), "term": (term,), "end": (row.key,)}[row.kind]
    kind = {"gap": "gap", "term": "term", "end": "tick"}[row.kind]
    return tuple(
        _beside(line, row.middle - len(lines) * HEIGHT // 2 + place * HEIGHT, kind, frame, frame.room)
        for place, line in enumerate(lines)
    )


def _silence(lasting: str, partial: bool) -> tuple[str, str]:
    second = pgettext("a gap of a chart, its second line", "for %(length)s")
    nothing = str(NONE_COUNTS if partial else NOTHING).replace("\n", " ")
    return nothing, second % {"length": lasting}


def _beside(words: str, top: int, kind: str, frame: Frame, room: int) -> Text:
    size = STRONG if kind == "term" else SIZE
    words = shorten(words, size, room)
    return text_at(words, frame.words, top, "start", kind, width(words, size))


def _when(mark: Mark, room: int) -> str:
    """In full where it fits, else the end of a span: there it stands on the line."""
    full = short_date(mark.when)
    if width(full, SIZE) <= room or "/" not in mark.when:
        return full
    return f"… – {short_date(mark.when.rpartition('/')[2])}"


def _ticks(timeline: Timeline) -> tuple[Text, ...]:
    kept: list[Text] = []
    for tick in timeline.ticks:
        text = _tick(tick)
        if not kept or text.box.y >= kept[-1].box.bottom:
            kept.append(text)
    return tuple(kept)


def _tick(tick: Stretch) -> Text:
    words = tick.lines[0].rpartition(" ")[2]
    return text_at(words, 0, tick.middle - HEIGHT // 2, "start", "tick", width(words, 11))


def _segment(piece: Piece) -> Segment:
    return Segment(piece.across1, piece.along1, piece.across2, piece.along2, piece.kind)


def _leaders(rows: Sequence[Row], timeline: Timeline, frame: Frame) -> list[Segment]:
    """To scale, from the columns' edge to the words of each day; one bar along those of one place."""
    if not timeline.ticks:
        return []
    marks = [row for row in rows if row.kind == "mark"]
    crowds = [list(crowd) for _, crowd in groupby(marks, key=lambda row: timeline.places[row.key] // 6)]
    bar = frame.words - 4
    leads = [
        Segment(frame.right, timeline.places[crowd[0].key], bar, crowd[0].middle, "leader")
        for crowd in crowds
    ]
    return leads + [
        Segment(bar, crowd[0].middle - 14, bar, crowd[-1].middle + 14, "leader") for crowd in crowds
    ]


def _numeral(subject: Subject, move: Move, row: Row | None) -> Numeral:
    """On the line; to scale, where marks are close, at the end of its statement's row."""
    number = subject.shifts[move.slug]
    x = move.across1 + (move.across2 - move.across1) * 3 // 10
    x, y = (x, move.along) if row is None else (WIDTH - NUMERAL // 2, row.middle)
    return Numeral(number, x, y, shift_title(number))


def _glyph(mark: Mark, row: Row, timeline: Timeline, across: Across, frame: Frame, room: int) -> Glyph:
    top, left = row.middle - HEIGHT, frame.words if timeline.ticks else 0
    said = mark.quote if mark.quote and width(mark.quote, SIZE) <= room else mark.name
    kind = "asked" if mark.shape == "pressure" else "voice"
    return Glyph(
        slug=mark.slug,
        number=mark.number,
        shape=mark.shape,
        x=across(mark.level),
        y=timeline.places[mark.slug],
        title=mark.title,
        hit=Box(left, row.top, WIDTH - left, row.height),
        label=(
            _beside(_when(mark, room), top, "when", frame, room),
            _beside(said, top + HEIGHT, kind, frame, room),
        ),
        tip=(),
    )
