"""A source's text with the passages that were coded from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tracker.models import Document, Evidence, Source

from ..widgets import KEY
from .segments import Segment, Span, segments


@dataclass(frozen=True, slots=True)
class Passage:
    """Coded words, numbered in the order of the text."""

    number: int
    evidence: Evidence

    @property
    def url(self) -> str:
        return reverse("admin:tracker_statement_change", args=[self.evidence.statement_id])


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text, with the passages that it is part of."""

    start: int
    text: str
    passages: tuple[Passage, ...] = ()
    opens: tuple[Passage, ...] = ()  # those of them that begin here
    closes: tuple[Passage, ...] = ()  # those that end here, where their numbers stand

    @property
    def numbers(self) -> str:
        return ", ".join(str(passage.number) for passage in self.closes)


@dataclass(frozen=True, slots=True)
class Pane:
    """What stands beside the form. Without pieces: no text is attached to the source."""

    source: Source
    pieces: tuple[Piece, ...] = ()
    passages: tuple[Passage, ...] = ()
    others: tuple[Source, ...] = field(default=())  # that the statement's evidence names too


def may_read(request: HttpRequest) -> bool:
    """Whether the texts of sources may be shown to who asks."""
    user: Any = request.user
    return bool(user.has_perm("tracker.view_document") or user.has_perm("tracker.change_document"))


def read_pane(source: str, others: Iterable[Source] = ()) -> Pane | None:
    """The pane of the source with this primary key; None if there is no such source. Two queries."""
    if not KEY.fullmatch(source):
        return None
    found = Source.objects.select_related("document").filter(pk=source).first()
    if found is None:
        return None
    rest = tuple(each for each in others if each != found)
    document: Document | None = getattr(found, "document", None)
    if document is None:
        return Pane(found, others=rest)
    passages = tuple(Passage(number, each) for number, each in enumerate(_coded(found), 1))
    placed = [passage for passage in passages if passage.evidence.start is not None]
    return Pane(found, tuple(pieces(document.text, placed)), passages, rest)


def _coded(source: Source) -> list[Evidence]:
    return sorted(coded_from(source), key=_by_place)


def coded_from(source: Source) -> Iterable[Evidence]:
    """What was coded from a source. One query."""
    return source.evidence.select_related("statement__speaker", "statement__issue").order_by("pk")


def _by_place(evidence: Evidence) -> tuple[bool, int, int, int]:
    """In the order of the text; what has no place comes last."""
    return (evidence.start is None, evidence.start or 0, evidence.end or 0, evidence.pk)


def in_order(source: Source) -> list[Passage]:
    """What was coded from a source, in the order of its text. One query."""
    return [Passage(number, each) for number, each in enumerate(_coded(source), 1)]


def pieces(text: str, passages: Iterable[Passage]) -> Iterable[Piece]:
    by_number = {passage.number: passage for passage in passages}
    spans = [
        Span(each.evidence.start, each.evidence.end, each.number)
        for each in by_number.values()
        if each.evidence.start is not None and each.evidence.end is not None
    ]
    cut = list(segments(text, spans))
    for before, segment, after in zip([None, *cut], cut, [*cut[1:], None], strict=False):
        yield _piece(segment, before, after, by_number)


def _piece(
    segment: Segment, before: Segment | None, after: Segment | None, known: dict[int, Passage]
) -> Piece:
    earlier = before.keys if before else ()
    later = after.keys if after else ()
    return Piece(
        segment.start,
        segment.text,
        tuple(known[key] for key in segment.keys),
        tuple(known[key] for key in segment.keys if key not in earlier),
        tuple(known[key] for key in segment.keys if key not in later),
    )
