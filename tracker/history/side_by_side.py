"""Actors side by side: on one issue, and all on all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from tracker.folding import by_name
from tracker.models import Issue, Membership
from tracker.stances.values import Line, Shift, Term

from .chart import Spark, SparkTime, shared_time, spark, spark_time
from .faults import told_back
from .filters import Choice
from .finding import Finding, finding
from .home import Cell, Matrix, MatrixRow, cell, matrix
from .index import Index, read_index
from .lens import Lens
from .lines import Lines, all_lines
from .links import Link, Rung, codebook
from .pairs import CAUSES
from .turning import page_asked

MOST = 6  # actors beside each other: more than fit a page
PAGE_SIZE = 50
RUNG_HEIGHT = 28  # of a drawing that is 300 wide: room for a rung's name beside it
KINDS = {
    "organisations": gettext_lazy("Governments and organisations"),
    "people": gettext_lazy("People"),
    "all": gettext_lazy("Everyone"),
}


@dataclass(frozen=True, slots=True)
class LastShift:
    from_rung: Rung
    to_rung: Rung
    on: date
    up: bool
    cause: Link
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    """One actor on the issue."""

    actor: Link
    cell: Cell
    finding: Finding
    spark: Spark
    shift: LastShift | None
    statements: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    issue: Link
    question: str
    as_of: date
    ladder: tuple[Rung, ...]  # highest first
    columns: tuple[Column, ...]
    options: tuple[Choice, ...]  # everyone who said something on it, most first
    faults: tuple[str, ...]
    time: SparkTime | None  # of all columns; None without any
    others: tuple[Link, ...]  # this page with one more actor, where one stands alone
    most: int = MOST

    @property
    def alone(self) -> Link | None:
        return self.columns[0].actor if len(self.columns) == 1 else None


def side_by_side(issue: Issue, asked: Sequence[str], lens: Lens) -> SideBySide:
    """Those asked for, at most six; without any those who said most. Eight queries, or nine (`all_lines`)."""
    index, lines = read_index(lens.query), all_lines(lens.as_of, issue=issue, switches=lens.switches)
    spoke = {actor: line for (_, actor), line in lines.items() if line.steps}
    by_most = sorted(spoke, key=lambda actor: (-len(spoke[actor].steps), by_name(index.actors[actor].text)))
    chosen, faults = _chosen(asked, spoke, index)
    shown = chosen or by_most[:3]
    terms = Membership.objects.published().to_terms()
    time = shared_time((spoke[actor] for actor in shown), lens.as_of)
    rungs = index.rungs[issue.slug]
    return SideBySide(
        issue=index.issues[issue.slug],
        question=issue.local("question"),
        as_of=lens.as_of,
        ladder=tuple(rungs[value] for value in sorted(rungs, reverse=True)),
        columns=tuple(
            _column(
                actor,
                spoke[actor],
                issue.slug,
                index,
                terms.get(actor, ()),
                spark(spoke[actor], sorted(rungs), time, RUNG_HEIGHT),
            )
            for actor in shown
        ),
        options=tuple(
            Choice(actor, index.actors[actor].text, actor in shown, len(spoke[actor].steps))
            for actor in by_most
        ),
        faults=(*lens.faults, *faults),
        time=spark_time(time) if shown else None,
        others=_others(issue, shown[0], by_most, index, lens) if len(shown) == 1 else (),
    )


def _others(issue: Issue, alone: str, by_most: Sequence[str], index: Index, lens: Lens) -> tuple[Link, ...]:
    """The addresses of this page with each of those who said most beside the one who stands alone."""
    page = reverse("compare_issue", args=[issue.slug])
    found = [actor for actor in by_most if actor != alone][: MOST - 1]
    return tuple(
        Link(index.actors[actor].text, f"{page}?{urlencode([('actor', alone), ('actor', actor)])}{lens.more}")
        for actor in found
    )


def _chosen(asked: Sequence[str], spoke: dict[str, Line], index: Index) -> tuple[list[str], list[str]]:
    wanted = [actor for actor in dict.fromkeys(name.strip() for name in asked) if actor]
    faults = [
        _silent(index.actors[actor].text) if actor in index.actors else _no_actor(actor)
        for actor in wanted[:20]
        if actor not in spoke
    ]
    found = [actor for actor in wanted if actor in spoke]
    if len(found) > MOST:
        told = gettext("At most %(most)d fit beside each other: the first %(most)d are shown.")
        faults.append(told % {"most": MOST})
    return found[:MOST], faults


def _silent(actor: str) -> str:
    return gettext("%(actor)s said nothing on this that counts here.") % {"actor": actor}


def _no_actor(name: str) -> str:
    return gettext("There is no actor “%(name)s”.") % {"name": told_back(name)}


def _column(
    actor: str, line: Line, issue: str, index: Index, terms: tuple[Term, ...], drawn: Spark
) -> Column:
    shown = cell(line, actor, issue, index)
    if shown is None:
        raise LookupError(actor)  # whoever spoke has a cell
    rungs = index.rungs[issue]
    return Column(
        index.actors[actor],
        shown,
        finding(index.actors[actor].text, line, rungs, terms),
        drawn,
        _last_shift(line.shifts[-1], len(line.shifts), rungs, shown.url) if line.shifts else None,
        len(line.steps),
    )


def _last_shift(shift: Shift, number: int, rungs: Mapping[int, Rung], url: str) -> LastShift:
    return LastShift(
        rungs[shift.from_rung],
        rungs[shift.to_rung],
        shift.after.point.last,
        shift.size > 0,
        Link(str(CAUSES[shift.cause]), codebook("rule-4"), shift.cause),
        f"{url}#shift-{number}",
    )


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What can be compared: where a reader starts."""

    issues: tuple[Link, ...]
    actors: tuple[Link, ...]  # organisations with more than one term of office on record


