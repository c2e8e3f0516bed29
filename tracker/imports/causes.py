"""Who imports, when, from which file, and what becomes of records that a person edited."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .outcomes import Conflict, Edits


@dataclass(frozen=True, slots=True)
class Cause:
    """What every written row has in common. `decisions`, by a conflict's mark, go before `edits`."""

    file: str
    at: datetime
    user: Any = None
    edits: Edits = Edits.STOP
    prune: bool = False
    decisions: Mapping[str, Edits] = field(default_factory=dict)
    why: str = ""  # in the words of who imports

    def of(self, file: str) -> "Cause":
        """The same cause, of another file."""
        return replace(self, file=file)

    def decision(self, conflict: Conflict) -> Edits:
        """What becomes of this record. A conflict that changed since it was decided has another mark, and
        is undecided again.
        """
        return self.decisions.get(conflict.mark, self.edits)

    @property
    def reason(self) -> str:
        """As the record's history shows it: 100 characters at most."""
        return (self.why or f"Imported from {self.file}")[:100]
