"""Statements narrowed as a reader asked: the one home of the filters, for pages, files and the API.

`read_statements` gives the rows and what applies; `statement_filters` what else could.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.languages import local_column
from tracker.models import Actor, Evidence, Issue, Source, Statement
from tracker.querysets import StatementQuerySet
from tracker.search.engines import matching
from tracker.search.questions import Question, read_question
from tracker.search.texts import STATEMENTS
from tracker.words import date_in_words

from .asking import SPAN, span_asked, within
from .counting import by_actor, by_outlet, by_year, tally
from .faults import told_back
from .filters import Applied, Filter, options, sort_of, unknown

LONGEST = 200  # characters of a value: no name in the tables has more
SORTS = ("oldest",)
CODED: Mapping[str, type[models.TextChoices]] = {
    "act": Statement.Act,
    "firmness": Statement.Firmness,
    "attribution": Statement.Attribution,
}
LABELS = {
    "q": _("Words"),
    "issue": _("Issue"),
    "actor": _("Actor"),
    "act": _("Act"),
    "firmness": _("Firmness"),
    "attribution": _("Attribution"),
    "outlet": _("Outlet"),
    "source": _("Source"),
    "year": _("Year"),
    **SPAN,
}
"""By name in the address, in the order of the page."""
_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`statements` in the order of the list, not cut into pages; `everything` before they were narrowed."""

    statements: StatementQuerySet
    everything: StatementQuerySet
    applied: Applied
    question: Question


def read_statements(asked: Mapping[str, str], as_of: date) -> Narrowed:
    """The public statements by a day, narrowed by q, issue, actor, act, firmness, attribution, outlet,
    source, year, since and until. A query for each of issue, actor, outlet and source; nothing is raised:
    what does not exist is left out, and told in `applied.faults`.
    """
    faults: list[str] = []
    values, shown = {}, {}
    since, until = span_asked(_as_span(asked), faults)
    asked = {**asked, "since": since, "until": until}
    for name in LABELS:
        value = asked.get(name, "").strip()
        if not value:
            continue
        known = _label(name, value) if len(value) <= LONGEST and "\0" not in value else ""
        if known:
            values[name], shown[name] = value, known
        else:
            faults.append(_fault(name, value))
    sort = sort_of(asked, SORTS, faults)
    everything = Statement.objects.published().as_of(as_of)
    found = narrowed(everything, values)
    if sort == "oldest":
        found = found.order_by("said_last", "slug")
    labels = {name: str(label) for name, label in LABELS.items()}
    applied = Applied(values, shown, labels, tuple(faults), sort)
    return Narrowed(found, everything, applied, read_question(values.get("q", "")))


def _as_span(asked: Mapping[str, str]) -> Mapping[str, str]:
    """The as-of day of other pages is the end of the span that is listed here."""
    return {**asked, "until": asked.get("until") or asked.get("as_of", "")}


def narrowed(statements: StatementQuerySet, values: Mapping[str, str]) -> StatementQuerySet:
    """By values that `read_statements` found to exist."""
    for name, value in values.items():
        statements = _NARROW[name](statements, value)
    return statements


def _shown_by(statements: StatementQuerySet, **source: str) -> StatementQuerySet:
    return statements.filter(pk__in=Evidence.objects.published().filter(**source).values("statement"))


_NARROW: Mapping[str, Callable[[StatementQuerySet, str], StatementQuerySet]] = {
    "q": lambda rows, value: rows.filter(pk__in=matching(STATEMENTS, read_question(value))),
    "issue": lambda rows, value: rows.filter(issue__slug=value),
    "actor": lambda rows, value: rows.of(value),
    "act": lambda rows, value: rows.filter(act=value),
    "firmness": lambda rows, value: rows.filter(firmness=value),
    "attribution": lambda rows, value: rows.filter(attribution=value),
    "outlet": lambda rows, value: _shown_by(rows, source__publisher=value),
    "source": lambda rows, value: _shown_by(rows, source__slug=value),
    "year": lambda rows, value: within(rows, "said", value, value),
    "since": lambda rows, value: within(rows, "said", since=value),
    "until": lambda rows, value: within(rows, "said", until=value),
}


def _label(name: str, value: str) -> str:
    """How readers see a value; "" for one that does not exist."""
    if name in CODED:
        return str(dict(CODED[name].choices).get(value, ""))
    if name in SPAN:
        return date_in_words(value)
    if name == "year":
        return value if _YEAR.fullmatch(value) else ""
    if name == "q":
        question = read_question(value)
        return question.text if question else ""
    return _named(name, value)


_NAMES: Mapping[str, tuple[Any, str, str]] = {
    "issue": (Issue, "slug", "name"),
    "actor": (Actor, "slug", "name"),
    "outlet": (Source, "publisher", "publisher"),
    "source": (Source, "slug", "title"),
}


def _named(name: str, value: str) -> str:
    model, key, label = _NAMES[name]
    rows = model.objects.published().filter(**{key: value})
    shown = local_column(label) if label in model.labels else label
    return str(rows.order_by("slug").values_list(shown, flat=True).first() or "")


def _fault(name: str, value: str) -> str:
    if name == "q":
        return _("There is no word to look for in “%(words)s”.") % {"words": told_back(value)}
    return unknown(name, value)


def statement_filters(found: Narrowed) -> tuple[Filter, ...]:
    """What each filter has on offer beside the others. Four queries, and one for each of issue, act,
    firmness and attribution that applies.
    """
    applied = found.applied

    def beside(name: str) -> StatementQuerySet:
        return narrowed(found.everything, applied.without(name))

    free = [name for name in ("issue", *CODED) if name not in applied.values]
    counts: dict[str, Any] = dict(tally(narrowed(found.everything, applied.values), free))
    for name in {"issue", *CODED} - set(free):
        counts |= tally(beside(name), [name])
    counts["actor"] = by_actor(beside("actor"))
    counts["outlet"] = by_outlet(beside("outlet"))
    counts["year"] = {(str(year), str(year)): number for year, number in by_year(beside("year")).items()}
    return tuple(_filter(name, counts[name], applied) for name in LABELS if name in counts)


def _filter(name: str, counts: Mapping[tuple[str, str], int], applied: Applied) -> Filter:
    order: list[str] = []
    if name in CODED:
        labels = dict(CODED[name].choices)
        counts = {(value, str(labels[value])): number for (value, _), number in counts.items()}
        order = list(CODED[name].values)
    if name == "year":
        order = sorted({*(value for value, _ in counts), applied.values.get("year", "")}, reverse=True)
    return options(name, applied.labels[name], counts, applied.choice(name), order)
