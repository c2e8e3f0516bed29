"""A line told in one sentence, made from the rules alone.

In the past tense: its verbs are the same for Canada and for rebel groups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.languages import PLACE, is_foreign
from tracker.stances.values import Cause, Line, Role, Shift, Stance, Term
from tracker.stances.voices import is_signal
from tracker.words import day_in_words, length_between, number, times, when_said

from .governments import the
from .links import Rung


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence; one that names a rung links to its definition. One in another language than the
    page's stands for itself, and knows it.
    """

    text: str
    rung: Rung | None = None


Finding = tuple[Phrase, ...]


def text(finding: Finding) -> str:
    return "".join(phrase.text for phrase in finding)


def phrases(sentence: str, rungs: Mapping[str, Rung], **words: str) -> Finding:
    """A whole sentence with named places, as translators see it, parted where it names a rung.

    “%(actor)s went to %(now)s.”: `rungs` are the places that link, `words` all others.
    """
    found: list[Phrase] = []
    plain = ""
    for place, piece in enumerate(PLACE.split(sentence)):
        if place % 2 and piece in rungs:
            found += [Phrase(plain), Phrase(rungs[piece].label, rungs[piece])]
            plain = ""
        elif place % 2 and is_foreign(words[piece]):
            found += [Phrase(plain), Phrase(words[piece])]
            plain = ""
        else:
            plain += words[piece] if place % 2 else piece
    return tuple(phrase for phrase in (*found, Phrase(plain)) if phrase.text)


def nothing_by(actor: str, day: date) -> Finding:
    """Where nothing had been said by a day that is asked about."""
    told = _("No statement by %(actor)s on this has been found that was made by %(day)s.")
    return (Phrase(told % {"actor": actor, "day": day_in_words(day)}),)


def nothing_left(actor: str, statements: int) -> Finding:
    """Where all that an actor said was left out: that is not silence."""
    told = ngettext(
        "The one statement by %(actor)s on this is left out: no stance can be read from what counts here.",
        "Nothing is left of the %(number)s statements by %(actor)s on this: "
        "no stance can be read from what counts here.",
        statements,
    )
    return (Phrase(told % {"actor": actor, "number": number(statements)}),)


def finding(
    actor: str, line: Line, rungs: Mapping[int, Rung], terms: Sequence[Term] = (), *, asked: int = 0
) -> Finding:
    """One sentence on an actor, by its name, on one issue. `asked`: how often it only asked others."""
    if line.stance is None:
        return (Phrase(_without_stance(actor, line, asked)),)
    if not line.shifts:
        return _held(actor, line, line.stance, rungs)
    return _movement(actor, line, line.stance, rungs, terms)


def _without_stance(actor: str, line: Line, asked: int) -> str:
    declined = sum(step.role is Role.DECLINES for step in line.steps)
    limits = sum(step.role is Role.LIMITS for step in line.steps)
    signals = len(line.steps) - declined
    if not line.steps:
        return _without_words(actor, asked, len(line.pressure))
    if limits:
        told = ngettext(
            "%(actor)s set one limit, but took no position on record.",
            "%(actor)s set %(number)s limits, but took no position on record.",
            limits,
        )
        return told % {"actor": actor, "number": number(limits)}
    if not signals:
        return _("%(actor)s spoke on this %(times)s and took no position.") % {
            "actor": actor,
            "times": times(declined),
        }
    told = ngettext(
        "%(actor)s took no position on record; there is one signal.",
        "%(actor)s took no position on record; there are %(number)s signals.",
        signals,
    )
    return told % {"actor": actor, "number": number(signals)}


def _without_words(actor: str, asked: int, pressure: int) -> str:
    """Of one who said nothing of its own on this."""
    if asked:
        told = _("%(actor)s spoke on this %(times)s, only to ask something of others or to criticise them.")
    elif pressure:
        told = _("Others pressed %(actor)s on this %(times)s; no answer has been found.")
    else:
        told = _("No statement by %(actor)s on this has been found.")
    return told % {"actor": actor, "times": times(asked or pressure)}


