"""The JSON API of shifts: those that the feeds and the lines tell, narrowed, latest first."""

from xml.etree import ElementTree

import pytest

from tests.stories import canada_story
from tracker.state import forget

pytestmark = pytest.mark.django_db

LIST = "/api/v1/shifts"
FIRST, SECOND = "harper-one-week", "harper-as-long-as-needed"


def slugs(answer) -> list[str]:
    return [item["first_after"] for item in answer.json()["items"]]


def test_a_shift_says_from_where_to_where_when_and_why(client):
    canada_story()
    answer = client.get(LIST).json()
    assert (answer["total"], answer["next"]) == (2, None)
    assert answer["items"][0] == {
        "number": 2,
        "before": {"slug": "airlift-for-a-set-time", "name": "Airlift, for a set time", "name_fr": ""},
        "after": {"slug": "airlift-open-ended", "name": "Airlift, open-ended", "name_fr": ""},
        "up": True,
        "apart": "8 weeks",
        "cause": "same_speaker",
        "last_before": FIRST,
        "first_after": SECOND,
        "actor": {"slug": "canada", "name": "Canada", "name_fr": ""},
        "issue": {"slug": "military-role-mali", "name": "own military role in Mali", "name_fr": ""},
        "address": "http://testserver/issues/military-role-mali/canada/#shift-2",
        "said_on": "2013-03-14",
    }


@pytest.mark.parametrize(
    "scope", ["", "actors/canada/", "actors/stephen-harper/", "issues/military-role-mali/"]
)
def test_they_are_those_of_the_feed(client, scope):
    canada_story()
    feed = ElementTree.fromstring(client.get(f"/{scope or 'feeds/'}shifts.atom").content)
    told = [each.text or "" for each in feed.iter("{http://www.w3.org/2005/Atom}id")]
    noun, _, slug = scope.strip("/").partition("/")
    items = client.get(f"{LIST}?{noun.removesuffix('s')}={slug}" if scope else LIST).json()["items"]
    keys = {f"shifts/{it['issue']['slug']}/{it['actor']['slug']}/{it['first_after']}" for it in items}
    assert keys == {key.rpartition(":")[2] for key in told if ":shifts/" in key}
    assert keys


def test_each_is_that_of_its_line(client):
    canada_story()
    line = client.get("/api/v1/stances/military-role-mali/canada").json()["shifts"]
    told = client.get(f"{LIST}?sort=oldest").json()["items"]
    for known, shift in zip(line, told, strict=True):
        assert {name: shift.get(name, known["hangs_on"]) for name in known} == known


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [SECOND, FIRST]),
        ("sort=oldest", [FIRST, SECOND]),
        ("actor=canada", [SECOND, FIRST]),
        ("actor=stephen-harper&issue=military-role-mali", [SECOND, FIRST]),
        ("actor=france", []),
        ("since=2013-02", [SECOND]),
        ("until=2013-02", [FIRST]),
        ("since=2013-01-14&until=2013-01-14", [FIRST]),
        ("since=2014", []),
        ("as_of=2013-01-20", [FIRST]),
        ("as_of=2013-01-01", []),
        ("without_outlet=The+Daily+Test", []),
        ("only=heads", [SECOND, FIRST]),
        ("limit=1", [SECOND]),
        ("limit=1&offset=1", [FIRST]),
        ("offset=2", []),
    ],
)
def test_they_can_be_narrowed(client, query, expected):
    canada_story()
    assert slugs(client.get(f"{LIST}?{query}")) == expected


def test_what_is_looked_at_through_switches_leads_to_the_page_through_the_same(client):
    canada_story()
    (shift,) = client.get(f"{LIST}?as_of=2013-01-20&without=unnamed").json()["items"]
    address, anchor = shift["address"].removeprefix("http://testserver").split("#")
    assert address == "/issues/military-role-mali/canada/?as_of=2013-01-20&without=unnamed"
    assert f'id="{anchor}"' in client.get(address).text


def test_pages_follow_each_other_to_the_end(client):
    canada_story()
    first = client.get(f"{LIST}?limit=1").json()
    second = client.get(first["next"]).json()
    assert (first["total"], second["total"], second["next"]) == (2, 2, None)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("actor=nobody", "Nothing is filed under actor “nobody”."),
        ("issue=%00", "Nothing is filed under issue “ ”."),
        ("since=soon", '"soon" is not a date.'),
        ("since=2014&until=2013", "“2014” comes after “2013”, so nothing can lie between."),
        ("as_of=2999", '"2999" lies in the future.'),
        ("sort=beauty", "A list cannot be sorted by “beauty”."),
        ("colour=red", 'There is no parameter "colour".'),
    ],
)
def test_what_they_cannot_be_asked(client, query, told):
    canada_story()
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"][0].startswith(told)


def test_its_questions_do_not_grow_with_the_rows(client, django_assert_num_queries):
    canada_story()
    for limit in (1, 2):
        forget()
        with django_assert_num_queries(1 + 16):  # whether anything changed, and the rows
            client.get(f"{LIST}?limit={limit}")
