"""The stance history of one actor on one issue: the page that everything else leads to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.folding import by_name
from tracker.models import Actor, Issue, Statement
from tracker.stances.switches import Reason
from tracker.stances.values import Bound, Limit, Line, Role, Step, Term
from tracker.words import and_list

from .basis import basis
from .cards import Card, cards
from .chart import Drawing, Pledge, draw_narrow, draw_wide, subject
from .commitments import CommitmentRow, commitment_rows
from .differing import Differing, differing
from .finding import Finding, finding, nothing_by, nothing_left
from .headings import demand, heading
from .lens import Lens
from .lines import Through, line_of, lines_through, terms_of
from .links import Link, Rung, actor_link, codebook, issue_link, ladder, stance_url
from .pairs import ShiftPair, pair
from .pledges import pledges

ROLES = {
    Role.OPENS: _("first stance known"),
    Role.SHIFTS: _("moves the line"),
    Role.REAFFIRMS: _("reaffirms"),
    Role.LIMITS: _("sets a limit"),
    Role.SIGNALS: _("signal"),
    Role.YIELDS: _("outranked that day"),
    Role.DECLINES: _("takes no position"),
}
NO_HEAD = _("neither a head of state or government on record nor a formal decision or act")
ASIDES = {"pressure": _("pressed by others"), "aside": _("asks others"), "told": _("said to it")}


@dataclass(frozen=True, slots=True)
class Now:
    """Where the line stands on the day asked about."""

    rung: Rung
    last_confirmed: date
    stale: bool


@dataclass(frozen=True, slots=True)
class LimitRow:
    card: Card
    rung: Rung
    ceiling: bool
    since: date
    until: date | None
    crossed_by: Card | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement in the list below the chart, numbered as on the chart."""

    number: int
    card: Card
    role: Link
    shift: int | None = None
    mixed: bool = False
    stance: Rung | None = None  # where the line stood once its day was over

    @property
    def on_chart(self) -> bool:
        return self.role.kind not in ("aside", "told")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A statement that does not count here, and why."""

    card: Card
    why: str


@dataclass(frozen=True, slots=True)
class StancePage:
    title: str
    url: str
    actor: Link
    issue: Link
    question: str
    as_of: date
    lens: Lens
    outlets: tuple[str, ...]  # all that show something of this, whether left out or not
    differing: Differing | None  # from the line with all evidence; None: this is it
    finding: Finding
    since: str  # what the line did after an earlier day, "" where none was asked for
    now: Now | None
    mixed: int
    own: int  # how many of the entries are the actor's own
    sources: int
    charts: tuple[Drawing, ...]  # wide and narrow; none without a statement
    to_scale: bool
    other_axis: str  # the address of the same, to scale or step by step
    shifts: tuple[ShiftPair, ...]
    limits: tuple[LimitRow, ...]
    covered: date  # until when something is coded: nothing later can cross a limit here
    pressure: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    commitments: tuple[CommitmentRow, ...]

    @property
    def told(self) -> int:
        """How many of the entries were said to the actor, and ask nothing of it."""
        return sum(entry.role.kind == "told" for entry in self.entries)

    @property
    def first_mixed(self) -> Card | None:
        return next((entry.card for entry in self.entries if entry.mixed), None)

    @property
    def asides(self) -> int:
        """How many of the entries are the actor's, asking something of others."""
        return sum(entry.role.kind == "aside" for entry in self.entries)


def stance_page(actor: Actor, issue: Issue, seen: date | Lens, *, to_scale: bool = False) -> StancePage:
    """Fourteen queries, through whatever lens; three more as of an earlier day. `seen`: the
    day as of which, or all that is looked through.
    """
    lens = seen if isinstance(seen, Lens) else Lens(seen, seen)
    as_of, terms = lens.as_of, terms_of(actor)
    through = lines_through(actor, issue, as_of, terms, lens.switches)
    line, url = through.seen, stance_url(actor.slug, issue.slug)
    said = Statement.objects.published().as_of(as_of).filter(issue=issue).of_or_to(actor.slug)
    every = cards(said)
    known = {card.slug: card for card in _seen(every, through.left_out, lens)}
    rungs = ladder(issue)
    entries = _entries(actor, line, known, rungs)
    promised = commitment_rows(as_of, maker=actor, issue=issue)
    lanes = pledges(promised, actor, issue, lens, known)
    return StancePage(
        title=_title(actor_link(actor), issue_link(issue), through.whole, every),
        url=url,
        actor=actor_link(actor),
        issue=issue_link(issue),
        question=issue.local("question"),
        as_of=as_of,
        lens=lens,
        outlets=through.outlets,
        differing=None if lens.is_whole else differing(through.whole, line, rungs, lens.switches),
        since=_since(actor, issue, lens, terms),
        finding=_finding(actor, through, rungs, terms, entries, lens),
        now=_now(line, rungs),
        mixed=len(line.mixed),
        own=len(line.steps),
        sources=len({fragment.source.url for entry in entries for fragment in entry.card.fragments}),
        charts=_charts(line, rungs, terms, entries, lanes, to_scale=to_scale, partial=not lens.is_whole),
        to_scale=to_scale,
        other_axis=f"{url}{lens.query_with(axis='' if to_scale else 'scale')}",
        shifts=tuple(
            pair(number, shift, line.pressure, known, rungs, url, lens)
            for number, shift in enumerate(line.shifts, 1)
        ),
        limits=tuple(
            _limit(limit, rungs[limit.point.rung], known)
            for limit in line.limits
            if limit.point.rung is not None
        ),
        covered=_covered(as_of),
        pressure=tuple(entry for entry in entries if entry.role.kind == "pressure"),
        entries=entries,
        left_out=_left_out(every, through.left_out),
        commitments=promised,
    )


