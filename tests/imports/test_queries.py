"""How many queries an import takes: a fixed number per batch, however many rows there are."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.made import write_seeds
from tracker.imports.load import load

from .conftest import MONDAY, TUESDAY

pytestmark = pytest.mark.django_db

BATCH = 100
READ = {"SELECT", "DECLARE", "UPDATE", "DELETE"}


def queries(directory, at) -> Counter[str]:
    """By kind."""
    with CaptureQueriesContext(connection) as captured:
        assert not load(directory, at=at).refused
    words = [query["sql"].split()[0] for query in captured]
    return Counter("reads" if word in READ else word for word in words)


@pytest.mark.parametrize(
    ("statements", "reads"),
    [(40, 32), (BATCH, 32), (2 * BATCH, 36)],
    ids=["some", "a full batch", "two batches"],
)
def test_queries_grow_with_batches_and_not_with_rows(tmp_path, monkeypatch, statements, reads):
    monkeypatch.setattr("tracker.imports.tables.BATCH", BATCH)
    write_seeds(tmp_path, statements)
    deletions = 7  # asked for once per file that holds new rows
    files = 1  # noted on the changeset
    merged = 1  # whether anything was ever merged
    indexed = 20  # read back for the search, all at once, where anything was written
    assert queries(tmp_path, MONDAY)["reads"] == reads + deletions + files + merged + indexed
    counted = queries(tmp_path, TUESDAY)
    assert counted["reads"] == reads + merged
    assert counted["INSERT"] == 0


def test_rows_are_written_many_at_a_time(tmp_path):
    """SQLite takes at least 25 to a statement, PostgreSQL all; each row is written with its history."""
    write_seeds(tmp_path, 400)
    assert queries(tmp_path, MONDAY)["INSERT"] <= 2 * (400 / 25 + 400 / 100 + 8)
