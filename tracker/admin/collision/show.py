"""The differences in the words of the form: who saved what, when and why; keys as names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.timezone import localtime

from tracker.imports.records import cell_of
from tracker.models import CommitmentEvent, Evidence, Membership, Position

from ..rungs import NO_POSITION, RungField
from ..widgets import KEY
from .compare import MINE, THEIRS, Values, same
from .items import ADDED, BACK, CHANGED, DELETED, REMOVAL, Item
from .marks import RECORD
from .sheet import Part, Sheet

KNOWN_BY: Mapping[Any, str] = {
    Evidence: "words",
    Membership: "role",
    Position: "label",
    CommitmentEvent: "kind",
}
"""The field by which people know a row."""

Names = Mapping[type[models.Model], Mapping[int, str]]


@dataclass(frozen=True)
class Saved:
    """One saving of another: or of oneself, in another window."""

    who: str
    myself: bool
    when: datetime
    why: str


@dataclass(frozen=True)
class Option:
    """One of the two versions, of a field or of a whole row."""

    value: str
    heading: str
    words: str | None = None
    """Of a field; empty for an empty one, None where the option is about a whole row."""
    lines: Sequence[tuple[str, str]] = ()
    saved: Saved | None = None


@dataclass(frozen=True)
class Question:
    """One difference as the page shows it."""

    key: str
    title: str
    kind: str
    before: str | None
    options: Sequence[Option]
    chosen: str
    told: str = ""
    saved: Saved | None = None


class Showing:
    """Puts items into words, with all names read at once."""

    def __init__(self, parts: Iterable[Part], user: Any) -> None:
        self.names = names_of(parts)
        self.user = user

    def question(self, item: Item, chosen: str) -> Question:
        saved = self.saved(item)
        before = None
        if item.field and item.part.base is not None:
            before = self.words(item.part.sheet, item.field, item.part.base[item.field])
        return Question(
            key=item.key,
            title=self.title(item),
            kind=item.kind,
            before=before,
            options=self.options(item, saved) if item.to_choose else (),
            chosen=chosen,
            told="" if item.to_choose else self.told(item),
            saved=saved,
        )

    def title(self, item: Item) -> str:
        field = str(item.part.sheet.column(item.field).verbose_name) if item.field else ""
        if item.part.sheet.table.name == RECORD:
            return capfirst(field)
        row = self.row(item.part)
        return f"{row}: {field}" if field else row

    def row(self, part: Part) -> str:
        """What people call a row: Evidence “no mission”."""
        sheet = part.sheet
        kind = capfirst(str(sheet.table.inline.verbose_name))
        known = KNOWN_BY.get(sheet.table.model)
        values = part.base or part.theirs or (part.sent.values if part.sent else {})
        words = self.words(sheet, known, values[known]) if known and known in values else ""
        return f"{kind} “{words}”" if words else kind

    def told(self, item: Item) -> str:
        if item.kind == MINE:
            return {ADDED: "You add this", DELETED: "You delete this"}[item.event]
        who = by(self.saved(item))
        moved = item.event == DELETED and not _deleted(item.part)
        return {ADDED: "Added", DELETED: "Moved elsewhere" if moved else "Deleted", CHANGED: "Changed"}[
            item.event
        ] + (f" by {who}" if who else "")

    def options(self, item: Item, saved: Saved | None) -> tuple[Option, Option]:
        part = item.part
        who = by(saved)
        if item.event == BACK:
            gone = "deleted" if _deleted(part) else "moved elsewhere"
            return (
                Option(THEIRS, f"Leave it {gone}" + (f", as {who} did" if who else ""), saved=saved),
                Option(MINE, "Bring it back, as you have it here", lines=self.lines(part, _mine(part))),
            )
        if item.event == REMOVAL:
            return (
                Option(THEIRS, _as(who, "Keep it, as"), lines=self.lines(part, part.theirs), saved=saved),
                Option(MINE, "Delete it, as you meant to"),
            )
        theirs, mine = (values[item.field] if values else None for values in (part.theirs, _mine(part)))
        return (
            Option(THEIRS, _as(who, "As"), self.words(part.sheet, item.field, theirs), saved=saved),
            Option(MINE, "As you have it here", self.words(part.sheet, item.field, mine)),
        )

    def lines(self, part: Part, values: Values | None) -> list[tuple[str, str]]:
        """A whole row, without what it leaves empty."""
        found = [(name, self.words(part.sheet, name, value)) for name, value in (values or {}).items()]
        return [
            (capfirst(str(part.sheet.column(name).verbose_name)), words) for name, words in found if words
        ]

    def words(self, sheet: Sheet, name: str, value: Any) -> str:
        """A stored or a sent value as its box would show it; empty for an empty one."""
        column = sheet.column(name)
        if value in (None, ""):
            return NO_POSITION[1] if isinstance(sheet.fields[name], RungField) else ""
        if isinstance(column, models.ForeignKey):
            return self._name(column, str(value))
        if isinstance(column, models.BooleanField):
            return "Yes" if value else "No"
        if isinstance(value, Decimal):
            return cell_of(value)
        return str(dict(column.flatchoices).get(str(value), value))

    def _name(self, column: Any, key: str) -> str:
        known = self.names.get(column.remote_field.model, {})
        found = known.get(int(key)) if KEY.fullmatch(key) else None
        return found or f"({column.remote_field.model._meta.verbose_name} that is not there any more)"

    def saved(self, item: Item) -> Saved | None:
        version = _author(item)
        return None if version is None else saved_by(version, self.user)


def saved_by(version: Any, user: Any) -> Saved:
    """Who saved a version, as `user` is to be told."""
    who = version.history_user
    return Saved(
        who=str(who) if who else "someone",
        myself=who is not None and who == user,
        when=localtime(version.history_date),
        why=version.history_change_reason or "",
    )


def by(saved: Saved | None) -> str:
    """Who it was, inside a sentence."""
    if saved is None:
        return ""
    return "you, in another window" if saved.myself else saved.who


def _as(who: str, start: str) -> str:
    if who.startswith("you,"):
        return f"{start} you saved it in another window"
    return f"{start} {who} saved it" if who else f"{start} it stands now"


def _mine(part: Part) -> Values:
    return part.sent.values if part.sent else {}


def _deleted(part: Part) -> bool:
    return not part.versions or part.versions[-1].history_type == "-"


def _author(item: Item) -> Any:
    """The version since that made of the field what it is, or of the row; None where nobody can say."""
    versions = item.part.versions
    if item.kind == MINE or not versions:
        return None
    if not item.field or item.part.base is None:
        return versions[0] if item.event == ADDED else versions[-1]
    author, value = None, item.part.base[item.field]
    for version in versions:
        present = getattr(version, item.part.sheet.column(item.field).attname)
        if not same(present, value):
            author, value = version, present
    return author or versions[-1]


def names_of(parts: Iterable[Part]) -> Names:
    """What every record is called that any version of any part refers to: one query per table."""
    wanted: dict[type[models.Model], set[int]] = {}
    for part in parts:
        for values in (part.base, part.theirs, _mine(part)):
            for model, key in _references(part.sheet, values or {}):
                wanted.setdefault(model, set()).add(key)
    return {
        model: {key: str(record) for key, record in model._base_manager.in_bulk(list(keys)).items()}
        for model, keys in wanted.items()
    }


def _references(sheet: Sheet, values: Values) -> Iterable[tuple[Any, int]]:
    for name, value in values.items():
        column = sheet.column(name)
        if isinstance(column, models.ForeignKey) and KEY.fullmatch(str(value)):
            yield column.remote_field.model, int(str(value))
