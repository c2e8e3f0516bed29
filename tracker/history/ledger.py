"""The ledger: every public commitment as of a day, narrowed, sorted, in pages, and added up by maker."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from tracker.folding import by_name
from tracker.models import Actor, Commitment
from tracker.stances.values import CommitmentStatus, Standing

from .commitments import STATUSES, Account, CommitmentRow, accounts, row_of
from .filters import Choice, Filter, sort_of, unknown
from .lens import Lens
from .links import Link, actor_link
from .turning import page_asked

PAGE_SIZE = 25
OVERDUE, EXTENDED, NO_TURN = "overdue", "extended", "no_turn"
LATEST = "latest"
SORTS = {
    LATEST: gettext_lazy("latest turn"),
    "deadline": gettext_lazy("deadline, soonest first"),
    "overdue": gettext_lazy("longest past its day first"),
    "maker": gettext_lazy("maker"),
}


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
    facets: tuple[Filter, ...]
    sorts: tuple[Choice, ...]
    rows: tuple[CommitmentRow, ...]  # of this page
    page: Page[Account]
    tally: Tally
    makers: tuple[MakerTally, ...]
    query: str  # "&…": what applies, for the links to other pages
    filtered: bool
    faults: tuple[str, ...]  # what was asked for and left out

    @property
    def total(self) -> int:
        return self.page.paginator.count


def ledger(asked: QueryDict, lens: Lens) -> Ledger:
    """As a reader asked: `maker`, `issue` (slugs), `kind`, `status`, `sort`, `page`. Two queries."""
    every = accounts(lens.as_of)
    found = [each for each in every if each.now or not (lens.asked or each.unmade)]
    faults: list[str] = []
    facets = _facets(every, found, asked, faults)
    values = {each.name: each.value for each in facets if each.value}
    shown = [each for each in found if _fits(each, values)]
    sort = sort_of(asked, SORTS, faults) or LATEST
    page, no_page = page_asked(_sorted(shown, sort), PAGE_SIZE, asked.get("page", ""))
    kept = {**values, "sort": "" if sort == LATEST else sort}
    return Ledger(
        lens=lens,
        facets=facets,
        sorts=tuple(Choice(value, str(label), value == sort) for value, label in SORTS.items()),
        rows=tuple(map(row_of, page)),
        page=page,
        tally=tally(each.now for each in shown),
        makers=_makers(shown, lens, values),
        query=lens.whole.query_with(**kept).replace("?", "&", 1),
        filtered=bool(values),
        faults=(*faults, *no_page),
    )


def tally(standings: Iterable[Standing | None]) -> Tally:
    """Of those with a public turn: without one, nothing shows that they were made."""
    known = [now for now in standings if now]
    by = Counter(now.status for now in known)
    delivered, part = by[CommitmentStatus.DELIVERED], by[CommitmentStatus.DELIVERED_IN_PART]
    return Tally(
        made=len(known),
        open=by[CommitmentStatus.OPEN],
        part=part,
        delivered=delivered,
        ended=len(known) - by[CommitmentStatus.OPEN] - part - delivered,
        overdue=sum(now.overdue for now in known),
        extended=sum(now.extended > 0 for now in known),
    )


def _makers(accounts: Iterable[Account], lens: Lens, values: Mapping[str, str]) -> tuple[MakerTally, ...]:
    """Who made most comes first."""
    by: dict[Actor, list[Account]] = defaultdict(list)
    for each in accounts:
        by[each.commitment.maker].append(each)
    found = [_maker_tally(maker, made, lens, values) for maker, made in by.items()]
    return tuple(sorted(found, key=lambda each: (-each.tally.made, by_name(each.maker.text))))


def _maker_tally(maker: Actor, made: Sequence[Account], lens: Lens, asked: Mapping[str, str]) -> MakerTally:
    """Its numbers lead on only as long as no status is asked for: two at once cannot be."""
    counts, values = tally(each.now for each in made), {**asked, "maker": maker.slug}
    narrowed = values.get("status")

    def cell(label: str, count: int, status: str) -> Cell:
        url = ledger_url(lens, **{**values, "status": status}) if count and not narrowed and status else ""
        return Cell(label, count, url)

    return MakerTally(
        actor_link(maker),
        counts,
        (
            Cell(gettext("Made"), counts.made, ledger_url(lens, **values)),
            cell(gettext("Open"), counts.open, CommitmentStatus.OPEN),
            cell(gettext("In part"), counts.part, CommitmentStatus.DELIVERED_IN_PART),
            cell(gettext("Delivered"), counts.delivered, CommitmentStatus.DELIVERED),
            cell(gettext("Ended otherwise"), counts.ended, ""),
            cell(gettext("Past its day"), counts.overdue, OVERDUE),
            cell(gettext("Extended"), counts.extended, EXTENDED),
        ),
    )


def ledger_url(lens: Lens | None = None, **values: str) -> str:
    """The ledger, narrowed to these values of its filters, as of the same day."""
    query = lens.whole.query_with(**values) if lens else f"?{urlencode(values)}"
    return f"{reverse('commitments')}{query}"


Filed = Iterable[tuple[str, str]]  # what an account is filed under, each with its label


def _maker(of: Account) -> Filed:
    yield of.commitment.maker.slug, of.commitment.maker.local("name")


def _issue(of: Account) -> Filed:
    yield of.commitment.issue.slug, of.commitment.issue.local("name")


def _kind(of: Account) -> Filed:
    kind = Commitment.Kind(of.commitment.kind)
    yield kind.value, str(kind.label)


def _status(of: Account) -> Filed:
    """A commitment is filed under its status, and as overdue and extended where it is."""
    if of.now is None:
        yield NO_TURN, str(FILED[NO_TURN])
        return
    yield of.now.status, str(FILED[of.now.status])
    if of.now.overdue:
        yield OVERDUE, str(FILED[OVERDUE])
    if of.now.extended:
        yield EXTENDED, str(FILED[EXTENDED])


_FILED: Mapping[str, Callable[[Account], Filed]] = {
    "maker": _maker,
    "issue": _issue,
    "kind": _kind,
    "status": _status,
}
FILED = {
    **{str(status): label for status, label in STATUSES.items()},
    OVERDUE: gettext_lazy("past its day, no outcome on record"),
    EXTENDED: gettext_lazy("extended"),
    NO_TURN: gettext_lazy("no public turn yet"),
}
_LABELS = {
    "maker": gettext_lazy("Maker"),
    "issue": gettext_lazy("Issue"),
    "kind": gettext_lazy("Kind"),
    "status": gettext_lazy("Status"),
}
_ORDER = {"kind": list(Commitment.Kind.values), "status": list(FILED)}


def _fits(of: Account, values: Mapping[str, str]) -> bool:
    return all(value in dict(_FILED[name](of)) for name, value in values.items())


def _facets(
    every: Sequence[Account], shown: Sequence[Account], asked: QueryDict, faults: list[str]
) -> tuple[Filter, ...]:
    """What a reader may ask for is known from `every` commitment, also before it was made."""
    labels = {name: dict(pair for each in every for pair in filed(each)) for name, filed in _FILED.items()}
    labels["status"] |= {status: str(label) for status, label in FILED.items()}
    wanted = {name: asked.get(name, "").strip() for name in _FILED}
    values = {name: value for name, value in wanted.items() if value in labels[name]}
    faults += [unknown(name, value) for name, value in wanted.items() if value and name not in values]
    return tuple(_facet(name, shown, labels[name], wanted[name], values) for name in _FILED)


def _facet(
    name: str,
    shown: Sequence[Account],
    labels: Mapping[str, str],
    wanted: str,
    values: Mapping[str, str],
) -> Filter:
    """Only what some commitment is filed under is on offer, and what was asked for."""
    others = {other: value for other, value in values.items() if other != name}
    counts = Counter(key for each in shown if _fits(each, others) for key, _ in _FILED[name](each))
    offered = {key for each in shown for key, _ in _FILED[name](each)} | {wanted}
    order = _ORDER.get(name, sorted(labels, key=lambda key: by_name(labels[key])))
    return Filter(
        name,
        str(_LABELS[name]),
        tuple(
            Choice(key, labels[key], key == wanted, counts[key])
            for key in order
            if key in offered and key in labels
        ),
    )


def _sorted(accounts: Sequence[Account], sort: str) -> list[Account]:
    """`accounts` come with the latest turn first, which settles what a sort leaves open."""
    keys: dict[str, Callable[[Account], Any]] = {
        LATEST: lambda each: 0,
        "deadline": lambda each: (each.now and each.now.deadline) or date.max,
        "overdue": lambda each: -(each.now.days_overdue if each.now else 0),
        "maker": lambda each: by_name(each.commitment.maker.local("name")),
    }
    return sorted(accounts, key=keys[sort])
