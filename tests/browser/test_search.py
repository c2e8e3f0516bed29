"""A reader looks for a word from any page, narrows what was found, and gets to the statement."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_box_to_the_statement(page: Page, site, assert_accessible, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/codebook/")
    page.get_by_role("searchbox", name="Search").fill("as long as needed")
    page.get_by_role("searchbox", name="Search").press("Enter")
    page.get_by_label("Words to look for").fill("harper combat")
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Issue", exact=True).select_option("military-role-mali")
    page.get_by_role("button", name="Narrow").click()
    expect(page.get_by_label("Narrowed to").get_by_role("link")).to_have_count(1)
    expect(page.locator("mark").first).to_have_text("Harper")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_accessible(page)
    page.locator(".found a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Harper")


def test_nothing_found_and_nothing_fitting_fit_everyone(page: Page, site, assert_accessible):
    for address in ("/search/?q=harpr&since=soon", "/statements/?year=1999&act=acts&q=canada"):
        page.goto(site + address)
        expect(page.locator(".empty")).to_be_visible()
        for scheme, width in product(("light", "dark"), (1280, 390)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert_accessible(page)
