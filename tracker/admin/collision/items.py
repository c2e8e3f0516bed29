"""What two people did to one record: a list of differences, each to be chosen or only to be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .compare import BOTH, MINE, THEIRS, differences, same
from .sheet import Part

ADDED, DELETED, CHANGED = "added", "deleted", "changed"
"""What became of a whole row where there is nothing to choose."""

BACK, REMOVAL = "back", "removal"
"""Whole rows to choose on: they deleted what I edited, and the other way round."""

Choices = Mapping[str, str]
"""Of each item's key, whose version it is to be."""


@dataclass(frozen=True)
class Item:
    """A field that differs, or a whole row: then `event` says what happened to it."""

    part: Part
    kind: str
    field: str = ""
    event: str = ""

    @property
    def key(self) -> str:
        return f"{self.part.name}-{self.field or 'row'}"

    @property
    def to_choose(self) -> bool:
        """Whether either version can be had. A row that only one has touched goes that one's way."""
        return self.event in ("", BACK, REMOVAL)

    @property
    def default(self) -> str:
        return "" if self.kind == BOTH else self.kind


def items_of(parts: Iterable[Part]) -> list[Item]:
    return [item for part in parts for item in _items(part)]


def _items(part: Part) -> list[Item]:
    if part.sent is None:
        return _untouched(part)
    if part.theirs is None:
        return _gone(part)
    if part.sent.removed:
        return [Item(part, BOTH, event=REMOVAL) if _changed(part) else Item(part, MINE, event=DELETED)]
    found = differences(part.sheet.fields, part.base, part.theirs, part.sent.values)
    return [Item(part, kind, field=name) for name, kind in found.items()]


def _untouched(part: Part) -> list[Item]:
    """A row of which the form says nothing: added since, or of a table that this person may not change."""
    if part.theirs is None:
        return [Item(part, THEIRS, event=DELETED)]
    if part.base is None:
        return [Item(part, THEIRS, event=ADDED)]
    return [Item(part, THEIRS, event=CHANGED)] if _changed(part) else []


def _gone(part: Part) -> list[Item]:
    if part.key is None:
        return [Item(part, MINE, event=ADDED)]
    if part.sent is None or part.sent.removed:
        return []
    return [Item(part, BOTH, event=BACK) if part.edited else Item(part, THEIRS, event=DELETED)]


def _changed(part: Part) -> bool:
    """Whether others changed it, as far as anyone can say."""
    if part.base is None or part.theirs is None:
        return True
    return not all(same(part.base[name], value) for name, value in part.theirs.items())
