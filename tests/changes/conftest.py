"""The whole of the tables, to compare before and after."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.stories import Story, canada_story
from tracker.changes.tables import TRACKED


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada")


@pytest.fixture
def bea(db: None) -> User:
    return User.objects.create_user("bea")


def everything() -> dict[str, list[Any]]:
    """Every field of every tracked record."""
    return {table._meta.model_name: list(table.objects.order_by("pk").values()) for table in TRACKED}
