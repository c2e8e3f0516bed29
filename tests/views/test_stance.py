"""The stance-history page."""

import pytest

from tests.stories import canada_story

pytestmark = pytest.mark.django_db


def test_the_page_opens_with_the_finding(client):
    canada_story()
    page = client.get("/issues/military-role-mali/canada/")
    assert page.status_code == 200
    assert "<h1>Canada on its own military role in Mali</h1>" in page.text
    assert "Canada went from " in page.text
