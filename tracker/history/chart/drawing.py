"""What a chart consists of."""

from collections.abc import Iterator
from dataclasses import dataclass

from .legend import SHAPES, Meaning, legend


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its left top corner, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def overlaps(self, other: "Box") -> bool:
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text at its baseline. `anchor` is SVG's text-anchor; `box` the room it takes."""

    text: str
    x: int
    y: int
    anchor: str
    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight line. Kinds: line, stale, mixed, limit, leader, day, axis."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str


@dataclass(frozen=True, slots=True)
class Band:
    """An administration. `even` alternates, so that neighbours differ."""

    box: Box
    title: str
    even: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the axis: its grid line and its words, which lead to its definition."""

    grid: Segment
    texts: tuple[Text, ...]
    url: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Glyph:
    """One statement on the chart, a link to its place in the list."""

    slug: str
    number: int
    shape: str
    x: int
    y: int
    title: str
    hit: Box
    label: tuple[Text, ...]
    tip: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Numeral:
    """The number of a shift, at its place on the line."""

    number: int
    x: int
    y: int
    title: str


@dataclass(frozen=True, slots=True)
class TurnGlyph:
    """One turn of a commitment, a link to the statement that shows it; a mere mark without `url`.

    Shapes: made, again, longer, more, less, split, part, done, ended.
    """

    shape: str
    name: str
    url: str
    title: str
    x: int
    y: int
    hit: Box
    label: tuple[Text, ...]
    tip: tuple[Text, ...]

    @property
    def here(self) -> bool:
        """Whether its statement stands on the chart's own page."""
        return self.url.startswith("#")


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which something was promised."""

    tick: Segment
    label: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One commitment along the time. Kinds of its rails: pledged, and late once its day has passed."""

    title: str
    url: str
    texts: tuple[Text, ...]
    rule: Segment
    rails: tuple[Segment, ...]
    dues: tuple[Due, ...]
    turns: tuple[TurnGlyph, ...]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Several statements in one place, as their number. `kind` is the shape of the weightiest."""

    x: int
    y: int
    radius: int
    count: int
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    kind: str  # wide or narrow
    width: int
    height: int
    bands: tuple[Band, ...]
    cuts: tuple[Box, ...]  # where time is cut out
    rungs: tuple[Rung, ...]
    texts: tuple[Text, ...]  # of axes, bands and gaps
    segments: tuple[Segment, ...]
    glyphs: tuple[Glyph, ...]
    numerals: tuple[Numeral, ...]
    crowds: tuple[Crowd, ...] = ()
    readout: Box | None = None  # where a pointed-at mark says what it is
    hint: tuple[Text, ...] = ()  # stands there until then
    lanes: tuple[Lane, ...] = ()  # of commitments

    @property
    def shown(self) -> frozenset[str]:
        """What is drawn, for a legend: kinds of marks and lines; one of no meaning of its own in parts."""
        drawn = {glyph.shape for glyph in self.glyphs if glyph.shape}
        shapes = {part for shape in drawn for part in ([shape] if shape in SHAPES else shape.split("-"))}
        lanes = {rail.kind for lane in self.lanes for rail in lane.rails}
        lanes |= {turn.shape for lane in self.lanes for turn in lane.turns}
        lanes |= {"due" for lane in self.lanes if lane.dues}
        return frozenset(shapes | {segment.kind for segment in self.segments} | lanes)

    @property
    def numbered(self) -> int | None:
        """The first of the statements that have no room for a name and stand there by their number."""
        labels = (
            glyph.number for glyph in self.glyphs for text in glyph.label if text.text == str(glyph.number)
        )
        return min(labels, default=None)

    @property
    def legend(self) -> tuple[Meaning, ...]:
        return legend(self.shown)

    def labels(self) -> Iterator[Text]:
        """All text that is drawn at once; no two of them may overlap."""
        yield from self.texts
        for rung in self.rungs:
            yield from rung.texts
        for glyph in self.glyphs:
            yield from glyph.label
        for lane in self.lanes:
            yield from lane.texts
            yield from (text for turn in lane.turns for text in turn.label)
            yield from (text for due in lane.dues for text in due.label)
