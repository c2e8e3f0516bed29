"""What a chart shows of commitments: each turn of a pledge, and what was pledged and due from then on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PledgeTurn:
    """One turn, and where the pledge stood once its day was over."""

    statement: str  # its slug
    url: str
    kind: str  # a kind of turn, as tables write it
    name: str  # the same in a reader's words
    day: date
    amount: str  # in words, "" for none
    due: date | None
    over: bool  # delivered, lapsed, withdrawn or broken
    title: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment with one turn at least, in the order of the turns."""

    slug: str
    title: str
    url: str
    turns: tuple[PledgeTurn, ...]
