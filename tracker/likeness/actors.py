"""Actors that may be one: by their names, as articles spell them, and by their Wikidata id."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from .folding import telling, without_titles, words
from .pairs import Reason, Rules

CLOSE = 0.75
"""How alike first names are that may be one: Steven and Stephen are, Jean-Marc and Jean-Yves are not."""

# What a government's name has beside its country's.
GENERIC = frozenset(
    [
        "government",
        "gouvernement",
        "republic",
        "republique",
        "kingdom",
        "state",
        "states",
        "country",
        "nation",
    ]
)


@dataclass(frozen=True)
class Name:
    """An actor as far as its likeness goes."""

    key: int
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "person"
    country: str = ""
    wikidata: str = ""

    @cached_property
    def person(self) -> bool:
        return self.kind == "person"

    @cached_property
    def own(self) -> tuple[str, ...]:
        return self._fold(self.name)

    @cached_property
    def spellings(self) -> dict[frozenset[str], str]:
        """Every name, folded and in no order, and how it is written."""
        every = {frozenset(self._fold(name)): name for name in reversed((self.name, *self.aliases))}
        return {parts: name for parts, name in every.items() if parts}

    def _fold(self, name: str) -> tuple[str, ...]:
        return without_titles(words(name)) if self.person else words(name)

    @property
    def surname(self) -> str:
        return self.own[-1] if self.own else ""

    @property
    def given(self) -> str:
        return " ".join(self.own[:-1])


def _keys(actor: Name) -> Iterator[Hashable]:
    if actor.wikidata:
        yield "wikidata", actor.wikidata
    for parts in actor.spellings:
        yield "name", parts
        if not actor.person and actor.kind != "unnamed":
            yield "core", parts - GENERIC - {"the", "of", "de", "du", "la", "le"}
    if actor.person and actor.surname:
        yield "surname", actor.surname


def _reasons(one: Name, other: Name) -> Iterable[Reason]:
    if one.wikidata and one.wikidata == other.wikidata:
        yield Reason(f"The same Wikidata id, {one.wikidata}", 100)
    elif one.wikidata and other.wikidata:
        return  # Wikidata knows them as two
    if (named := _same_name(one, other)) is not None:
        yield named
    elif "unnamed" not in (one.kind, other.kind):
        yield from _close(one, other)


def _same_name(one: Name, other: Name) -> Reason | None:
    """A name that both have. Unnamed sources share a description and are seldom one: only the same whole."""
    if (one.kind == "unnamed") != (other.kind == "unnamed"):
        return None
    if frozenset(one.own) == frozenset(other.own) and one.own:
        return Reason(_how_alike(one, other), 90 if one.kind == other.kind else 60)
    if one.kind == "unnamed":
        return None
    shared = one.spellings.keys() & other.spellings.keys()
    if not shared or _elsewhere(one, other):
        return None
    parts = min(shared, key=sorted)
    return Reason(f"Both are called “{one.spellings[parts]}”", 80 if one.kind == other.kind else 40)


def _how_alike(one: Name, other: Name) -> str:
    if one.name == other.name:
        return "The same name"
    if one.name.casefold() == other.name.casefold():
        return "The same name but for capitals"
    if one.own != other.own:
        return "The same name, its parts in another order"
    if words(one.name) != words(other.name):
        return "The same name but for a title"
    return "The same name but for accents or punctuation"


def _elsewhere(one: Name, other: Name) -> bool:
    return bool(one.country and other.country and one.country != other.country)


def _close(one: Name, other: Name) -> Iterator[Reason]:
    if one.kind != other.kind or _elsewhere(one, other):
        return
    if one.person:
        yield from _close_persons(one, other)
    else:
        yield from _contained(one, other)


def _close_persons(one: Name, other: Name) -> Iterator[Reason]:
    if one.surname != other.surname:
        return
    short, long = sorted((one, other), key=lambda actor: (len(actor.own), len(actor.given)))
    if not short.given:
        yield Reason(f"“{short.name}” is the last name of {long.name}", 40)
    elif one.country and one.country == other.country and _close_given(short.given, long.given):
        yield Reason(f"The same last name and country, and close first names: {one.name}, {other.name}", 60)


def _close_given(short: str, long: str) -> bool:
    ones, others = short.split(), long.split()
    if all(any(_starts(part, whole) for whole in others) for part in ones):
        return True
    return short[0] == long[0] and SequenceMatcher(None, short, long).ratio() >= CLOSE


def _starts(part: str, whole: str) -> bool:
    """An initial stands for a name: S. for Stephen."""
    return part == whole or (len(part) == 1 and whole.startswith(part))


def _contained(one: Name, other: Name) -> Iterator[Reason]:
    """“Mali” and “Government of Mali”: one name within another, but for words that every such name has."""
    for mine, name in one.spellings.items():
        for theirs, alias in other.spellings.items():
            apart = telling(tuple(mine ^ theirs))
            if (mine < theirs or theirs < mine) and apart <= GENERIC:
                inner, outer = (name, alias) if mine < theirs else (alias, name)
                yield Reason(f"“{inner}” is contained in “{outer}”", 50)
                return


ACTORS: Rules[Name] = Rules(_keys, _reasons)
