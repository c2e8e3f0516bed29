"""A line told in one sentence, made from the rules alone.

In the past tense: its verbs are the same for Canada and for rebel groups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.stances.values import Cause, Line, Role, Shift, Stance, Term
from tracker.stances.voices import is_signal
from tracker.words import day_in_words, length_between, number, said_in_words, times

from .links import Rung


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence; one that names a rung links to its definition."""

    text: str
    rung: Rung | None = None


Finding = tuple[Phrase, ...]


def text(finding: Finding) -> str:
    return "".join(phrase.text for phrase in finding)


def nothing_by(actor: str, day: date) -> Finding:
    """Where nothing had been said by a day that is asked about."""
    return (Phrase(f"No statement by {actor} on this has been found that was made by {day_in_words(day)}."),)


def nothing_left(actor: str, statements: int) -> Finding:
    """Where all that an actor said was left out: that is not silence."""
    left_out = f"Nothing is left of the {number(statements)} statements by {actor} on this"
    if statements == 1:
        left_out = f"The one statement by {actor} on this is left out"
    return (Phrase(f"{left_out}: no stance can be read from what counts here."),)


def finding(
    actor: str, line: Line, rungs: Mapping[int, Rung], terms: Sequence[Term] = (), *, asked: int = 0
) -> Finding:
    """One sentence on an actor, by its name, on one issue. `asked`: how often it only asked others."""
    if line.stance is None:
        return (Phrase(_without_stance(actor, line, asked)),)
    if not line.shifts:
        return _held(actor, line, line.stance, rungs)
    return (*_movement(actor, line, line.stance, rungs, terms), Phrase(f"; {_confirmed(line, line.stance)}."))


def _without_stance(actor: str, line: Line, asked: int) -> str:
    if not line.steps and asked:
        return f"{actor} spoke on this {times(asked)}, only to ask something of others or to criticise them."
    if not line.steps and line.pressure:
        return f"Others asked this of {actor} {times(len(line.pressure))}; no answer has been found."
    if not line.steps:
        return f"No statement by {actor} on this has been found."
    declined = sum(step.role is Role.DECLINES for step in line.steps)
    limits = sum(step.role is Role.LIMITS for step in line.steps)
    if limits:
        return (
            f"{actor} set {number(limits)} limit{'s' if limits > 1 else ''}, but took no position on record."
        )
    if declined == len(line.steps):
        return f"{actor} spoke on this {times(declined)} and took no position."
    signals = len(line.steps) - declined
    return f"{actor} took no position on record; there {_are(signals, 'signal')}."


def _are(value: int, noun: str) -> str:
    return f"is one {noun}" if value == 1 else f"are {number(value)} {noun}s"


def _movement(
    actor: str, line: Line, stance: Stance, rungs: Mapping[int, Rung], terms: Sequence[Term]
) -> Finding:
    now = _rung(rungs, stance.rung)
    first = line.shifts[0]
    took = Phrase(f"{_in(line)}, {_steps(line.shifts)}{_under(line.shifts, terms)}")
    if first.from_rung == stance.rung:
        back = Phrase(f"{actor} came back to ")
        return (back, now, Phrase(" by way of "), *_furthest(line.shifts, rungs), took)
    went = Phrase(f"{actor} went from ")
    return (went, _rung(rungs, first.from_rung), Phrase(" to "), now, took)


def _rung(rungs: Mapping[int, Rung], value: int) -> Phrase:
    return Phrase(rungs[value].label, rungs[value])


def _held(actor: str, line: Line, stance: Stance, rungs: Mapping[int, Rung]) -> Finding:
    """One rung, never left."""
    again = sum(step.role is Role.REAFFIRMS for step in line.steps)
    opened = next(step.point for step in line.steps if step.role is Role.OPENS)
    took = Phrase(f"{actor} took one position on record, ")
    when = said_in_words(opened.first, opened.last)
    if not again:
        rest = f", {when}{_since(line, stance)}."
    else:
        rest = f", first {when}, and reaffirmed it {times(again)}; {_confirmed(line, stance)}."
    return (took, _rung(rungs, stance.rung), Phrase(rest))


def _in(line: Line) -> str:
    """From the first word on record to the last shift."""
    first = next(step.point for step in line.steps if step.role is Role.OPENS)
    last = line.shifts[-1].after.point
    fewest, most = (last.first - first.last).days, (last.last - first.first).days
    return f" in {length_between(max(0, fewest), max(0, most))}"


def _steps(shifts: Sequence[Shift]) -> str:
    return "in one step" if len(shifts) == 1 else f"in {number(len(shifts))} steps"


def _furthest(shifts: Sequence[Shift], rungs: Mapping[int, Rung]) -> Finding:
    start = shifts[0].from_rung
    furthest = max((shift.to_rung for shift in shifts), key=lambda rung: abs(rung - start))
    return (_rung(rungs, furthest),)


def _under(shifts: Sequence[Shift], terms: Sequence[Term]) -> str:
    """Who governed meanwhile. A person's line has no terms: the person alone changes in it."""
    if not terms:
        return ""
    if any(shift.cause is Cause.NEW_ADMINISTRATION for shift in shifts):
        return ", across a change of government"
    if any(shift.cause is Cause.ANOTHER_SPEAKER for shift in shifts):
        return ""
    term = next((term for term in terms if _covers(term, shifts[0].after.point.last)), None)
    both = {1: "", 2: "both "}.get(len(shifts), "all ")
    return f", {both}under the {term.label}" if term else ""


def _covers(term: Term, day: date) -> bool:
    return (term.first or date.min) <= day <= (term.last or date.max)


def _confirmed(line: Line, stance: Stance) -> str:
    return f"last confirmed on {day_in_words(stance.last_confirmed)}{_since(line, stance)}"


def _since(line: Line, stance: Stance) -> str:
    """What a stale line has heard since: nothing, or nothing that counts."""
    if not stance.stale:
        return ""
    later = [step.point for step in line.steps if step.point.last > stance.last_confirmed]
    signals = [point for point in later if is_signal(point)]
    if not signals:
        return ", nothing since"
    last = f"{'on' if signals[-1].first == signals[-1].last else 'by'} {day_in_words(signals[-1].last)}"
    if len(signals) == 1:
        return f", nothing on record since but one signal, {last}"
    return f", nothing on record since but {number(len(signals))} signals, the last {last}"
