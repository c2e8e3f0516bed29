"""A statement as a form has it, saved or not."""

from dataclasses import dataclass
from typing import Any

from tracker.models import Source, Statement, Status

from ..unseen import unpublished

DECIDING = [
    "speaker",
    "on_behalf_of",
    "said_on",
    "issue",
    "position",
    "bound",
    "act",
    "addressee",
    "firmness",
    "attribution",
]
"""What decides what a statement does to a line."""

ALL = [*DECIDING, "slug", "status", "summary"]


@dataclass(frozen=True, slots=True)
class Fragment:
    source: Source
    words: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """`statement` holds the values of the form and is not for saving. `faulty` are the names of fields."""

    statement: Statement
    fragments: tuple[Fragment, ...] = ()
    faulty: tuple[str, ...] = ()
    leaving: Statement | None = None  # as it was public until now, if saving takes it out of its lines


def draft_of(form: Any, evidence: Any) -> Draft:
    """From a form and its rows of evidence, both validated, with or without errors."""
    kept = {"status": form.instance.status, "slug": form.instance.slug}  # where the form does not ask
    values = {name: form.cleaned_data[name] for name in ALL if form.cleaned_data.get(name) is not None}
    statement = Statement(pk=form.instance.pk, **kept | values)
    faulty = tuple(name for name in DECIDING if name in form.errors)
    return Draft(statement, tuple(_fragments(evidence)), faulty, _leaving(form, statement))


def _leaving(form: Any, statement: Statement) -> Statement | None:
    stored: Statement | None = form.stored
    if stored is None or stored.status != Status.PUBLISHED or statement.status == Status.PUBLISHED:
        return None
    return None if unpublished(stored) else stored


def draft_of_saved(statement: Statement) -> Draft:
    rows = statement.evidence.select_related("source")
    found = (Fragment(row.source, row.words, row.start, row.end) for row in rows)
    return Draft(statement, tuple(found))


def _fragments(evidence: Any) -> list[Fragment]:
    rows = [(form, form.cleaned_data) for form in evidence.forms] if evidence is not None else []
    return [
        Fragment(_source(form, row), row["words"], row.get("start"), row.get("end"))
        for form, row in rows
        if row.get("source") and row.get("words") and not row.get("DELETE")
    ]


def _source(form: Any, row: dict[str, Any]) -> Source:
    """Of a row that may only be looked at, Django has the source's key and no more."""
    given = row["source"]
    source: Source = given if isinstance(given, Source) else form.instance.source
    return source
