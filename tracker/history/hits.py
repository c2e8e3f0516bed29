"""What was found, as a list shows it: its name, what it is, and where the words stand in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker import words
from tracker.models import Actor, Commitment, Issue, Source, Statement
from tracker.search.marking import Piece, mark, snippet, telling
from tracker.search.questions import Question
from tracker.search.texts import Kind, in_quotes

from .quotes import by_whom


@dataclass(frozen=True, slots=True)
class Hit:
    slug: str
    url: str
    title: tuple[Piece, ...]
    about: tuple[tuple[Piece, ...], ...]
    snippet: tuple[Piece, ...]  # from elsewhere in the record; () where nothing else in it has the words


def hits(kind: Kind, keys: Iterable[int], question: Question) -> tuple[Hit, ...]:
    """The records of these keys, in their order; read anew, so that nothing hidden is shown."""
    order = list(keys)
    public = kind.model.objects.published().filter(pk__in=order)
    records = {record.pk: record for record in kind.recipe(public)}
    return tuple(_hit(kind, records[key], question) for key in order if key in records)


def _hit(kind: Kind, record: Any, question: Question) -> Hit:
    title, *names = kind.name(record)
    about = [part for part in _ABOUT[kind.key](record) if part]
    elsewhere = [text for text in [*names, *kind.body(record)] if text not in " · ".join(about)]
    found = telling(elsewhere, question)
    return Hit(
        slug=record.slug,
        url=record.get_absolute_url(),
        title=mark(title, question),
        about=tuple(mark(part, question) for part in about),
        snippet=(*_voice(record, found), *snippet(found, question)),
    )


def _voice(record: Any, found: str) -> Iterable[Piece]:
    """Whose words are found, where a reader could take them for the speaker's."""
    rows = record.evidence.all() if isinstance(record, Statement) else ()
    told = next((by_whom(row) for row in rows if in_quotes(row) == found), "")
    return [Piece(f"{told} ")] if told else []


def _actor(actor: Actor) -> Iterable[str]:
    yield actor.get_kind_display()
    yield str(actor.country.name) if actor.country and str(actor.country.name) != actor.local("name") else ""
    yield actor.local("description")


def _issue(issue: Issue) -> Iterable[str]:
    yield issue.local("question")


def _statement(said: Statement) -> Iterable[str]:
    principal = said.on_behalf_of
    yield words.short_date(said.said_on)
    told = str(said.speaker)
    if principal and principal != said.speaker:
        told = _("%(actor)s, for %(principal)s") % {"actor": told, "principal": str(principal)}
    yield _to(told, said.addressee)
    yield said.issue.local("name")


def _to(actor: str, addressee: Actor | None) -> str:
    if addressee is None:
        return actor
    return _("%(actor)s, to %(addressee)s") % {"actor": actor, "addressee": str(addressee)}


def _commitment(pledge: Commitment) -> Iterable[str]:
    yield _to(str(pledge.maker), pledge.recipient)
    yield pledge.issue.local("name")


def _source(source: Source) -> Iterable[str]:
    yield source.publisher
    yield words.short_date(source.published_on)


_ABOUT: Mapping[str, Callable[[Any], Iterable[str]]] = {
    "actor": _actor,
    "issue": _issue,
    "statement": _statement,
    "commitment": _commitment,
    "source": _source,
}
