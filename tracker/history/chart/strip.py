"""Commitments below the line, along the same time: a lane each, with what was pledged and due when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tracker.words import short_date

from .drawing import Box, Due, Lane, Segment, Text, TurnGlyph
from .placing import HEIGHT, Wish, place, text_at
from .pledge import Pledge, PledgeTurn
from .text import BOLD, shorten, width, wrap
from .timeline import Timeline

TITLE = gettext_lazy("Commitments")
LANE = 62  # of one commitment, three lines of its title
HEAD = 20  # above the first
COLUMN = 17  # the same where time runs downwards
ASIDE = 13  # how far a mark steps aside to scale
APART = 16  # between two turns, at least
SIZE = 12
STRONG = 13 * BOLD
SHAPES = {
    "made": "made",
    "reaffirmed": "again",
    "extended": "longer",
    "increased": "more",
    "reduced": "less",
    "split": "split",
    "delivered_in_part": "part",
    "delivered": "done",
    "lapsed": "ended",
    "withdrawn": "ended",
    "broken": "ended",
}


@dataclass(frozen=True, slots=True)
class _Deadline:
    """A day by which something was due, from one turn on; `moved` once a later turn set another."""

    turn: int  # its place
    day: date
    moved: bool


def height(pledges: Sequence[Pledge]) -> int:
    return HEAD + LANE * len(pledges) if pledges else 0


def lanes(pledges: Sequence[Pledge], timeline: Timeline, plot: Box, tip: Box) -> tuple[Lane, ...]:
    """One lane below the other from the top of `plot`; titles end left of it, tips stand in `tip`."""
    return tuple(
        _lane(pledge, timeline, Box(plot.x, plot.y + HEAD + LANE * place, plot.width, LANE), tip)
        for place, pledge in enumerate(pledges)
    )


def heading(pledges: Sequence[Pledge], plot: Box) -> tuple[Text, ...]:
    if not pledges:
        return ()
    return (text_at(str(TITLE), plot.x - 12, plot.y, "end", "lane", width(str(TITLE), SIZE)),)


def lanes_down(pledges: Sequence[Pledge], timeline: Timeline, left: int, foot: int) -> tuple[Lane, ...]:
    """The same with time downwards, from `left` to the right: marks alone, titles written upwards."""
    return tuple(
        _lane_down(pledge, timeline, left + place * COLUMN + COLUMN // 2, foot)
        for place, pledge in enumerate(pledges)
    )


def _lane_down(pledge: Pledge, timeline: Timeline, x: int, foot: int) -> Lane:
    spots = _spots(pledge, timeline)
    words = shorten(pledge.title, SIZE, foot - 8)
    room = width(words, SIZE)
    return Lane(
        title=pledge.title,
        url=pledge.url,
        texts=(Text(words, x + 4, foot - 4, "start", "promise", Box(x - 6, foot - 4 - room, 13, room)),),
        rule=Segment(x, foot + 2, x, timeline.end, "grid"),
        rails=tuple(map(_upright, _rails(pledge.turns, spots, timeline, x))),
        dues=tuple(
            Due(_upright(Segment(at, x - 6, at, x + 6, "due")), ())
            for each in _deadlines(pledge.turns)
            for at in [timeline.at(each.day)]
        ),
        turns=tuple(
            TurnGlyph(
                shape=SHAPES[turn.kind],
                name=turn.name,
                url="",
                title=f"{pledge.title}. {turn.title}",
                x=x,
                y=y,
                hit=Box(x - 8, y - 8, 16, 16),
                label=(),
                tip=(),
            )
            for turn, y in zip(pledge.turns, spots, strict=True)
        ),
    )


def _upright(line: Segment) -> Segment:
    return Segment(line.y1, line.x1, line.y2, line.x2, line.kind)


def _lane(pledge: Pledge, timeline: Timeline, box: Box, tip: Box) -> Lane:
    rail = box.y + LANE // 2
    spots = _spots(pledge, timeline)
    marks = [(x, rail + aside) for x, aside in zip(spots, _asides(spots), strict=True)]
    deadlines = list(_deadlines(pledge.turns))
    labels = _labels(pledge, marks, deadlines, timeline, rail, box)
    return Lane(
        title=pledge.title,
        url=pledge.url,
        texts=_title(pledge, box),
        rule=Segment(box.x, box.y, box.right, box.y, "grid"),
        rails=tuple(_rails(pledge.turns, spots, timeline, rail)),
        dues=tuple(_due(each, timeline, rail, labels) for each in deadlines),
        turns=tuple(
            TurnGlyph(
                shape=SHAPES[turn.kind],
                name=turn.name,
                url=turn.url,
                title=f"{pledge.title}. {turn.title}",
                x=x,
                y=y,
                hit=Box(x - 12, y - 12, 24, 24),
                label=tuple(labels[key] for key in [f"turn-{place}"] if key in labels),
                tip=_tip(pledge, turn, tip),
            )
            for place, (turn, (x, y)) in enumerate(zip(pledge.turns, marks, strict=True))
        ),
    )


def _spots(pledge: Pledge, timeline: Timeline) -> list[int]:
    """Along the time, where the statement of each turn is.

    Step by step, turns of one statement stand side by side; to scale, a day is a day.
    """
    at = [timeline.places.get(turn.statement, timeline.at(turn.day)) for turn in pledge.turns]
    return at if timeline.ticks else _side_by_side(at, timeline.end)


def _side_by_side(places: Sequence[int], last: int) -> list[int]:
    spots: list[int] = []
    for at in places:
        spots.append(max(at, spots[-1] + APART) if spots else at)
    for number in reversed(range(len(spots))):  # back from the end, where they went past it
        spots[number] = min(spots[number], last)
        last = spots[number] - APART
    return spots


def _asides(spots: Sequence[int]) -> list[int]:
    """How far each mark steps aside where it would hide an earlier one."""
    marks: list[tuple[int, int]] = []
    for x in spots:
        free = (
            aside
            for aside in (0, -ASIDE, ASIDE)
            if not any(abs(x - other) < ASIDE and aside == taken for other, taken in marks)
        )
        marks.append((x, next(free, 0)))
    return [aside for _, aside in marks]


def _title(pledge: Pledge, box: Box) -> tuple[Text, ...]:
    lines = wrap(pledge.title, STRONG, box.x - 16, 3)
    top = box.y + (LANE - len(lines) * HEIGHT) // 2
    return tuple(
        text_at(line, box.x - 12, top + place * HEIGHT, "end", "rung", width(line, STRONG))
        for place, line in enumerate(lines)
    )


def _rails(
    turns: Sequence[PledgeTurn], spots: Sequence[int], timeline: Timeline, y: int
) -> Iterator[Segment]:
    """From turn to turn while the pledge stands; broken where its day has passed."""
    for (turn, start), end in zip(zip(turns, spots, strict=True), [*spots[1:], timeline.end], strict=True):
        if turn.over or start >= end:
            continue
        due = end if turn.due is None else max(start, min(end, timeline.at(turn.due)))
        if start < due:
            yield Segment(start, y, due, y, "pledged")
        if due < end:
            yield Segment(due, y, end, y, "late")


def _deadlines(turns: Sequence[PledgeTurn]) -> Iterator[_Deadline]:
    """Each deadline once, from the turn that set it."""
    before = None
    for number, turn in enumerate(turns):
        if turn.due is not None and turn.due != before:
            yield _Deadline(number, turn.due, any(each.due != turn.due for each in turns[number + 1 :]))
        before = turn.due


def _due(deadline: _Deadline, timeline: Timeline, y: int, labels: dict[str, Text]) -> Due:
    x = timeline.at(deadline.day)
    label = labels.get(f"due-{deadline.turn}")
    return Due(Segment(x, y - 9, x, y + 9, "due"), () if label is None else (label,))


def _labels(
    pledge: Pledge,
    marks: Sequence[tuple[int, int]],
    deadlines: Sequence[_Deadline],
    timeline: Timeline,
    rail: int,
    box: Box,
) -> dict[str, Text]:
    """What was newly pledged comes first; then deadlines; then what repeats an amount, or tells a shape."""
    taken = [Box(x - 8, y - 8, 16, 16) for x, y in marks]
    taken += [Box(box.x, rail - 3, box.width, 6)]
    wishes = [
        Wish(f"turn-{place}", x, y, _full(turn), _shorter(turn), "voice")
        for place, (turn, (x, y)) in enumerate(zip(pledge.turns, marks, strict=True))
    ]
    before = ["", *(turn.amount for turn in pledge.turns)]
    new = [wish for wish, turn, was in zip(wishes, pledge.turns, before, strict=False) if turn.amount != was]
    again = [wish for wish in wishes if wish not in new]
    again.sort(key=lambda wish: not wish.shorter[0][:1].isdigit())
    dues = [
        Wish(f"due-{each.turn}", timeline.at(each.day), rail, "", _due_words(each), "due")
        for each in deadlines
    ]
    inner = Box(box.x, box.y + 2, box.width + 6, box.height - 3)
    return dict(place([*new, *dues, *again], taken, inner, SIZE))


def _full(turn: PledgeTurn) -> str:
    if not turn.amount:
        return ""
    return pgettext("a turn of a commitment", "%(turn)s: %(amount)s") % {
        "turn": turn.name,
        "amount": turn.amount,
    }


def _shorter(turn: PledgeTurn) -> tuple[str, ...]:
    return (turn.amount, turn.name) if turn.amount else (turn.name,)


def _due_words(deadline: _Deadline) -> tuple[str, ...]:
    when = {"day": short_date(deadline.day.isoformat())}
    if deadline.moved:
        return _("was due %(day)s") % when, pgettext("a deadline that was moved", "was due")
    return _("due %(day)s") % when, pgettext("a deadline", "due")


def _tip(pledge: Pledge, turn: PledgeTurn, tip: Box) -> tuple[Text, ...]:
    room = tip.width - 28
    lines = (*wrap(pledge.title, STRONG, room, 1), *wrap(turn.title, 13, room, 2))
    return tuple(
        text_at(line, 14, tip.y + 10 + place * (HEIGHT + 3), "start", kind, width(line, 13))
        for place, (line, kind) in enumerate(zip(lines, ("head", "body", "body"), strict=False))
    )
