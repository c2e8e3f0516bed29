"""Statements: the list with its filters, and one statement with its place on its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.utils.translation import gettext as _

from tracker.models import CommitmentEvent, Statement
from tracker.search.questions import Question
from tracker.stances.values import Line

from .cards import Card, card, cards_by_slug, recipe
from .filters import Applied, Filter, Way
from .headings import stance_link
from .lines import line_of, terms_of
from .links import Link, Rung, codebook, ladder, link, word
from .narrowing import Narrowed, narrowed, read_statements, statement_filters
from .proof import Proof, proof_of
from .revisions import Revision, revisions
from .stance import ASIDES, ROLES
from .turning import page_asked
from .why import why_of

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class StatementList:
    filters: tuple[Filter, ...]
    applied: Applied
    cards: tuple[Card, ...]
    total: int
    page: Page[Statement]
    question: Question
    drops: tuple[Way, ...]  # where nothing fits: what it would find without each of the filters

    @property
    def filtered(self) -> bool:
        return bool(self.applied.values)

    @property
    def query(self) -> str:
        """The filters that apply, for the links to other pages."""
        return self.applied.query

    @property
    def other_order(self) -> Way:
        """The same, the other way round in time."""
        if self.applied.sort:
            return Way(_("Newest first"), f"?{self.applied.query_with(sort='')}")
        return Way(_("Oldest first"), f"?{self.applied.query_with(sort='oldest')}")


def statement_list(asked: Mapping[str, str], page: str, as_of: date) -> StatementList:
    """Statements, newest first, narrowed as a reader asked: see history/narrowing.py."""
    found = read_statements(asked, as_of)
    shown, faults = page_asked(recipe(found.statements), PAGE_SIZE, page)
    return StatementList(
        filters=statement_filters(found),
        applied=found.applied.with_faults(faults),
        cards=tuple(card(statement) for statement in shown),
        total=shown.paginator.count,
        page=shown,
        question=found.question,
        drops=() if shown.paginator.count else tuple(_drops(found)),
    )


def _drops(found: Narrowed) -> Iterator[Way]:
    applied = found.applied
    if len(applied.values) > 1:
        for name in applied.values:
            left = narrowed(found.everything, applied.without(name)).count()
            yield applied.without_it(name, left)


def statement_cards(asked: Mapping[str, str], as_of: date) -> tuple[Applied, Iterator[Card]]:
    """All that `statement_list` shows, whatever its page, for a file. One query, and two for each 2,000."""
    found = read_statements(asked, as_of)
    return found.applied, map(card, recipe(found.statements).iterator(chunk_size=2_000))


@dataclass(frozen=True, slots=True)
class TurnLink:
    """A turn of a commitment that a statement shows."""

    commitment: Link
    kind: Link


@dataclass(frozen=True, slots=True)
class Place:
    """The rung taken, and those beside it on the ladder; None at its ends."""

    above: Rung | None
    here: Rung
    below: Rung | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it has its role, with the statement that the sentence speaks of, if any."""

    sentence: str
    rule: Link
    other: Card | None


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a record since the day as of which it was cited.

    `changed`: the days on which something that readers see was changed, the last first.
    """

    day: date
    public: bool  # then already
    changed: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class StatementPage:
    card: Card
    role: Link  # what it did to the line
    reasons: tuple[Reason, ...]
    pressure: Link | None  # the line of whoever it is asked of, where it is not on its own
    shift: int | None
    place: Place | None
    proof: Proof
    revisions: tuple[Revision, ...]
    earlier: Card | None  # its neighbours on the same line
    later: Card | None
    turns: tuple[TurnLink, ...]

    @property
    def recorded(self) -> date | None:
        """The day on which it was first public here; None where no history tells."""
        return self.revisions[-1].on if self.revisions else None

    def since(self, day: date) -> Since:
        """Before the first revision it was not public; where no history tells, it may have been."""
        later = tuple(dict.fromkeys(revision.on for revision in self.revisions if revision.on > day))
        return Since(day, self.recorded is None or self.recorded <= day, later)


def statement_page(statement: Statement, as_of: date) -> StatementPage:
    """Nineteen queries at most. `statement` came through `published()`."""
    whose = statement.on_behalf_of or statement.speaker
    line = line_of(whose, statement.issue, as_of, terms_of(whose))
    own = [step.point.slug for step in line.steps]
    place = own.index(statement.slug) if statement.slug in own else None
    beside = {} if place is None else {-1: own[place - 1 : place], 1: own[place + 1 : place + 2]}
    rungs = ladder(statement.issue)
    reasons = why_of(line, statement.slug, rungs)
    others = [slug for slugs in beside.values() for slug in slugs] + [each.other for each in reasons]
    shown = cards_by_slug([statement.slug, *others])
    earlier, later = (next(iter(beside.get(side, [])), "") for side in (-1, 1))
    card = shown[statement.slug]
    return StatementPage(
        card=card,
        role=_role(line, place),
        reasons=tuple(Reason(each.sentence, each.rule, shown.get(each.other)) for each in reasons),
        pressure=_pressure(statement) if place is None else None,
        shift=_shift(line, statement.slug),
        place=_place(card.rung, rungs),
        proof=proof_of(statement),
        revisions=revisions(statement),
        earlier=shown.get(earlier),
        later=shown.get(later),
        turns=_turns(statement),
    )


def _pressure(statement: Statement) -> Link | None:
    return None if statement.addressee is None else stance_link(statement.addressee, statement.issue)


def _place(here: Rung | None, rungs: Mapping[int, Rung]) -> Place | None:
    if here is None:
        return None
    values = sorted(rungs)
    at = values.index(here.value)
    above = rungs[values[at + 1]] if at + 1 < len(values) else None
    return Place(above, here, rungs[values[at - 1]] if at else None)


def _role(line: Line, place: int | None) -> Link:
    if place is None:
        return Link(str(ASIDES["aside"]), codebook("role-aside"), "aside")
    role = line.steps[place].role
    return Link(str(ROLES[role]), codebook(f"role-{role}"), role)


def _shift(line: Line, slug: str) -> int | None:
    found = (number for number, shift in enumerate(line.shifts, 1) if shift.after.point.slug == slug)
    return next(found, None)


def _turns(statement: Statement) -> tuple[TurnLink, ...]:
    events = CommitmentEvent.objects.published().filter(statement=statement).select_related("commitment")
    return tuple(
        TurnLink(link(event.commitment), word("turn", CommitmentEvent.Kind(event.kind))) for event in events
    )
