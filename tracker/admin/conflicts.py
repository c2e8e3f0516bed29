"""What an upload's preview shows of records edited by hand, to be decided one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from tracker.imports.last import last_imported, last_versions
from tracker.imports.outcomes import Conflict, Difference, Edits
from tracker.imports.results import StrictResult
from tracker.imports.tables import Cells, Table
from tracker.models.changes import moment_in_words

PAGE = 100
"""Conflicts on one page of a preview, each with its choice. The other pages have the rest."""

CHOICES = (Edits.KEEP, Edits.OVERWRITE)
FIELD = "decide-"


@dataclass(frozen=True, slots=True)
class Decided:
    """What a preview knows of one conflict: whose it is, and what was decided, or that nothing was."""

    key: str
    decision: Edits = Edits.STOP


Decisions = dict[str, Decided]
"""By the mark of the conflict."""


def posted(data: QueryDict, seen: Decisions) -> Decisions:
    """The decisions with those of a page that was sent. What is none is passed over."""
    known = {choice.value: choice for choice in CHOICES}
    return {
        mark: Decided(it.key, known.get(data.get(FIELD + mark, ""), it.decision)) for mark, it in seen.items()
    }


@dataclass(frozen=True, slots=True)
class Line:
    """One cell at odds, with three values; `imported` is None where it is not known."""

    column: str
    imported: str | None
    here: str
    file: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A conflict as the page shows it."""

    mark: str
    key: str
    line: int
    url: str
    who: str
    since: bool  # came, or changed, after the preview that the decisions are of
    decision: Edits
    lines: tuple[Line, ...]
    row: tuple[tuple[str, str], ...]  # of a record that was deleted: what the file says

    @property
    def deleted(self) -> bool:
        return not self.lines

    @property
    def field(self) -> str:
        return FIELD + self.mark

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        edited, deleted = ("Keep what is here", "Take the file’s"), ("Leave it deleted", "Bring it back")
        words = deleted if self.deleted else edited
        pairs = zip(CHOICES, words, strict=True)
        return [(choice.value, said, choice is self.decision) for choice, said in pairs]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """A page of the conflicts of a preview. Truthy where there are any."""

    shown: list[Shown]
    total: int
    undecided: int
    page: int
    pages: int
    first: int
    gone: list[str]  # keys of what was decided and is at odds no more
    new: list[str]  # keys of what nobody decided, as it came after the preview

    def __bool__(self) -> bool:
        return bool(self.total)


def settled(result: StrictResult, before: Decisions) -> Decisions:
    """The decisions on the conflicts that there are now."""
    return {it.mark: before.get(it.mark, Decided(it.key)) for it in result.conflicts}


def conflicts_of(
    table: Table, result: StrictResult, decisions: Decisions, before: Decisions | None, page: int | None
) -> Conflicts:
    """A page of the result's conflicts: `page`, else the first with one that is undecided.

    `before`: the decisions as they came with the page; None for a first preview.
    """
    new = {it.mark for it in result.conflicts if before is not None and it.mark not in before}
    undecided = [place for place, it in enumerate(result.conflicts) if _open(decisions, it)]
    pages = max(1, -(-len(result.conflicts) // PAGE))
    if page is None:
        page = undecided[0] // PAGE + 1 if undecided else 1
    page = min(max(1, page), pages)
    first = (page - 1) * PAGE
    there = {it.mark for it in result.conflicts}
    came = {it.key for it in result.conflicts if it.mark in new}
    return Conflicts(
        shown=_shown(table, result.conflicts[first : first + PAGE], decisions, new),
        total=len(result.conflicts),
        undecided=len(undecided),
        page=page,
        pages=pages,
        first=first + 1,
        gone=sorted({it.key for mark, it in (before or {}).items() if mark not in there} - came),
        new=sorted(came),
    )


def _open(decisions: Decisions, conflict: Conflict) -> bool:
    return decisions[conflict.mark].decision is Edits.STOP


def _shown(table: Table, conflicts: Sequence[Conflict], decisions: Decisions, new: set[str]) -> list[Shown]:
    keys = [conflict.pk for conflict in conflicts]
    imported, versions = last_imported(table, keys), last_versions(table, keys)
    return [
        Shown(
            mark=it.mark,
            key=it.key.strip('"'),
            line=it.line,
            url=_url(table, it),
            who=_who(versions.get(it.pk)),
            since=it.mark in new,
            decision=decisions[it.mark].decision,
            lines=tuple(_line(table, difference, imported.get(it.pk)) for difference in it.differences),
            row=() if it.differences else _filled(table, it.row),
        )
        for it in conflicts
    ]


def _line(table: Table, difference: Difference, imported: Cells | None) -> Line:
    before = None if imported is None else imported[table.place(difference.column)]
    return Line(difference.column, before, difference.here, difference.file)


def _filled(table: Table, cells: Cells) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in zip(table.names, cells, strict=True) if pair[1])


def _url(table: Table, conflict: Conflict) -> str:
    """The record's page, or the history of one that is gone."""
    page = "change" if conflict.differences else "history"
    return reverse(f"admin:tracker_{table.model._meta.model_name}_{page}", args=[conflict.pk])


def _who(version: Any) -> str:
    if version is None:
        return ""
    user = version.changeset.user
    name = user.get_username() if user else "someone not signed in"
    return f"{name}, {moment_in_words(version.history_date)}"


def as_json(decisions: Decisions) -> list[list[str]]:
    return [[mark, it.key, it.decision.value] for mark, it in decisions.items()]


def from_json(found: Sequence[Sequence[str]]) -> Decisions:
    return {mark: Decided(key, Edits(decision)) for mark, key, decision in found}


def by_mark(decisions: Decisions) -> Mapping[str, Edits]:
    """What an import is told: those alone that were decided."""
    return {mark: it.decision for mark, it in decisions.items() if it.decision is not Edits.STOP}
