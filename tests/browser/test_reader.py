"""The reader's path: from the front page to the proof of a shift, and on to its source."""

import re

import pytest
from playwright.sync_api import Page, expect

from tracker.models import Issue

DESK = pytest.mark.browser_context_args(viewport={"width": 1280, "height": 800})
PHONE_WITHOUT_SCRIPTS = pytest.mark.browser_context_args(
    viewport={"width": 390, "height": 844}, java_script_enabled=False
)


@pytest.mark.parametrize(
    "kind",
    [pytest.param("desk", marks=DESK), pytest.param("phone without scripts", marks=PHONE_WITHOUT_SCRIPTS)],
)
def test_from_home_to_the_evidence_of_a_shift(page: Page, site, kind):
    heading, issue = page.get_by_role("heading", level=1), Issue.objects.get(slug="military-role-mali")

    page.goto(site)
    page.get_by_role("rowheader", name="Canada", exact=True).get_by_role("link").click()
    expect(heading).to_have_text("Canada")

    page.get_by_role("heading", level=3, name=issue.name).get_by_role("link").click()
    expect(heading).to_have_text(re.compile(f"Canada on .*{issue.name}"))
    expect(page.locator("main figure svg:visible").first).to_be_in_viewport()

    page.get_by_role("link", name="shift 1", exact=True).first.click()
    shift = page.locator("#shift-1")
    expect(shift).to_be_in_viewport()
    expect(shift.get_by_text("Before", exact=True)).to_be_visible()
    expect(shift.get_by_text("After", exact=True)).to_be_visible()

    after = shift.locator(".side").last
    summary, words = after.locator(".said").inner_text(), after.locator("q").first.inner_text()
    after.locator(".said a").click()
    expect(heading).to_have_text(summary)
    expect(page.get_by_role("region", name="Evidence").locator("q").first).to_have_text(words)

    cited = page.get_by_role("region", name="Evidence").locator("h3 a").first
    title = cited.inner_text()
    cited.click()
    expect(heading).to_have_text(title)
    expect(page.get_by_text(words).first).to_be_visible()
