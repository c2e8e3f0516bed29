"""A world that many tests begin with: made once in a run, and from then on written back as it was."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now

T = TypeVar("T")


@dataclass
class Table:
    """A table's rows as the database gives them; to make them by models takes twice as long."""

    model: type[models.Model]
    rows: list[tuple[Any, ...]]

    @classmethod
    def of(cls, model: type[models.Model]) -> "Table":
        with connection.cursor() as cursor:
            columns = _columns(model)
            cursor.execute(
                f"SELECT {', '.join(columns)} FROM {_quoted(model._meta.db_table)} ORDER BY {columns[0]}"
            )
            return cls(model, [_with_times(model, row) for row in cursor.fetchall()])

    def write_back(self, late: timedelta) -> None:
        """With every time later by `late`."""
        columns = _columns(self.model)
        values = ", ".join(["%s"] * len(columns))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {_quoted(self.model._meta.db_table)} ({', '.join(columns)}) VALUES ({values})",
                [tuple(_later(value, late) for value in row) for row in self.rows],
            )


@dataclass
class World:
    """Every row of every table, what its maker gave back, and when."""

    at: datetime
    given: Any
    tables: list[Table]

    def write_back(self) -> Any:
        """As if it were made now. Signals are not sent: the rows that these wrote are among the rows."""
        late = now() - self.at
        with transaction.atomic():
            for table in self.tables:
                table.write_back(late)
            with connection.cursor() as cursor:
                for line in connection.ops.sequence_reset_sql(no_style(), [it.model for it in self.tables]):
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
            given: T = kept["world"].write_back()
            return given
        made = make()
        kept["world"] = World(now(), deepcopy(made), _tables())  # the end: no row is of later than now
        return made

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


def _tables() -> list[Table]:
    return [table for table in map(Table.of, _models()) if table.rows]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _columns(model: type[models.Model]) -> list[str]:
    return [_quoted(field.column) for field in _fields(model)]


def _fields(model: type[models.Model]) -> list[Any]:
    """The key first."""
    return sorted(model._meta.concrete_fields, key=lambda field: not field.primary_key)


def _with_times(model: type[models.Model], row: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is to be moved on must be a time, and not text, as SQLite keeps it."""
    fields = zip(_fields(model), row, strict=True)
    return tuple(
        _time(value) if isinstance(field, models.DateTimeField) else value for field, value in fields
    )


def _time(value: datetime | str | None) -> datetime | None:
    return parse_datetime(value) if isinstance(value, str) else value


def _later(value: Any, late: timedelta) -> Any:
    return connection.ops.adapt_datetimefield_value(value + late) if isinstance(value, datetime) else value
