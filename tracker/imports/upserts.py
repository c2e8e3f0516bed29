"""Rows of one table into the database: checked in full, compared, written in batches with their history.

Per batch a fixed number of queries: one for the records that are there, one per table referred to, and
one each to create, change and note down what was written. A row that equals its record writes nothing.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from tracker.querysets import chunks

from . import records
from .causes import Cause
from .columns import Reference
from .deletions import deleted, had_deletions
from .following import Following, merged_into
from .outcomes import Conflict, Difference, Edits
from .ranks import clashes, make_way
from .readers import Fault, Row, brief
from .references import References
from .tables import Cells, Stored, Table, batches


@dataclass(slots=True)
class Draft:
    """A row on its way to a record. `cells` are as an export would write them."""

    line: int
    cells: Cells
    key: Cells
    values: list[Any]
    stored: Stored | None = None
    record: Any = None
    absent: bool = False  # refers to a record that a person deleted
    at_odds: bool = False  # with what a person edited
    lacking: tuple[int, ...] = ()  # see Row: the record keeps what it has there

    def keep(self) -> None:
        """Take over what the file says nothing of."""
        if self.stored is None or not self.lacking:
            return
        cells = list(self.cells)
        for place in self.lacking:
            cells[place] = self.values[place] = self.stored.cells[place]
        self.cells = tuple(cells)


@dataclass(slots=True)
class Written:
    """What came of the rows so far."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)  # primary keys of the records that the file names
    parked: dict[int, Stored] = field(
        default_factory=dict
    )  # to be pruned, or at fault; they give up their rank


Check = Callable[[Sequence[Draft]], Iterable[tuple[Draft, str, str]]]
"""Finds faults in a batch of ready drafts: draft, column, message."""


