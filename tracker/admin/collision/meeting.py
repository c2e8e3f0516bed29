"""A page that was sent back, against what became of its record since it was opened."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from tracker.words import and_list

from .compare import BOTH, MINE, THEIRS, same
from .items import Choices, Item, items_of
from .marks import Marks, Table, past, read, tables_of
from .merge import CHOICE, SEEN, merged, opened_at
from .sheet import Part, record_part, row_parts, sheet_of
from .show import Question, Showing, by


@dataclass(frozen=True)
class Meeting:
    """Two people at one record: everything that differs, and what has been chosen of it."""

    post: QueryDict
    record: Any
    now: Marks
    parts: list[Part]
    items: list[Item]
    chosen: Choices
    """What the page asked and got answered; only answers to what stands now."""
    homeless: list[Part]
    """Rows sent for a table that the record has no more: a person's roles, now that it is a government."""
    again: bool
    """Whether something changed once more while the page with the choice was open."""

    @property
    def touched(self) -> bool:
        """Whether others changed anything that saving could undo."""
        return any(item.kind != MINE for item in self.items)

    @property
    def unanswered(self) -> list[Item]:
        return [item for item in self.items if item.kind == BOTH and item.key not in self.chosen]

    @property
    def settled(self) -> bool:
        """Whether nothing is left to ask: all seen as it stands, all chosen."""
        seen = read(self.post.get(SEEN, "")) == self.now
        return not self.touched or (seen and not self.unanswered)

    def outcome(self) -> QueryDict:
        """The answer that goes on to the ordinary validation and saving."""
        return opened_at(merged(self.post, self.parts, self.items, self.chosen), self.now)

    def showing(self, user: Any) -> Showing:
        return Showing([*self.parts, *self.homeless], user)

    def questions(self, user: Any) -> list[Question]:
        showing = self.showing(user)
        return [showing.question(item, self.chosen.get(item.key, item.default)) for item in self.items]


def meet(admin: Any, request: HttpRequest, record: Any, tables: list[Table], now: Marks) -> Meeting:
    """Compare what was sent with what stands; `tables` are locked."""
    opened, seen = read(request.POST.get("version", "")), read(request.POST.get(SEEN, ""))
    parts = []
    for table in tables:
        sheet = sheet_of(admin, request, record, table)
        if table.inline is None:
            parts.append(record_part(sheet, record, request.POST, opened.get(table.name)))
        else:
            rows = list(table.inline.get_queryset(request).filter(**{table.column: record.pk}))
            parts += row_parts(sheet, rows, request.POST, opened.get(table.name))
    items = items_of(parts)
    again = bool(seen) and seen != now
    chosen = _answers(request.POST, items)
    if again:
        moved = _moved(tables, seen)
        chosen = {item.key: chosen[item.key] for item in items if item.key in chosen and not moved(item)}
    homeless = _homeless(admin, request, tables[0], opened, now)
    return Meeting(request.POST, record, now, parts, items, chosen, homeless, again)


def _homeless(admin: Any, request: HttpRequest, table: Table, opened: Marks, now: Marks) -> list[Part]:
    """What the form has for tables that only the record as it was opened had."""
    if opened.keys() <= now.keys():
        return []
    version = (past(table, opened.get(table.name)).rows or {}).get(table.record)
    if version is None:
        return []
    then = version.instance
    had = [it for it in tables_of(admin, request, then) if it.name not in now]
    sheets = [sheet_of(admin, request, then, it) for it in had]
    return [Part(sheet, None, None, None, row) for sheet in sheets for row in sheet.rows(request.POST)]


def _answers(post: QueryDict, items: list[Item]) -> dict[str, str]:
    sent = {item.key: post.get(CHOICE + item.key, "") for item in items if item.to_choose}
    return {key: choice for key, choice in sent.items() if choice in (THEIRS, MINE)}


def _moved(tables: list[Table], seen: Marks) -> Any:
    """Tells of an item whether what there was to choose from changed after the page had shown it."""
    then = {table.name: past(table, seen.get(table.name)) for table in tables}

    def moved(item: Item) -> bool:
        part = item.part
        rows = then[part.sheet.table.name].rows
        if rows is None:
            return True
        shown = None if part.key is None else rows.get(part.key)
        if shown is None or part.theirs is None:
            return (shown is None) != (part.theirs is None)
        values = part.sheet.values(shown)
        names = [item.field] if item.field else list(part.theirs)
        return not all(same(values[name], part.theirs[name]) for name in names)

    return moved


def kept(questions: list[Question]) -> str:
    """In one sentence for the page after: what the saved record has from whom."""
    sides: dict[str, list[str]] = {}
    for question in sorted(questions, key=lambda it: it.chosen == MINE):  # others first
        sides.setdefault(_origin(question), []).append(question.title)
    return " ".join(f"{side}: {and_list(titles)}." for side, titles in sides.items())


def _origin(question: Question) -> str:
    if question.chosen == MINE:
        return "From you"
    return "As it was" if question.kind == MINE else f"From {by(question.saved) or 'others'}"


def lock(admin: Any, request: HttpRequest, record: Any) -> tuple[Any, list[Table]]:
    """The record as it stands, held with its rows until the transaction ends; None where it is gone."""
    tables = tables_of(admin, request, record)
    held = [table.locked() for table in tables]
    return next(iter(held[0]), None), tables
