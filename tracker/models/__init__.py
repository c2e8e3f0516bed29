"""The tables: actors, issues, sources, statements, commitments."""

from .actors import Actor, Membership
from .base import SETTLED, Record, Reviewed, Status
from .changes import Changeset, Origin, recording
from .commitments import Commitment, CommitmentEvent
from .issues import Issue, Position
from .saved import SavedFilter
from .sources import Document, Source
from .statements import Evidence, Statement

__all__ = [
    "SETTLED",
    "Actor",
    "Changeset",
    "Commitment",
    "CommitmentEvent",
    "Document",
    "Evidence",
    "Issue",
    "Membership",
    "Origin",
    "Position",
    "Record",
    "Reviewed",
    "SavedFilter",
    "Source",
    "Statement",
    "Status",
    "recording",
]
