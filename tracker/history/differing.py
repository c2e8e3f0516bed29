"""What a line looked through differs in from the one with all evidence, in sentences (rule 8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.folding import by_name
from tracker.stances.comparing import Changed, Difference, Numbered, compare
from tracker.stances.values import Bound, Limit, Line, Point, Shift, Stance, Switches
from tracker.words import and_list, count, day_in_words, said_in_words

from .links import Rung

Rungs = Mapping[int, Rung]
MOST = 12  # changes that a reader takes in at once


@dataclass(frozen=True, slots=True)
class Differing:
    """`through` names the evidence that counts; `sentences` say what that changes."""

    through: str
    sentences: tuple[str, ...]
    moved: bool  # whether the stance, the first one, a shift or a limit is another one


def differing(whole: Line, seen: Line, rungs: Rungs, switches: Switches) -> Differing:
    """Compare two lines of one actor on one issue, as of the same day."""
    found = compare(whole, seen)
    changes = tuple(_changes(found, rungs))
    return Differing(
        through(switches),
        (_left_out(found, whole), *changes[:MOST], *_more(len(changes) - MOST)),
        found.is_moved,
    )


def _more(left: int) -> tuple[str, ...]:
    told = ngettext("And %(count)d change more.", "And %(count)d changes more.", left)
    return (told % {"count": left},) if left > 0 else ()


def through(switches: Switches) -> str:
    """What counts, in words: “Without unnamed sources and Reuters”. Formal decisions stay with the heads."""
    left_out = [
        *[_("unnamed sources")] * switches.unnamed,
        *[_("paraphrase")] * switches.paraphrase,
        *sorted(switches.outlets, key=by_name),
    ]
    heads = (
        _("Only heads of state or government, and formal decisions or acts") if switches.heads_only else ""
    )
    without = _("without %(evidence)s") % {"evidence": and_list(left_out)} if left_out else ""
    both = ", ".join(filter(None, (heads, without))) or _("with all evidence")
    return both[:1].upper() + both[1:]


def _left_out(found: Difference, whole: Line) -> str:
    if not found.left_out and not found.asked_out:
        return _("None of its statements is left out.")
    told = ngettext(
        "%(left_out)d of %(statements)s is left out.",
        "%(left_out)d of %(statements)s are left out.",
        len(found.left_out),
    )
    if found.asked_out:
        told = _("%(left_out)d of %(statements)s and %(asked_out)d of %(requests)s by others are left out.")
    return told % {
        "left_out": len(found.left_out),
        "statements": count(len(whole.steps), "statement"),
        "asked_out": len(found.asked_out),
        "requests": count(len(whole.pressure), "request"),
    }


def _changes(found: Difference, rungs: Rungs) -> Iterator[str]:
    yield _stance(found, *found.stances, rungs)
    if found.is_start_moved:
        yield _start(*found.starts, rungs)
    for each in found.gone:
        yield _("%(shift)s is gone.") % {"shift": _shift(each, rungs)}
    for changed in found.changed:
        yield _changed(changed, rungs)
    for _place, shift in found.new:
        yield _("A shift appears that is not in the full record: %(move)s, %(day)s.") % {
            "move": _move(shift, rungs),
            "day": day_in_words(shift.after.point.last),
        }
    for limit in found.limits_gone:
        yield _("A limit is gone: %(limit)s.") % {"limit": _limit(limit, rungs)}
    for limit in found.limits_new:
        told = _("A limit appears that is not in the full record: %(limit)s.")
        yield told % {"limit": _limit(limit, rungs)}


def _stance(found: Difference, whole: Stance | None, seen: Stance | None, rungs: Rungs) -> str:
    if whole is None and seen is None:
        return _("There is no stance on record with or without it.")
    named = {"now": _label(seen, rungs), "whole": _label(whole, rungs)}
    if seen is None:
        return _("No stance on record is left; the full record gives “%(whole)s”.") % named
    if whole is None:
        return _("The stance is “%(now)s”; the full record gives none.") % named
    if whole.rung != seen.rung:
        return _("The stance is “%(now)s” instead of “%(whole)s”.") % named
    told = _still(found, whole, seen) % {
        **named,
        "day": day_in_words(seen.last_confirmed),
        "other_day": day_in_words(whole.last_confirmed),
    }
    stale = _("It is stale.")
    return f"{told} {stale}" if seen.stale and not whole.stale else told


def _still(found: Difference, whole: Stance, seen: Stance) -> str:
    """The same rung: confirmed on another day, or nothing but that left to tell."""
    if whole.last_confirmed != seen.last_confirmed:
        return _("The stance is still “%(now)s”, last confirmed on %(day)s instead of %(other_day)s.")
    if found.gone or found.changed or found.new:
        return _("The stance is still “%(now)s”.")
    return _("The stance is still “%(now)s”, and no shift changes.")


def _start(whole: Point | None, seen: Point | None, rungs: Rungs) -> str:
    if whole is None or seen is None:
        raise ValueError(whole, seen)  # a line without a first stance has no stance, which is told
    told = _("The line begins %(day)s instead of %(other_day)s.")
    if whole.rung != seen.rung:
        told = _("The line begins with “%(now)s”, %(day)s, instead of “%(whole)s”, %(other_day)s.")
    return told % {
        "now": _rung(seen, rungs),
        "whole": _rung(whole, rungs),
        "day": said_in_words(seen.first, seen.last),
        "other_day": said_in_words(whole.first, whole.last),
    }


def _rung(point: Point, rungs: Rungs) -> str:
    return "" if point.rung is None else rungs[point.rung].label


def _label(stance: Stance | None, rungs: Rungs) -> str:
    return "" if stance is None else rungs[stance.rung].label


def _shift(numbered: Numbered, rungs: Rungs) -> str:
    place, shift = numbered
    return _("Shift %(number)d (%(move)s, %(day)s)") % {
        "number": place,
        "move": _move(shift, rungs),
        "day": day_in_words(shift.after.point.last),
    }


def _changed(changed: Changed, rungs: Rungs) -> str:
    (_place, whole), (_place, seen) = changed.whole, changed.seen
    if (whole.from_rung, whole.to_rung) != (seen.from_rung, seen.to_rung):
        told = _("%(shift)s goes %(move)s instead.")
    elif seen.after.point.last == whole.after.point.last:
        told = _("%(shift)s rests on another statement of that day.")
    else:
        told = _("%(shift)s is first seen on %(day)s.")
    return told % {
        "shift": _shift(changed.whole, rungs),
        "move": _move(seen, rungs),
        "day": day_in_words(seen.after.point.last),
    }


def _move(shift: Shift, rungs: Rungs) -> str:
    told = _("from “%(before)s” to “%(after)s”")
    return told % {"before": rungs[shift.from_rung].label, "after": rungs[shift.to_rung].label}


def _limit(limit: Limit, rungs: Rungs) -> str:
    rung = _rung(limit.point, rungs)
    told = _("nothing below “%(rung)s”, from %(day)s")
    if limit.point.bound is Bound.CEILING:
        told = _("nothing above “%(rung)s”, from %(day)s")
    told %= {"rung": rung, "day": day_in_words(limit.since)}
    if limit.until is None:
        return told
    return _("%(limit)s, until crossed on %(day)s") % {"limit": told, "day": day_in_words(limit.until)}
