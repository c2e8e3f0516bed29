"""The lists: what they show, their filters, their empty states; and what answers a wrong address."""

import re
from datetime import date

import pytest

from tests.factories import make_actor, make_issue, make_person, make_source, make_statement
from tests.stories import canada_story
from tracker.history.actors import GROUPS
from tracker.models import Actor, Source

pytestmark = pytest.mark.django_db

EMPTY = {
    "/": "Nothing is published yet.",
    "/actors/": "No actor is published yet.",
    "/issues/": "No issue is published yet.",
    "/sources/": "No source is published yet.",
    "/statements/": "No statement is published yet.",
    "/commitments/": "No commitment is published yet.",
    "/codebook/": "No issue is published yet.",
}


@pytest.mark.parametrize(("address", "words"), EMPTY.items())
def test_an_empty_site_says_so_and_what_would_fill_it(client, address, words):
    page = client.get(address)
    assert page.status_code == 200
    assert words in page.text


def slugs(client, query: str) -> set[str]:
    return {card.slug for card in client.get(f"/statements/{query}").context["page"].cards}


def test_statements_are_narrowed_by_actor_issue_and_year(client):
    story = canada_story()
    make_statement("elsewhere", story.harper, make_issue("aid"), said_on="2014")
    assert len(slugs(client, "")) == 9
    assert slugs(client, "?actor=peter-mackay") == {"mackay-examining"}
    assert slugs(client, "?actor=france") == {"fabius-asks"}
    assert slugs(client, "?issue=aid") == {"elsewhere"}
    assert slugs(client, "?year=2012") == {"mackay-examining"}
    assert slugs(client, "?year=2017&actor=canada") == {"official-still-alive"}
    assert slugs(client, "?year=2017&actor=france") == set()


def test_a_statement_known_only_to_an_interval_is_found_in_each_of_its_years(client):
    story = canada_story()
    make_statement("long", story.harper, story.issue, said_on="2009/2011-03")
    assert "long" in slugs(client, "?year=2009") & slugs(client, "?year=2010") & slugs(client, "?year=2011")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?since=2011", {"spring"}),  # it may have been said on the last day of the span
        ("?since=2011-04", set()),
        ("?until=2010-12-30", {"new-year", "spring"}),
        ("?until=2008", set()),
        ("?since=2010-12-30&until=2010-12-30", {"new-year", "spring"}),
        ("?since=2010-12-31&until=2011-01-31", {"spring"}),
        ("?until=2013&year=2011", {"spring"}),
        ("?as_of=2010", {"new-year", "spring"}),  # an as-of day of another page ends the span
        ("?as_of=2008&until=2010", {"new-year", "spring"}),
    ],
)
def test_statements_are_narrowed_to_a_span_in_which_they_can_have_been_said(client, query, found):
    issue, harper = make_issue("aid"), make_person("harper")
    make_statement("spring", harper, issue, said_on="2009/2011-03")
    make_statement("new-year", harper, issue, said_on="2010-12-30")
    assert slugs(client, query) == found


def test_a_span_is_shown_in_words_and_stays_in_its_fields(client):
    canada_story()
    page = client.get("/statements/?since=2013-01&until=2013-01-16")
    assert page.context["page"].applied.shown == {"since": "January 2013", "until": "16 January 2013"}
    assert 'name="since" value="2013-01"' in page.text
    assert 'name="until" value="2013-01-16"' in page.text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?since=soon", "It was left out of the filter."),
        ("?until=%00", "It was left out of the filter."),
        ("?as_of=2013-02-31", "It was left out of the filter."),
        ("?since=2014&until=2013", "“2014” comes after “2013”, so nothing can lie between."),
    ],
)
def test_a_span_that_cannot_be_is_told(client, query, told):
    canada_story()
    assert told in client.get(f"/statements/{query}").text


def test_filters_that_fit_nothing_together_say_how_to_go_on(client):
    canada_story()
    page = client.get("/statements/?year=2017&actor=france").text
    assert "No statement fits all of these filters." in page
    assert "Clear filters" in page


