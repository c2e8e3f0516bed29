"""Two actors: how far apart they stand, on each issue and over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import floor

from django.conf import settings
from django.utils.translation import gettext as _

from tracker.folding import by_name
from tracker.stances.distance import Distance, apart, over_time, rung_on
from tracker.stances.values import Line

from .faults import told_back
from .filters import Choice
from .home import Cell, cell
from .index import Index, read_index
from .lens import Lens
from .lines import all_lines
from .links import Link


@dataclass(frozen=True, slots=True)
class IssueRow:
    """`apart`: percent of the ladder's height; None where one of the two is not known that day."""

    issue: Link
    here: Cell | None
    there: Cell | None
    apart: int | None


@dataclass(frozen=True, slots=True)
class Moment:
    day: date
    known: int
    agree: int
    apart: int | None  # percent
    gone_stale: bool  # nobody spoke that day: it is silence that changed what is known


@dataclass(frozen=True, slots=True)
class DistancePage:
    as_of: date
    here: Link | None
    there: Link | None
    rows: tuple[IssueRow, ...]
    now: Moment | None
    moments: tuple[Moment, ...]
    choices: tuple[Choice, ...]  # everyone who spoke
    faults: tuple[str, ...]
    unasked: bool = False  # nobody was chosen: two organisations with much in common are shown

    @property
    def last_known(self) -> Moment | None:
        """The last day on which both were known on any issue; None where they are now, or never were."""
        if self.now is None or self.now.known:
            return None
        return next(
            (
                replace(moment, day=after.day - timedelta(days=1))
                for moment, after in reversed(list(pairwise(self.moments)))
                if moment.known
            ),
            None,
        )


def distance_page(asked: Sequence[str], lens: Lens) -> DistancePage:
    """Of the first two actors asked for; where none is, of two organisations with most issues in common.

    Eight queries, or nine (`all_lines`).
    """
    index, lines = read_index(lens.query), all_lines(lens.as_of, switches=lens.switches)
    by_actor: dict[str, dict[str, Line]] = {}
    for (issue, actor), line in lines.items():
        if line.steps:
            by_actor.setdefault(actor, {})[issue] = line
    wanted = [name.strip() for name in asked if name.strip()]
    faults = [
        _("There is no actor “%(name)s” who said anything that counts here.") % {"name": told_back(name)}
        for name in wanted[:9]
        if name not in by_actor
    ]
    chosen = list(dict.fromkeys(name for name in wanted if name in by_actor))
    if not wanted:
        chosen = _usual({slug: lines for slug, lines in by_actor.items() if slug in index.organizations})
    if len(chosen) > 2:
        faults.append(_("The distance is that of two actors: the first two are shown."))
    if len(wanted) > 1 and len(chosen) == 1 and not faults:
        faults.append(_("An actor is at no distance from itself: choose another one."))
    choices = tuple(
        Choice(slug, actor.text, slug in chosen[:2])
        for slug, actor in index.actors.items()
        if slug in by_actor
    )
    nothing = DistancePage(lens.as_of, None, None, (), None, (), choices, (*lens.faults, *faults))
    if not chosen:
        return nothing
    here = chosen[0]
    if len(chosen) == 1:
        return DistancePage(lens.as_of, index.actors[here], None, (), None, (), choices, nothing.faults)
    there = chosen[1]
    shared = {
        issue: (line, by_actor[there][issue])
        for issue, line in by_actor[here].items()
        if issue in by_actor[there]
    }
    ladders = {issue: tuple(index.rungs[issue]) for issue in shared}
    spoken = {span.start for pair in shared.values() for line in pair for span in line.spans}
    found = over_time(shared, ladders, settings.STALE_AFTER)
    moments = tuple(_moment(each, each.day not in spoken) for each in found)
    rows = [_row(issue, pair, (here, there), index, lens) for issue, pair in shared.items()]
    rows.sort(key=lambda row: (1 if row.apart is None else -row.apart, by_name(row.issue.text)))
    return DistancePage(
        as_of=lens.as_of,
        here=index.actors[here],
        there=index.actors[there],
        rows=tuple(rows),
        now=moments[-1] if moments else None,
        moments=moments,
        choices=choices,
        faults=nothing.faults,
        unasked=not wanted,
    )


def _usual(by_actor: Mapping[str, Mapping[str, Line]]) -> list[str]:
    """Who spoke on most issues, and who shares most of them; none where no two share any."""
    if not by_actor:
        return []
    first = min(by_actor, key=lambda slug: (-len(by_actor[slug]), slug))
    shared = {
        slug: len(lines.keys() & by_actor[first].keys()) for slug, lines in by_actor.items() if slug != first
    }
    second = min(shared, key=lambda slug: (-shared[slug], slug), default="")
    return [first, second] if shared.get(second) else []


def _row(issue: str, pair: tuple[Line, Line], actors: tuple[str, str], index: Index, lens: Lens) -> IssueRow:
    rungs = index.rungs[issue]
    here, there = (rung_on(line, lens.as_of, settings.STALE_AFTER) for line in pair)
    known = here is not None and there is not None
    cells = [cell(line, actor, issue, index) for line, actor in zip(pair, actors, strict=True)]
    return IssueRow(
        index.issues[issue],
        cells[0],
        cells[1],
        _percent(apart(here, there, tuple(rungs))) if known else None,  # type: ignore[arg-type]
    )


def _moment(found: Distance, gone_stale: bool) -> Moment:
    apart = None if found.mean is None else _percent(found.mean)
    return Moment(found.day, found.known, found.agree, apart, gone_stale)


def _percent(share: float) -> int:
    """In whole percent, halves up: 62.5 % is 63 %, as readers reckon it, and not the nearest even number."""
    return floor(round(100 * share, 6) + 0.5)
