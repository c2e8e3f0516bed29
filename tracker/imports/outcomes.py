"""What an import did, or would do, or why it did nothing: frozen values for command and pages to print."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from .readers import Fault


class Edits(StrEnum):
    """What to do with records that a person edited since their last import."""

    STOP = "stop"  # list them as conflicts and write nothing
    KEEP = "keep"  # leave them as they are
    OVERWRITE = "overwrite"  # write what the file says


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell of a conflict."""

    column: str
    here: str
    file: str


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """A record edited by hand, of which the file says something else.

    Without differences: a person deleted it; or, with `line` 0, it left the file and is to be pruned; or a
    person merged it, into the record with the slug `into`.
    `pk` is the key that the record has or had, `row` what the file says of it.
    """

    file: str
    line: int
    key: str
    differences: tuple[Difference, ...] = ()
    into: str = ""
    pk: int = field(default=0, compare=False)
    row: tuple[str, ...] = field(default=(), compare=False)

    @property
    def mark(self) -> str:
        """Stands for all that is to be decided: which record, what it says here, what the file says."""
        cells = [(it.column, it.here, it.file) for it in self.differences]
        return hashlib.blake2b(repr((self.key, cells)).encode(), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows of one file. `kept`: edited by hand, left as they are; `left`: no longer in the file."""

    file: str
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    left: tuple[str, ...] = ()  # keys
    pruned: int = 0


@dataclass(frozen=True, slots=True)
class Documents:
    """Article texts of a folder, and the files that match no source."""

    attached: int = 0
    unchanged: int = 0
    unmatched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that came of one import. With faults, or conflicts and no leave to settle them, nothing was
    written.
    """

    tallies: tuple[Tally, ...] = ()
    missing: tuple[str, ...] = ()  # files that were not there
    faults: tuple[Fault, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    edits: Edits = Edits.STOP
    documents: Documents = field(default_factory=Documents)
    checked_only: bool = False

    @property
    def refused(self) -> bool:
        return bool(self.faults or (self.conflicts and self.edits is Edits.STOP))

    @property
    def changes(self) -> int:
        rows = sum(tally.created + tally.changed + tally.pruned for tally in self.tallies)
        return rows + self.documents.attached
