"""The page of a search: what it shows, how it is narrowed, what it says where there is nothing."""

import pytest
from django.utils.html import escape

from tests.factories import make_actor, make_issue, make_person, make_statement
from tests.stories import canada_story

pytestmark = pytest.mark.django_db


def groups(client, query: str) -> dict[str, list[str]]:
    page = client.get(f"/search/{query}").context["page"]
    return {group.kind: [hit.slug for hit in group.hits] for group in page.groups}


def test_what_is_found_stands_kind_by_kind_with_its_number(client):
    canada_story()
    page = client.get("/search/?q=plane").context["page"]
    assert [(tab.label, tab.number) for tab in page.kinds] == [
        ("All", 2),
        ("Actors", 0),
        ("Issues", 0),
        ("Statements", 0),
        ("Commitments", 1),
        ("Sources", 1),
    ]
    assert groups(client, "?q=plane") == {"commitment": ["one-c-17"], "source": ["harper-visit"]}
    assert groups(client, "?q=plane&kind=source") == {"source": ["harper-visit"]}


def test_the_words_are_marked_where_they_stand(client):
    canada_story()
    text = client.get('/search/?q="as long as needed"').text
    assert (
        '<p class="where">“<mark>as</mark> <mark>long</mark> <mark>as</mark> <mark>needed</mark>”</p>' in text
    )
    text = client.get("/search/?q=transp").text
    assert '<a href="/commitments/one-c-17/">One <mark>transport</mark> plane</a>' in text


def test_marks_and_questions_are_escaped(client):
    story = canada_story()
    make_statement("odd", story.harper, story.issue, summary="Says <b>bold</b> & “brave”.")
    page = client.get("/search/?q=<b>bold").text
    assert "<b>bold" not in page
    assert "Says &lt;<mark>b</mark>&gt;<mark>bold</mark>&lt;/<mark>b</mark>&gt; &amp; “brave”." in page
    assert f'value="{escape("<b>bold")}"' in page


def test_an_actor_or_issue_called_just_so_stands_first(client):
    story = canada_story()
    story.canada.aliases = "Ottawa; Dominion of Canada"
    story.canada.save()
    for query, name, also in (
        ("canada", "Canada", ""),
        ("OTTAWA", "Canada", "Ottawa"),
        ("own military role in mali", "own military role in Mali", ""),
    ):
        bet = client.get(f"/search/?q={query}").context["page"].bet
        assert (bet.link.text, bet.also) == (name, also)
    assert client.get("/search/?q=canad").context["page"].bet is None
    assert "Government, also called Ottawa" in client.get("/search/?q=ottawa").text


def test_narrowed_by_issue_actor_and_time(client):
    story = canada_story()
    make_statement("elsewhere", story.harper, make_issue("aid"), summary="Summary of aid.", said_on="2014")
    assert set(groups(client, "?q=summary&issue=aid")["statement"]) == {"elsewhere"}
    assert set(groups(client, "?q=summary&actor=france")["statement"]) == {"fabius-asks"}
    assert set(groups(client, "?q=summary&since=2014")["statement"]) == {"elsewhere", "official-still-alive"}
    assert set(groups(client, "?q=summary&until=2012")["statement"]) == {"mackay-examining"}
    assert groups(client, "?q=plane&since=2013-03-14&until=2013-03") == {"source": ["harper-visit"]}
    page = client.get("/search/?q=summary&issue=aid&since=2014").context["page"]
    assert [(tab.label, tab.url) for tab in page.chosen] == [
        ("Issue: aid", "?q=summary&since=2014"),
        ("From: 2014", "?q=summary&issue=aid"),
    ]
    shown = client.get("/search/?q=summary&kind=statement&issue=aid&since=2014").text
    assert 'href="/statements/?q=summary&amp;issue=aid&amp;since=2014">In the list of statements' in shown
    assert [(tab.label, tab.number, tab.chosen) for tab in page.issues] == [
        ("aid", 1, True),
        ("own military role in Mali", 1, False),
    ]
    assert [(tab.label, tab.number) for tab in page.years] == [("2014", 1)]


