"""Finding one's way in the admin: the front page, the search, lists that are saved."""

from collections.abc import Callable
from itertools import product

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect

from tracker.models import Statement

LIST = "/admin/tracker/statement/"


@pytest.fixture
def staff(page: Page, site: str, admin_user: User) -> Page:
    """A page that is logged in, on whose desk something lies."""
    for status, statement in zip(("draft", "in_review"), Statement.objects.order_by("pk"), strict=False):
        statement.status = status
        statement._history_user = admin_user
        statement.save()
    client = Client()
    client.force_login(admin_user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return page


@pytest.fixture
def assert_fits_everyone(staff: Page, assert_accessible: Callable[[Page], None]) -> Callable[[], None]:
    """In light and dark, on a desk and on a phone: nothing for axe to find, nothing that sticks out."""

    def check() -> None:
        for scheme, width in product(("light", "dark"), (1280, 390)):
            staff.emulate_media(color_scheme=scheme)
            staff.set_viewport_size({"width": width, "height": 800})
            assert staff.evaluate("document.documentElement.scrollWidth") <= width
            assert_accessible(staff)

    return check


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/search/",
        "/admin/search/?q=canada",
        "/admin/search/?q=zebra",
        "/admin/stale-lines/",
        f"{LIST}?status__exact=draft",
    ],
)
def test_it_fits_everyone(staff: Page, site: str, assert_fits_everyone, address: str) -> None:
    assert staff.goto(site + address).ok
    assert_fits_everyone()


def test_from_the_box_on_any_page_to_a_record(staff: Page, site: str) -> None:
    staff.goto(f"{site}/admin/tracker/actor/")
    box = staff.get_by_label("Search everything")
    box.fill("transport plane")
    box.press("Enter")
    expect(staff.get_by_role("heading", level=1)).to_have_text("Search: transport plane")
    staff.locator(".found .items a").first.click()
    expect(staff.get_by_role("heading", level=1)).to_contain_text("Change")


def test_an_address_of_the_public_site_leads_to_its_form(staff: Page, site: str) -> None:
    statement = Statement.objects.published().order_by("slug").first()
    assert statement is not None
    staff.goto(f"{site}/admin/")
    box = staff.get_by_label("Search everything")
    box.fill(site + statement.get_absolute_url())
    box.press("Enter")
    expect(staff).to_have_url(f"{site}{LIST}{statement.pk}/change/")


def test_a_list_is_saved_found_on_the_front_page_and_deleted(
    staff: Page, site: str, assert_fits_everyone
) -> None:
    staff.goto(f"{site}{LIST}?status__exact=draft")
    expect(staff.get_by_role("link", name="Link to this view")).to_have_attribute(
        "href", f"{LIST}?status__exact=draft"
    )
    staff.get_by_text("Save this filter").click()
    staff.get_by_label("Name").fill("My morning")
    staff.get_by_label("Show it to colleagues").check()
    assert_fits_everyone()
    staff.get_by_role("button", name="Save", exact=True).click()
    expect(staff.locator(".messagelist")).to_have_text("Saved as “My morning”.")
    staff.goto(f"{site}/admin/")
    staff.get_by_role("link", name="My morning").click()
    expect(staff).to_have_url(f"{site}{LIST}?status__exact=draft")
    staff.get_by_role("link", name="Manage").click()
    assert_fits_everyone()
    staff.get_by_role("button", name="Delete My morning").click()
    expect(staff.locator(".messagelist")).to_have_text("Deleted “My morning”.")
    expect(staff.locator("#content")).to_contain_text("None yet.")


def test_from_a_problem_to_the_list_of_just_these(staff: Page, site: str) -> None:
    staff.goto(f"{site}/admin/")
    row = staff.locator(".problems > li", has=staff.get_by_role("link", name="Overdue commitments"))
    number = row.locator(".number").inner_text()
    row.get_by_role("link", name="Overdue commitments").click()
    expect(staff.locator("#result_list tbody tr")).to_have_count(int(number))
