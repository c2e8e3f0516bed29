"""The filters of the lists: what each finds, how many it offers, what is said where nothing fits."""

import pytest

from tests.factories import (
    indexed_once,
    make_actor,
    make_commitment,
    make_evidence,
    make_issue,
    make_source,
    make_statement,
)
from tests.stories import canada_story
from tracker.history.filters import Applied
from tracker.models import Actor

pytestmark = pytest.mark.django_db


def slugs(client, query: str) -> set[str]:
    return {card.slug for card in client.get(f"/statements/{query}").context["page"].cards}


def offers(client, address: str) -> dict[str, dict[str, int]]:
    filters = client.get(address).context["page"].filters
    return {each.name: {choice.label: choice.count for choice in each.choices} for each in filters}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?act=pledges", {"harper-one-week"}),
        ("?act=requests&firmness=firm", {"fabius-asks"}),
        ("?firmness=considering", {"mackay-examining", "official-still-alive"}),
        ("?attribution=unnamed&year=2013", {"aide-weeks"}),
        ("?source=un-summit", {"official-still-alive"}),
        ("?outlet=The+Daily+Test&actor=france", {"fabius-asks"}),
        ("?q=official", {"official-still-alive"}),
        ("?q=summary+-harper&actor=canada&year=2013", {"aide-weeks"}),
        ("?actor=peter-mackay&act=pledges", set()),
    ],
)
def test_statements_are_narrowed_by(client, query, found):
    canada_story()
    assert slugs(client, query) == found


def test_each_option_says_what_it_finds_beside_the_other_filters(client):
    story = canada_story()
    make_statement("elsewhere", story.harper, make_issue("aid", name="aid"), said_on="2014")
    make_evidence(story.plane.events.first().statement, make_source("second", publisher="The Other"), "too")
    assert offers(client, "/statements/") == {
        "issue": {"aid": 1, "own military role in Mali": 8},
        "actor": {
            "Canada": 7,
            "Canadian Official": 1,
            "France": 1,
            "Laurent Fabius": 1,
            "Peter Mackay": 1,
            "Senior Aide": 1,
            "Stephen Harper": 5,
        },
        "act": {"Declares": 7, "Pledges": 1, "Requests": 1},
        "firmness": {"Considering": 2, "Firm": 7},
        "attribution": {"Quoted": 7, "Unnamed source": 2},
        "outlet": {"The Daily Test": 8, "The Other": 1},
        "year": {"2017": 1, "2014": 1, "2013": 6, "2012": 1},
    }
    narrowed = offers(client, "/statements/?actor=canada&year=2013")
    assert narrowed["year"] == {"2017": 1, "2013": 5, "2012": 1}
    assert narrowed["firmness"] == {"Firm": 5}
    assert narrowed["issue"] == {"own military role in Mali": 5}
    assert offers(client, "/statements/?act=pledges&year=2017")["act"] == {"Declares": 1, "Pledges": 0}


def test_what_is_chosen_can_be_taken_off_one_by_one(client):
    canada_story()
    page = client.get("/statements/?year=2013&actor=canada&outlet=The+Daily+Test&sort=oldest").context["page"]
    assert [(way.label, way.url) for way in page.applied.chosen] == [
        ("Actor: Canada", "?outlet=The+Daily+Test&year=2013&sort=oldest"),
        ("Outlet: The Daily Test", "?actor=canada&year=2013&sort=oldest"),
        ("Year: 2013", "?actor=canada&outlet=The+Daily+Test&sort=oldest"),
    ]


def test_where_nothing_fits_the_page_says_what_each_filter_costs(client):
    canada_story()
    page = client.get("/statements/?year=2017&actor=france")
    assert [(way.label, way.url, way.number) for way in page.context["page"].drops] == [
        ("Actor: France", "?year=2017", 1),
        ("Year: 2017", "?actor=france", 1),
    ]
    assert '<a href="?year=2017">Without Actor: France</a>' in page.text


