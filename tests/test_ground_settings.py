"""Settings: what an environment turns into, and what it may not turn into."""

import gc
import importlib
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3.base import DatabaseWrapper

from tracker.settings import SQLITE_OPTIONS

# What README calls production, with a key as long and varied as the one it tells how to make.
PRODUCTION = {"ALLOWED_HOSTS": "tracker.example.org", "SECRET_KEY": "k3y-" + "abcdefghij0123456789" * 3}
OURS = [
    "ALLOWED_HOSTS",
    "API_RATE",
    "BEHIND_PROXY",
    "CACHE_URL",
    "DATA_LICENCE",
    "DATABASE_URL",
    "DEBUG",
    "FOUR_EYES",
    "HTTPS",
    "LOG_LEVEL",
    "LOGINS_PER_HOUR",
    "REPORTS_PER_HOUR",
    "SECRET_KEY",
    "STALE_AFTER_DAYS",
    "UPLOAD_LIMIT_MB",
]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch):
    """The settings that come out of an environment."""

    def read(**environment: str) -> dict[str, Any]:
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(Path(settings.BASE_DIR) / "tracker" / "settings.py"))

    return read


def test_a_server_does_not_look_for_cycles_all_through_a_large_page():
    importlib.import_module("tracker.wsgi")
    assert gc.get_threshold() == (20_000, 20, 20)


def test_without_an_environment_only_this_machine_is_served(read):
    got = read()
    assert got["DEBUG"] is False
    assert got["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert not got["SECURE_SSL_REDIRECT"]  # plain HTTP works on localhost
    assert not got["SESSION_COOKIE_SECURE"]
    assert got["DATABASES"]["default"]["NAME"] == Path(settings.BASE_DIR) / "tracker.sqlite3"


def test_any_other_host_turns_https_on(read):
    got = read(**PRODUCTION)
    assert got["SECURE_SSL_REDIRECT"]
    assert got["SECURE_HSTS_SECONDS"] == 31_536_000
    assert got["SESSION_COOKIE_SECURE"]
    assert got["CSRF_COOKIE_SECURE"]
    assert "SECURE_PROXY_SSL_HEADER" not in got  # a visitor could set it


@pytest.mark.parametrize("hosts", ["tracker.example.org", "*", "localhost,tracker.example.org", "10.0.0.1"])
def test_any_other_host_needs_a_secret_key(read, hosts):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(ALLOWED_HOSTS=hosts)
    assert str(caught.value) == "Set SECRET_KEY: ALLOWED_HOSTS names hosts other than this machine."


def test_https_can_be_left_to_others(read):
    got = read(**PRODUCTION, HTTPS="false")
    assert not got["SECURE_SSL_REDIRECT"]
    assert got["SECURE_HSTS_SECONDS"] == 0


def test_a_proxy_is_believed_only_when_told(read):
    got = read(**PRODUCTION, BEHIND_PROXY="true")
    assert got["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(("text", "meaning"), [("true", True), ("True", True), (" false ", False)])
def test_true_and_false(read, text, meaning):
    assert read(DEBUG=text)["DEBUG"] is meaning


@pytest.mark.parametrize("text", ["1", "0", "yes", "on", "of", "", "None"])
@pytest.mark.parametrize("name", ["DEBUG", "FOUR_EYES", "HTTPS", "BEHIND_PROXY"])
def test_anything_but_true_and_false_is_refused(read, name, text):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(**{name: text})
    assert str(caught.value) == f'{name} is true or false, not "{text.lower()}".'


@pytest.mark.parametrize("text", ["", "a year", "-1", "1.5", "²"])
def test_a_number_of_days_is_a_whole_number(read, text):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(STALE_AFTER_DAYS=text)
    assert str(caught.value) == f'STALE_AFTER_DAYS is a whole number, not "{text}".'


def test_blanks_in_lists_do_not_count(read):
    assert read(ALLOWED_HOSTS=" localhost , ,127.0.0.1 ,")["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1"]


def test_a_secret_key_may_begin_with_a_dollar(read):
    assert read(SECRET_KEY="$HOME is not meant")["SECRET_KEY"] == "$HOME is not meant"


def test_readme_lists_what_is_read():
    root = Path(settings.BASE_DIR)
    source = (root / "tracker" / "settings.py").read_text()
    documented = re.findall(r"^\| `([A-Z_]+)` \|", (root / "README.md").read_text(), re.MULTILINE)
    readers = "flag|names|rate|whole_number|get|str|db|cache"
    assert set(re.findall(rf"""(?:{readers})\("([A-Z_]+)\"""", source)) == set(OURS)
    assert sorted(documented) == sorted(OURS)


def test_sqlite_wherever_it_lies_is_made_for_many_writers(read, tmp_path):
    got = read(DATABASE_URL=f"sqlite:///{tmp_path}/other.sqlite3")["DATABASES"]["default"]
    assert got["NAME"] == f"{tmp_path}/other.sqlite3"
    assert got["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_keeps_its_connections(read):
    got = read(DATABASE_URL="postgres://user:pass@db.example.org:5433/tracker")["DATABASES"]["default"]
    assert got["ENGINE"] == "django.db.backends.postgresql"
    assert (got["HOST"], got["PORT"], got["NAME"]) == ("db.example.org", 5433, "tracker")
    assert (got["CONN_MAX_AGE"], got["CONN_HEALTH_CHECKS"]) == (60, True)
    assert "OPTIONS" not in got


def sqlite(path: Path) -> DatabaseWrapper:
    """A connection of its own to a file, with the project's options."""
    defaults = {"TIME_ZONE": None, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True}
    return DatabaseWrapper({**defaults, "ATOMIC_REQUESTS": False, "NAME": path, "OPTIONS": SQLITE_OPTIONS})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1), ("busy_timeout", 20_000)],
)
def test_what_sqlite_says_of_itself(tmp_path, pragma, value):
    connection = sqlite(tmp_path / "db.sqlite3")
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    connection.close()


def add_to_counter(path: Path, times: int) -> None:
    """Read, then write what was read plus one: what loses updates or locks up under Django's defaults."""
    connection = sqlite(path)
    for _ in range(times):
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with connection.cursor() as cursor:
            count = cursor.execute("SELECT n FROM counter").fetchone()[0]
            cursor.execute("UPDATE counter SET n = %s", [count + 1])
        connection.commit()
        connection.set_autocommit(True)
    connection.close()


@pytest.mark.django_db
def test_eight_writers_at_once_lose_nothing(tmp_path):
    path = tmp_path / "db.sqlite3"
    connection = sqlite(path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE counter (n integer)")
        cursor.execute("INSERT INTO counter VALUES (0)")
    writers = [Thread(target=add_to_counter, args=(path, 20)) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT n FROM counter").fetchone() == (160,)
    connection.close()


def test_deploy_check_is_clean_in_production():
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR, env={**environment, **PRODUCTION}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_rate_of_the_api(read):
    assert read()["API_RATE"] == (60, 60)
    assert read(API_RATE="5/h")["API_RATE"] == (5, 3600)


@pytest.mark.parametrize("text", ["often", "60", "60/week", "-1/m"])
def test_a_rate_that_cannot_be_read_stops_the_start(read, text):
    with pytest.raises(ImproperlyConfigured, match="API_RATE is a number for each s, m, h or d, like 60/m"):
        read(API_RATE=text)
