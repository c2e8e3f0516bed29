"""A world that many tests begin with: made once in a run, and from then on written back as it was."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.timezone import now

T = TypeVar("T")
Rows = list[tuple[type[models.Model], list[Any]]]


@dataclass
class World:
    """Every row of every table, what its maker gave back, and when."""

    at: datetime
    given: Any
    rows: Rows

    def write_back(self) -> Any:
        """As if it were made now. Signals are not sent: the rows that these wrote are among the rows."""
        at = now()
        late, self.at = at - self.at, at
        with transaction.atomic():
            for model, rows in self.rows:
                for field in model._meta.concrete_fields:
                    if isinstance(field, models.DateTimeField):
                        _delay(rows, field.attname, late)
                model._base_manager.bulk_create(rows)
            with connection.cursor() as cursor:
                for line in connection.ops.sequence_reset_sql(no_style(), [model for model, _ in self.rows]):
                    cursor.execute(line)
        return deepcopy(self.given)


def remembered(make: Callable[[], T]) -> Callable[[], T]:
    """For what fills empty tables, the same each time. Beside other records it is made by its maker."""
    kept: dict[str, World] = {}

    @wraps(make)
    def again() -> T:
        if _any_row():
            return make()
        if "world" in kept:
            return kept["world"].write_back()
        given = make()
        kept["world"] = World(now(), deepcopy(given), _rows())  # the end: no row is of later than now
        return given

    return again


def _models() -> list[type[models.Model]]:
    return list(apps.get_app_config("tracker").get_models(include_auto_created=True))


def _any_row() -> bool:
    tables = " OR ".join(
        f"EXISTS (SELECT 1 FROM {connection.ops.quote_name(model._meta.db_table)})" for model in _models()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {tables}")
        return bool(cursor.fetchone()[0])


def _rows() -> Rows:
    every = [(model, list(model._base_manager.order_by("pk"))) for model in _models()]
    return [(model, rows) for model, rows in every if rows]


def _delay(rows: list[Any], name: str, late: Any) -> None:
    for row in rows:
        if (at := getattr(row, name)) is not None:
            setattr(row, name, at + late)
