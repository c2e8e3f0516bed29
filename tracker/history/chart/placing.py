"""Labels placed by rule: near their mark, over nothing; shortened before they would collide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .drawing import Box, Text
from .text import width

HEIGHT = 15  # of a line of text, in pixels
AWAY = 11  # from a mark's centre to its label's edge


@dataclass(frozen=True, slots=True)
class Wish:
    """A mark that wants a label: the full one if there is room, else the first of `shorter` that fits."""

    slug: str
    x: int
    y: int
    full: str
    shorter: tuple[str, ...]
    kind: str


def place(wishes: Sequence[Wish], taken: Sequence[Box], bounds: Box, size: int) -> Mapping[str, Text]:
    """The label of each mark that there is room for, by slug. Earlier wishes choose first.

    Everyone gets a short label before anyone gets a full one.
    """
    placed: dict[str, Text] = {}
    for wish in wishes:
        _try(wish, wish.shorter, placed, taken, bounds, size)
    for wish in wishes:
        if wish.full:
            _try(wish, (wish.full,), placed, taken, bounds, size)
    return placed


def _try(
    wish: Wish,
    texts: Sequence[str],
    placed: dict[str, Text],
    taken: Sequence[Box],
    bounds: Box,
    size: int,
) -> None:
    """Put the first text that fits anywhere; leave things as they are if none does."""
    others = [text.box for slug, text in placed.items() if slug != wish.slug]
    for text in texts:
        room = width(text, size)
        near = [box for box in (*taken, *others) if _is_near(box, wish, room)]
        for spot in _spots(wish, text, room):
            if bounds.holds(spot.box) and not any(spot.box.overlaps(box) for box in near):
                placed[wish.slug] = spot
                return


def _is_near(box: Box, wish: Wish, room: int) -> bool:
    reach = room + 2 * AWAY
    beside = box.x < wish.x + reach and wish.x - reach < box.right
    return beside and box.y < wish.y + 3 * HEIGHT and wish.y - 3 * HEIGHT < box.bottom


def _spots(wish: Wish, text: str, room: int) -> Iterator[Text]:
    """Below and above, centred, then leaning to either side; then beside."""
    below, above, level = wish.y + AWAY, wish.y - AWAY - HEIGHT, wish.y - HEIGHT // 2
    for top in (below, above):
        yield _text(wish, text, wish.x, top, "middle", room)
    for top in (below, above):
        yield _text(wish, text, wish.x - 7, top, "start", room)
        yield _text(wish, text, wish.x + 7, top, "end", room)
    yield _text(wish, text, wish.x + AWAY, level, "start", room)
    yield _text(wish, text, wish.x - AWAY, level, "end", room)


def _text(wish: Wish, text: str, x: int, top: int, anchor: str, room: int) -> Text:
    return text_at(text, x, top, anchor, wish.kind, room)


def text_at(text: str, x: int, top: int, anchor: str, kind: str, room: int) -> Text:
    """A line of text whose box starts at `top`."""
    left = {"start": x, "middle": x - room // 2, "end": x - room}[anchor]
    return Text(text, x, top + HEIGHT - 4, anchor, kind, Box(left, top, room, HEIGHT))
