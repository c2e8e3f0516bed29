"""One actor before and after a change: of government for an organisation, of office for a person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.languages import local_column
from tracker.models import Actor, Membership
from tracker.stances.handover import Handover, handover
from tracker.stances.values import Line, Role, Step, Term
from tracker.words import number, when_said

from .cards import Card, cards_by_slug
from .index import Index, read_index
from .lens import Lens
from .lines import Lines, all_lines, line_link, terms_of
from .links import Link, Rung, actor_link


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance, and the statement that last took or confirmed it."""

    rung: Rung
    card: Card


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """On one issue. `moved`: "up 2 rungs", "the same", or "" where one side is not known; `size`: rungs."""

    issue: Link
    line: Link
    before: Stand | None
    before_without: str  # what is said of a side without a stance; "" where nothing at all was found
    first: Stand | None
    first_without: str
    last: Stand | None  # where it is another than `first`
    moved: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """From one term to the next; `day` None: the start of the second is not known."""

    number: int
    old: str
    new: str
    day: date | None
    rows: tuple[HandoverRow, ...]
    silent: int  # issues on which nothing was said on either side

    @property
    def compared(self) -> bool:
        """Whether any line is known on both sides."""
        return any(row.moved for row in self.rows)


@dataclass(frozen=True, slots=True)
class HandoverPage:
    actor: Link
    as_of: date
    of_office: bool  # a person's own, by the offices held
    changes: tuple[Change, ...]
    faults: tuple[str, ...]


def handover_page(actor: Actor, lens: Lens) -> HandoverPage:
    """Eleven queries at most. `actor` came through `published()`."""
    of_office = not actor.is_organization
    terms = _offices(actor, lens.as_of) if of_office else terms_of(actor)
    index = read_index(lens.query)
    lines = all_lines(lens.as_of, actor=actor, switches=lens.switches)
    found = [(old, new, dict(_found(lines, old, new))) for old, new in pairwise(terms)]
    shown = cards_by_slug(
        step.point.slug for _, _, by_issue in found for each in by_issue.values() for step in _steps(each)
    )
    return HandoverPage(
        actor_link(actor),
        lens.as_of,
        of_office,
        tuple(
            Change(
                number,
                old.label,
                new.label,
                new.first,
                tuple(_rows(actor, (old, new), by_issue, lines, index, shown)),
                len(by_issue) - sum(bool(_steps(each)) for each in by_issue.values()),
            )
            for number, (old, new, by_issue) in enumerate(found, 1)
        ),
        lens.faults,
    )


def _offices(person: Actor, as_of: date) -> tuple[Term, ...]:
    """The offices that a person held, as terms; before the first one the person was out of office."""
    held = Membership.objects.published().filter(person=person, start_first__isnull=False)
    rows = held.order_by("start_first", "role").values_list(
        local_column("role"), local_column("organization__name"), "start_first", "end_last"
    )
    offices = [
        Term(f"{role}, {organization}" if role else organization, person.slug, first, last)
        for role, organization, first, last in rows
        if first <= as_of
    ]
    if not offices:
        return ()
    return (Term(_("Before any office"), person.slug, None, offices[0].first), *offices)


def _found(lines: Lines, old: Term, new: Term) -> Iterator[tuple[str, Handover]]:
    if new.first is None:
        return
    for (issue, _actor), line in lines.items():
        if line.steps:
            yield issue, handover(line, old.first, new.first, new.last)


def _steps(found: Handover) -> list[Step]:
    return [step for step in (found.before, found.first, found.last) if step is not None]


def _without(line: Line, since: date | None, until: date | None) -> str:
    """What is told of a time without a stance: to decline a position is not to say nothing."""
    points = [
        (step.role, step.point)
        for step in line.steps
        if (since or date.min) <= step.point.last < (until or date.max)
    ]
    declined = [point for role, point in points if role is Role.DECLINES]
    if declined:
        return _("took no position, %(when)s") % {"when": when_said(declined[-1])}
    if not points:
        return ""  # the lens says what that means
    told = ngettext("nothing on record, one signal", "nothing on record, %(number)s signals", len(points))
    return told % {"number": number(len(points))}


def _rows(
    actor: Actor,
    terms: tuple[Term, Term],
    found: Mapping[str, Handover],
    lines: Lines,
    index: Index,
    shown: Mapping[str, Card],
) -> Iterable[HandoverRow]:
    """What moved furthest first, then what is known of both sides, then the rest; by issue."""
    rows = [(found[issue], issue) for issue in index.issues if issue in found and _steps(found[issue])]
    rows.sort(key=lambda row: _furthest_first(row[0]))
    for each, issue in rows:
        rungs = index.rungs[issue]

        def stand(step: Step | None, rungs: Mapping[int, Rung] = rungs) -> Stand | None:
            if step is None or step.stance is None:
                return None
            return Stand(rungs[step.stance], shown[step.point.slug])

        last = each.last if each.first is None or each.last != each.first else None
        line = line_link(lines[issue, actor.slug], actor.slug, issue, index)
        old, new = terms
        yield HandoverRow(
            index.issues[issue],
            line,
            stand(each.before),
            _without(lines[issue, actor.slug], old.first, new.first),
            stand(each.first),
            _without(lines[issue, actor.slug], new.first, new.last),
            stand(last),
            _moved(each.size),
            each.size,
        )


def _furthest_first(found: Handover) -> int:
    return 1 if found.size is None else -abs(found.size)


def _moved(size: int | None) -> str:
    if size is None:
        return ""
    if size == 0:
        return _("the same")
    if size > 0:
        return ngettext("up %(count)d rung", "up %(count)d rungs", size) % {"count": size}
    return ngettext("down %(count)d rung", "down %(count)d rungs", -size) % {"count": -size}
