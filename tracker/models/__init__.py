"""The tables: actors, issues, sources, statements, commitments."""

from .actors import Actor, Membership
from .base import SETTLED, Record, Reviewed, Status
from .changes import Changeset, Origin, recording
from .commitments import Commitment, CommitmentEvent
from .issues import Issue, Position
from .merging import NotDuplicate, Redirect, merged_away, merged_into, moved_to
from .nouns import noun
from .reports import Report
from .saved import SavedFilter
from .search import SearchEntry
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
    "NotDuplicate",
    "Origin",
    "Position",
    "Record",
    "Redirect",
    "Report",
    "Reviewed",
    "SavedFilter",
    "SearchEntry",
    "Source",
    "Statement",
    "Status",
    "merged_away",
    "merged_into",
    "moved_to",
    "noun",
    "recording",
]