def beginnings() -> Beginnings:
    """Four queries."""
    index, terms = read_index(), Membership.objects.published().to_terms()
    return Beginnings(
        tuple(index.issues.values()),
        tuple(index.actors[slug] for slug in index.actors if len(terms.get(slug, ())) > 1),
    )


@dataclass(frozen=True, slots=True)
class MatrixPage:
    as_of: date
    matrix: Matrix
    kinds: tuple[Choice, ...]
    page: Page[MatrixRow]
    query: str
    faults: tuple[str, ...]


def matrix_page(asked: dict[str, str], lens: Lens) -> MatrixPage:
    """All actors by all issues; `kind` narrows them, `page`. Eight queries, or nine (`all_lines`)."""
    index, lines = read_index(lens.query), all_lines(lens.as_of, switches=lens.switches)
    kind = asked.get("kind", "").strip()
    faults = [] if kind in ("", *KINDS) else [_no_kind(kind)]
    kind = kind if kind in KINDS else "organisations"
    whole = matrix(lines, index, _actors(kind, lines, index))
    page, no_page = page_asked(whole.rows, PAGE_SIZE, asked.get("page", ""))
    kept = "" if kind == "organisations" else kind
    return MatrixPage(
        lens.as_of,
        replace(whole, rows=tuple(page)),
        tuple(Choice(value, str(label), value == kind) for value, label in KINDS.items()),
        page,
        lens.query_with(kind=kept).removeprefix("?"),
        (*lens.faults, *faults, *no_page),
    )


def _no_kind(name: str) -> str:
    return gettext("There is no kind of actor “%(name)s”.") % {"name": told_back(name)}


def _actors(kind: str, lines: Lines, index: Index) -> set[str]:
    everyone = {actor for _, actor in lines}
    if kind == "all":
        return everyone
    return everyone & index.organizations if kind == "organisations" else everyone - index.organizations