def _since(actor: Actor, issue: Issue, lens: Lens, terms: tuple[Term, ...]) -> str:
    """“Since then: 2 shifts”. Three queries where a day was asked for."""
    if not lens.asked:
        return ""
    line = line_of(actor, issue, lens.today, terms, lens.switches)
    later = sum(shift.after.point.last > lens.as_of for shift in line.shifts)
    told = ngettext("Since then: %(count)d shift.", "Since then: %(count)d shifts.", later)
    return told % {"count": later} if later else str(_("No shift is on record since then."))


def _covered(as_of: date) -> date:
    found = basis()
    return as_of if found is None else min(as_of, found.last)


def _seen(every: Iterable[Card], left_out: Collection[str], lens: Lens) -> tuple[Card, ...]:
    """The cards that are seen, each with the fragments that are."""
    return tuple(
        replace(card, fragments=tuple(each for each in card.fragments if lens.shows(each.outlet)))
        for card in every
        if card.slug not in left_out
    )


def _left_out(every: Iterable[Card], reasons: Mapping[str, Reason]) -> tuple[LeftOut, ...]:
    gone = (card for card in every if card.slug in reasons)
    return tuple(
        LeftOut(card, _why(card, reasons[card.slug]))
        for card in sorted(gone, key=lambda card: (card.last, card.slug))
    )


def _why(card: Card, reason: Reason) -> str:
    if reason is Reason.OUTLET:
        outlets = sorted({fragment.outlet for fragment in card.fragments}, key=by_name)
        return _("shown only by %(outlets)s") % {"outlets": and_list(outlets)}
    return str(NO_HEAD) if reason is Reason.NO_HEAD else card.attribution.text.lower()


def _finding(
    actor: Actor,
    through: Through,
    rungs: Mapping[int, Rung],
    terms: Sequence[Term],
    entries: Sequence[Entry],
    lens: Lens,
) -> Finding:
    if lens.asked and not through.whole.steps and not entries:
        return nothing_by(actor.local("name"), lens.as_of)
    if through.whole.steps and not through.seen.steps:
        return nothing_left(actor.local("name"), len(through.whole.steps))
    asked = sum(entry.role.kind == "aside" for entry in entries)
    return finding(actor.local("name"), through.seen, rungs, terms, asked=asked)


def _title(actor: Link, issue: Link, line: Line, every: Sequence[Card]) -> str:
    """After what the actor said itself; where it only asked something of others, after that."""
    known = {card.slug: card for card in every}
    own = dict.fromkeys(known[step.point.slug].whose for step in line.steps)
    asked = {point.slug for point in line.pressure}
    to = [
        card.addressee for card in every if card.slug not in asked and actor in (card.speaker, card.principal)
    ]
    if own or not any(to):
        return heading(actor, issue, tuple(own))
    return demand(actor, issue, tuple(dict.fromkeys(each for each in to if each)))


def _charts(
    line: Line,
    rungs: Mapping[int, Rung],
    terms: tuple[Term, ...],
    entries: tuple[Entry, ...],
    lanes: Sequence[Pledge],
    *,
    to_scale: bool,
    partial: bool,
) -> tuple[Drawing, ...]:
    cards = {entry.card.slug: entry.card for entry in entries}
    numbers = {entry.card.slug: entry.number for entry in entries}
    drawn = subject(line, rungs, terms, cards, numbers, lanes, partial=partial)
    if not drawn.marks:
        return ()
    return (
        draw_wide(drawn, to_scale_of_time=to_scale),
        draw_narrow(drawn, to_scale_of_time=to_scale),
    )


def _now(line: Line, rungs: Mapping[int, Rung]) -> Now | None:
    if line.stance is None:
        return None
    return Now(rungs[line.stance.rung], line.stance.last_confirmed, line.stance.stale)


def _limit(limit: Limit, rung: Rung, known: Mapping[str, Card]) -> LimitRow:
    return LimitRow(
        card=known[limit.point.slug],
        rung=rung,
        ceiling=limit.point.bound is Bound.CEILING,
        since=limit.since,
        until=limit.until,
        crossed_by=known[limit.crossed_by.slug] if limit.crossed_by else None,
    )


def _entries(
    actor: Actor, line: Line, known: Mapping[str, Card], rungs: Mapping[int, Rung]
) -> tuple[Entry, ...]:
    """Every statement as it is told (rule 1); of a day, last what the actor asked of others or was told."""
    steps = {step.point.slug: step for step in line.steps}
    asked = {point.slug for point in line.pressure}
    moved = {shift.after.point.slug: number for number, shift in enumerate(line.shifts, 1)}
    place = {slug: place for place, slug in enumerate(line.told)}
    ordered = sorted(
        known.values(), key=lambda card: (card.last, place.get(card.slug, len(place)), card.slug)
    )
    return tuple(
        _entry(number, card, steps.get(card.slug), _beside(actor, card, asked), moved.get(card.slug), rungs)
        for number, card in enumerate(ordered, 1)
    )


def _entry(
    number: int, card: Card, step: Step | None, beside: str, shift: int | None, rungs: Mapping[int, Rung]
) -> Entry:
    if step is None:
        return Entry(number, card, Link(str(ASIDES[beside]), codebook(f"role-{beside}"), beside))
    return Entry(
        number,
        card,
        Link(str(ROLES[step.role]), codebook(f"role-{step.role}"), step.role),
        shift,
        step.mixed,
        None if step.stance is None else rungs[step.stance],
    )


def _beside(actor: Actor, card: Card, asked: Collection[str]) -> str:
    """What a statement is to an actor whose line it is not on."""
    if card.slug in asked:
        return "pressure"
    return "aside" if actor_link(actor) in (card.speaker, card.principal) else "told"
