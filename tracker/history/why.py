"""Why a statement does what it does to its line: the rule in one sentence, with what it met there."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from tracker.codebook import RULES
from tracker.stances.values import Attribution, Bound, Line, Point, Role, Shift, Step

from .links import Link, Rung, codebook


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence, the rule that it applies, and the statement that it speaks of, if any, by slug."""

    sentence: str
    rule: Link
    other: str = ""


ASIDE = gettext_lazy(
    "It asks this of somebody else. On a question of an actor’s own conduct that is no stance of its own."
)
DECLINED = gettext_lazy(
    "It speaks on the question and takes no rung: nothing that could move the line, and no silence either."
)
OPENS = gettext_lazy("On record, and the first to take a rung: here the line starts.")
SHIFTED = gettext_lazy("On record, and it takes another rung than the line stood at: the line moves.")
REAFFIRMS = gettext_lazy(
    "On record, and it takes the rung at which the line stood already: the line is confirmed."
)
YIELDS = gettext_lazy("On record, but a stronger voice of the same day said otherwise, and has the day.")
MIXED = gettext_lazy(
    "It differs from where the line stood at the end of that day without moving it: a mixed message."
)
STANDS = gettext_lazy("The line stood on its side already: it stands as a limit until something crosses it.")
LOWERED = gettext_lazy("The line stood above this ceiling: it is moved just to it, and no further.")
RAISED = gettext_lazy("The line stood below this floor: it is moved just to it, and no further.")
SIGNALS = {
    Attribution.UNNAMED: gettext_lazy(
        "Its source is not named: a signal, shown beside the line and never moving it."
    ),
    Attribution.CHARACTERISED: gettext_lazy(
        "The press’s own reading: a signal, shown beside the line, never moving it."
    ),
}
CONSIDERING = gettext_lazy("It only considers: a signal, shown beside the line and never moving it.")


def why_of(line: Line, slug: str, rungs: Mapping[int, Rung]) -> tuple[Why, ...]:
    """The reasons of one statement on its line, the first the one of its role."""
    step = next((step for step in line.steps if step.point.slug == slug), None)
    if step is None:
        return (Why(str(ASIDE), rule(2)),)
    shift = next((shift for shift in line.shifts if shift.after.point.slug == slug), None)
    reasons = [_reason(line, step, shift, rungs)]
    if step.mixed:
        reasons.append(Why(str(MIXED), rule(5)))
    return tuple(reasons)


def rule(number: int) -> Link:
    name = gettext("Rule %(number)d: %(name)s") % {"number": number, "name": RULES[number - 1].name}
    return Link(name, codebook(f"rule-{number}"))


def _reason(line: Line, step: Step, shift: Shift | None, rungs: Mapping[int, Rung]) -> Why:
    if step.role is Role.SHIFTS:
        return _shifted(step.point, shift, rungs)
    if step.role is Role.YIELDS:
        return Why(str(YIELDS), rule(1), _stronger(line, step))
    if step.role is Role.SIGNALS:
        return Why(str(SIGNALS.get(step.point.attribution, CONSIDERING)), rule(2))
    return {
        Role.OPENS: Why(str(OPENS), rule(2)),
        Role.REAFFIRMS: Why(str(REAFFIRMS), rule(4)),
        Role.LIMITS: Why(str(STANDS), rule(3)),
        Role.DECLINES: Why(str(DECLINED), rule(2)),
    }[step.role]


def _shifted(point: Point, shift: Shift | None, rungs: Mapping[int, Rung]) -> Why:
    """A limit moves the line just to itself. `shift` is None where the day ended elsewhere."""
    told, of_rule = {
        Bound.EXACT: (SHIFTED, 4),
        Bound.CEILING: (LOWERED, 3),
        Bound.FLOOR: (RAISED, 3),
    }[point.bound]
    if shift is None:
        return Why(str(told), rule(of_rule))
    moved = gettext("It moves from “%(before)s” to “%(after)s”.")
    moved %= {"before": rungs[shift.from_rung].label, "after": rungs[shift.to_rung].label}
    return Why(f"{told} {moved}", rule(of_rule))


def _stronger(line: Line, step: Step) -> str:
    """The strongest voice of the same day that acted."""
    same_day = [
        other
        for other in line.steps
        if other.point.last == step.point.last and other.role in (Role.OPENS, Role.SHIFTS, Role.REAFFIRMS)
    ]
    strongest = max(same_day, key=lambda other: other.point.authority, default=None)
    return strongest.point.slug if strongest is not None else ""