def test_long_results_come_in_pages_that_keep_their_filters(client):
    issue, harper = make_issue("aid"), make_person("harper")
    for number in range(30):
        make_statement(f"said-{number}", harper, issue)
    everything = client.get("/search/?q=summary")
    assert len(everything.context["page"].groups[0].hits) == 5
    assert '<a href="?q=summary&amp;kind=statement">All 30' in everything.text
    first = client.get("/search/?q=summary&kind=statement&actor=harper")
    second = client.get("/search/?q=summary&kind=statement&actor=harper&page=2")
    assert '<a rel="next" href="?q=summary&amp;kind=statement&amp;actor=harper&amp;page=2">' in first.text
    one, two = ({hit.slug for hit in page.context["page"].groups[0].hits} for page in (first, second))
    assert (len(one), len(two), len(one | two)) == (25, 5, 30)
    for number in ("abc", "0", "-3", "999", "%00"):
        answer = client.get(f"/search/?q=summary&kind=statement&page={number}")
        assert answer.context["page"].groups[0].hits


@pytest.mark.parametrize(
    ("typed", "names"),
    [("canda", ["Canada"]), ("harpr plane", ["Stephen Harper"]), ("militery", ["own military role in Mali"])],
)
def test_nothing_found_names_what_is_spelled_nearly_so(client, typed, names):
    canada_story()
    page = client.get(f"/search/?q={typed}")
    assert page.context["page"].total == 0
    assert [link.text for link in page.context["page"].near][: len(names)] == names
    assert "Spelled nearly so:" in page.text
    assert "or look through the lists" in page.text


def test_nothing_found_within_filters_says_what_the_words_alone_find(client):
    canada_story()
    page = client.get("/search/?q=plane&kind=statement").text
    assert "Nothing that is published has this word within these filters." in page
    assert '<a href="?q=plane">Without the filters there are 2 results</a>' in page


def test_no_question_says_what_can_be_found(client):
    canada_story()
    page = client.get("/search/")
    assert [(tab.label, tab.number, tab.url) for tab in page.context["page"].kinds] == [
        ("Actors", 8, "/actors/"),
        ("Issues", 1, "/issues/"),
        ("Statements", 8, "/statements/"),
        ("Commitments", 1, "/commitments/"),
        ("Sources", 2, "/sources/"),
    ]
    assert "What can be found, by the words that stand on its page:" in page.text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("q=-plane", "Give a word to look for too: a hyphen before a word only leaves out what has it."),
        ("q=plane&kind=tree", "Nothing is filed under kind “tree”, so it was left out of the filter."),
        ("q=plane&issue=x", "Nothing is filed under issue “x”, so it was left out of the filter."),
        ("q=plane&actor=%00", "Nothing is filed under actor “ ”, so it was left out of the filter."),
        (
            "q=plane&actor=" + "x" * 5000,
            "Nothing is filed under actor “" + "x" * 80 + "”, so it was left out",
        ),
        ("q=plane&since=soon", "It was left out of the filter."),
        ("q=plane&until=%00", "It was left out of the filter."),
        ("q=plane&since=2014&until=2013", "“2014” comes after “2013”, so nothing can lie between."),
        ("q=" + "plane+" * 200, "That is a long question: only its beginning was looked for."),
        ("q=" + "a+b+c+d+e+f+g+h+" * 2, "That is a long question: only its beginning was looked for."),
    ],
)
def test_what_cannot_be_read_is_told_and_left_out(client, query, message):
    canada_story()
    page = client.get(f"/search/?{query}")
    assert page.status_code == 200
    assert message in page.text


@pytest.mark.parametrize(
    "typed",
    ["%00", "%00plane", '"', "'", "*", "AND", "NOT", "((", "'; DROP TABLE x", "%F0%9F%98%80", "\\", ":*"],
)
def test_no_question_is_an_error(client, typed):
    canada_story()
    assert client.get("/search/", {"q": typed}).status_code == 200
    assert client.get(f"/search/?q={typed}").status_code == 200


def test_every_page_has_the_box(client):
    make_actor("canada")
    for address in ("/", "/actors/canada/", "/no/such/page/"):
        assert '<form class="seek" role="search" action="/search/">' in client.get(address).text
    assert client.get("/search/?q=x").text.count('role="search"') == 1
