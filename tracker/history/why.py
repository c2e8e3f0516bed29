"""Why a statement does what it does to its line: the rule in one sentence, with what it met there."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.stances.values import Attribution, Bound, Line, Point, Role, Shift, Step

from .links import Link, Rung, codebook


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence, the rule that it applies, and the statement that it speaks of, if any, by slug."""

    sentence: str
    rule: Link
    other: str = ""


ASIDE = "It asks this of somebody else. On a question of an actor’s own conduct that is no stance of its own."
DECLINED = (
    "It speaks on the question and takes no rung: nothing that could move the line, and no silence either."
)
OPENS = "On record, and the first to take a rung: here the line starts."
SHIFTED = "On record, and it takes another rung than the line stood at: the line moves."
REAFFIRMS = "On record, and it takes the rung at which the line stood already: the line is confirmed."
YIELDS = "On record, but a stronger voice of the same day said otherwise, and has the day."
MIXED = "It differs from where the line stood at the end of that day without moving it: a mixed message."
STANDS = "The line stood on its side already: it stands as a limit until something crosses it."
SIGNALS = {
    Attribution.UNNAMED: "Its source is not named: a signal, shown beside the line and never moving it.",
    Attribution.CHARACTERISED: "The press’s own reading: a signal, shown beside the line, never moving it.",
}
CONSIDERING = "It only considers: a signal, shown beside the line and never moving it."


def why_of(line: Line, slug: str, rungs: Mapping[int, Rung]) -> tuple[Why, ...]:
    """The reasons of one statement on its line, the first the one of its role."""
    step = next((step for step in line.steps if step.point.slug == slug), None)
    if step is None:
        return (Why(ASIDE, rule(2, "The line")),)
    shift = next((shift for shift in line.shifts if shift.after.point.slug == slug), None)
    reasons = [_reason(line, step, shift, rungs)]
    if step.mixed:
        reasons.append(Why(MIXED, rule(5, "Mixed message")))
    return tuple(reasons)


def rule(number: int, name: str) -> Link:
    return Link(f"Rule {number}: {name}", codebook(f"rule-{number}"))


def _reason(line: Line, step: Step, shift: Shift | None, rungs: Mapping[int, Rung]) -> Why:
    if step.role is Role.SHIFTS:
        return _shifted(step.point, shift, rungs)
    if step.role is Role.YIELDS:
        return Why(YIELDS, rule(1, "Order"), _stronger(line, step))
    if step.role is Role.SIGNALS:
        return Why(SIGNALS.get(step.point.attribution, CONSIDERING), rule(2, "The line"))
    return {
        Role.OPENS: Why(OPENS, rule(2, "The line")),
        Role.REAFFIRMS: Why(REAFFIRMS, rule(4, "Shift")),
        Role.LIMITS: Why(STANDS, rule(3, "Limits")),
        Role.DECLINES: Why(DECLINED, rule(2, "The line")),
    }[step.role]


def _shifted(point: Point, shift: Shift | None, rungs: Mapping[int, Rung]) -> Why:
    """A limit moves the line just to itself. `shift` is None where the day ended elsewhere."""
    moved = ""
    if shift is not None:
        moved = f" It moves from “{rungs[shift.from_rung].label}” to “{rungs[shift.to_rung].label}”."
    if point.bound is Bound.EXACT:
        return Why(f"{SHIFTED}{moved}", rule(4, "Shift"))
    side = "above this ceiling" if point.bound is Bound.CEILING else "below this floor"
    return Why(f"The line stood {side}: it is moved just to it, and no further.{moved}", rule(3, "Limits"))


def _stronger(line: Line, step: Step) -> str:
    """The strongest voice of the same day that acted."""
    same_day = [
        other
        for other in line.steps
        if other.point.last == step.point.last and other.role in (Role.OPENS, Role.SHIFTS, Role.REAFFIRMS)
    ]
    strongest = max(same_day, key=lambda other: other.point.authority, default=None)
    return strongest.point.slug if strongest is not None else ""
