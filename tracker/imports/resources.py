"""One strict resource per table: thin slice."""

from tracker.models import (
    Actor,
    Commitment,
    CommitmentEvent,
    Evidence,
    Issue,
    Membership,
    Position,
    Source,
    Statement,
)

from .tables import Table, table_of


def _words(text: str) -> list[str]:
    return text.split()


TABLES: tuple[Table, ...] = (
    table_of(Actor, "actors", _words("slug name kind country aliases wikidata description status"), ["slug"]),
    table_of(
        Membership,
        "memberships",
        _words("person organization role rank speaks_for administration start end"),
        _words("person organization role start"),
    ),
    table_of(Issue, "issues", _words("slug name question about scope status"), ["slug"]),
    table_of(
        Position, "positions", _words("issue slug value label definition"), ["issue", "slug"], rank="value"
    ),
    table_of(
        Source,
        "sources",
        _words(
            "slug title publisher byline url archive_url published_on dated_by date_basis accessed_on "
            "language copy_of sha256 note status"
        ),
        ["slug"],
    ),
    table_of(
        Statement,
        "statements",
        _words(
            "slug speaker on_behalf_of issue position bound act addressee firmness condition attribution "
            "said_on date_basis summary note status"
        ),
        ["slug"],
    ),
    table_of(
        Evidence, "evidence", _words("statement source start end words"), _words("statement source words")
    ),
    table_of(
        Commitment,
        "commitments",
        _words("slug maker recipient issue title kind kept_when note status"),
        ["slug"],
    ),
    table_of(
        CommitmentEvent,
        "commitment_events",
        _words("commitment statement kind on qualifier quantity unit deadline note"),
        _words("commitment statement kind"),
    ),
)
