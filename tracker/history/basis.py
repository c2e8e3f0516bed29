"""What the record rests on: how many articles, of which outlets, and until which day they were published.

Without it “latest” reads as if nothing had happened since. It is told of the whole record, whatever the
day that is asked about: an article tells of earlier days too.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from tracker.folding import by_name
from tracker.models import Source
from tracker.words import and_list, count

MOST = 5
"""Outlets that a sentence names; of more it tells how many there are."""


@dataclass(frozen=True, slots=True)
class Basis:
    articles: int
    outlets: tuple[str, ...]  # by name
    first: date
    last: date

    @property
    def outlets_in_words(self) -> str:
        if len(self.outlets) > MOST:
            return count(len(self.outlets), "outlet")
        return and_list(self.outlets)


def basis() -> Basis | None:
    """One query; None without a published article."""
    found = (
        Source.objects.published()
        .order_by()
        .values("publisher")
        .annotate(articles=Count("pk"), first=Min("published_first"), last=Max("published_last"))
    )
    rows = list(found)
    if not rows:
        return None
    return Basis(
        articles=sum(row["articles"] for row in rows),
        outlets=tuple(sorted((row["publisher"] for row in rows), key=by_name)),
        first=min(row["first"] for row in rows),
        last=max(row["last"] for row in rows),
    )
