"""A reader doubts a statement: from its page to the form, through a fault, to the editors' list."""

from collections.abc import Callable
from itertools import product

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tracker.models import Report, Statement
from tracker.reporting import forms

WORDS = "It was the spokesman who said it."


@pytest.fixture
def fits_everyone(page: Page, assert_accessible: Callable[[Page], None]) -> Callable[[], None]:
    def check() -> None:
        for scheme, width in product(("light", "dark"), (1280, 390)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert_accessible(page)

    return check


def test_a_mistake_is_reported_with_the_keyboard_alone(
    page: Page, site: str, fits_everyone: Callable[[], None], monkeypatch: pytest.MonkeyPatch
):
    cache.clear()
    monkeypatch.setattr(forms, "QUICKEST", forms.QUICKEST * 0)
    statement = Statement.objects.published().order_by("slug").first()
    page.goto(f"{site}{statement.get_absolute_url()}")
    page.get_by_role("link", name="Report a mistake on this page").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Report a mistake")

    page.get_by_label("What kind of mistake is it?").select_option("speaker")
    page.get_by_label("What kind of mistake is it?").press("Tab")
    page.keyboard.type(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("reader@example.org")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send")).to_be_focused()  # nobody tabs into the bait

    page.get_by_label("What is wrong, and what would be right?").evaluate("it => { it.value = 'Wrong.' }")
    page.locator("form.report").evaluate("it => { it.noValidate = true }")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("at least 10 characters")
    expect(page.get_by_label("Your e-mail (optional)")).to_have_value("reader@example.org")
    fits_everyone()

    page.get_by_label("What is wrong, and what would be right?").fill(WORDS)
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    fits_everyone()
    assert Report.objects.get().text == WORDS
