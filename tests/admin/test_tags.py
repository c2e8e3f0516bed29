"""Working labels of statements: written one way, found by the list, kept from the public."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.stories import Story
from tracker.models import Statement
from tracker.models.base import tags_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Check date; split", "check date; split"),
        (" check  date;CHECK DATE ;; ", "check date"),
        ("", ""),
    ],
)
def test_tags_are_written_one_way(
    edit: Callable[..., Any], statement: Statement, typed: str, kept: str
) -> None:
    assert edit(statement, tags=typed).status_code == 302
    statement.refresh_from_db()
    assert statement.tags == kept
    assert tags_of(typed) == tags_of(kept)


def test_the_list_is_filtered_by_a_whole_tag(client: Client, story: Story) -> None:
    for slug, tags in (
        ("harper-one-week", "check date; split"),
        ("mackay-examining", "split"),
        ("harper-no-mission", "check"),
    ):
        Statement.objects.filter(slug=slug).update(tags=tags)

    def listed(tag: str) -> set[str]:
        page = client.get("/admin/tracker/statement/", {"tag": tag})
        return {statement.slug for statement in page.context["cl"].result_list}

    assert listed("split") == {"harper-one-week", "mackay-examining"}
    assert listed("check") == {"harper-no-mission"}
    assert listed("check date") == {"harper-one-week"}
    assert listed("date") == set()


def test_no_public_page_shows_a_tag(client: Client, statement: Statement) -> None:
    Statement.objects.update(tags="among ourselves")
    issue, actor = statement.issue, statement.on_behalf_of
    assert actor is not None
    addresses = [record.get_absolute_url() for record in (statement, issue, actor, statement.speaker)]
    for address in ["/", *addresses]:
        page = Client().get(address)
        assert page.status_code == 200
        assert "among ourselves" not in page.content.decode()