@pytest.mark.parametrize(
    "query",
    [
        "?year=abc",
        "?year=99999999999999999999",
        "?year=-1",
        "?year=2013%00",
        "?actor=nobody",
        "?actor=%00",
        "?issue='%20OR%201=1",
        "?issue=%F0%9F%98%80",
        "?actor=" + "x" * 5000,
    ],
)
def test_a_filter_that_is_not_known_is_left_out_and_named(client, query):
    canada_story()
    page = client.get(f"/statements/{query}")
    assert page.status_code == 200
    assert page.context["page"].total == 8
    assert "so it was left out of the filter" in page.text


@pytest.mark.parametrize("number", ["abc", "0", "-3", "999", "99999999999999999999", "%00", "1e3", ""])
def test_a_page_number_out_of_range_shows_a_page(client, number):
    canada_story()
    page = client.get(f"/statements/?page={number}")
    assert page.status_code == 200
    assert page.context["page"].cards


def test_long_lists_come_in_pages_that_keep_their_filters(client):
    issue, harper = make_issue("aid"), make_person("harper")
    for number in range(30):
        make_statement(f"said-{number}", harper, issue, said_on="2013-01-08")
    first = client.get("/statements/?actor=harper&year=2013")
    assert len(first.context["page"].cards) == 25
    assert '<a rel="next" href="?actor=harper&amp;year=2013&amp;page=2">' in first.text
    second = client.get("/statements/?actor=harper&year=2013&page=2")
    assert len(second.context["page"].cards) == 5
    assert 'rel="prev"' in second.text


def test_a_matrix_cell_leads_to_the_line_and_says_what_is_known(client):
    story = canada_story()
    make_statement("refuses", story.france, story.issue, 0, act="declares", said_on="2013-01-01")
    make_actor("belgium")
    matrix = client.get("/").context["page"].matrix
    cells = {row.actor.text: row.cells[0] for row in matrix.rows}
    assert set(cells) == {"Canada", "France"}
    assert (cells["Canada"].rung.label, cells["Canada"].stale, cells["Canada"].trend) == (
        "Airlift, open-ended",
        True,
        1,
    )
    assert cells["France"].url == "/issues/military-role-mali/france/"


def test_the_front_page_counts_in_whose_name_statements_were_made_and_says_what_they_rest_on(client):
    story = canada_story()
    make_source("later", publisher="The Globe", published_on="2018-02-03")
    party, asked = make_actor("ndp", kind="party"), make_actor("nato", kind="intergovernmental")
    make_statement("ndp-objects", party, story.issue, 0, addressee=asked, said_on="2013-01-09")
    make_statement("expert", make_person("an-expert"), story.issue, None, said_on="2013-01-09")
    page = client.get("/")
    assert (
        '<p class="lead">10 statements in the name of 2 governments, 1 other organisation and 1 person or '
        "unnamed group speaking for itself, on 1 question: each with its source" in page.text
    )
    basis = page.context["page"].basis
    assert (basis.articles, basis.outlets_in_words, basis.last) == (
        Source.objects.count(),
        f"{story.source.publisher} and The Globe",
        date(2018, 2, 3),
    )
    assert "the last on 3 February 2018. What those do not tell is not here" in page.text


@pytest.mark.parametrize(
    ("title", "url", "ours", "unknown"),
    [("[What it says]", "", True, True), ("Printed", "https://press.example/1", False, False)],
)
def test_a_source_says_whose_its_title_is_and_that_its_address_is_not_known(
    client, title, url, ours, unknown
):
    make_source("marked", title=title, url=url)
    page = client.get("/sources/marked/").text
    assert ("The title in brackets is ours: the text at hand has none." in page) is ours
    assert ("Its address at the publisher’s is not known." in page) is unknown


def test_the_front_page_tells_the_latest_shift_first(client):
    canada_story()
    changes = client.get("/").context["page"].changes
    assert [(change.line.text, change.to_rung.label) for change in changes] == [
        ("Canada on its own military role in Mali", "Airlift, open-ended"),
        ("Canada on its own military role in Mali", "Airlift, for a set time"),
    ]


