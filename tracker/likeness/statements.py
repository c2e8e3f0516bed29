"""Statements that may be one: the same voice on the same issue at the same time, or the same words."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .folding import overlap, telling, words
from .pairs import Reason, Rules

NEAR = 0.6
"""How much of two summaries is common, where they say the same."""

NARROW = 7
"""Days: of a date that is wider nobody can say that it is the same day."""


@dataclass(frozen=True)
class Saying:
    """A statement as far as its likeness goes. `quotes`: source and words of each of its fragments."""

    key: int
    speaker: int
    issue: int
    first: date
    last: date
    summary: str
    act: str = "declares"
    bound: str = "exact"
    rung: int | None = None
    principal: int | None = None
    addressee: int | None = None
    quotes: tuple[tuple[int, str], ...] = ()

    @cached_property
    def gist(self) -> frozenset[str]:
        return telling(words(self.summary))

    @cached_property
    def marks(self) -> frozenset[tuple[int, tuple[str, ...]]]:
        return frozenset((source, words(text)) for source, text in self.quotes)

    @property
    def narrow(self) -> bool:
        return (self.last - self.first).days <= NARROW

    @property
    def stand(self) -> tuple[object, ...]:
        return self.rung, self.bound, self.act, self.addressee


def _keys(said: Saying) -> Iterator[Hashable]:
    for mark in said.marks:
        yield said.issue, mark
    for who in {said.speaker, said.principal} - {None}:
        for day in {said.first, said.last}:
            yield who, said.issue, day
            yield who, said.issue, day.year, day.month


def _reasons(one: Saying, other: Saying) -> Iterator[Reason]:
    if one.issue != other.issue:
        return
    if one.marks & other.marks and _same_voice(one, other):
        yield Reason("The same words of the same source, on the same issue", 70)
    if one.last < other.first or other.last < one.first:
        return
    near = overlap(one.gist, other.gist) >= NEAR
    if near and _same_voice(one, other):
        yield Reason(f"Nearly the same summary{_when(one, other)}", 60)
    if one.speaker == other.speaker and one.stand == other.stand and _same_day(one, other):
        rung = "take the same rung" if one.rung is not None else "take no position"
        yield Reason(f"Both are by the same speaker and {rung} in the same way{_when(one, other)}", 30)


def _same_voice(one: Saying, other: Saying) -> bool:
    """The same speaker; or one of them coded as the principal's own word."""
    return one.speaker == other.speaker or one.speaker == other.principal or other.speaker == one.principal


def _same_day(one: Saying, other: Saying) -> bool:
    return (one.first, one.last) == (other.first, other.last) if one.narrow else False


def _when(one: Saying, other: Saying) -> str:
    if (one.first, one.last) == (other.first, other.last):
        return " on the same day" if one.first == one.last else " at the same time"
    return ", and their dates overlap"


STATEMENTS: Rules[Saying] = Rules(_keys, _reasons)
