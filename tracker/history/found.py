"""All that a search finds, not cut into pages: for files."""

from collections.abc import Iterator
from datetime import date

from tracker.querysets import chunks
from tracker.search.engines import best
from tracker.search.texts import KINDS

from .asking import Asked, matched
from .hits import Hit, hits

Found = tuple[str, Hit]  # a kind, and one of it


def all_hits(asked: Asked, as_of: date) -> Iterator[Found]:
    """As the page of a search has them: kind by kind, each best first. Nothing for a question of no words."""
    for kind in KINDS:
        if asked.question and asked.kind in ("", kind.key):
            rows = matched(kind, asked, as_of)
            number = 0 if rows.query.is_empty() else rows.count()
            keys = best(kind, asked.question, rows, 0, number) if number else []
            for some in chunks(keys):
                yield from ((kind.key, hit) for hit in hits(kind, some, asked.question))
