"""The JSON API of statements: what it tells, what it narrows, how it says what is wrong."""

import re

import pytest

from tests.factories import make_statement
from tests.stories import canada_story
from tracker.models import Actor, Issue

pytestmark = pytest.mark.django_db

LIST = "/api/v1/statements"


def slugs(answer) -> list[str]:
    return [item["slug"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    "query",
    ["", "?sort=oldest", "?act=pledges", "?actor=france&year=2013", "?q=official", "?source=un-summit"],
)
def test_the_list_is_that_of_the_page(client, query):
    canada_story()
    page = client.get(f"/statements/{query}").context["page"]
    answer = client.get(LIST + query)
    assert answer.json()["total"] == page.total
    assert slugs(answer) == [card.slug for card in page.cards]


def test_pages_follow_each_other_to_the_end(client):
    canada_story()
    first = client.get(f"{LIST}?limit=5").json()
    second = client.get(first["next"]).json()
    assert first["next"] == "http://testserver/api/v1/statements?limit=5&offset=5"
    assert second["next"] is None
    assert len(first["items"]) + len(second["items"]) == first["total"] == second["total"]


def test_one_statement_is_that_of_the_list(client):
    canada_story()
    listed = client.get(f"{LIST}?act=pledges").json()["items"][0]
    one = client.get(f"{LIST}/harper-one-week")
    assert one.json() == listed
    assert one.json()["address"] == "http://testserver/statements/harper-one-week/"
    assert one.json()["act"] == "pledges"
    assert one.json()["evidence"]


def test_drafts_are_not_there(client):
    story = canada_story()
    make_statement("draft", story.harper, story.issue, status="draft")
    assert "draft" not in slugs(client.get(LIST))
    assert client.get(f"{LIST}/draft").status_code == 404


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        (f"{LIST}/nothing", 404, ["There is no such record."]),
        (f"{LIST}?colour=red", 422, ['There is no parameter "colour".']),
        (f"{LIST}?limit=0", 422, ["limit: Input should be greater than or equal to 1."]),
    ],
)
def test_errors_are_words_in_json(client, address, status, detail):
    answer = client.get(address)
    assert (answer.status_code, answer.json()) == (status, {"detail": detail})


def test_scripts_of_any_site_may_read_every_answer(client, settings):
    canada_story()
    make_statement("gone", Actor.objects.get(slug="stephen-harper"), Issue.objects.get(), status="withdrawn")
    tag = client.get(LIST)["ETag"]
    known = {"if-none-match": tag}
    addresses = (LIST, f"{LIST}/nothing", f"{LIST}/gone", f"{LIST}?limit=0", "/api/v1/nowhere")
    answers = [client.get(address) for address in addresses]
    answers += [client.get(LIST, headers=known), client.post(LIST)]
    settings.API_RATE = (0, 60)
    answers.append(client.get(LIST))
    assert [answer.status_code for answer in answers] == [200, 404, 410, 422, 404, 304, 405, 429]
    assert [answer.get("Access-Control-Allow-Origin") for answer in answers] == ["*"] * 8
    for address in ("/statements/", "/api/", "/admin/nothing.json"):
        assert "Access-Control-Allow-Origin" not in client.get(address)


@pytest.mark.parametrize(
    "query",
    ["?issue=nothing", "?year=soon", "?actor=%00", f"?q={'x' * 300}", "?sort=price", "?offset=99999999999"],
)
def test_a_value_that_does_not_exist_is_told_and_not_left_out(client, query):
    canada_story()
    answer = client.get(LIST + query)
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_nobody_writes(client):
    assert client.post(LIST).status_code == 405


def test_its_questions_do_not_grow_with_the_rows(client, django_assert_num_queries):
    canada_story()
    for limit in (2, 8):
        with django_assert_num_queries(1 + 4):  # whether anything changed, and the rows
            client.get(f"{LIST}?limit={limit}")


def test_it_describes_itself(client):
    described = client.get("/api/v1/openapi.json").json()
    names = {each["name"] for each in described["paths"]["/api/v1/statements"]["get"]["parameters"]}
    assert {"issue", "actor", "limit", "offset", "sort"} <= names


def test_the_page_for_people_names_every_address_and_its_examples_answer(client):
    canada_story()
    page = client.get("/api/").text
    for address in client.get("/api/v1/openapi.json").json()["paths"]:
        assert f"<code>{address}</code>" in page
    examples = re.findall(r'<a href="(/api/v1/[^"]+)">Try it</a>', page)
    assert len(examples) == 7
    for example in examples:
        assert client.get(example.replace("&amp;", "&")).status_code == 200, example


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v1/statements/", "/api/v1/actors/canada/x"])
def test_an_address_that_is_none_is_told_in_json(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.json()) == (
        404,
        {"detail": ["There is no such address. Those that there are: http://testserver/api/v1/openapi.json"]},
    )


@pytest.mark.parametrize("noun", ["actors/canada", "issues/military-role-mali", "sources/harper-visit"])
def test_a_parameter_that_does_not_exist_is_refused_of_one_record_too(client, noun):
    canada_story()
    answer = client.get(f"/api/v1/{noun}?nonsense=1")
    assert (answer.status_code, answer.json()) == (422, {"detail": ['There is no parameter "nonsense".']})
