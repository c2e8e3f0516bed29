"""What every test shares."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.text import Truncator

# No clock in a test, and the same examples in every run: what is red is red for everyone.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("steady")

ARTICLES = Path(settings.BASE_DIR).parent / "shared" / "seeds"


def refuse_skips(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure: where NO_SKIPS is true, everything a test needs must be there."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("NO_SKIPS") == "true":
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"NO_SKIPS is set, but: {Truncator(reason).chars(500)}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skips(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skips(report)
    return report


@pytest.fixture(autouse=True)
def _quick(settings) -> None:
    """Static files are looked up when asked for, not listed by every client; hashing costs nothing."""
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """The language of a page that a test asked for lasts no longer than the test."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """On SQLite a real file, as in use. In memory all threads of a live server share one connection, and
    two requests at once, a form's own question and its being saved, can wait for each other for ever.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the articles that the seeds were coded from. Skips where they are not at hand."""
    if not any(ARTICLES.glob("*.txt")):
        pytest.skip(f"needs the articles in {ARTICLES}")
    return ARTICLES
