"""What makes the index follow the records: told of each act that wrote some, and filled where it is new."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection, transaction

from tracker.models import SearchEntry
from tracker.models.changes import written

from .indexing import rebuild, refresh
from .texts import KINDS


def start() -> None:
    written.connect(_follow, dispatch_uid="search")


def _follow(touched: Mapping[Any, Collection[int]], **kwargs: Any) -> None:
    refresh(touched)


def catch_up() -> None:
    """Fill an index that is empty beside records that are not: a database from before there was one."""
    if SearchEntry._meta.db_table not in connection.introspection.table_names():
        return  # brought back to a migration from before
    if SearchEntry.objects.exists() or not any(kind.model.objects.published().exists() for kind in KINDS):
        return
    with transaction.atomic():
        rebuild()
