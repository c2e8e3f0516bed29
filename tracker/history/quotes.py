"""Whose words a fragment holds: what the speaker said stands before what the article says of it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from tracker.models import Evidence

from .links import Link, word

WordsOf = Evidence.WordsOf


def whose_words(evidence: Evidence) -> Link:
    return word("words_of", WordsOf(evidence.words_of))


def spoken_first(rows: Iterable[Evidence]) -> Iterator[Evidence]:
    """Source by source as they come, of each the speaker's own words first. Runs no query."""
    for _source, shown in groupby(rows, key=lambda row: row.source_id):
        yield from sorted(shown, key=lambda row: row.words_of != WordsOf.SPEAKER)


def by_whom(evidence: Evidence) -> str:
    """What introduces a quotation that stands by itself; nothing where it is the speaker's."""
    return "" if evidence.words_of == WordsOf.SPEAKER else _("In the article’s words:")
