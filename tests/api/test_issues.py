"""The JSON API of issues: the rows of the page, with their rungs."""

import pytest

from tests.factories import make_issue
from tests.stories import canada_story

pytestmark = pytest.mark.django_db

LIST = "/api/v1/issues"


def test_an_issue_comes_with_its_rungs_and_drafts_do_not_come(client):
    story = canada_story()
    make_issue("hidden", status="draft")
    answer = client.get(LIST).json()
    assert [item["slug"] for item in answer["items"]] == [story.issue.slug]
    one = client.get(f"{LIST}/{story.issue.slug}").json()
    assert one == answer["items"][0]
    assert one["statements"] == 8
    assert len(one["positions"]) == story.issue.positions.count()
    assert client.get(f"{LIST}/hidden").status_code == 404


@pytest.mark.parametrize("query", ["?about=weather", "?colour=red", "?limit=0"])
def test_what_does_not_exist_is_told(client, query):
    canada_story()
    answer = client.get(LIST + query)
    assert answer.status_code == 422
    assert answer.json()["detail"]
