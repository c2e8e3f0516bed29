"""What a proposal is, and how pairs are found: by keys that likely twins share, never each with each."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, Protocol, TypeVar

CROWD = 25
"""Records under one key of which each is compared with each; of more, each with its next neighbours."""

NEIGHBOURS = 12


class Keyed(Protocol):
    """A value with the primary key of its record."""

    @property
    def key(self) -> int: ...


T = TypeVar("T", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two records look alike, in words, and how telling that is."""

    text: str
    weight: int
    copy: bool = False  # the same story at two addresses: one is a copy of the other, and both stay


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records, by primary key in order, and why they may be one."""

    one: int
    other: int
    reasons: tuple[str, ...]
    weight: int
    copy: bool = False

    @property
    def pair(self) -> tuple[int, int]:
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class Rules(Generic[T]):
    """How records of one table are compared: under which keys each is found, what two have in common."""

    keys: Callable[[T], Iterable[Hashable]]
    reasons: Callable[[T, T], Iterable[Reason]]


def proposals(records: Iterable[T], rules: Rules[T], only: int | None = None) -> list[Proposal]:
    """The likely twins among the records, the likeliest first; `only`: of the record with this key."""
    everyone = list(records)
    found = []
    for one, other in _met(everyone, rules, only):
        why = sorted(rules.reasons(one, other), key=lambda reason: -reason.weight)
        if why:
            first, second = sorted((one.key, other.key))
            texts = tuple(dict.fromkeys(reason.text for reason in why))
            weight = sum(reason.weight for reason in why)
            found.append(Proposal(first, second, texts, weight, all(reason.copy for reason in why)))
    return sorted(found, key=lambda proposal: (-proposal.weight, proposal.pair))


def _met(records: list[T], rules: Rules[T], only: int | None) -> Iterator[tuple[T, T]]:
    """Each pair that shares a key, once."""
    if only is not None:
        mine = next((record for record in records if record.key == only), None)
        if mine is not None:
            keys = set(rules.keys(mine))
            alike = (each for each in records if each.key != only and not keys.isdisjoint(rules.keys(each)))
            yield from ((mine, each) for each in alike)
        return
    seen: set[tuple[int, int]] = set()
    for block in _blocks(records, rules):
        for one, other in _within(block):
            pair = (one.key, other.key)
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _blocks(records: list[T], rules: Rules[T]) -> Iterable[list[T]]:
    blocks: dict[Hashable, list[T]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.key):
        for key in dict.fromkeys(rules.keys(record)):
            blocks[key].append(record)
    return blocks.values()


def _within(block: list[T]) -> Iterator[tuple[T, T]]:
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    for place, record in enumerate(block):
        for other in block[place + 1 : place + 1 + NEIGHBOURS]:
            yield record, other
