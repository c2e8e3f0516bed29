"""The front page: what changed lately, and where everyone stands."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.folding import by_name
from tracker.models import Actor, Statement
from tracker.querysets import PERSONS, StatementQuerySet
from tracker.stances.values import Line, Shift
from tracker.words import and_list, count

from .basis import Basis, basis
from .cards import Card, cards, cards_by_slug
from .index import Index, read_index
from .lines import Lines, all_lines, line_link
from .links import Link, Rung, stance_url
from .shifts import shifts_told

CHANGES = 6
LATEST = 4


@dataclass(frozen=True, slots=True)
class Change:
    """A shift, as news."""

    line: Link
    from_rung: Rung
    to_rung: Rung
    up: bool
    url: str  # of the shift on the line's page, with what was said before and after
    card: Card


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor on one issue. `rung` None: spoke, no stance on record; `asked`: only pressed by others."""

    url: str
    issue: Link
    rung: Rung | None
    top: int  # the ladder's highest value
    stale: bool
    asked: bool
    trend: int  # of the last shift: 1 up, -1 down, 0 none


@dataclass(frozen=True, slots=True)
class MatrixRow:
    actor: Link
    cells: tuple[Cell | None, ...]  # in the order of the issues; None: no statement found


@dataclass(frozen=True, slots=True)
class Matrix:
    issues: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """In whose name the statements were made: nobody counts who was only asked or spoken to."""

    governments: int
    organisations: int  # of any other kind
    own: int  # people and unnamed groups who speak for nobody but themselves

    @property
    def in_words(self) -> str:
        numbers = {
            "government": self.governments,
            "other organisation": self.organisations,
            "voice of its own": self.own,
        }
        return and_list([count(number, noun) for noun, number in numbers.items() if number])


@dataclass(frozen=True, slots=True)
class HomePage:
    as_of: date
    changes: tuple[Change, ...]
    latest: tuple[Card, ...]
    matrix: Matrix
    statements: int
    voices: Voices
    basis: Basis | None


def home_page(as_of: date, *, query: str = "") -> HomePage:
    """Fifteen queries, however many records there are. `query` goes on to each stance page."""
    index, lines = read_index(query), all_lines(as_of)
    said = Statement.objects.published().as_of(as_of)
    return HomePage(
        as_of=as_of,
        changes=_changes(lines, index),
        latest=cards(said[:LATEST]),
        matrix=matrix(lines, index, {actor for _, actor in lines} & index.organizations),
        statements=said.count(),
        voices=_voices(said),
        basis=basis(),
    )


def _voices(said: StatementQuerySet) -> Voices:
    """One query."""
    names = ("speaker__slug", "speaker__kind", "on_behalf_of__slug", "on_behalf_of__kind")
    pairs = said.order_by().values_list(*names).distinct()
    kinds = Counter(
        kind for _, kind in {(whose or speaker, of or kind) for speaker, kind, whose, of in pairs}
    )
    governments = kinds[Actor.Kind.GOVERNMENT]
    own = sum(kinds[kind] for kind in PERSONS)
    return Voices(governments, kinds.total() - governments - own, own)


def _changes(lines: Lines, index: Index) -> tuple[Change, ...]:
    """The latest shifts."""
    shifts = list(shifts_told(lines))
    shifts.sort(key=lambda found: (found[3].after.point.last, found[3].after.point.slug), reverse=True)
    shown = cards_by_slug(shift.after.point.slug for *_, shift in shifts[:CHANGES])
    return tuple(_change(*found, lines, index, shown) for found in shifts[:CHANGES])


def _change(
    issue: str, actor: str, number: int, shift: Shift, lines: Lines, index: Index, shown: Mapping[str, Card]
) -> Change:
    line = line_link(lines[issue, actor], actor, issue, index)
    return Change(
        line=line,
        from_rung=index.rungs[issue][shift.from_rung],
        to_rung=index.rungs[issue][shift.to_rung],
        up=shift.size > 0,
        url=f"{line.url}#shift-{number}",
        card=shown[shift.after.point.slug],
    )


def matrix(lines: Lines, index: Index, actors: Collection[str]) -> Matrix:
    """These actors, by slug, by issues. Those with most stances come first."""
    rows = [
        MatrixRow(
            index.actors[actor],
            tuple(cell(lines.get((issue, actor)), actor, issue, index) for issue in index.issues),
        )
        for actor in actors
    ]
    rows.sort(key=lambda row: (-sum(_has_word(each) for each in row.cells), by_name(row.actor.text)))
    return Matrix(tuple(index.issues.values()), tuple(row for row in rows if any(row.cells)))


def _has_word(found: Cell | None) -> bool:
    return found is not None and not found.asked


def cell(line: Line | None, actor: str, issue: str, index: Index) -> Cell | None:
    if line is None or not (line.steps or line.pressure):
        return None
    rungs = index.rungs[issue]
    return Cell(
        url=f"{stance_url(actor, issue)}{index.query}",
        issue=index.issues[issue],
        rung=None if line.stance is None else rungs[line.stance.rung],
        top=max(rungs, default=0),
        stale=line.stance is not None and line.stance.stale,
        asked=not line.steps,
        trend=0 if not line.shifts else (1 if line.shifts[-1].size > 0 else -1),
    )
