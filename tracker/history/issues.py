"""Issues: each ladder, and every actor's line on it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.folding import by_name
from tracker.models import Issue, Statement
from tracker.stances.values import Line

from .cards import Card, cards
from .chart import Spark, shared_time, spark
from .chart.timeline import Timeline
from .commitments import CommitmentRow, commitment_rows
from .home import Cell, cell
from .index import Index, issues_by_name, read_index
from .lines import Lines, all_lines, whose
from .links import Link, Rung, issue_link, ladder

RECENT = 5


@dataclass(frozen=True, slots=True)
class IssueRow:
    issue: Link
    question: str
    about: str
    rungs: tuple[Rung, ...]
    statements: int
    actors: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """One actor's line."""

    actor: Link
    principals: tuple[Link, ...]  # others in whose name it spoke
    cell: Cell
    statements: int
    shifts: int
    asked: int
    spark: Spark


@dataclass(frozen=True, slots=True)
class RungRow:
    """A rung, and whose line stands on it."""

    rung: Rung
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True)
class IssuePage:
    issue: Link
    slug: str
    question: str
    about: str
    scope: str
    as_of: date
    ladder: tuple[RungRow, ...]  # highest first
    organizations: tuple[LineRow, ...]
    people: tuple[LineRow, ...]
    asked: tuple[LineRow, ...]  # who was asked and did not speak
    commitments: tuple[CommitmentRow, ...]
    recent: tuple[Card, ...]
    statements: int


def issue_rows(as_of: date) -> tuple[IssueRow, ...]:
    """All public issues, by name. Five queries."""
    index = read_index()
    said = Statement.objects.published().as_of(as_of)
    counts: Counter[int] = Counter()
    voices: dict[int, set[int]] = defaultdict(set)
    for issue, speaker, principal in said.order_by().values_list("issue", "speaker", "on_behalf_of"):
        counts[issue] += 1
        voices[issue].add(principal or speaker)
    return tuple(
        _row(issue, index.rungs[issue.slug], counts[issue.pk], len(voices[issue.pk]))
        for issue in issues_by_name()
    )


def issue_row(issue: Issue, as_of: date) -> IssueRow:
    """One issue as the list has it. Two queries. `issue` came through `published()`."""
    said = Statement.objects.published().as_of(as_of).filter(issue=issue).order_by()
    voices = [principal or speaker for speaker, principal in said.values_list("speaker", "on_behalf_of")]
    return _row(issue, ladder(issue), len(voices), len(set(voices)))


def _row(issue: Issue, rungs: Mapping[int, Rung], statements: int, actors: int) -> IssueRow:
    highest_first = tuple(reversed(list(rungs.values())))
    return IssueRow(
        issue_link(issue), issue.local("question"), issue.about, highest_first, statements, actors
    )


def issue_page(issue: Issue, as_of: date, *, query: str = "") -> IssuePage:
    """Fourteen queries. `issue` came through `published()`; `query` goes on to each stance page."""
    index, lines = read_index(query), all_lines(as_of, issue=issue)
    said = Statement.objects.published().as_of(as_of).filter(issue=issue)
    ladder = list(index.rungs[issue.slug].values())
    rows = _line_rows(issue, lines, index, shared_time(lines.values(), as_of))
    spoke = [(slug, row) for slug, row in rows if not row.cell.asked]
    organizations = tuple(row for slug, row in spoke if slug in index.organizations)
    return IssuePage(
        issue=issue_link(issue),
        slug=issue.slug,
        question=issue.local("question"),
        about=issue.about,
        scope=issue.local("scope"),
        as_of=as_of,
        ladder=tuple(_rung_row(rung, organizations) for rung in reversed(ladder)),
        organizations=organizations,
        people=tuple(row for slug, row in spoke if slug not in index.organizations),
        asked=tuple(row for _, row in rows if row.cell.asked),
        commitments=commitment_rows(as_of, issue=issue),
        recent=cards(said[:RECENT]),
        statements=said.count(),
    )


def _rung_row(rung: Rung, rows: tuple[LineRow, ...]) -> RungRow:
    return RungRow(rung, tuple(row for row in rows if row.cell.rung == rung))


def _line_rows(issue: Issue, lines: Lines, index: Index, time: Timeline) -> list[tuple[str, LineRow]]:
    """By actor's slug: those who said most come first."""
    values = sorted(index.rungs[issue.slug])
    cells = ((actor, line, cell(line, actor, slug, index)) for (slug, actor), line in lines.items())
    rows = [
        (
            actor,
            _line_row(index.actors[actor], whose(line, index.actors), line, found, spark(line, values, time)),
        )
        for actor, line, found in cells
        if found
    ]
    return sorted(rows, key=lambda row: (-row[1].statements, by_name(row[1].actor.text)))


def _line_row(actor: Link, owners: tuple[Link, ...], line: Line, found: Cell, drawn: Spark) -> LineRow:
    return LineRow(
        actor,
        tuple(owner for owner in owners if owner != actor),
        found,
        len(line.steps),
        len(line.shifts),
        len(line.pressure),
        drawn,
    )
