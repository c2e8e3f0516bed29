"""From the ledger to what shows a turn: on a desk and on a phone, in light and dark."""

from itertools import product

from playwright.sync_api import Page, expect


def test_from_a_filtered_ledger_to_a_turn(page: Page, site, assert_accessible):
    def fits_everyone() -> None:
        for scheme, width in product(("light", "dark"), (1280, 390)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert_accessible(page)

    page.goto(f"{site}/commitments/")
    page.get_by_label("As of").fill("2013-01-25")
    page.get_by_role("button", name="Show").click()
    page.get_by_label("Status").select_option(label="past its day, no outcome on record (1)")
    page.get_by_role("button", name="Show").click()
    row = page.get_by_role("row").filter(has_text="One C-17 transport plane")
    expect(row).to_contain_text("past its day")
    expect(row).to_contain_text("no outcome on record")
    expect(row).to_contain_text("Extensions between January and March 2013")
    fits_everyone()

    row.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One C-17 transport plane")
    page.get_by_role("link", name="As of today").click()
    expect(page.locator("svg.track")).to_have_count(4)
    fits_everyone()
    page.get_by_role("link", name="3. Extended").click()
    expect(page.locator("#turn-3")).to_be_in_viewport()
