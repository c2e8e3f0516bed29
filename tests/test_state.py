"""What is kept between public pages: one answer for as long as nothing changes, and never an old one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_source, make_statement
from tests.stories import canada_story
from tracker import state
from tracker.models import Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    state.forget()


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_lines_are_read_once_until_something_changes(client):
    story = canada_story()
    anew = queries(client, "/compare/matrix/")
    assert queries(client, "/compare/matrix/") == anew - 4
    make_statement(
        "combat",
        story.harper,
        story.issue,
        4,
        on_behalf_of=story.canada,
        said_on="2013-05",
        source=story.source,
    )
    assert client.get("/").context["page"].changes[0].card.slug == "combat"
    assert queries(client, "/compare/matrix/?as_of=2013-01-20") == anew


def test_days_and_switches_are_kept_apart(client):
    canada_story()
    first = client.get("/compare/matrix/?as_of=2013-01-20").text
    assert client.get("/compare/matrix/").text != first
    assert client.get("/compare/matrix/?as_of=2013-01-20").text == first


def test_few_are_kept(client):
    canada_story()
    for year in range(2012, 2017):
        client.get(f"/?as_of={year}")
    assert len(state._kept) == state.MOST


def test_what_readers_choose_for_themselves_pushes_nothing_out(client):
    canada_story()
    for number in range(4):
        make_source(f"paper-{number}", publisher=f"paper-{number}")
    client.get("/compare/matrix/")
    kept = list(state._kept)
    for number in range(4):
        client.get(f"/compare/reversals/?without_outlet=paper-{number}")
    assert list(state._kept) == kept


def test_of_an_earlier_state_nothing_stays(client):
    story = canada_story()
    client.get("/")
    make_statement("later", story.harper, story.issue, 4, said_on="2013-05", source=story.source)
    client.get("/")
    assert len({known for known, _name in state._kept}) == 1


def test_nothing_is_kept_outside_of_a_public_request():
    made = [state.kept("it", object) for _ in range(2)]
    assert made[0] is not made[1]
    with state.answering(state.present_state()):
        assert state.kept("it", object) is state.kept("it", object)


def test_what_is_published_is_seen_at_once(client):
    story = canada_story()
    hidden = make_statement(
        "secret", story.harper, story.issue, 4, on_behalf_of=story.canada, said_on="2013-05", status="draft"
    )
    assert "secret" not in client.get("/").text
    hidden.status = Status.PUBLISHED
    hidden.save()
    assert "secret" in client.get("/").text
