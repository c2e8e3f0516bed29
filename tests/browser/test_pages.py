"""Every kind of page, in light and dark, on a desk and on a phone."""

from collections.abc import Callable, Iterable
from itertools import product

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS
from tracker.models import Commitment, Source, Statement
from tracker.urls import PAGES

STANCE = {"issue": "military-role-mali", "actor": "canada"}
SLUGS: dict[str, Callable[[], dict[str, str]]] = {
    "home": dict,
    "actors": dict,
    "actor": lambda: {"slug": "canada"},
    "issues": dict,
    "issue": lambda: {"slug": "military-role-mali"},
    "stance": lambda: STANCE,
    "sources": dict,
    "source": lambda: first(Source),
    "statements": dict,
    "statement": lambda: first(Statement),
    "commitments": dict,
    "commitment": lambda: first(Commitment),
    "codebook": dict,
    "compare": dict,
    "compare_matrix": dict,
    "compare_reversals": dict,
    "compare_distance": dict,
    "compare_issue": lambda: {"issue": "military-role-mali"},
    "compare_actor": lambda: {"actor": "canada"},
    "data": dict,
    "programs": dict,
    "feeds": dict,
    "embed": lambda: STANCE,
    "search": dict,
    "report": lambda: {"noun": "statement"} | first(Statement),
}


def first(model) -> dict[str, str]:
    return {"slug": model.objects.published().order_by("slug").first().slug}


def test_every_kind_of_page_is_visited():
    assert {pattern.name for pattern in PAGES} == set(SLUGS)


@pytest.fixture
def assert_fits_everyone(page: Page, assert_accessible) -> Callable[[], None]:
    """In light and dark, on a desk and on a phone: nothing for axe to find, nothing that sticks out."""

    def check(looks: Iterable[tuple[int, str]] = tuple(product((1280, 390), ("light", "dark")))) -> None:
        for width, scheme in looks:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert_accessible(page)
        page.set_viewport_size({"width": 320, "height": 600})  # WCAG 1.4.10: a desk's page at 400 %
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    return check


@pytest.mark.parametrize("name", SLUGS)
def test_page_fits_everyone(page: Page, site, assert_fits_everyone, name):
    page.goto(site + reverse(name, kwargs=SLUGS[name]()))
    assert_fits_everyone()


@pytest.mark.parametrize(
    "name",
    ["home", "issue", "stance", "statement", "commitments", "compare_matrix", "compare_actor", "codebook"],
)
def test_page_fits_everyone_in_french(page: Page, site, assert_fits_everyone, name):
    """French is longer: those pages that hold the widest tables, charts and forms."""
    with override("fr"):
        page.goto(site + reverse(name, kwargs=SLUGS[name]()))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert_fits_everyone(LOOKS)


def test_the_distance_of_two_fits_everyone(page: Page, site, assert_fits_everyone):
    page.goto(f"{site}/compare/distance/?actor=canada&actor=france&as_of=2013-06")
    assert_fits_everyone()


def test_a_page_that_is_not_there_fits_everyone(page: Page, site, assert_fits_everyone, expected_complaints):
    expected_complaints.append("404 (Not Found)")
    page.goto(f"{site}/issues/no-such-issue/")
    assert_fits_everyone()


BROKEN_WORDS = """() => [...document.querySelectorAll(".matrix thead a")].flatMap((head) => {
  const text = head.firstChild, range = document.createRange();
  return [...text.data.matchAll(/\\S+/g)].filter((word) => {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map((word) => word[0]);
})"""


@pytest.mark.parametrize("width", [800, 1280, 1920])
def test_no_head_of_the_matrix_breaks_within_a_word(page: Page, site, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site)
    assert page.evaluate(BROKEN_WORDS) == []
