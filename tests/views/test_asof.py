"""Pages that show lines, as of another day: chosen by a form, kept in the addresses they lead to."""

import html
import re

import pytest
from django.test import Client

from tests.stories import canada_story

pytestmark = pytest.mark.django_db

STANCE = "/issues/military-role-mali/canada/"
PAGES = ["/", "/issues/military-role-mali/", "/actors/canada/"]


@pytest.fixture(autouse=True)
def _story() -> None:
    canada_story()


@pytest.mark.parametrize("address", PAGES)
def test_lines_are_those_of_the_day_and_lead_on_to_it(client: Client, address: str):
    page = client.get(f"{address}?as_of=2013-01-16")
    assert "<strong>As of 16 January 2013:</strong> what is dated by then, whenever it was told." in page.text
    assert f'<a href="{address}">Today</a>' in page.text
    assert f'href="{STANCE}?as_of=2013-01-16' in page.text
    lines = re.split(r'id="(?:recent|latest)"', page.text)[0]  # cards of statements have no day
    assert f'href="{STANCE}"' not in lines
    assert "Airlift, for a set time" in page.text
    assert "harper-as-long-as-needed" not in page.text


@pytest.mark.parametrize("address", PAGES)
def test_today_needs_no_word(client: Client, address: str):
    page = client.get(address)
    assert 'class="asof"' not in page.text
    assert f'href="{STANCE}' in page.text
    assert not re.search(r'href="[^"]*as_of=', page.text)  # a citation names its day
    assert '<label for="as-of">What was said by the end of</label>' in page.text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("asked", ["foo", "2999", "%00", "2013-13", "9" * 2000])
def test_what_is_no_day_is_told(client: Client, address: str, asked: str):
    page = client.get(f"{address}?as_of={asked}")
    assert page.status_code == 200
    told = html.unescape(page.text).partition('<p class="notice" role="status">')[2].partition("</p>")[0]
    assert told.startswith('"')
    assert told.endswith("Shown as of today.")


def test_before_the_first_statement_the_front_page_does_not_say_that_nothing_is_published(client: Client):
    page = client.get("/?as_of=1990")
    assert "Nothing that is published was said by then." in page.text
    assert "Nothing is published yet" not in page.text


def test_a_stance_page_leads_back_to_its_issue_as_of_the_same_day(client: Client):
    page = client.get(f"{STANCE}?as_of=2013&without=unnamed")
    assert 'href="/issues/military-role-mali/?as_of=2013"' in page.text
