"""What a record said when a file last had its way with it, and who was there since."""

from collections.abc import Collection
from typing import Any

from django.db.models import Max

from tracker.querysets import chunks

from . import records
from .tables import Cells, Table


def last_imported(table: Table, pks: Collection[int]) -> dict[int, Cells]:
    """The cells of each record as its last import left them, as far as its history has them.

    Not known: what was made by hand, and what was imported before the history began, or referred to a
    record that has another name by now.
    """
    digests: dict[int, str] = {}
    found: dict[int, Cells] = {}
    for part in chunks(sorted(pks)):
        imported = table.model.objects.filter(pk__in=part).exclude(import_digest="")
        digests |= dict(imported.values_list("pk", "import_digest"))
    paths = [column.path for column in table.columns]
    for part in chunks(sorted(digests)):
        versions = table.model.history.filter(id__in=part).order_by("history_id")
        for pk, *values in versions.values_list("id", *paths).iterator():
            cells = tuple(map(records.cell_of, values))
            if pk not in found and table.digest(cells) == digests[pk]:
                found[pk] = cells
    return found


def last_versions(table: Table, pks: Collection[int]) -> dict[int, Any]:
    """The latest row of each record's history, by whom and when: also of one that is gone."""
    history = table.model.history.model.objects
    versions: dict[int, Any] = {}
    for part in chunks(sorted(pks)):
        latest = history.filter(id__in=part).order_by().values("id").annotate(last=Max("history_id"))
        keys = list(latest.values_list("last", flat=True))
        found = history.filter(history_id__in=keys).order_by("history_id")
        versions |= {version.id: version for version in found.select_related("changeset__user")}
    return versions