def test_statements_stand_newest_or_oldest_first(client):
    canada_story()
    days = [
        [card.last for card in client.get(f"/statements/{query}").context["page"].cards]
        for query in ("", "?sort=oldest")
    ]
    assert days[0] == sorted(days[0], reverse=True)
    assert days[1] == sorted(days[1])
    assert '<a href="?sort=oldest">Oldest first</a>' in client.get("/statements/").text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("act=sings", "Nothing is filed under act “sings”, so it was left out of the filter."),
        ("firmness=%00", "Nothing is filed under firmness “ ”, so it was left out of the filter."),
        ("outlet=None", "Nothing is filed under outlet “None”, so it was left out of the filter."),
        ("source=hidden", "Nothing is filed under source “hidden”, so it was left out of the filter."),
        ("year=0000", "Nothing is filed under year “0000”, so it was left out of the filter."),
        ("q=-plane", "There is no word to look for in “-plane”."),
        ("sort=loudest", "A list cannot be sorted by “loudest”."),
    ],
)
def test_what_does_not_exist_is_told(client, query, message):
    canada_story()
    make_source("hidden", status="draft")
    page = client.get(f"/statements/?{query}")
    assert page.context["page"].total == 8
    assert message in page.text


def test_a_filter_offers_nothing_that_is_hidden(client):
    story = canada_story()
    ghost = make_actor("ghost", name="Ghost", status="draft")
    make_statement("to-ghost", ghost, story.issue)
    make_evidence(
        story.plane.events.first().statement, make_source("leak", publisher="Leaks", status="draft"), "psst"
    )
    offered = offers(client, "/statements/")
    assert "Ghost" not in offered["actor"]
    assert "Leaks" not in offered["outlet"]
    assert client.get("/statements/?outlet=Leaks").context["page"].applied.values == {}


def names(client, query: str) -> list[str]:
    groups = client.get(f"/actors/{query}").context["page"].groups
    return [row.actor.text for group in groups for row in group.actors]


def test_actors_are_narrowed_by_kind_and_country_and_sorted(client):
    canada_story()
    assert names(client, "?kind=government") == ["Canada", "France"]
    assert names(client, "?country=FR") == ["France", "Laurent Fabius"]
    assert names(client, "?country=FR&kind=person") == ["Laurent Fabius"]
    assert names(client, "?kind=person&sort=statements")[0] == "Stephen Harper"
    assert names(client, "?kind=unnamed&country=FR") == []
    page = client.get("/actors/?country=FR").context["page"].found
    assert [(choice.label, choice.count) for choice in page.filters[0].choices] == [
        ("Governments", 1),
        ("People", 1),
    ]
    assert [(way.label, way.url) for way in page.orders] == [
        ("Most statements first", "?country=FR&sort=statements")
    ]
    empty = client.get("/actors/?kind=unnamed&country=FR").text
    assert "No actor fits all of these filters." in empty


def test_an_address_names_the_same_country_in_every_language(client):
    make_actor("united-states", name="United States", country="US")
    make_actor("france", name="France", country="FR")
    french = client.get("/fr/actors/?country=US").context["page"]
    assert [row.actor.slug for group in french.groups for row in group.actors] == ["united-states"]
    assert [(way.label, way.url) for way in french.found.applied.chosen] == [
        ("Pays\N{NO-BREAK SPACE}: États-Unis d'Amérique", "?")
    ]
    countries = french.found.filters[1]
    assert {choice.value: choice.label for choice in countries.choices} == {
        "US": "États-Unis d'Amérique",
        "FR": "France",
    }
    assert names(client, f"?country={countries.value}") == ["United States"]


