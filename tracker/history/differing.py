"""What a line looked through differs in from the one with all evidence, in sentences (rule 8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tracker.stances.comparing import Changed, Difference, Numbered, compare
from tracker.stances.values import Bound, Limit, Line, Shift, Stance, Switches
from tracker.words import and_list, count, day_in_words

from .links import Rung

Rungs = Mapping[int, Rung]
MOST = 12  # changes that a reader takes in at once


@dataclass(frozen=True, slots=True)
class Differing:
    """`through` names the evidence that counts; `sentences` say what that changes."""

    through: str
    sentences: tuple[str, ...]
    moved: bool  # whether the stance, a shift or a limit is another one


def differing(whole: Line, seen: Line, rungs: Rungs, switches: Switches) -> Differing:
    """Compare two lines of one actor on one issue, as of the same day."""
    found = compare(whole, seen)
    changes = tuple(_changes(found, rungs))
    more = (f"And {count(len(changes) - MOST, 'change')} more.",) if len(changes) > MOST else ()
    return Differing(through(switches), (_left_out(found, whole), *changes[:MOST], *more), found.is_moved)


def through(switches: Switches) -> str:
    """“Without unnamed sources and Reuters”, “Heads of state or government alone, without paraphrase”."""
    left_out = [
        *["unnamed sources"] * switches.unnamed,
        *["paraphrase"] * switches.paraphrase,
        *sorted(switches.outlets),
    ]
    heads = "Heads of state or government alone" if switches.heads_only else ""
    without = f"without {and_list(left_out)}" if left_out else ""
    both = ", ".join(filter(None, (heads, without))) or "with all evidence"
    return both[:1].upper() + both[1:]


def _left_out(found: Difference, whole: Line) -> str:
    if not found.left_out and not found.asked_out:
        return "None of its statements is left out."
    said = f"{len(found.left_out)} of {count(len(whole.steps), 'statement')}"
    asked = f"{len(found.asked_out)} of {count(len(whole.pressure), 'request')} by others"
    if found.asked_out:
        return f"{said} and {asked} are left out."
    return f"{said} {'is' if len(found.left_out) == 1 else 'are'} left out."


def _changes(found: Difference, rungs: Rungs) -> Iterator[str]:
    yield _stance(found, *found.stances, rungs)
    for each in found.gone:
        yield f"{_shift(each, rungs)} is gone."
    for changed in found.changed:
        yield _changed(changed, rungs)
    for _, shift in found.new:
        when = day_in_words(shift.after.point.last)
        yield f"A shift appears that is not in the full record: {_move(shift, rungs)}, {when}."
    for limit in found.limits_gone:
        yield f"A limit is gone: {_limit(limit, rungs)}."
    for limit in found.limits_new:
        yield f"A limit appears that is not in the full record: {_limit(limit, rungs)}."


def _stance(found: Difference, whole: Stance | None, seen: Stance | None, rungs: Rungs) -> str:
    if whole is None and seen is None:
        return "There is no stance on record with or without it."
    if seen is None:
        return f"No stance on record is left; the full record gives “{_label(whole, rungs)}”."
    if whole is None:
        return f"The stance is “{_label(seen, rungs)}”; the full record gives none."
    if whole.rung != seen.rung:
        return f"The stance is “{_label(seen, rungs)}” instead of “{_label(whole, rungs)}”."
    last = ""
    if whole.last_confirmed != seen.last_confirmed:
        last = f", last confirmed on {day_in_words(seen.last_confirmed)}"
        last += f" instead of {day_in_words(whole.last_confirmed)}"
    stale = " It is stale." if seen.stale and not whole.stale else ""
    kept = "" if found.gone or found.changed or found.new or last else ", and no shift changes"
    return f"The stance is still “{_label(seen, rungs)}”{last}{kept}.{stale}"


def _label(stance: Stance | None, rungs: Rungs) -> str:
    return "" if stance is None else rungs[stance.rung].label


def _shift(numbered: Numbered, rungs: Rungs) -> str:
    place, shift = numbered
    return f"Shift {place} ({_move(shift, rungs)}, {day_in_words(shift.after.point.last)})"


def _changed(changed: Changed, rungs: Rungs) -> str:
    (_, whole), (_, seen) = changed.whole, changed.seen
    told = _shift(changed.whole, rungs)
    if (whole.from_rung, whole.to_rung) != (seen.from_rung, seen.to_rung):
        return f"{told} goes {_move(seen, rungs)} instead."
    if seen.after.point.last == whole.after.point.last:
        return f"{told} rests on another statement of that day."
    return f"{told} is first seen on {day_in_words(seen.after.point.last)}."


def _move(shift: Shift, rungs: Rungs) -> str:
    return f"from “{rungs[shift.from_rung].label}” to “{rungs[shift.to_rung].label}”"


def _limit(limit: Limit, rungs: Rungs) -> str:
    rung = "" if limit.point.rung is None else rungs[limit.point.rung].label
    side = "above" if limit.point.bound is Bound.CEILING else "below"
    until = f", until crossed on {day_in_words(limit.until)}" if limit.until else ""
    return f"nothing {side} “{rung}”, from {day_in_words(limit.since)}{until}"
