"""What the comparing pages hold, as tables: one row for each cell, pair, distance, column or line."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tracker.history.cards import Card
from tracker.history.distances import DistancePage
from tracker.history.finding import text
from tracker.history.handovers import Change, HandoverPage, HandoverRow, Stand
from tracker.history.home import Cell, MatrixRow
from tracker.history.links import Link
from tracker.history.reversals import ReversalRow
from tracker.history.side_by_side import Column, SideBySide

from .table import Table, tabulated
from .tables import BETWEEN, slug_of, stance_cells


def of_matrix(rows: Iterable[MatrixRow], site: str) -> Table:
    """A row for each cell: an actor on an issue. Where no statement was found there is none."""
    pairs = ((row.actor, cell) for row in rows for cell in row.cells if cell is not None)
    cells: dict[str, Callable[[tuple[Link, Cell]], object]] = {
        "actor": lambda it: it[0].slug,
        "actor_name": lambda it: it[0].text,
        "kind": lambda it: it[0].kind,
        "issue": lambda it: it[1].issue.slug,
        "issue_name": lambda it: it[1].issue.text,
        **stance_cells(lambda it: it[1]),
        "only_asked": lambda it: it[1].asked,
        "address": lambda it: site + it[1].url,
    }
    return tabulated(pairs, cells)


def _stance(cell: Cell | None) -> str:
    return slug_of(cell.rung if cell else None)


def of_reversals(rows: Iterable[ReversalRow], site: str) -> Table:
    cells: dict[str, Callable[[ReversalRow], object]] = {
        "actor": lambda it: it.actor.slug,
        "actor_name": lambda it: it.actor.text,
        "issue": lambda it: it.later.issue.slug,
        "issue_name": lambda it: it.later.issue.text,
        **_side("earlier", lambda it: it.earlier),
        **_side("later", lambda it: it.later),
        "fewest_days": lambda it: it.days[0],
        "most_days": lambda it: it.days[1],
        "ways": lambda it: BETWEEN.join(it.kinds),
        "address": lambda it: site + it.line.url,
    }
    return tabulated(rows, cells)


def _side(name: str, card: Callable[[ReversalRow], Card]) -> Mapping[str, Callable[[ReversalRow], object]]:
    return {
        name: lambda it: card(it).slug,
        f"{name}_said_on": lambda it: card(it).said_on,
        f"{name}_position": lambda it: slug_of(card(it).rung),
        f"{name}_bound": lambda it: card(it).bound.kind,
        f"{name}_summary": lambda it: card(it).summary,
    }


@dataclass(frozen=True, slots=True)
class _Apart:
    """Two actors on one issue; without one: the mean from a day on."""

    day: str
    issue: Link | None = None
    here: Cell | None = None
    there: Cell | None = None
    known: int | None = None
    agree: int | None = None
    apart: int | None = None
    gone_stale: bool | None = None


def of_distance(page: DistancePage, site: str) -> Table:
    """Both tables of the page: a row for each issue on the day asked about, then, with no issue, the mean
    from each day on. Distances are percent of a ladder's height.
    """
    here, there = map(slug_of, (page.here, page.there))
    day = page.as_of.isoformat()
    rows = [_Apart(day, row.issue, row.here, row.there, apart=row.apart) for row in page.rows]
    rows += [
        _Apart(
            it.day.isoformat(),
            known=it.known,
            agree=it.agree,
            apart=it.apart,
            gone_stale=it.gone_stale,
        )
        for it in page.moments
    ]
    cells: dict[str, Callable[[_Apart], object]] = {
        "day": lambda it: it.day,
        "issue": lambda it: slug_of(it.issue),
        "issue_name": lambda it: it.issue.text if it.issue else "",
        "actor": lambda it: here,
        "stance": lambda it: _stance(it.here),
        "other_actor": lambda it: there,
        "other_stance": lambda it: _stance(it.there),
        "percent_apart": lambda it: it.apart,
        "issues_known": lambda it: it.known,
        "issues_agreeing": lambda it: it.agree,
        "gone_stale": lambda it: it.gone_stale,
        "address": lambda it: site + it.issue.url if it.issue else "",
    }
    return tabulated(rows, cells)


def of_side_by_side(page: SideBySide, site: str) -> Table:
    """A row for each actor that is shown, in the order of the page."""
    cells: dict[str, Callable[[Column], object]] = {
        "actor": lambda it: it.actor.slug,
        "actor_name": lambda it: it.actor.text,
        "kind": lambda it: it.actor.kind,
        "issue": lambda it: page.issue.slug,
        **stance_cells(lambda it: it.cell),
        "changed_from": lambda it: slug_of(it.shift.from_rung if it.shift else None),
        "changed_to": lambda it: slug_of(it.shift.to_rung if it.shift else None),
        "changed_on": lambda it: it.shift.on if it.shift else "",
        "cause": lambda it: it.shift.cause.kind if it.shift else "",
        "statements": lambda it: it.statements,
        "finding": lambda it: text(it.finding),
        "address": lambda it: site + it.cell.url,
    }
    return tabulated(page.columns, cells)


Turnover = tuple[Change, HandoverRow]


def of_handovers(page: HandoverPage, site: str) -> Table:
    """A row for each line at each change. What was said last after it stands where it is another statement
    than the first.
    """
    cells: dict[str, Callable[[Turnover], object]] = {
        "change": lambda it: it[0].number,
        "from": lambda it: it[0].old,
        "to": lambda it: it[0].new,
        "on": lambda it: it[0].day,
        "issue": lambda it: it[1].issue.slug,
        "line": lambda it: it[1].line.text,
        **_stand("before", lambda it: it.before),
        **_stand("first_after", lambda it: it.first),
        **_stand("last_after", lambda it: it.last),
        "rungs_moved": lambda it: it[1].size,
        "address": lambda it: site + it[1].line.url,
    }
    return tabulated(((change, row) for change in page.changes for row in change.rows), cells)


def _stand(
    name: str, of: Callable[[HandoverRow], Stand | None]
) -> Mapping[str, Callable[[Turnover], object]]:
    def stance(it: Turnover) -> str:
        found = of(it[1])
        return slug_of(found.rung if found else None)

    def statement(it: Turnover) -> str:
        found = of(it[1])
        return slug_of(found.card if found else None)

    return {f"{name}_stance": stance, f"{name}_statement": statement}
