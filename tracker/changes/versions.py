"""A record with its rows, as of any changeset that touched it."""

from collections.abc import Collection
from typing import Any

from django.db.models import Max, Q, QuerySet

from tracker.models import Changeset

from .edits import Edit, Key, edits_of, in_bulk, there
from .tables import rows_of


def changesets_of(table: Any, pk: int) -> QuerySet[Changeset]:
    """The changesets that touched a record or its rows, newest first."""
    touched = Q(pk__in=table.history.filter(id=pk).order_by().values("changeset"))
    for rows, foreign_key in rows_of(table):
        touched |= Q(pk__in=rows.history.filter(**{foreign_key: pk}).order_by().values("changeset"))
    return Changeset.objects.filter(touched).select_related("user").order_by("-pk")


def edits_to(table: Any, pk: int, changesets: Collection[int]) -> list[Edit]:
    """What these changesets did to the record and to its rows. Two queries a table."""
    found = edits_of(table, id=pk, changeset__in=changesets)
    for rows, foreign_key in rows_of(table):
        found += edits_of(rows, changeset__in=changesets, **{foreign_key: pk})
    return found


def state_now(table: Any, pk: int) -> dict[Key, Any]:
    """The record and its rows as they are; not there, it is not named."""
    state: dict[Key, Any] = {(table, pk): table.objects.filter(pk=pk).first()}
    for rows, foreign_key in rows_of(table):
        state |= {(rows, row.pk): row for row in rows.objects.filter(**{foreign_key: pk}).order_by("pk")}
    return state


def state_at(table: Any, pk: int, at: Changeset) -> dict[Key, Any]:
    """What the record and each of its rows were once `at` was made; None where it was not there.

    A row that belongs to another record by now is left where it is.
    """
    state: dict[Key, Any] = {(table, pk): _latest(table, [pk], at).get(pk)}
    for rows, foreign_key in rows_of(table):
        ever = set(rows.history.filter(**{foreign_key: pk}).order_by().values_list("id", flat=True))
        moved = rows.objects.filter(pk__in=ever).exclude(**{foreign_key: pk})
        ever -= set(moved.values_list("pk", flat=True))
        then = _latest(rows, list(ever), at)
        for key in ever:
            version = then.get(key)
            mine = version is not None and getattr(version, foreign_key) == pk
            state[rows, key] = version if mine else None
    return state


def _latest(table: Any, pks: list[int], at: Changeset) -> dict[int, Any]:
    """The version of each record that stood once `at` was made."""
    history = table.history.model.objects
    found = history.filter(id__in=pks, changeset__lte=at.pk).order_by().values("id")
    keys = found.annotate(latest=Max("history_id")).values_list("latest", flat=True)
    versions = in_bulk(history, set(keys))
    return {version.id: version for version in versions.values() if there(version) is not None}
