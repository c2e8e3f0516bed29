"""Sources: what statements were coded from. Never their text."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tracker.languages import name_of
from tracker.models import Evidence, Source, Statement

from .cards import Card, cards
from .links import Link, source_link


@dataclass(frozen=True, slots=True)
class SourceRow:
    slug: str
    title: str
    url: str
    outlet: str
    byline: str
    published_on: str  # EDTF
    inferred: bool
    statements: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    row: SourceRow
    title_is_ours: bool
    address: str
    archive: str
    date_basis: str
    accessed_on: date | None
    language: str
    note: str
    original: Link | None
    copies: tuple[Link, ...]
    statements: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a source says of itself, to be cited by; `address` "" where none is known."""

    title: str
    byline: str
    outlet: str
    published: str  # EDTF
    inferred: bool
    address: str
    language: str


def printed(source: Source) -> Printed:
    """No query."""
    return Printed(
        source.title,
        source.byline,
        source.publisher,
        source.published_on,
        source.dated_by == Source.DateBasis.INFERRED,
        source.url or source.archive_url,
        source.language,
    )


def source_rows() -> tuple[SourceRow, ...]:
    """All public sources, newest first, with how many statements each shows. Two queries."""
    pairs = Evidence.objects.published().order_by().values_list("source", "statement").distinct()
    counts = Counter(source for source, _ in pairs)
    return tuple(_row(source, counts[source.pk]) for source in Source.objects.published())


def source_row(source: Source) -> SourceRow:
    """One source as the list has it. One query. `source` came through `published()`."""
    shown = Evidence.objects.published().order_by().filter(source=source)
    return _row(source, shown.values("statement").distinct().count())


def _row(source: Source, statements: int) -> SourceRow:
    return SourceRow(
        source.slug,
        source.titled,
        source.get_absolute_url(),
        source.publisher,
        source.byline,
        source.published_on,
        source.dated_by == Source.DateBasis.INFERRED,
        statements,
    )


def source_page(source: Source) -> SourcePage:
    """Five queries. `source` came through `published()`."""
    shown = Evidence.objects.published().filter(source=source).values("statement")
    statements = cards(Statement.objects.published().filter(pk__in=shown))
    original = Source.objects.published().filter(copies=source).first()
    return SourcePage(
        row=_row(source, len(statements)),
        title_is_ours=source.title_is_ours,
        address=source.url,
        archive=source.archive_url,
        date_basis=source.local("date_basis"),
        accessed_on=source.accessed_on,
        language=name_of(source.language),
        note=source.local("note"),
        original=None if original is None else _citation(original),
        copies=tuple(_citation(copy) for copy in Source.objects.published().filter(copy_of=source)),
        statements=tuple(sorted(statements, key=lambda card: (card.last, card.slug))),
    )


def _citation(source: Source) -> Link:
    return source_link(source, source.publisher)
