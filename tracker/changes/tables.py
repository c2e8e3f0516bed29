"""What is tracked, and which rows belong to which record."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from tracker.models import (
    Actor,
    Commitment,
    CommitmentEvent,
    Document,
    Evidence,
    Issue,
    Membership,
    Position,
    Source,
    Statement,
)

TRACKED: tuple[Any, ...] = (
    Actor,
    Membership,
    Issue,
    Position,
    Source,
    Document,
    Statement,
    Evidence,
    Commitment,
    CommitmentEvent,
)
"""In the order in which they refer to each other: each only to those before it, or to its own table."""


def table_named(name: str) -> Any:
    """The tracked table with this model name, in small letters. Raises LookupError for any other."""
    found = {table._meta.model_name: table for table in TRACKED}.get(name)
    if found is None:
        raise LookupError(name)
    return found


def rows_of(table: Any) -> Iterator[tuple[Any, str]]:
    """The tables whose rows go with a record of this one, each with its foreign key: they cascade."""
    for relation in table._meta.related_objects:
        if relation.on_delete is models.CASCADE and relation.related_model in TRACKED:
            yield relation.related_model, relation.field.attname