def test_an_actor_shows_each_line_rung_by_rung_with_its_proof(client):
    canada_story()
    (row,) = client.get("/actors/canada/").context["page"].stances
    line = "/issues/military-role-mali/canada/"
    assert [(step.rung.label, str(step.last), step.url) for step in row.steps] == [
        ("No military role", "2013-01-08", f"{line}#s-harper-no-mission"),
        ("Airlift, for a set time", "2013-01-14", f"{line}#shift-1"),
        ("Airlift, open-ended", "2013-03-14", f"{line}#shift-2"),
    ]
    assert len(row.spark.dots) >= 3


def test_a_minister_is_shown_on_the_conduct_of_the_government(client):
    canada_story()
    (row,) = client.get("/actors/stephen-harper/").context["page"].stances
    assert row.name == "Canada’s own military role in Mali"
    lines = client.get("/issues/military-role-mali/").context["page"].people
    assert {line.actor.text: [each.text for each in line.principals] for line in lines}["Stephen Harper"] == [
        "Canada"
    ]


def test_an_issue_shows_who_stands_on_each_rung(client):
    canada_story()
    page = client.get("/issues/military-role-mali/").context["page"]
    assert {row.rung.label: [line.actor.text for line in row.lines] for row in page.ladder} == {
        "Combat troops": [],
        "Peacekeepers": [],
        "Airlift, open-ended": ["Canada"],
        "Airlift, for a set time": [],
        "No military role": [],
    }


def test_a_statement_knows_its_place_its_neighbours_and_its_commitment(client):
    canada_story()
    page = client.get("/statements/harper-as-long-as-needed/").context["page"]
    assert (page.role.text, page.shift) == ("moves the line", 2)
    assert page.later.slug == "aide-weeks"
    assert [(turn.commitment.text, turn.kind.text) for turn in page.turns] == [
        ("One transport plane", "Extended")
    ]


def test_what_an_actor_asks_of_others_does_nothing_to_its_own_line(client):
    canada_story()
    assert client.get("/statements/fabius-asks/").context["page"].role.text == "asks others"


def test_a_commitment_tells_its_turns_and_where_it_stands(client):
    canada_story()
    page = client.get("/commitments/one-c-17/").context["page"]
    assert [turn.kind.text for turn in page.turns] == ["Made", "Extended"]
    assert (page.row.now.status.text, page.row.now.amount) == ("open", "1 aircraft")
    assert (page.row.now.deadline, page.row.now.extended, page.row.now.overdue) == (None, 1, False)


def test_every_label_leads_to_an_entry_of_the_codebook(client):
    canada_story()
    codebook = client.get("/codebook/").text
    anchors = set(re.findall(r'id="([^"]+)"', codebook))
    for address in (
        "/",
        "/issues/military-role-mali/canada/",
        "/statements/aide-weeks/",
        "/commitments/one-c-17/",
        "/issues/military-role-mali/",
    ):
        wanted = set(re.findall(r'href="/codebook/#([^"]+)"', client.get(address).text))
        assert wanted
        assert wanted <= anchors, address


@pytest.mark.parametrize(
    "address",
    [
        "/actors/nobody/",
        "/issues/nothing/",
        "/issues/nothing/nobody/",
        "/sources/nowhere/",
        "/statements/unsaid/",
        "/commitments/unpledged/",
        "/no/such/page/",
        "/actors/%00/",
        "/actors/../../etc/passwd",
    ],
)
def test_a_wrong_address_gets_a_404_in_the_sites_look(client, address):
    page = client.get(address)
    assert page.status_code == 404
    assert "<h1>No such page</h1>" in page.text
    assert 'href="/issues/"' in page.text


@pytest.mark.parametrize("address", ["/", "/statements/", "/issues/military-role-mali/canada/", "/codebook/"])
def test_public_pages_are_for_reading_only(client, address):
    canada_story()
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_a_fault_of_ours_is_told_in_the_sites_look(client, monkeypatch):
    client.raise_request_exception = False

    def broken(day):
        raise RuntimeError

    monkeypatch.setattr("tracker.views.pages.home_page", broken)
    page = client.get("/")
    assert page.status_code == 500
    assert "<h1>Something broke here</h1>" in page.text


def test_every_kind_of_actor_has_its_group():
    assert set(GROUPS) == set(Actor.Kind)