def test_older_addresses_name_a_country_in_english(client):
    make_actor("united-states", name="United States", country="US")
    make_actor("france", name="France", country="FR")
    for page in ("/actors/", "/fr/actors/"):
        found = client.get(f"{page}?country=United+States+of+America&kind=government").context["page"].found
        assert found.applied.query == "kind=government&country=US"
        assert found.applied.faults == ()
    told = client.get("/actors/?country=%C3%89tats-Unis+d%E2%80%99Am%C3%A9rique").context["page"].found
    assert told.applied.faults == (
        "Nothing is filed under country “États-Unis d’Amérique”, so it was left out of the filter.",
    )


def test_issues_are_narrowed_by_what_they_are_about(client):
    canada_story()
    make_issue("embargo", name="embargo", about="course_of_action")
    rows = client.get("/issues/?about=course_of_action").context["rows"]
    assert [row.issue.text for row in rows] == ["embargo"]
    assert [row.issue.text for row in client.get("/issues/?sort=statements").context["rows"]] == [
        "own military role in Mali",
        "embargo",
    ]
    assert "About: Course of action" in client.get("/issues/?about=course_of_action").text


def titles(client, query: str) -> list[str]:
    return [row.title for row in client.get(f"/sources/{query}").context["rows"]]


def test_sources_are_narrowed_by_outlet_and_year_and_come_in_pages(client):
    canada_story()
    make_source("other", title="Other", publisher="The Other", published_on="2012/2013")
    assert titles(client, "?outlet=The+Other") == ["Other"]
    assert titles(client, "?year=2013") == ["Other", "Harper on the plane"]
    assert titles(client, "?year=2012&outlet=The+Daily+Test") == []
    assert titles(client, "?sort=oldest")[-1] == "Peacekeepers not soon"
    assert titles(client, "?sort=statements")[0] == "Harper on the plane"
    with indexed_once():
        for number in range(60):
            make_source(f"many-{number:02}", published_on="2020-01-01")
    assert len(titles(client, "?year=2020")) == 50
    assert len(titles(client, "?year=2020&page=2")) == 10
    assert '<a rel="next" href="?year=2020&amp;page=2">' in client.get("/sources/?year=2020").text


@pytest.mark.parametrize(
    ("address", "name"),
    [("/actors/", "kind"), ("/actors/", "country"), ("/issues/", "about"), ("/sources/", "outlet")],
)
@pytest.mark.parametrize("value", ["nothing", "%00", "x" * 5000])
def test_an_option_that_does_not_exist_is_told_on_every_list(client, address, name, value):
    canada_story()
    page = client.get(f"{address}?{name}={value}")
    assert page.status_code == 200
    assert f"Nothing is filed under {name} “{value.replace('%00', ' ')[:80]}”" in page.text


def _accented() -> None:
    """Names that stand elsewhere in French, or by their accents."""
    for slug, name, french in [
        ("egypt", "Egypt", "Égypte"),
        ("zambia", "Zambia", "Zambie"),
        ("germany", "Germany", "Allemagne"),
        ("cote-divoire", "Côte d’Ivoire", ""),
        ("cuba", "Cuba", ""),
    ]:
        make_actor(slug, name=name, name_fr=french)


def test_lists_stand_by_the_names_that_are_shown_accents_or_not(client):
    _accented()
    assert names(client, "") == ["Côte d’Ivoire", "Cuba", "Egypt", "Germany", "Zambia"]
    french = client.get("/fr/actors/").context["page"].groups
    assert [row.actor.text for group in french for row in group.actors] == [
        "Allemagne",
        "Côte d’Ivoire",
        "Cuba",
        "Égypte",
        "Zambie",
    ]


def test_issues_stand_by_the_names_that_are_shown(client):
    make_issue("aid", name="help for Mali", name_fr="aide au Mali")
    make_issue("embargo", name="embargo", name_fr="embargo")
    make_issue("talks", name="ceasefire talks", name_fr="échanges sur la trêve")
    for page, shown in [
        ("/", ["ceasefire talks", "embargo", "help for Mali"]),
        ("/fr/", ["aide au Mali", "échanges sur la trêve", "embargo"]),
    ]:
        assert [row.issue.text for row in client.get(f"{page}issues/").context["rows"]] == shown
        assert [entry.issue.text for entry in client.get(f"{page}codebook/").context["page"].issues] == shown


