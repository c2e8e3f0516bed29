"""The entries kept up to date: whatever writes a record's history tells, in the same transaction.

A record's entry holds names of others: where one of those is renamed, published or withdrawn, the
entries that name it are made anew too.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import override

from tracker.languages import OTHERS
from tracker.models import Actor, Commitment, Evidence, Issue, Membership, SearchEntry, Source, Statement
from tracker.querysets import chunks

from .folding import folded, folded_other
from .texts import ACTORS, COMMITMENTS, ISSUES, KINDS, SOURCES, STATEMENTS, Kind

BATCH = 500


def refresh(touched: Mapping[Any, Collection[int]]) -> None:
    """Bring the entries of these records, keys by model, up to date, and of those that name them."""
    keys = {model: set(found) for model, found in touched.items()}
    actors = _renew(ACTORS, keys.get(Actor, ()))
    issues = _renew(ISSUES, keys.get(Issue, ()))
    sources = _renew(SOURCES, keys.get(Source, ()))
    _renew(ACTORS, _members(actors))
    _renew(STATEMENTS, {*keys.get(Statement, ()), *_statements(actors, issues, sources)})
    _renew(COMMITMENTS, {*keys.get(Commitment, ()), *_commitments(actors, issues)})


def rebuild() -> dict[str, int]:
    """Every entry anew; gives how many there are of each kind."""
    counts = {}
    for kind in KINDS:
        public = set(kind.model.objects.order_by().values_list("pk", flat=True))
        gone = SearchEntry.objects.filter(kind=kind.key).values_list("record", flat=True)
        _renew(kind, public.union(gone))
        counts[kind.key] = SearchEntry.objects.filter(kind=kind.key).count()
    return counts


def _renew(kind: Kind, keys: Iterable[int]) -> set[int]:
    """Gives the keys of the records whose entry came, went or changed."""
    changed: set[int] = set()
    for patch in chunks(sorted(keys), BATCH):
        entries = SearchEntry.objects.filter(kind=kind.key, record__in=patch)
        there = {entry.record: (entry.name, entry.body) for entry in entries}
        public = kind.recipe(kind.model.objects.published().filter(pk__in=patch).order_by("pk"))
        fresh = {record.pk: (_words(kind.name, record), _words(kind.body, record)) for record in public}
        changed |= _write(kind, there, fresh)
    return changed


def _words(texts: Callable[[Any], Iterable[str]], record: Any) -> str:
    """Folded as coded, then what is told otherwise in each other language."""
    with override(settings.LANGUAGE_CODE):
        coded = list(texts(record))
    words = [folded(*coded)]
    for language in OTHERS:
        with override(language):
            words.append(folded_other(language, *(text for text in texts(record) if text not in coded)))
    return " ".join(filter(None, words))


def _write(
    kind: Kind, there: Mapping[int, tuple[str, str]], fresh: Mapping[int, tuple[str, str]]
) -> set[int]:
    gone = there.keys() - fresh.keys()
    if gone:
        SearchEntry.objects.filter(kind=kind.key, record__in=gone).delete()
    new = {key: words for key, words in fresh.items() if there.get(key) != words}
    if new:
        SearchEntry.objects.bulk_create(
            [
                SearchEntry(kind=kind.key, record=key, name=name, body=body)
                for key, (name, body) in new.items()
            ],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["kind", "record"],
            update_fields=["name", "body"],
        )
    return gone | new.keys()


def _members(actors: Collection[int]) -> set[int]:
    found: set[int] = set()
    for patch in chunks(actors):
        found |= set(Membership.objects.filter(organization__in=patch).values_list("person", flat=True))
    return found


def _statements(actors: Collection[int], issues: Collection[int], sources: Collection[int]) -> set[int]:
    found: set[int] = set()
    for patch in chunks(actors, 300):  # three times in the question
        names = Q(speaker__in=patch) | Q(on_behalf_of__in=patch) | Q(addressee__in=patch)
        found |= set(Statement.objects.filter(names).values_list("pk", flat=True))
    for patch in chunks(issues):
        found |= set(Statement.objects.filter(issue__in=patch).values_list("pk", flat=True))
    for patch in chunks(sources):
        found |= set(Evidence.objects.filter(source__in=patch).values_list("statement", flat=True))
    return found


def _commitments(actors: Collection[int], issues: Collection[int]) -> set[int]:
    found: set[int] = set()
    for patch in chunks(actors, 400):
        names = Q(maker__in=patch) | Q(recipient__in=patch)
        found |= set(Commitment.objects.filter(names).values_list("pk", flat=True))
    for patch in chunks(issues):
        found |= set(Commitment.objects.filter(issue__in=patch).values_list("pk", flat=True))
    return found
