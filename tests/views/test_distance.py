"""Two actors: how far apart they stand on each issue, and over time."""

import pytest

from tests.factories import make_issue, make_statement
from tests.stories import Story, canada_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


def test_the_distance_of_two(client, story):
    make_statement("france-all-in", story.france, story.issue, 4, said_on="2013-02-01", source=story.source)
    page = client.get("/compare/distance/?actor=canada&actor=france&as_of=2013-06").context["page"]
    (row,) = page.rows
    assert row.apart == 50
    assert [(moment.day.isoformat(), moment.apart) for moment in page.moments] == [
        ("2013-02-01", 75),
        ("2013-03-14", 50),
    ]
    for start, share in [("", "50 %"), ("/fr", "50\u202f%")]:
        shown = client.get(f"{start}/compare/distance/?actor=canada&actor=france&as_of=2013-06").text
        assert f">{share}</meter> {share}</td>" in shown
    today = client.get("/compare/distance/?actor=canada&actor=france")
    assert today.context["page"].rows[0].apart is None
    assert "<strong>Nothing is known of both on this day.</strong> Last known:" in today.text
    last = "/compare/distance/?actor=canada&amp;actor=france&amp;as_of=2014-02-01"
    assert f'<a href="{last}">1 February 2014</a>, on 1 issue, 50 % apart</p>' in today.text
    assert "<small>not known on one side at least</small>" in today.text


def test_a_mean_of_a_half_percent_is_rounded_up(client, story):
    make_statement("france-all-in", story.france, story.issue, 4, said_on="2013-02-01", source=story.source)
    other = make_issue("other")
    for who, rung in [(story.canada, 0), (story.france, 3)]:
        make_statement(f"other-{who.slug}", who, other, rung, said_on="2013-03-01", source=story.source)
    address = "/compare/distance/?actor=canada&actor=france&as_of=2013-06"
    page = client.get(address).context["page"]
    assert [row.apart for row in page.rows] == [75, 50]
    assert page.now.apart == 63
    rows = client.get(address.replace("/?", ".json?")).json()["rows"]
    assert rows[-1]["percent_apart"] == 63


def test_a_distance_that_silence_changed_says_so(client, story):
    make_statement("france-all-in", story.france, story.issue, 4, said_on="2013-02-01", source=story.source)
    page = client.get("/compare/distance/?actor=canada&actor=france")
    told = [(moment.day.isoformat(), moment.gone_stale) for moment in page.context["page"].moments]
    assert told == [("2013-02-01", False), ("2013-03-14", False), ("2014-02-02", True)]
    assert page.text.count("<small>nobody spoke: a stance went stale</small>") == 1
    rows = client.get("/compare/distance.json?actor=canada&actor=france").json()["rows"]
    assert [row["gone_stale"] for row in rows] == ["", "no", "no", "yes"]


def test_where_nobody_is_chosen_two_with_much_in_common_are_shown(client, story):
    assert client.get("/compare/distance/").context["page"].here is None  # nobody shares an issue
    make_statement("france-all-in", story.france, story.issue, 4, said_on="2013-02-01", source=story.source)
    page = client.get("/compare/distance/")
    assert (page.context["page"].here.text, page.context["page"].there.text) == ("Canada", "France")
    assert "Nobody is chosen: these are Canada and France, who spoke on most of the same issues." in page.text
    assert "Nobody is chosen" not in client.get("/compare/distance/?actor=canada&actor=france").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", ()),
        ("actor=canada", ()),
        ("actor=canada&actor=canada", ("An actor is at no distance from itself: choose another one.",)),
        ("actor=canada&actor=x", ("There is no actor “x” who said anything that counts here.",)),
        (
            "actor=canada&actor=stephen-harper&actor=peter-mackay",
            ("The distance is that of two actors: the first two are shown.",),
        ),
    ],
)
def test_a_distance_needs_two(client, story, asked, told):
    assert client.get(f"/compare/distance/?{asked}").context["page"].faults == told
