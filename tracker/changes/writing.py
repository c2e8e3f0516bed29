"""Put records back to a state that they had, whatever refers to what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, models, transaction

from tracker.querysets import chunks

from .edits import Key, in_bulk
from .naming import a, named, page_in_admin
from .tables import TRACKED

NAMED = 20
"""Obstacles that a message names; there may be thousands."""


class Obstacle(str):
    """Why something cannot be done, in a sentence, and the page of the record that stands in the way."""

    url: str

    def __new__(cls, said: str, url: str) -> "Obstacle":
        made = super().__new__(cls, said)
        made.url = url
        return made


class Refused(ValueError):  # noqa: N818 (says what happened, as StopIteration does)
    """It cannot be done; `obstacles` says why, a sentence each."""

    def __init__(self, obstacles: Iterable[str]) -> None:
        self.obstacles = list(obstacles)
        super().__init__(" ".join(self.obstacles))


def write(states: Mapping[Key, Any]) -> None:
    """Let each record be as this version of its history says; None: let it be gone.

    Within a transaction and a recording; each record gets a line of history. Every touched row is taken
    out and put in again: so two rungs can swap places, and foreign keys are looked at once all stand.
    Raises Refused, and the caller rolls back, where something refers to what would be gone, or what
    comes back refers to nothing, or its address is taken.
    """
    by_table: dict[Any, dict[int, Any]] = defaultdict(dict)
    for (table, pk), version in states.items():
        by_table[table][pk] = version
    ordered = [(table, by_table[table]) for table in TRACKED if table in by_table]
    for table, versions in ordered:
        _replace(table, versions)
    obstacles = [line for table, versions in ordered for line in _dangling(table, versions)]
    if obstacles:
        raise Refused(obstacles)


def _replace(table: Any, versions: Mapping[int, Any]) -> None:
    present = in_bulk(table.objects.select_for_update(), versions)
    for patch in chunks(present):
        table.objects.filter(pk__in=patch)._raw_delete(table.objects.db)
    back = [version.instance for version in versions.values() if version is not None]
    try:
        with transaction.atomic():
            table.objects.bulk_create(back, batch_size=500)
    except IntegrityError as error:
        raise Refused([_taken(table, back) or _refusal(table, error)]) from None
    gone = [record for pk, record in present.items() if versions[pk] is None]
    table.history.note_deleted(gone)
    table.history.bulk_history_create([record for record in back if record.pk in present], update=True)
    table.history.bulk_history_create([record for record in back if record.pk not in present])


def _taken(table: Any, back: list[Any]) -> str:
    """Whose address is taken by another record."""
    if not hasattr(table, "slug") or table._meta.get_field("slug").unique is False:
        return ""
    slugs = {record.slug: record.pk for record in back}
    for patch in chunks(slugs):
        for holder in table.objects.filter(slug__in=patch):
            if holder.pk != slugs[holder.slug]:
                said = f"Another {table._meta.verbose_name} has the address “{holder.slug}” now: {holder}."
                return Obstacle(said, page_in_admin(table, "change", holder.pk))
    return ""


def _refusal(table: Any, error: IntegrityError) -> str:
    said = str(error).partition("\n")[0]
    return f"The database refuses {a(table)} as it was: {said}."


def _dangling(table: Any, versions: Mapping[int, Any]) -> Iterable[str]:
    yield from _still_used(table, [pk for pk, version in versions.items() if version is None])
    back = [version for version in versions.values() if version is not None]
    for field in table._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            yield from _missing(table, field, back)


def _still_used(table: Any, gone: list[int]) -> Iterable[str]:
    for relation in table._meta.related_objects if gone else ():
        if relation.related_model not in TRACKED:
            continue
        for patch in chunks(gone):
            users = relation.related_model.objects.filter(**{f"{relation.field.name}__in": patch})
            for user in users.order_by("pk")[:NAMED]:
                noun = relation.related_model._meta.verbose_name
                said = f"The {noun} “{named(user)}” uses {a(table)} that would be gone."
                yield Obstacle(said, page_in_admin(relation.related_model, "change", user.pk))


def _missing(table: Any, field: Any, back: list[Any]) -> Iterable[str]:
    wanted = {getattr(version, field.attname): version for version in back}
    wanted.pop(None, None)
    for patch in chunks(wanted):
        there = set(field.related_model.objects.filter(pk__in=patch).values_list("pk", flat=True))
        for pk in set(patch) - there:
            yield (
                f"The {table._meta.verbose_name} “{named(wanted[pk])}” names {a(field.related_model)} "
                f"({field.verbose_name}) that is gone."
            )
