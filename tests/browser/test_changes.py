"""Changes in a browser: found, looked at, undone; an earlier version restored. Axe finds nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS
from tests.browser.test_coding import sign_in
from tracker.models import Changeset, Statement


@pytest.fixture
def staff(page: Page, site: str, admin_user) -> Page:
    sign_in(page, site, admin_user)
    return page


@pytest.fixture
def statement(site: str) -> Statement:
    return Statement.objects.filter(evidence__isnull=False).order_by("pk")[0]


@pytest.fixture
def changed(staff: Page, site: str, statement: Statement) -> Changeset:
    """A summary changed by hand, through the form."""
    staff.goto(f"{site}/admin/tracker/statement/{statement.pk}/change/")
    staff.get_by_label("Summary:", exact=True).fill("Another reading.")
    staff.get_by_label("Why this change").fill("reread the article")
    staff.get_by_role("button", name="Save", exact=True).last.click()
    expect(staff.locator(".messagelist")).to_contain_text("was changed successfully")
    return Changeset.objects.latest("pk")


def test_a_change_is_found_looked_at_and_undone(
    staff: Page, site: str, statement: Statement, changed: Changeset
):
    staff.goto(f"{site}/admin/")
    staff.get_by_role("link", name="Changes", exact=True).first.click()
    row = staff.get_by_role("row").filter(has_text="reread the article")
    expect(row).to_contain_text("changed statement “Another reading.”")
    row.get_by_role("link").first.click()
    expect(staff.get_by_role("main")).to_contain_text(statement.summary)
    staff.get_by_role("link", name="Undo…").click()
    staff.get_by_label("Why").fill("the first was right")
    staff.get_by_role("button", name="Undo this change").click()
    expect(staff.locator(".messagelist")).to_contain_text("Undone: every record is as it was")
    assert Statement.objects.get(pk=statement.pk).summary == statement.summary


def test_an_earlier_version_is_restored(staff: Page, site: str, statement: Statement, changed: Changeset):
    staff.goto(f"{site}/admin/tracker/statement/{statement.pk}/change/")
    staff.get_by_role("link", name="History").click()
    staff.locator("#change-history tbody tr").nth(1).get_by_role("link").first.click()
    expect(staff.locator("tr.differs")).to_contain_text("Another reading.")
    staff.get_by_label("Why").fill("the first was right")
    staff.get_by_role("button", name="Restore").click()
    expect(staff.locator(".messagelist")).to_contain_text("Restored, as a new version")
    assert Statement.objects.get(pk=statement.pk).summary == statement.summary


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(staff: Page, site, statement, changed, assert_accessible, scheme, width):
    staff.emulate_media(color_scheme=scheme)
    staff.set_viewport_size({"width": width, "height": 900})
    imported = Changeset.objects.earliest("pk")
    history = f"/admin/tracker/statement/{statement.pk}/history/"
    for address in (
        "/admin/tracker/changeset/",
        changed.get_absolute_url(),
        imported.get_absolute_url(),
        f"/admin/tracker/changeset/{changed.pk}/undo/",
        f"/admin/tracker/changeset/{imported.pk}/undo/",
        history,
        f"{history}{imported.pk}/",
    ):
        assert staff.goto(site + address).ok, address
        assert_accessible(staff)
        assert staff.evaluate("document.documentElement.scrollWidth") <= width, address
