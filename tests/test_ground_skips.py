"""NO_SKIPS: where everything must be there, a test that cannot run has failed."""

import pytest

from tests.conftest import refuse_skips


def skipped() -> pytest.TestReport:
    reason = ("test_pages.py", 7, "Skipped: needs Chromium on the PATH")
    return pytest.TestReport("test_pages.py::test_home", reason, {}, "skipped", reason, "setup")


def test_a_skip_is_a_failure_with_its_reason(monkeypatch):
    monkeypatch.setenv("NO_SKIPS", "true")
    report = skipped()
    refuse_skips(report)
    assert report.failed
    assert report.longrepr == "NO_SKIPS is set, but: Skipped: needs Chromium on the PATH"


def test_elsewhere_a_skip_is_a_skip(monkeypatch):
    monkeypatch.delenv("NO_SKIPS", raising=False)
    report = skipped()
    refuse_skips(report)
    assert report.skipped


def test_an_expected_failure_is_no_skip(monkeypatch):
    monkeypatch.setenv("NO_SKIPS", "true")
    report = skipped()
    report.wasxfail = "reason"
    refuse_skips(report)
    assert report.skipped