class Upsert:
    """The rows of one file into one table. Call `run` once, within a transaction."""

    def __init__(
        self, table: Table, cause: Cause, references: References | None = None, checks: Sequence[Check] = ()
    ) -> None:
        self.table = table
        self.cause = cause
        self.references = references or References()
        self.checks = checks
        self.written = Written()
        self.observe: Callable[[Draft, str], None] = lambda draft, what: None
        self._reads = [column.read for column in table.columns]
        self._referring = [
            (place, column.name, column.reference)
            for place, column in enumerate(table.columns)
            if column.reference is not None
        ]
        self._lines: dict[bytes, int] = {}  # where each key was first seen
        self._had_imports = False  # before this one: a first import has nothing to look for

    def run(
        self, rows: Iterable[Row | Fault], progress: Callable[[int], None] = lambda done: None
    ) -> Written:
        """Write the rows, and say what came of them. A row with a fault is noted, and the others are
        written all the same, so that what refers to them can be checked: the caller rolls back.
        """
        done = 0
        self._had_imports = self.table.model.objects.exclude(import_digest="").exists()
        for wave in self._waves(rows):
            for batch in batches(wave, self.table.batch):
                self._write_batch(batch)
                done += len(batch)
                progress(done)
        self.references.forget(self.table.model)
        return self.written

    def fault(self, line: int, column: str, message: str) -> None:
        self.written.faults.append(Fault(self.cause.file, line, column, brief(message)))

    def _waves(self, rows: Iterable[Row | Fault]) -> Iterator[Iterable[Row]]:
        """The good rows, those that refer to their own table after all others."""
        own = [(place, name) for place, name, to in self._referring if to.model is self.table.model]
        waiting: list[Row] = []
        yield self._first_wave(rows, [place for place, _ in own], waiting)
        for row in waiting:
            self._announce(row, own)
        yield sorted(waiting, key=lambda row: row.line in self._following.lines)

    def _first_wave(self, rows: Iterable[Row | Fault], own: list[int], waiting: list[Row]) -> Iterator[Row]:
        for row in rows:
            if isinstance(row, Fault):
                self.written.faults.append(row)
            elif (followed := self._following.follow(row)) is not row or any(row.cells[it] for it in own):
                waiting.append(followed)
            else:
                yield row

    def _announce(self, row: Row, own: list[tuple[int, str]]) -> None:
        """Let the row be found before it is written, as one that refers to another of its table."""
        record = self.table.model(**{f"{name}_id": -1 for place, name in own if row.cells[place]})
        self.references.put(self.table.model, self.table.key_of(row.cells), record)

    def _write_batch(self, rows: list[Row]) -> None:
        drafts = [draft for row in rows if (draft := self._draft(row))]
        found = self._find_stored(drafts)
        self._load_references(drafts)
        ready = [draft for draft in drafts if self._make_record(draft)]
        self._find_rekeyed(ready)
        ready = self._without_deleted(ready)
        for check in self._checks(found):
            ready = self._passing(check, ready)
        self._save(ready)

    # each cell

    def _draft(self, row: Row) -> Draft | None:
        try:
            values = [read(cell) for read, cell in zip(self._reads, row.cells, strict=True)]
        except ValueError:
            self._note_bad_cells(row)
            return None
        cells = tuple([value if type(value) is str else records.cell_of(value) for value in values])
        draft = Draft(row.line, cells, self.table.key_of(cells), values, lacking=row.lacking)
        return None if self._is_double(draft.key, row.line) else draft

    def _note_bad_cells(self, row: Row) -> None:
        for column, cell in zip(self.table.columns, row.cells, strict=True):
            try:
                column.read(cell)
            except ValueError as error:
                self.fault(row.line, column.name, str(error))
        key = self.table.key_of(row.cells)
        self._is_double(key, row.line)
        self._break(key)

    def _is_double(self, key: Cells, line: int) -> bool:
        mark = hashlib.blake2b("\0".join(key).encode(), digest_size=16).digest()
        first = self._lines.setdefault(mark, line)
        if first != line and line in self._following.lines:  # one row since two records were merged
            self.written.counts["unchanged"] += 1
        elif first != line:
            column = self.table.key[0] if len(key) == 1 else ""
            self.fault(line, column, f"{self.table.named(key)} stands in line {first} already.")
        return first != line

    def _break(self, key: Cells) -> None:
        self.references.broken[self.table.model].add(key)

    # each row

    def _find_stored(self, drafts: list[Draft]) -> dict[Cells, Stored]:
        found: dict[Cells, Stored] = {}
        for part in chunks({draft.key[0] for draft in drafts}):
            under = self.table.stored_with(**{f"{self.table.key_path}__in": part})
            found.update({self.table.key_of(stored.cells): stored for stored in under})
        for draft in drafts:
            draft.stored = found.get(draft.key)
            if draft.stored:
                self.written.seen.add(draft.stored.pk)
                draft.keep()
        return found

    def _find_rekeyed(self, drafts: list[Draft]) -> None:
        """Where a person changed a record's key, its row finds it still, by what was last imported: the
        row is no new record, but at odds with an edit.
        """
        new = {draft.record.import_digest: draft for draft in drafts if draft.stored is None}
        if not new or not self._had_imports:
            return
        for part in chunks(new):
            for stored in self.table.stored_with(import_digest__in=part):
                if stored.pk not in self.written.seen:
                    new[stored.digest].stored = stored
                    new[stored.digest].record.pk = stored.pk
                    self.written.seen.add(stored.pk)
                    if self._decision(new[stored.digest], stored) is not Edits.OVERWRITE:
                        self.references.renamed[self.table.model][new[stored.digest].key] = stored.pk

    @cached_property
    def _following(self) -> Following:
        return Following(self.table, self.references)

    @cached_property
    def _had_deletions(self) -> bool:
        return had_deletions(self.table)

    def _without_deleted(self, drafts: list[Draft]) -> list[Draft]:
        """Leave out the rows of records that a person deleted, if not told to bring them back."""
        new = {draft.key: draft for draft in drafts if draft.stored is None}
        gone = deleted(self.table, new) if new and self._had_deletions else {}
        away = {key for key, pk in gone.items() if not self._comes_back(new[key], pk)}
        for key in away:
            self._keep_away(new[key])
        return [draft for draft in drafts if draft.key not in away] if away else drafts

    def _comes_back(self, draft: Draft, pk: int) -> bool:
        named, into = self.table.named(draft.key), merged_into(self.table, self.references, draft.key)
        conflict = Conflict(self.cause.file, draft.line, named, into=into, pk=pk, row=draft.cells)
        self.written.conflicts.append(conflict)
        draft.at_odds = True
        return self.cause.decision(conflict) is Edits.OVERWRITE

    def _keep_away(self, draft: Draft) -> None:
        self.written.counts["kept"] += 1
        self.observe(draft, "kept")
        self.references.absent[self.table.model].add(draft.key)

    def _load_references(self, drafts: list[Draft]) -> None:
        for place, _, to in self._referring:
            keys = {self._key(draft, place, to) for draft in drafts if draft.values[place]}
            self.references.load(to.model, keys)

    def _key(self, draft: Draft, place: int, to: Reference) -> Cells:
        parent = (draft.values[self.table.place(to.within)],) if to.within else ()
        return (*parent, draft.values[place])

    def _make_record(self, draft: Draft) -> bool:
        """Give the draft its record, if the record has no fault."""
        fields = dict(zip(self.table.names, draft.values, strict=True))
        unresolved = self._resolve(draft, fields)
        if not unresolved:
            draft.record = self.table.model(**fields, import_digest=self.table.digest(draft.cells))
            draft.record.pk = draft.stored.pk if draft.stored else None
        if unresolved and draft.absent:
            self._keep_away(draft)
            return False
        if unresolved or not self._is_clean(draft):
            self._break(draft.key)
            return False
        return True

    def _resolve(self, draft: Draft, fields: dict[str, Any]) -> set[str]:
        """Put records in the place of slugs; give the columns where there is none."""
        unresolved = set()
        for place, name, to in self._referring:
            if not fields[name]:
                fields[name] = None
            elif to.within in unresolved:
                unresolved.add(name)
            else:
                try:
                    fields[name] = self.references.get(to.model, self._key(draft, place, to))
                except LookupError as error:
                    unresolved.add(name)
                    draft.absent |= self._key(draft, place, to) in self.references.absent[to.model]
                    if error.args[0]:
                        self.fault(draft.line, name, error.args[0])
        return unresolved

    def _is_clean(self, draft: Draft) -> bool:
        """The model's own rules."""
        try:
            draft.record.clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for message in messages:
                    self.fault(draft.line, "" if name == NON_FIELD_ERRORS else name, message)
            return False
        return True

    def _passing(self, check: Check, drafts: list[Draft]) -> list[Draft]:
        failed = set()
        for draft, column, message in check(drafts):
            self.fault(draft.line, column, message)
            failed.add(draft.line)
            self._break(draft.key)
        return [draft for draft in drafts if draft.line not in failed]

    def _checks(self, found: dict[Cells, Stored]) -> list[Check]:
        if not self.table.rank:
            return list(self.checks)
        return [*self.checks, lambda drafts: self._rank_clashes(drafts, found)]

    def _rank_clashes(
        self, drafts: Sequence[Draft], found: dict[Cells, Stored]
    ) -> Iterator[tuple[Draft, str, str]]:
        broken = self.references.broken[self.table.model]
        staying = []
        for key, stored in found.items():
            if stored.pk in self.written.seen and key not in broken:
                continue
            if key in broken or (self.cause.prune and not self._is_edited(stored)):
                self.written.parked[stored.pk] = stored
            else:
                staying.append(stored)
        for draft, column, message in clashes(self.table, [(it, self._final(it)) for it in drafts], staying):
            if draft.stored:  # its old place is free to whoever takes it: one fault, not two
                self.written.parked[draft.stored.pk] = draft.stored
            yield draft, column, message

    def _final(self, draft: Draft) -> Cells:
        """The cells that the record will have."""
        stored = draft.stored
        if stored is None or not self._is_edited(stored):
            return draft.cells
        return stored.cells if self._decision(draft, stored) is Edits.KEEP else draft.cells

    def _is_edited(self, stored: Stored) -> bool:
        """Whether a person changed the record since its last import, or made it."""
        return stored.digest != self.table.digest(stored.cells)

    # each batch

    def _save(self, drafts: list[Draft]) -> None:
        sorted_out = defaultdict[str, list[Any]](list)
        for draft in drafts:
            what = self._classify(draft)
            self.written.counts["unchanged" if what == "adopted" else what] += 1
            self.observe(draft, what)
            sorted_out[what].append(draft.record)
        try:
            with transaction.atomic():
                self._write(sorted_out["created"], sorted_out["changed"], sorted_out["adopted"])
        except IntegrityError as error:
            said = str(error).partition("\n")[0]
            self.fault(drafts[0].line, "", f"the database refuses one of the rows from here on: {said}")
            for draft in drafts:
                self._break(draft.key)

    def _classify(self, draft: Draft) -> str:
        stored = draft.stored
        if stored is None:
            return "created"
        if stored.cells == draft.cells:
            held = self.table.says(stored.cells, draft.lacking)  # no file ever said it: still an edit
            return "unchanged" if held or stored.digest == draft.record.import_digest else "adopted"
        if not self._is_edited(stored):
            return "changed"
        self.written.conflicts.append(self._conflict(draft, stored))
        draft.at_odds = True
        return "changed" if self._decision(draft, stored) is Edits.OVERWRITE else "kept"

    def _decision(self, draft: Draft, stored: Stored) -> Edits:
        return self.cause.decision(self._conflict(draft, stored))

    def _conflict(self, draft: Draft, stored: Stored) -> Conflict:
        cells = zip(self.table.names, stored.cells, draft.cells, strict=True)
        differences = tuple(Difference(*trio) for trio in cells if trio[1] != trio[2])
        named = self.table.named(draft.key)
        return Conflict(self.cause.file, draft.line, named, differences, pk=stored.pk, row=draft.cells)

    def _write(self, created: list[Any], changed: list[Any], adopted: list[Any]) -> None:
        model = self.table.model
        if self.table.rank and (created or changed):
            make_way(self.table, [*(record.pk for record in changed), *self.written.parked])
        if created:
            model.objects.bulk_create(created)
            self.written.seen.update([record.pk for record in created])
        if changed:
            _upsert(model, changed, self.table.written_fields)
        if adopted:
            _upsert(model, adopted, ["import_digest"])
        self._note(created, update=False)
        self._note([*changed, *adopted], update=True)

    def _note(self, written: list[Any], *, update: bool) -> None:
        """Write the history, as saving one by one would have."""
        if written:
            self.table.model.history.bulk_history_create(
                written,
                update=update,
                default_change_reason=self.cause.reason,
            )


def _upsert(model: Any, changed: list[Any], fields: list[str]) -> None:
    """One statement for a whole batch; `bulk_update` takes many times as long on SQLite."""
    model.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=fields)
