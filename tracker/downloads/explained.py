"""The codebook, and what a search found, as tables."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tracker.history.codebook import CodebookPage
from tracker.history.found import Found
from tracker.history.links import codebook
from tracker.history.uses import Use
from tracker.search.marking import Piece

from .table import Table, tabulated


@dataclass(frozen=True, slots=True)
class _Entry:
    """`kind`: rule, issue, rung, or that of a term; `issue`: whose rung it is."""

    kind: str
    value: str
    label: str
    meaning: str
    anchor: str
    use: Use | None = None
    issue: str = ""


def of_codebook(page: CodebookPage, site: str) -> Table:
    """A row for each rule, term, issue and rung, in the order of the page."""
    cells: dict[str, Callable[[_Entry], object]] = {
        "kind": lambda it: it.kind,
        "issue": lambda it: it.issue,
        "value": lambda it: it.value,
        "label": lambda it: it.label,
        "meaning": lambda it: it.meaning,
        "used": lambda it: it.use.number if it.use else None,
        "example": lambda it: site + it.use.example.url if it.use and it.use.example else "",
        "address": lambda it: site + codebook(it.anchor),
    }
    return tabulated(_entries(page), cells)


def _entries(page: CodebookPage) -> Iterator[_Entry]:
    for rule in page.rules:
        yield _Entry("rule", str(rule.number), rule.name, rule.says, f"rule-{rule.number}")
    for group in page.groups:
        for term in group.terms:
            yield _Entry(group.kind, term.value, term.label, term.meaning, term.anchor, term.use)
    for entry in page.issues:
        meaning = f"{entry.question} {entry.scope}".strip()
        yield _Entry("issue", entry.slug, entry.issue.text, meaning, f"issue-{entry.slug}", issue=entry.slug)
        for rung in entry.rungs:
            yield _Entry("rung", rung.slug, rung.label, rung.definition, rung.anchor, rung.use, entry.slug)


def of_hits(found: Iterable[Found], site: str) -> Table:
    """What a search found, kind by kind, each best first."""
    cells: dict[str, Callable[[Found], object]] = {
        "kind": lambda it: it[0],
        "slug": lambda it: it[1].slug,
        "name": lambda it: _whole(it[1].title),
        "about": lambda it: " · ".join(map(_whole, it[1].about)),
        "words": lambda it: _whole(it[1].snippet),
        "address": lambda it: site + it[1].url,
    }
    return tabulated(found, cells)


def _whole(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
