"""Likely duplicates of a table, or of one record: few queries, whatever the number of records."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from tracker.likeness.actors import ACTORS, Name
from tracker.likeness.pairs import Proposal, Rules, proposals
from tracker.likeness.sources import DAYS, SOURCES, Article, sketch_of
from tracker.likeness.statements import STATEMENTS, Saying
from tracker.models import Actor, Commitment, Document, Evidence, NotDuplicate, Source, Statement
from tracker.models.actors import split_aliases

MERGEABLE: tuple[Any, ...] = (Actor, Source, Statement, Commitment)
"""The tables whose records can be merged. An issue's rungs would have to be, too: that is recoding."""

TEXTS = 400
"""Texts that are compared with each other on the page of all: the latest attached."""


@dataclass(frozen=True, slots=True)
class Likely:
    """How the likely duplicates of a table are found: its records as values, and the rules."""

    values: Callable[[Any, int | None], list[Any]]
    rules: Rules[Any]


def likely_duplicates(table: Any) -> list[Proposal]:
    """The likely duplicates of a whole table, the likeliest first, without those found to be two."""
    return _proposed(table, None)


def likely_twins(record: Any) -> list[Proposal]:
    """The likely duplicates of one record."""
    table = type(record)
    return _proposed(table, record.pk) if table in LIKELY else []


def _proposed(table: Any, only: int | None) -> list[Proposal]:
    likely = LIKELY[table]
    found = proposals(likely.values(table.objects.order_by("pk"), only), likely.rules, only)
    two = _found_to_be_two(table, only) if found else set()
    return [proposal for proposal in found if proposal.pair not in two]


def _found_to_be_two(table: Any, only: int | None) -> set[tuple[int, int]]:
    known = NotDuplicate.objects.filter(table=table._meta.model_name)
    if only is not None:
        known = known.filter(Q(one=only) | Q(other=only))
    return set(known.order_by().values_list("one", "other"))


def _names(actors: Any, only: int | None) -> list[Name]:
    rows = actors.values_list("pk", "name", "aliases", "kind", "country", "wikidata")
    return [
        Name(pk, name, split_aliases(aliases), kind, str(country or ""), wikidata)
        for pk, name, aliases, kind, country, wikidata in rows.iterator(chunk_size=2000)
    ]


def _articles(sources: Any, only: int | None) -> list[Article]:
    sketches = _sketches(only)
    rows = (sources if only is None else _near(sources, only, set(sketches))).values_list(
        "pk",
        "title",
        "publisher",
        "byline",
        "url",
        "archive_url",
        "published_first",
        "published_last",
        "copy_of",
        "sha256",
        "language",
    )
    return [_article(row, sketches) for row in rows.iterator(chunk_size=2000)]


def _article(row: Any, sketches: dict[int, frozenset[int]]) -> Article:
    pk, title, outlet, byline, url, archive, first, last, original, sha256, language = row
    return Article(
        key=pk,
        title=title,
        publisher=outlet,
        byline=byline,
        addresses=(url, archive),
        first=first,
        last=last,
        original=original,
        sha256=sha256,
        language=language,
        sketch=sketches.get(pk, frozenset()),
    )


def _near(sources: Any, only: int, compared: set[int]) -> Any:
    """What can be like one source: published about then, or with its title, text or page."""
    mine = sources.filter(pk=only).first()
    if mine is None:
        return sources.none()
    wanted = Q(pk__in=compared | {only}) | Q(title__iexact=mine.title)
    if mine.sha256:
        wanted |= Q(sha256=mine.sha256)
    for url in filter(None, (mine.url, mine.archive_url)):
        tail = url.partition("?")[0].rstrip("/").rpartition("/")[2]
        wanted |= Q(url__icontains=tail) | Q(archive_url__icontains=tail) if len(tail) > 3 else Q(url=url)
    if mine.published_first and mine.published_last:
        days = timedelta(DAYS)
        first, last = mine.published_first - days, mine.published_last + days
        if (last - first).days <= 7 + 2 * DAYS:
            wanted |= Q(published_last__gte=first, published_first__lte=last)
    return sources.filter(wanted)


def _sketches(only: int | None) -> dict[int, frozenset[int]]:
    """Of the latest texts; of one source, where it has a text, of those published about the same time."""
    texts = Document.objects.order_by("-pk")
    if only is not None:
        mine = Source.objects.filter(pk=only, document__isnull=False).first()
        if mine is None or mine.published_last is None:
            return {}
        days = timedelta(30)
        span = (mine.published_last - days, mine.published_last + days)
        texts = texts.filter(Q(source__published_last__range=span) | Q(source=only))
    return {pk: sketch_of(text) for pk, text in texts.values_list("source", "text")[:TEXTS]}


def _sayings(statements: Any, only: int | None) -> list[Saying]:
    quotes = Evidence.objects.order_by("pk")
    if only is not None:
        statements = _about(statements, only)
        quotes = quotes.filter(statement__in=statements.order_by().values("pk"))
    shown: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for statement, source, words in quotes.values_list("statement", "source", "words").iterator(
        chunk_size=2000
    ):
        shown[statement].append((source, words))
    rows = statements.values(
        "pk",
        "speaker",
        "issue",
        "said_first",
        "said_last",
        "summary",
        "act",
        "bound",
        "position",
        "on_behalf_of",
        "addressee",
    )
    return [_saying(row, tuple(shown.get(row["pk"], ()))) for row in rows.iterator(chunk_size=2000)]


def _saying(row: Any, quotes: tuple[tuple[int, str], ...]) -> Saying:
    return Saying(
        key=row["pk"],
        speaker=row["speaker"],
        issue=row["issue"],
        first=row["said_first"],
        last=row["said_last"],
        summary=row["summary"],
        act=row["act"],
        bound=row["bound"],
        rung=row["position"],
        principal=row["on_behalf_of"],
        addressee=row["addressee"],
        quotes=quotes,
    )


def _about(statements: Any, only: int) -> Any:
    """What can be like one statement: on its issue, and said at that time, or shown by its sources."""
    mine = statements.filter(pk=only).first()
    if mine is None:
        return statements.none()
    then = Q(said_last__gte=mine.said_first, said_first__lte=mine.said_last)
    quoted = Q(evidence__source__in=Evidence.objects.filter(statement=only).values("source"))
    found = statements.filter(issue=mine.issue_id).filter(then | quoted).order_by()
    return statements.filter(pk__in=found.values("pk"))


LIKELY: dict[Any, Likely] = {
    Actor: Likely(_names, ACTORS),
    Source: Likely(_articles, SOURCES),
    Statement: Likely(_sayings, STATEMENTS),
}