def test_what_a_list_offers_stands_by_the_names_that_are_shown(client):
    _accented()
    issue = make_issue("aid", name="aid")
    for slug in ("egypt", "zambia", "germany"):
        speaker = Actor.objects.get(slug=slug)
        make_statement(f"{slug}-says", speaker, issue, words="said so")
        make_commitment(f"{slug}-plane", speaker, issue)
    french = ["Allemagne", "Égypte", "Zambie"]
    english = ["Egypt", "Germany", "Zambia"]
    for start, shown in [("", english), ("/fr", french)]:
        _issue, actors, *_rest = client.get(f"{start}/statements/").context["page"].filters
        assert [choice.label for choice in actors.choices] == shown
        assert [tab.label for tab in client.get(f"{start}/search/?q=summary").context["page"].actors] == shown
        ledger = client.get(f"{start}/commitments/?sort=maker").context["page"]
        assert [option.label for option in ledger.facets[0].choices] == shown
        assert [row.maker.text for row in ledger.rows] == shown
        distance = client.get(f"{start}/compare/distance/").context["page"]
        assert [choice.label for choice in distance.choices] == shown
        beside = client.get(f"{start}/compare/issue/aid/").context["page"]
        assert [option.label for option in beside.options] == shown
        matrix = client.get(f"{start}/").context["page"].matrix
        assert [row.actor.text for row in matrix.rows] == shown
        rows = client.get(f"{start}/issues/aid/").context["page"].organizations
        assert [row.actor.text for row in rows] == shown


def test_what_is_chosen_keeps_its_own_words_whatever_a_filter_is_called(client):
    applied = Applied({"talks": "a"}, {"talks": "Talks: a round"}, {"talks": "Round: which"})
    assert applied.choice("talks") == ("a", "Talks: a round")
    assert [way.label for way in applied.chosen] == ["Round: which: Talks: a round"]
    canada_story()
    page = client.get("/fr/issues/?about=own_conduct").context["found"]
    assert [way.label for way in page.applied.chosen] == ["Objet\N{NO-BREAK SPACE}: Sa propre conduite"]
    assert [choice.label for choice in page.filters[0].choices] == ["Sa propre conduite"]


@pytest.mark.parametrize(
    "address",
    [
        "/statements/",
        "/sources/",
        "/commitments/",
        "/compare/matrix/",
        "/compare/reversals/",
        "/search/?q=harper&kind=statement",
    ],
)
@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("9999", "There is no page “9999”: there is only one page."),
        ("0", "There is no page “0”: this is page 1."),
        ("x", "There is no page “x”: this is page 1."),
        ("01", ""),
        ("1", ""),
    ],
)
def test_a_page_that_does_not_exist_is_told(client, address, page, told):
    canada_story()
    shown = client.get(f"{address}{'&' if '?' in address else '?'}page={page}").text
    assert ("There is no page" in shown) == bool(told)
    assert told in shown


def test_beyond_the_last_page_stands_the_last(client):
    story = canada_story()
    for number in range(30):
        make_statement(f"more-{number}", story.harper, story.issue, source=story.source)
    page = client.get("/statements/?page=9999")
    assert page.context["page"].page.number == 2
    assert "There is no page “9999”: there are only 2 pages, and this is the last." in page.text


def test_the_list_says_why_its_numbers_add_up_to_more(client):
    assert "such numbers may add up to more than the whole." not in client.get("/statements/").text
    canada_story()
    assert "A statement counts in each year in which it can have been said" in client.get("/statements/").text


@pytest.mark.parametrize(
    "address",
    [
        "/?as_of=%00x",
        "/compare/matrix/?kind=%00x",
        "/compare/matrix/?without=%00x",
        "/search/?q=a&since=%00x",
    ],
)
def test_no_page_holds_a_nul(client, address: str):
    assert "\0" not in client.get(address).text
