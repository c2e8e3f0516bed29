"""The JSON API of lines, commitments, actors and sources: what their pages show."""

import pytest

from tests.factories import make_actor, make_statement
from tests.stories import canada_story

pytestmark = pytest.mark.django_db

STANCE = "/api/v1/stances/military-role-mali/canada"


def test_a_line_is_that_of_its_page(client):
    canada_story()
    line = client.get(STANCE).json()
    page = client.get("/issues/military-role-mali/canada/").context["page"]
    assert [step["statement"]["slug"] for step in line["steps"]] == [it.card.slug for it in page.entries]
    assert line["title"] == page.title
    assert (line["stance"]["name"], line["stale"]) == ("Airlift, open-ended", True)
    assert [
        (shift["before"]["name"], shift["after"]["name"], shift["cause"]) for shift in line["shifts"]
    ] == [
        ("No military role", "Airlift, for a set time", "same_speaker"),
        ("Airlift, for a set time", "Airlift, open-ended", "same_speaker"),
    ]
    assert [limit["statement"] for limit in line["limits"]] == ["harper-no-combat"]


def test_a_line_through_the_switches_of_its_page(client):
    canada_story()
    line = client.get(f"{STANCE}?as_of=2013-01-20&without=unnamed").json()
    assert line["as_of"] == "2013-01-20"
    assert line["address"].endswith("/canada/?as_of=2013-01-20&without=unnamed")
    assert line["stance"]["name"] == "Airlift, for a set time"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "as_of=foo",
            '"foo" is not a date. Write 2013, 2013-01, 2013-01-15, an interval 2012-12/2013-01-08; '
            "~ at the end for “about”.",
        ),
        ("without=everything", "There is no evidence called"),
        ("colour=red", 'There is no parameter "colour".'),
    ],
)
def test_what_a_line_cannot_be_asked(client, query, told):
    canada_story()
    answer = client.get(f"{STANCE}?{query}")
    assert answer.status_code == 422
    assert told in answer.json()["detail"][0]


def test_no_draft_and_nobody(client):
    story = canada_story()
    make_actor("hidden", status="draft")
    make_statement("secret", story.harper, story.issue, 4, on_behalf_of=story.canada, status="draft")
    slugs = [step["statement"]["slug"] for step in client.get(STANCE).json()["steps"]]
    assert "secret" not in slugs
    assert client.get("/api/v1/stances/military-role-mali/hidden").status_code == 404
    assert client.get("/api/v1/actors/hidden").status_code == 404
    names = [actor["slug"] for actor in client.get("/api/v1/actors").json()["items"]]
    assert "canada" in names
    assert "hidden" not in names


def test_commitments_are_those_of_the_ledger(client):
    canada_story()
    (plane,) = client.get("/api/v1/commitments?maker=canada").json()["items"]
    assert (plane["slug"], plane["status"], plane["extended"]) == ("one-c-17", "open", 1)
    one = client.get("/api/v1/commitments/one-c-17?as_of=2013-02").json()
    assert [(turn["kind"], turn["statement"]) for turn in one["turns"]] == [("made", "harper-one-week")]
    assert one["overdue"] is True
    refused = client.get("/api/v1/commitments?maker=nobody&sort=beauty")
    assert refused.status_code == 422
    assert refused.json()["detail"] == [
        "Nothing is filed under maker “nobody”.",
        "A list cannot be sorted by “beauty”.",
    ]


def test_sources_and_their_pages(client):
    canada_story()
    answer = client.get("/api/v1/sources?limit=1").json()
    assert (answer["total"], len(answer["items"])) == (2, 1)
    rest = client.get(answer["next"].removeprefix("http://testserver")).json()
    assert rest["next"] is None
    assert {answer["items"][0]["slug"], rest["items"][0]["slug"]} == {"harper-visit", "un-summit"}
    assert client.get("/api/v1/sources/harper-visit").json()["title"] == "Harper on the plane"


def test_a_program_is_answered_in_english_whatever_its_user_reads(client):
    canada_story()
    asked = client.get(STANCE, headers={"accept-language": "fr"})
    assert (asked.headers["Content-Language"], asked.json()) == ("en", client.get(STANCE).json())
    assert asked.json()["finding"].startswith("Canada went from ")
    assert client.get(f"/fr{STANCE}").status_code == 404
    wrong = client.get(f"{STANCE}?as_of=foo", headers={"accept-language": "fr"}).json()["detail"]
    assert wrong[0].startswith('"foo" is not a date. Write ')
