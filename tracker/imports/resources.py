"""One strict resource per table, the same for the command and for the admin's pages.

django-import-export's defaults lose data without a word: good rows stand beside bad ones, the second
of two rows with one key wins, a misspelt column is passed over, an invalid choice is saved, and
`has_errors()` is false all the while. Here any fault is an error, and with any error nothing is saved.

In a ModelAdmin, after `ImportExportMixin`:

    resource_classes = [StatementResource]
    import_formats = export_formats = formats.FORMATS

A fault that only the confirmed import finds saves nothing, but the library would still say "Import
finished": the page must ask `result.has_errors()` first. So with conflicts: a preview lists them, and an
import that leaves one undecided has errors.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import tablib
from django.utils import timezone
from import_export.exceptions import ImportError as RefusedImport
from import_export.resources import ModelResource

from tracker.models import (
    Actor,
    Commitment,
    CommitmentEvent,
    Evidence,
    Issue,
    Membership,
    Origin,
    Position,
    Source,
    Statement,
    recording,
)

from .anchors import check_anchors
from .batches import file_entry, keep_files
from .causes import Cause
from .formats import Upload
from .outcomes import Edits
from .readers import Fault, Row, Unreadable, arrange
from .readers.sheets import plain_text
from .results import StrictResult
from .tables import Table, table_of
from .upserts import Check, Draft, Upsert


class Exported(tablib.Dataset):  # type: ignore[misc]
    """Rows to be written; `numeric` names the columns that hold numbers."""

    numeric: frozenset[str] = frozenset()


class StrictResource(ModelResource):  # type: ignore[misc]
    """The base of all. Meta gives model, `fields` (the file's columns) and `import_id_fields` (its key)."""

    file: str  # without suffix
    order: tuple[str, ...] = ()  # columns that the file is sorted by, where that is not the key
    rank: str = ""  # see Table.rank
    checks: tuple[Check, ...] = ()

    def __init__(
        self,
        edits: Edits = Edits.STOP,
        decisions: Mapping[str, Edits] | None = None,
        refuse: Check | None = None,
        **kwargs: Any,
    ) -> None:
        """`decisions`, by the mark of a conflict, go before `edits`. `refuse` finds faults in the rows that
        are about to be written, whatever file they are of.
        """
        super().__init__(**kwargs)
        self.edits = edits
        self.decisions = decisions or {}
        self.refuse = refuse

    @classmethod
    @cache
    def table(cls) -> Table:
        meta = cls._meta
        return table_of(
            meta.model, cls.file, meta.fields, meta.import_id_fields, order=cls.order, rank=cls.rank
        )

    @classmethod
    def get_result_class(cls) -> type[StrictResult]:
        return StrictResult

    def get_use_transactions(self) -> bool:
        return True

    def import_data(self, dataset: Any, *args: Any, **kwargs: Any) -> StrictResult:
        """As the library's, always in a transaction. `dataset`: a `tablib.Dataset` or an Upload."""
        kwargs["use_transactions"] = True
        result: StrictResult = super().import_data(dataset, *args, **kwargs)
        return result

    def import_data_inner(
        self, dataset: Any, dry_run: bool, raise_errors: bool, *args: Any, **kwargs: Any
    ) -> StrictResult:
        """The whole dataset, by the same road as the command."""
        result = StrictResult(preview=dry_run)
        result.diff_headers = list(self.table().names)
        name = kwargs.get("file_name") or f"{self.file}.csv"
        cause = Cause(
            name,
            timezone.now(),
            kwargs.get("user"),
            self.edits,
            decisions=self.decisions,
            why=kwargs.get("why", ""),
        )
        upsert = Upsert(self.table(), cause, checks=self.checks)
        drafts: list[Draft] = []
        upsert.observe = _observer(result, drafts)
        with recording(Origin.IMPORT, user=cause.user, reason=cause.reason, at=cause.at) as act:
            written = upsert.run(_rows(dataset, name, self.table()))
            if not dry_run:
                keep_files(act, [file_entry(name, _sha256(dataset), **written.counts)])
        if self.refuse is not None:
            for draft, column, message in self.refuse(drafts):
                upsert.fault(draft.line, column, message)
        result.changeset = act.made
        result.counts += written.counts
        result.faults += written.faults
        result.settle(written.conflicts, cause)
        if raise_errors and result.has_errors():
            raise RefusedImport(ValueError(str(result.refusals()[0])))
        return result

    def export(self, queryset: Any = None, **kwargs: Any) -> Exported:
        """The records in the file's own order, or of `export_fields` alone; formulas quoted."""
        table = self.table()
        chosen = [name for name in table.names if name in (kwargs.get("export_fields") or table.names)]
        places = [table.place(name) for name in chosen]
        dataset = Exported(headers=chosen)
        dataset.numeric = table.numeric
        for cells in table.exported(self.get_queryset() if queryset is None else queryset):
            dataset.append([cells[place] for place in places])
        return dataset


def _observer(result: StrictResult, drafts: list[Draft]) -> Any:
    def observe(draft: Draft, what: str) -> None:
        result.count(what)
        if what not in ("created", "changed"):
            return
        drafts.append(draft)
        listed = result.preview and draft.at_odds  # among the conflicts
        if not listed:
            before = draft.stored.cells if draft.stored else ("",) * len(draft.cells)
            result.show(what, draft.record, before, draft.cells)

    return observe


def _sha256(dataset: Any) -> str:
    """Of the bytes that were sent; empty for a dataset that a program made."""
    return hashlib.sha256(dataset.data).hexdigest() if isinstance(dataset, Upload) else ""


def _rows(dataset: Any, name: str, table: Table) -> Iterator[Row | Fault]:
    """The rows of an upload, or of a dataset that has its header in line 1."""
    try:
        if isinstance(dataset, Upload):
            yield from dataset.rows(name, table.names, table.may_lack)
        else:
            lines = [dataset.headers or [], *dataset]
            yield from arrange(
                ((line, [*map(plain_text, cells)]) for line, cells in enumerate(lines, 1)),
                name,
                table.names,
                table.may_lack,
            )
    except Unreadable as unreadable:
        yield from unreadable.faults


class ActorResource(StrictResource):
    file = "actors"

    class Meta:
        model = Actor
        import_id_fields = ("slug",)
        fields = (
            "slug", "name", "name_fr", "kind", "country", "aliases", "aliases_fr", "wikidata", "description",
            "description_fr", "status", "withdrawn_because",
        )  # fmt: skip


class MembershipResource(StrictResource):
    file = "memberships"

    class Meta:
        model = Membership
        import_id_fields = ("person", "organization", "role", "start")
        fields = (
            "person", "organization", "role", "role_fr", "rank", "speaks_for", "administration",
            "administration_fr", "start", "end",
        )  # fmt: skip


class IssueResource(StrictResource):
    file = "issues"

    class Meta:
        model = Issue
        import_id_fields = ("slug",)
        fields = (
            "slug", "name", "name_fr", "question", "question_fr", "about", "scope", "scope_fr", "status",
            "withdrawn_because",
        )  # fmt: skip


class PositionResource(StrictResource):
    file = "positions"
    order = ("issue", "value")
    rank = "value"

    class Meta:
        model = Position
        import_id_fields = ("issue", "slug")
        fields = ("issue", "slug", "value", "label", "label_fr", "definition", "definition_fr")


class SourceResource(StrictResource):
    file = "sources"

    class Meta:
        model = Source
        import_id_fields = ("slug",)
        fields = (
            "slug", "title", "publisher", "byline", "url", "archive_url", "published_on", "dated_by",
            "date_basis", "date_basis_fr", "accessed_on", "language", "copy_of", "sha256", "note", "note_fr",
            "status", "withdrawn_because",
        )  # fmt: skip


class StatementResource(StrictResource):
    file = "statements"

    class Meta:
        model = Statement
        import_id_fields = ("slug",)
        fields = (
            "slug", "speaker", "on_behalf_of", "issue", "position", "bound", "act", "addressee", "firmness",
            "condition", "condition_fr", "attribution", "said_on", "date_basis", "date_basis_fr",
            "summary", "summary_fr", "note", "note_fr", "tags", "status", "withdrawn_because",
        )  # fmt: skip


class EvidenceResource(StrictResource):
    file = "evidence"
    order = ("statement", "source", "start", "words")
    checks = (check_anchors,)

    class Meta:
        model = Evidence
        import_id_fields = ("statement", "source", "words")
        fields = ("statement", "source", "start", "end", "words", "words_of")


class CommitmentResource(StrictResource):
    file = "commitments"

    class Meta:
        model = Commitment
        import_id_fields = ("slug",)
        fields = (
            "slug", "maker", "recipient", "issue", "title", "title_fr", "kind", "kept_when",
            "kept_when_fr", "note", "note_fr", "status", "withdrawn_because",
        )  # fmt: skip


class CommitmentEventResource(StrictResource):
    file = "commitment_events"

    class Meta:
        model = CommitmentEvent
        import_id_fields = ("commitment", "statement", "kind")
        fields = (
            "commitment", "statement", "kind", "on", "qualifier", "quantity", "unit", "deadline", "note",
            "note_fr",
        )  # fmt: skip


RESOURCES: tuple[type[StrictResource], ...] = (
    ActorResource,
    MembershipResource,
    IssueResource,
    PositionResource,
    SourceResource,
    StatementResource,
    EvidenceResource,
    CommitmentResource,
    CommitmentEventResource,
)
"""In the order in which they refer to each other: each only to those before it."""
