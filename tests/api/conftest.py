from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def seeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The shipped data, loaded once for all tests of a file, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_seeds", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)
