"""A reader who doubts: what if this paper is wrong, what was known that day? On a desk, and on a phone
without scripts.
"""

import re

import pytest
from playwright.sync_api import Page, expect

DESK = pytest.mark.browser_context_args(viewport={"width": 1280, "height": 800})
PHONE_WITHOUT_SCRIPTS = pytest.mark.browser_context_args(
    viewport={"width": 390, "height": 844}, java_script_enabled=False
)
STANCE = "/issues/military-role-mali/canada/"


@pytest.mark.parametrize(
    "kind",
    [pytest.param("desk", marks=DESK), pytest.param("phone without scripts", marks=PHONE_WITHOUT_SCRIPTS)],
)
def test_a_reader_leaves_out_an_outlet_and_goes_back_to_a_day(page: Page, site, kind):
    page.goto(site + STANCE)
    page.get_by_text("Choose what counts").click()
    page.get_by_label("HuffPost Canada").check()
    page.get_by_role("button", name="Derive the line anew").click()
    told = page.locator(".differing")
    expect(told).to_contain_text("Without HuffPost Canada: 7 of 18 statements")
    expect(told).to_contain_text("The stance is “Time-limited airlift” instead of “Open-ended airlift”.")
    expect(page.locator("p.lead")).to_contain_text("went from No military role to Time-limited airlift")

    told.get_by_role("link", name="Show everything").click()
    expect(page.locator(".differing")).to_have_count(0)

    page.get_by_text("Choose what counts").click()
    page.get_by_label("What was said by the end of").fill("2013-01-16")
    page.get_by_role("button", name="Derive the line anew").click()
    expect(page).to_have_url(re.compile(r"\?as_of=2013-01-16"))
    expect(page.get_by_text("As of 16 January 2013:")).to_be_visible()
    page.get_by_role("link", name="see the line without The Globe and Mail").first.click()
    expect(page).to_have_url(f"{site}{STANCE}?as_of=2013-01-16&without_outlet=The+Globe+and+Mail")
    expect(page.locator(".differing")).to_contain_text("Shift 1")


def test_the_open_form_and_what_it_changes_fit_everyone(page: Page, site, assert_accessible):
    page.goto(f"{site}{STANCE}?as_of=2013-06&without=paraphrase&without_outlet=HuffPost+Canada&only=kings")
    for scheme in ("light", "dark"):
        for width in (1280, 390):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert_accessible(page)


def test_on_paper_all_is_unfolded_and_nothing_is_there_to_press(page: Page, site):
    page.goto(f"{site}{STANCE}?without=unnamed")
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 between its margins
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("svg.wide")).to_be_visible()
    expect(page.get_by_role("columnheader", name="The line afterwards")).to_be_visible()
    expect(page.locator(".take .printed")).to_contain_text("(Without unnamed sources).” As of ")
    expect(page.locator(".take .printed")).to_contain_text(f"{site}{STANCE}?as_of=")
    for gone in ("svg.narrow", ".switches", ".masthead nav", ".switch", ".onward", ".take h2", ".seek"):
        expect(page.locator(gone).first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@DESK
def test_a_turn_of_a_commitment_reads_by_keyboard(page: Page, site):
    page.goto(site + STANCE)
    turn = page.locator("svg.wide a.turn").nth(3)
    title = turn.locator("title").text_content()
    page.locator("svg.wide a.rungword", has=page.get_by_text("One C-17 transport")).focus()
    page.keyboard.press("Tab")
    expect(turn).to_be_focused()
    assert title.startswith("One C-17 transport plane. Made ")
    expect(turn.locator(".tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()