def _movement(
    actor: str, line: Line, stance: Stance, rungs: Mapping[int, Rung], terms: Sequence[Term]
) -> Finding:
    first = line.shifts[0]
    named = {"now": rungs[stance.rung], "before": rungs[first.from_rung]}
    told = _("%(actor)s went from %(before)s to %(now)s in %(length)s, %(steps)s%(under)s; %(confirmed)s.")
    if first.from_rung == stance.rung:
        named = {"now": rungs[stance.rung], "furthest": rungs[_furthest(line.shifts)]}
        told = _(
            "%(actor)s came back to %(now)s by way of %(furthest)s "
            "in %(length)s, %(steps)s%(under)s; %(confirmed)s."
        )
    under, government = _under(line.shifts, terms)
    return phrases(
        told.replace("%(under)s", under),
        named,
        actor=str(actor),  # the names of people and states are the same in every language
        length=_length(line),
        steps=_steps(line.shifts),
        government=government,
        confirmed=_confirmed(line, stance),
    )


def _held(actor: str, line: Line, stance: Stance, rungs: Mapping[int, Rung]) -> Finding:
    """One rung, never left."""
    again = sum(step.role is Role.REAFFIRMS for step in line.steps)
    opened = next(step.point for step in line.steps if step.role is Role.OPENS)
    told = _("%(actor)s took one position on record, %(rung)s, %(when)s%(since)s.")
    if again:
        told = _(
            "%(actor)s took one position on record, %(rung)s, first %(when)s, "
            "and reaffirmed it %(times)s; %(confirmed)s."
        )
    return phrases(
        told,
        {"rung": rungs[stance.rung]},
        actor=str(actor),
        when=when_said(opened),
        since=_since(line, stance),
        times=times(again),
        confirmed=_confirmed(line, stance),
    )


def _length(line: Line) -> str:
    """From the first word on record to the last shift."""
    first = next(step.point for step in line.steps if step.role is Role.OPENS)
    last = line.shifts[-1].after.point
    fewest, most = (last.first - first.last).days, (last.last - first.first).days
    return length_between(max(0, fewest), max(0, most))


def _steps(shifts: Sequence[Shift]) -> str:
    told = ngettext("in one step", "in %(number)s steps", len(shifts))
    return told % {"number": number(len(shifts))}


def _furthest(shifts: Sequence[Shift]) -> int:
    start = shifts[0].from_rung
    return max((shift.to_rung for shift in shifts), key=lambda rung: abs(rung - start))


def _under(shifts: Sequence[Shift], terms: Sequence[Term]) -> tuple[str, str]:
    """Who governed meanwhile: a part of the sentence, and the government that it names. A person's line has
    no terms: the person alone changes in it.
    """
    if not terms:
        return "", ""
    if any(shift.cause is Cause.NEW_ADMINISTRATION for shift in shifts):
        return _(", across a change of government"), ""
    if any(shift.cause is Cause.ANOTHER_SPEAKER for shift in shifts):
        return "", ""
    term = next((term for term in terms if _covers(term, shifts[0].after.point.last)), None)
    return ("", "") if term is None else (_all_under(len(shifts)), the(term.label))


def _all_under(steps: int) -> str:
    if steps == 1:
        return _(", under %(government)s")
    return _(", both under %(government)s") if steps == 2 else _(", all under %(government)s")


def _covers(term: Term, day: date) -> bool:
    return (term.first or date.min) <= day <= (term.last or date.max)


def _confirmed(line: Line, stance: Stance) -> str:
    exact = any(
        step.point.first == stance.last_confirmed == step.point.last
        for step in line.steps
        if step.role in (Role.OPENS, Role.SHIFTS, Role.REAFFIRMS)
    )
    told = _("last confirmed on %(day)s%(since)s") if exact else _("last confirmed by %(day)s%(since)s")
    return told % {
        "day": day_in_words(stance.last_confirmed),
        "since": _since(line, stance),
    }


def _since(line: Line, stance: Stance) -> str:
    """What a stale line has heard since: nothing, or nothing that counts."""
    if not stance.stale:
        return ""
    later = [step.point for step in line.steps if step.point.last > stance.last_confirmed]
    signals = [point for point in later if is_signal(point)]
    if not signals:
        return _(", nothing since")
    told = ngettext(
        ", nothing on record since but one signal, %(last)s",
        ", nothing on record since but %(number)s signals, the last %(last)s",
        len(signals),
    )
    exact = signals[-1].first == signals[-1].last
    last = (_("on %(day)s") if exact else _("by %(day)s")) % {"day": day_in_words(signals[-1].last)}
    return told % {"number": number(len(signals)), "last": last}
