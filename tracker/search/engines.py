"""One question in SQLite's words and in PostgreSQL's. The words are folded already, so that both agree.

What is found is looked up again among what is public: an entry that is late shows nothing hidden.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from tracker.languages import OTHERS, reading

from .folding import other
from .questions import Question, Term
from .texts import Kind

# By the words' index of each engine: tracker_search itself (FTS5), searchentry_by_word (GIN). CROSS JOIN
# has SQLite begin with it: left to itself it asks the index anew for each entry of the kind.
_FROM = {
    "sqlite": "tracker_search CROSS JOIN tracker_searchentry AS entry ON entry.id = tracker_search.rowid "
    "WHERE tracker_search MATCH %s",
    "postgresql": "tracker_searchentry AS entry, to_tsquery('simple', %s) AS asked "
    "WHERE entry.words @@ asked",
}
# A word in the name counts eight times one in the body. The smaller the better on both.
_RANK = {
    "sqlite": "bm25(tracker_search, 8.0, 1.0)",
    "postgresql": "-ts_rank('{0.125, 0.25, 0.5, 1.0}', entry.words, asked, 1)",
}


def matching(kind: Kind, question: Question) -> RawSQL:
    """The keys of a kind's records that have the words: for `filter(pk__in=…)`. Of a question that asks."""
    sql = f"SELECT entry.record FROM {_FROM[connection.vendor]} AND entry.kind = %s"  # noqa: S608
    return RawSQL(sql, (_asked(question), kind.key))  # noqa: S611


def best(kind: Kind, question: Question, public: QuerySet[Any], start: int, stop: int) -> list[int]:
    """Keys of those of `public` that have the words, best first; then the newest. One query."""
    among, params = public.order_by().values("pk").query.sql_with_params()
    vendor = connection.vendor
    sql = (
        f"SELECT entry.record FROM {_FROM[vendor]} AND entry.kind = %s AND entry.record IN ({among}) "  # noqa: S608
        f"ORDER BY {_RANK[vendor]}, entry.record DESC LIMIT %s OFFSET %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_asked(question), kind.key, *params, stop - start, start])
        return [key for (key,) in cursor.fetchall()]


def _asked(question: Question) -> str:
    """The words hold letters and digits alone: nothing in them can be an operator."""
    if connection.vendor == "sqlite":
        wanted = " AND ".join(_any(_phrase, " OR ", term) for term in question.wanted)
        return " NOT ".join([f"({wanted})", *(_any(_phrase, " OR ", term) for term in question.unwanted)])
    followed = [_any(_followed, " | ", term) for term in question.wanted]
    return " & ".join([*followed, *(f"!{_any(_followed, ' | ', term)}" for term in question.unwanted)])


def _any(written: Callable[[Term], str], either: str, term: Term) -> str:
    """A term as coded, or in the language of the page where that is another."""
    language = reading()
    if language not in OTHERS:
        return written(term)
    told = replace(term, words=tuple(other(language, word) for word in term.words))
    return f"({written(term)}{either}{written(told)})"


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.prefix else "")


def _followed(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    words[-1] += ":*" if term.prefix else ""
    return f"({' <-> '.join(words)})"
