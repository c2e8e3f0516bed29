"""The ledger: every public commitment as of a day, narrowed, sorted, in pages, and added up by maker."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse

from tracker.models import Commitment
from tracker.stances.values import CommitmentStatus

from .commitments import STATUSES, CommitmentRow, commitment_rows
from .lens import Lens
from .links import Link

PAGE_SIZE = 25
OVERDUE, EXTENDED, NO_TURN = "overdue", "extended", "no_turn"
LATEST = "latest"
SORTS = {
    LATEST: "latest turn",
    "deadline": "deadline, soonest first",
    "overdue": "overdue first",
    "maker": "maker",
}


@dataclass(frozen=True, slots=True)
class Option:
    """`count`: how many would be shown if it were chosen, with all other filters as they are."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    options: tuple[Option, ...]
    unknown: str = ""  # what was asked for and does not exist; it filters nothing

    @property
    def value(self) -> str:
        return next((option.value for option in self.options if option.chosen), "")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many commitments were made, and what became of them. Overdue and extended cut across."""

    made: int
    open: int
    part: int
    delivered: int
    ended: int  # lapsed, withdrawn or broken
    overdue: int
    extended: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, and the ledger of just these; "" for none, or where no filter picks them out."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class MakerTally:
    maker: Link
    tally: Tally
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    lens: Lens
    facets: tuple[Facet, ...]
    sorts: tuple[Option, ...]
    rows: tuple[CommitmentRow, ...]  # of this page
    page: Page[CommitmentRow]
    tally: Tally
    makers: tuple[MakerTally, ...]
    query: str  # "&…": what applies, for the links to other pages
    filtered: bool
    unsorted: str = ""  # the order that was asked for and does not exist

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def unknown(self) -> tuple[Facet, ...]:
        return tuple(each for each in self.facets if each.unknown)


def ledger(asked: QueryDict, lens: Lens) -> Ledger:
    """As a reader asked: `maker`, `issue` (slugs), `kind`, `status`, `sort`, `page`. Two queries."""
    every = commitment_rows(lens.as_of)
    found = [row for row in every if row.now or not lens.asked]
    facets = _facets(every, found, asked)
    values = {each.name: each.value for each in facets if each.value}
    shown = [row for row in found if _fits(row, values)]
    order = asked.get("sort", "").strip()
    sort = order if order in SORTS else LATEST
    page = Paginator(_sorted(shown, sort), PAGE_SIZE).get_page(asked.get("page", ""))
    kept = {**values, "sort": "" if sort == LATEST else sort}
    return Ledger(
        lens=lens,
        facets=facets,
        sorts=tuple(Option(value, label, 0, value == sort) for value, label in SORTS.items()),
        rows=tuple(page),
        page=page,
        tally=tally(shown),
        makers=_makers(shown, lens, values),
        query=lens.whole.query_with(**kept).replace("?", "&", 1),
        filtered=bool(values),
        unsorted="" if order in SORTS else order[:80],
    )


def tally(rows: Iterable[CommitmentRow]) -> Tally:
    """Of those with a public turn: without one, nothing shows that they were made."""
    standing = [row.now for row in rows if row.now]
    by = Counter(now.status.kind for now in standing)
    delivered, part = by[CommitmentStatus.DELIVERED], by[CommitmentStatus.DELIVERED_IN_PART]
    return Tally(
        made=len(standing),
        open=by[CommitmentStatus.OPEN],
        part=part,
        delivered=delivered,
        ended=len(standing) - by[CommitmentStatus.OPEN] - part - delivered,
        overdue=sum(now.overdue for now in standing),
        extended=sum(now.extended > 0 for now in standing),
    )


def _makers(rows: Iterable[CommitmentRow], lens: Lens, values: Mapping[str, str]) -> tuple[MakerTally, ...]:
    """Who made most comes first."""
    by: dict[str, list[CommitmentRow]] = defaultdict(list)
    for row in rows:
        by[row.maker_slug].append(row)
    found = [_maker_tally(made, lens, {**values, "maker": slug}) for slug, made in by.items()]
    return tuple(sorted(found, key=lambda each: (-each.tally.made, each.maker.text)))


def _maker_tally(made: Sequence[CommitmentRow], lens: Lens, values: Mapping[str, str]) -> MakerTally:
    """Its numbers lead on only as long as no status is asked for: two at once cannot be."""
    counts, narrowed = tally(made), values.get("status")

    def cell(label: str, count: int, status: str) -> Cell:
        url = ledger_url(lens, **{**values, "status": status}) if count and not narrowed and status else ""
        return Cell(label, count, url)

    return MakerTally(
        made[0].maker,
        counts,
        (
            Cell("Made", counts.made, ledger_url(lens, **values)),
            cell("Open", counts.open, CommitmentStatus.OPEN),
            cell("In part", counts.part, CommitmentStatus.DELIVERED_IN_PART),
            cell("Delivered", counts.delivered, CommitmentStatus.DELIVERED),
            cell("Ended otherwise", counts.ended, ""),
            cell("Overdue", counts.overdue, OVERDUE),
            cell("Extended", counts.extended, EXTENDED),
        ),
    )


def ledger_url(lens: Lens | None = None, **values: str) -> str:
    """The ledger, narrowed to these values of its filters, as of the same day."""
    query = lens.whole.query_with(**values) if lens else f"?{urlencode(values)}"
    return f"{reverse('commitments')}{query}"


def _maker(row: CommitmentRow) -> Iterable[tuple[str, str]]:
    yield row.maker_slug, row.maker.text


def _issue(row: CommitmentRow) -> Iterable[tuple[str, str]]:
    yield row.issue_slug, row.issue.text


def _kind(row: CommitmentRow) -> Iterable[tuple[str, str]]:
    yield row.kind.kind, row.kind.text


def _status(row: CommitmentRow) -> Iterable[tuple[str, str]]:
    """A commitment is filed under its status, and as overdue and extended where it is."""
    if row.now is None:
        yield NO_TURN, _STATUSES[NO_TURN]
        return
    yield row.now.status.kind, row.now.status.text
    if row.now.overdue:
        yield OVERDUE, _STATUSES[OVERDUE]
    if row.now.extended:
        yield EXTENDED, _STATUSES[EXTENDED]


_FILED: Mapping[str, Callable[[CommitmentRow], Iterable[tuple[str, str]]]] = {
    "maker": _maker,
    "issue": _issue,
    "kind": _kind,
    "status": _status,
}
_STATUSES = {
    **{str(status): label for status, label in STATUSES.items()},
    OVERDUE: "overdue",
    EXTENDED: "extended",
    NO_TURN: "no public turn yet",
}
_ORDER = {"kind": list(Commitment.Kind.values), "status": list(_STATUSES)}


def _fits(row: CommitmentRow, values: Mapping[str, str]) -> bool:
    return all(value in dict(_FILED[name](row)) for name, value in values.items())


def _facets(
    every: Sequence[CommitmentRow], rows: Sequence[CommitmentRow], asked: QueryDict
) -> tuple[Facet, ...]:
    """What a reader may ask for is known from `every` commitment, also before it was made."""
    labels = {name: dict(pair for row in every for pair in filed(row)) for name, filed in _FILED.items()}
    labels["status"] |= _STATUSES
    wanted = {name: asked.get(name, "").strip() for name in _FILED}
    values = {name: value for name, value in wanted.items() if value in labels[name]}
    return tuple(_facet(name, rows, labels[name], wanted[name], values) for name in _FILED)


def _facet(
    name: str,
    rows: Sequence[CommitmentRow],
    labels: Mapping[str, str],
    wanted: str,
    values: Mapping[str, str],
) -> Facet:
    """Only what some commitment is filed under is on offer, and what was asked for."""
    others = {other: value for other, value in values.items() if other != name}
    counts = Counter(key for row in rows if _fits(row, others) for key, _ in _FILED[name](row))
    offered = {key for row in rows for key, _ in _FILED[name](row)} | {wanted}
    order = _ORDER.get(name, sorted(labels, key=lambda key: labels[key].casefold()))
    return Facet(
        name,
        name.capitalize(),
        tuple(
            Option(key, labels[key], counts[key], key == wanted)
            for key in order
            if key in offered and key in labels
        ),
        "" if wanted in labels else wanted[:80],
    )


def _sorted(rows: Sequence[CommitmentRow], sort: str) -> list[CommitmentRow]:
    """`rows` come with the latest turn first, which settles what a sort leaves open."""
    keys: dict[str, Callable[[CommitmentRow], Any]] = {
        LATEST: lambda row: 0,
        "deadline": lambda row: (row.now and row.now.deadline) or date.max,
        "overdue": lambda row: -(row.now.days_overdue if row.now else 0),
        "maker": lambda row: row.maker.text.casefold(),
    }
    return sorted(rows, key=keys[sort])
