"""The nine rules as the codebook shows them: each with how often it applied, and where to see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.codebook import RULES
from tracker.models import Source
from tracker.stances.values import Line, Role, Shift, Step
from tracker.words import count

from .commitments import Account
from .headings import heading
from .index import Index
from .lines import Lines
from .links import Link, link, source_link, stance_url
from .uses import own_steps

Key = tuple[str, str]  # issue and actor, both by slug


@dataclass(frozen=True, slots=True)
class RuleEntry:
    number: int
    name: str
    says: str
    why: str
    applied: str  # "It moved a line 12 times"; "" where there is nothing to count
    example: Link | None


@dataclass(frozen=True, slots=True)
class Applied:
    """What a rule did. `example` is a page that shows it."""

    told: str = ""
    example: Link | None = None


def rule_entries(lines: Lines, index: Index, accounts: Iterable[Account]) -> tuple[RuleEntry, ...]:
    """Two queries, for the copies of wire stories."""
    steps = [(key, step) for key, line in lines.items() for step in own_steps(line, key[1])]
    shifts = [
        (key, number, shift)
        for key, line in lines.items()
        if key[1] in index.organizations
        for number, shift in enumerate(line.shifts, 1)
    ]
    applied = (
        _first(steps, index),
        _second(steps, index),
        _third(steps, index),
        _fourth(shifts, index),
        _fifth(steps, index),
        _sixth(lines, index),
        _seventh(shifts, index),
        _eighth(),
        _ninth(list(accounts)),
    )
    return tuple(
        RuleEntry(number, str(rule.name), str(rule.says), str(rule.why), done.told, done.example)
        for number, (rule, done) in enumerate(zip(RULES, applied, strict=True), 1)
    )


Placed = tuple[Key, Step]
Numbered = tuple[Key, int, Shift]


def _first(steps: list[Placed], index: Index) -> Applied:
    found = [each for each in steps if each[1].role is Role.YIELDS]
    told = _("A stronger voice of the same day outranked %(statements)s.")
    told %= {"statements": count(len(found), "statement")}
    return Applied(told, _entry(_latest(found), index))


def _second(steps: list[Placed], index: Index) -> Applied:
    signals = [each for each in steps if each[1].role is Role.SIGNALS]
    told = ngettext(
        "Of %(statements)s on lines, %(signals)d is among the signals.",
        "Of %(statements)s on lines, %(signals)d are signals.",
        len(signals),
    )
    told %= {"statements": count(len(steps), "statement"), "signals": len(signals)}
    return Applied(told, _entry(_latest(signals), index))


def _third(steps: list[Placed], index: Index) -> Applied:
    found = [each for each in steps if each[1].role is Role.LIMITS]
    told = _("Limits that moved no line: %(statements)s.") % {"statements": count(len(found), "statement")}
    return Applied(told, _entry(_latest(found), index))


def _fourth(shifts: list[Numbered], index: Index) -> Applied:
    told = _("Lines of organisations shifted %(times)s.") % {"times": count(len(shifts), "time")}
    if not shifts:
        return Applied(told)
    key, number, _shift = _last_shift(shifts)
    title = _("%(line)s, shift %(number)d") % {"line": _title(key, index), "number": number}
    return Applied(told, _line(key, title, f"#shift-{number}"))


def _last_shift(shifts: list[Numbered]) -> Numbered:
    return max(shifts, key=lambda each: (each[2].after.point.last, each[0], each[1]))


def _fifth(steps: list[Placed], index: Index) -> Applied:
    mixed = [each for each in steps if each[1].mixed]
    told = _("Statements that differed from the line of their day: %(number)d.") % {"number": len(mixed)}
    return Applied(told, _entry(_latest(mixed), index))


def _sixth(lines: Lines, index: Index) -> Applied:
    """Of organisations' lines; the one longest silent shows it."""
    held: list[tuple[Key, Line]] = [
        (key, line) for key, line in lines.items() if line.stance and key[1] in index.organizations
    ]
    stale = [(line.stance.last_confirmed, key) for key, line in held if line.stance and line.stance.stale]
    told = ngettext(
        "Of %(lines)s of organisations, %(stale)d stands stale today.",
        "Of %(lines)s of organisations, %(stale)d stand stale today.",
        len(stale),
    )
    told %= {"lines": count(len(held), "line"), "stale": len(stale)}
    if not stale:
        return Applied(told)
    key = min(stale)[1]
    return Applied(told, _line(key, _title(key, index)))


def _seventh(shifts: list[Numbered], index: Index) -> Applied:
    """The day before the latest shift: another stance than the one known now."""
    if not shifts:
        return Applied()
    key, _number, shift = _last_shift(shifts)
    day = shift.after.point.last - timedelta(days=1)
    title = _("%(line)s as of the day before it last moved") % {"line": _title(key, index)}
    return Applied("", _line(key, title, f"?as_of={day.isoformat()}"))


def _eighth() -> Applied:
    copies = Source.objects.published().filter(copy_of__in=Source.objects.published()).order_by("slug")
    number = copies.count()
    told = _("Articles that are copies of another’s story: %(number)d.") % {"number": number}
    first = copies.first()
    example = source_link(first) if first else None
    return Applied(told, example)


def _ninth(accounts: list[Account]) -> Applied:
    shown = [each for each in accounts if each.now is not None]
    late = [each for each in shown if each.now is not None and each.now.overdue]
    told = ngettext(
        "It tells where %(commitments)s stands.", "It tells where %(commitments)s stand.", len(shown)
    )
    if late:
        told = ngettext(
            "It tells where %(commitments)s stands and finds %(overdue)d past its day.",
            "It tells where %(commitments)s stand and finds %(overdue)d past its day.",
            len(shown),
        )
    example = (late or shown)[:1]
    return Applied(
        told % {"commitments": count(len(shown), "commitment"), "overdue": len(late)},
        link(example[0].commitment) if example else None,
    )


def _latest(found: list[Placed]) -> Placed | None:
    return max(found, key=lambda each: (each[1].point.last, each[1].point.slug, each[0]), default=None)


def _entry(found: Placed | None, index: Index) -> Link | None:
    """A statement in its place on the line."""
    if found is None:
        return None
    key, step = found
    title = _("%(line)s, the statement in its place") % {"line": _title(key, index)}
    return _line(key, title, f"#s-{step.point.slug}")


def _title(key: Key, index: Index) -> str:
    issue, actor = key
    return heading(index.actors[actor], index.issues[issue])


def _line(key: Key, title: str, rest: str = "") -> Link:
    issue, actor = key
    return Link(title, f"{stance_url(actor, issue)}{rest}")
