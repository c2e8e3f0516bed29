"""The import killed in mid-flight, twenty times: all of it is there, or nothing."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.benchmarks.made import write_seeds
from tracker.imports.resources import RESOURCES

KILLS = 20
TABLES = [
    table
    for resource in RESOURCES
    for table in (resource._meta.model._meta.db_table, resource._meta.model.history.model._meta.db_table)
]

Counts = tuple[int, ...]


class File:
    """A SQLite file of its own, which the killed process may break without harm to the tests."""

    def __init__(self, folder: Path) -> None:
        self.migrated, self.path = folder / "migrated.sqlite3", folder / "tracker.sqlite3"
        self.url = f"sqlite:///{self.migrated}"
        subprocess.run([*MANAGE, "migrate", "--verbosity", "0"], env=self.environ(), check=True)
        self.url = f"sqlite:///{self.path}"

    def environ(self) -> dict[str, str]:
        return {**os.environ, "DATABASE_URL": self.url}

    def empty(self) -> None:
        for leftover in self.path.parent.glob(f"{self.path.name}*"):
            leftover.unlink()
        shutil.copy(self.migrated, self.path)

    def counts(self) -> Counts:
        with sqlite3.connect(self.path) as database:
            return tuple(database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in TABLES)


class Server:
    """The tests' own PostgreSQL database."""

    def environ(self) -> dict[str, str]:
        base, _, _ = os.environ["DATABASE_URL"].rpartition("/")
        return {**os.environ, "DATABASE_URL": f"{base}/{connection.settings_dict['NAME']}"}

    def empty(self) -> None:
        call_command("flush", interactive=False, verbosity=0)

    def counts(self) -> Counts:
        with connection.cursor() as cursor:
            self._outlive(cursor)
            return tuple(cursor.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in TABLES)

    @staticmethod
    def _outlive(cursor) -> None:
        """Wait until the server has noticed that its client is gone."""
        others = (
            "SELECT COUNT(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for _ in range(200):
            if not cursor.execute(others).fetchone()[0]:
                return
            time.sleep(0.05)
        pytest.fail("the killed import still holds its connection")


MANAGE = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]


@pytest.fixture
def database(tmp_path, transactional_db) -> File | Server:
    return File(tmp_path) if connection.vendor == "sqlite" else Server()


def started(database: File | Server, seeds: Path) -> subprocess.Popen[str]:
    """The real command, once it has said that the first rows are done."""
    command = [*MANAGE, "import_seeds", str(seeds), "--verbosity", "2"]
    process = subprocess.Popen(
        command, env=database.environ(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "actors.csv: 100 rows\n"
    return process


def ended(process: subprocess.Popen[str]) -> int:
    process.communicate()
    return process.returncode


def moments(longest: float) -> Iterator[float]:
    """Seconds, one from each twentieth of the import's time and a little beyond."""
    random = Random(20)
    for number in range(KILLS):
        yield longest * 1.1 * (number + random.random()) / KILLS


def test_all_or_nothing(database, tmp_path):
    write_seeds(tmp_path / "seeds", 600)
    database.empty()
    nothing = database.counts()
    process, start = started(database, tmp_path / "seeds"), time.monotonic()
    assert ended(process) == 0
    longest = time.monotonic() - start
    everything = database.counts()
    assert everything[TABLES.index("tracker_statement")] == 600

    found, codes = [], []
    for moment in moments(longest):
        database.empty()
        process = started(database, tmp_path / "seeds")
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        codes.append(ended(process))
        found.append(database.counts())

    assert set(found) <= {nothing, everything}
    assert codes.count(-signal.SIGKILL) >= 3  # in mid-flight; a machine that speeds up finishes the rest
    assert nothing in found
