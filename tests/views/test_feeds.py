"""What a feed reader gets: valid Atom, ids that stay, times of recording, and links from every page."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from tests.factories import make_statement
from tests.stories import canada_story
from tracker.models import Statement

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SCOPES = (
    "/feeds/",
    "/actors/canada/",
    "/issues/military-role-mali/",
    "/issues/military-role-mali/canada/",
)
KINDS = ("shifts", "statements", "commitments")


@pytest.fixture
def story():
    return canada_story()


@pytest.fixture
def read(client):
    def fetch(address: str) -> ElementTree.Element:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert answer["Access-Control-Allow-Origin"] == "*"
        return ElementTree.fromstring(answer.content)

    return fetch


def texts(feed: ElementTree.Element, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}", "") for entry in feed.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_goes_with_its_page(read, story, scope, kind):
    page, of_itself = (link.get("href") for link in read(f"{scope}{kind}.atom").findall(f"{ATOM}link"))
    assert page == f"http://testserver{scope.removesuffix('feeds/')}"
    assert of_itself == f"http://testserver{scope}{kind}.atom"


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_feed_has_what_atom_asks_for(read, story, scope, kind):
    feed = read(f"{scope}{kind}.atom")
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}"), (element, name)
        assert element.find(f"{ATOM}link") is not None
    assert feed.find(f"{ATOM}author") is not None
    ids = texts(feed, "id")
    assert len(ids) == len(set(ids)) > 0
    assert all(each.startswith("tag:testserver,2026:") for each in ids)


def test_a_shift_says_from_where_to_where_why_and_by_which_words(read, story):
    feed = read("/issues/military-role-mali/canada/shifts.atom")
    assert feed.findtext(f"{ATOM}title") == "Shifts of Canada on own military role in Mali · Positions"
    assert sorted(texts(feed, "title")) == [
        "Canada on its own military role in Mali: from “Airlift, for a set time” to “Airlift, open-ended”",
        "Canada on its own military role in Mali: from “No military role” to “Airlift, for a set time”",
    ]
    links = {entry.find(f"{ATOM}link").get("href") for entry in feed.iter(f"{ATOM}entry")}
    page = "http://testserver/issues/military-role-mali/canada/"
    assert links == {f"{page}#shift-1", f"{page}#shift-2"}
    (said,) = [text for text in texts(feed, "summary") if "as long as needed" in text]
    for part in (
        "Cause: same speaker.",
        "Stephen Harper, Prime Minister, 14 March 2013.",
        "“as long as needed” (The Daily Test, 14 March 2013)",
    ):
        assert part in said
    assert "tag:testserver,2026:shifts/military-role-mali/canada/harper-one-week" in texts(feed, "id")


def test_a_turn_says_how_much_and_until_when(read, story):
    feed = read("/actors/canada/commitments.atom")
    assert sorted(texts(feed, "title")) == [
        "Canada’s commitment “One transport plane”: extended",
        "Canada’s commitment “One transport plane”: made",
    ]
    assert any("Quantity: 1 aircraft." in text for text in texts(feed, "summary"))
    assert any("Deadline: 23 January 2013." in text for text in texts(feed, "summary"))


def test_what_was_said_long_ago_and_recorded_today_comes_first(read, story):
    make_statement("found-late", story.harper, story.issue, 0, said_on="1999", on_behalf_of=story.canada)
    feed = read("/feeds/statements.atom")
    assert texts(feed, "id")[0].endswith(":statements/found-late")
    assert texts(feed, "updated")[0][:10] == datetime.now(UTC).date().isoformat()


def test_a_correction_brings_the_same_entry_back(read, story):
    before = read("/feeds/statements.atom")
    said = Statement.objects.get(slug="mackay-examining")
    said.summary = "Mended <b>&</b>."
    said.save()
    after = read("/feeds/statements.atom")
    assert sorted(texts(after, "id")) == sorted(texts(before, "id"))
    assert texts(after, "id")[0].endswith(":statements/mackay-examining")
    assert texts(after, "title")[0] == "Canada: Mended <b>&</b>."
    assert texts(after, "published")[0] < texts(after, "updated")[0]


def test_a_reader_is_not_sent_again_what_it_has(client, story):
    address = "/feeds/statements.atom"
    tag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    make_statement("new", story.harper, story.issue, 0, on_behalf_of=story.canada)
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_a_draft_is_in_no_feed(read, story):
    make_statement("hidden", story.harper, story.issue, 4, on_behalf_of=story.canada, status="draft")
    for scope in SCOPES:
        for kind in KINDS:
            assert not any("hidden" in each for each in texts(read(f"{scope}{kind}.atom"), "id"))


def test_nothing_recorded_is_a_feed_without_entries(read):
    for kind in KINDS:
        feed = read(f"/feeds/{kind}.atom")
        assert texts(feed, "id") == []
        assert feed.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "address",
    ["/feeds/articles.atom", "/actors/nobody/shifts.atom", "/issues/military-role-mali/nobody/shifts.atom"],
)
def test_there_is_no_feed_of_what_is_not_there(client, story, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("page", "stem"), [("/", "/feeds/"), *((scope, scope) for scope in SCOPES[1:])])
@pytest.mark.parametrize("kind", KINDS)
def test_each_page_leads_to_its_feeds(client, story, page, stem, kind):
    for query in ("", "?as_of=2013-02"):
        shown = client.get(page + query).text
        assert f'type="application/atom+xml" title="{kind.capitalize()}" href="{stem}{kind}.atom"' in shown
        assert f'<a href="{stem}{kind}.atom">{kind}</a>' in shown
        assert 'href="/feeds/"' in shown


def test_a_feed_in_french_is_a_feed_of_its_own(read, story):
    """A reader of both would take two entries of one id for one (RFC 4287, 4.2.6)."""
    english, french = (read(f"{start}/actors/canada/commitments.atom") for start in ("", "/fr"))
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (english.get(language), french.get(language)) == ("en", "fr")
    assert french.findtext(f"{ATOM}title") == "Engagements\u00a0: Canada · Positions"
    assert french.findtext(f"{ATOM}id") == "tag:testserver,2026:fr/actors/canada/commitments.atom"
    assert [each.replace("2026:fr/", "2026:") for each in texts(french, "id")] == texts(english, "id")
    assert not set(texts(french, "id")) & set(texts(english, "id"))
    assert all(
        "Canada, engagement «\u00a0One transport plane\u00a0»" in each for each in texts(french, "title")
    )
    assert any("Échéance\u00a0: 23 janvier 2013." in each for each in texts(french, "summary"))
    links = [link.get("href") for link in french.iter(f"{ATOM}link")]
    assert all(each.startswith("http://testserver/fr/") for each in links)


@pytest.mark.parametrize(
    ("scope", "title"),
    [
        ("/feeds/", "Changements de position · Positions"),
        ("/actors/canada/", "Changements de position\u00a0: Canada · Positions"),
        (
            "/issues/military-role-mali/",
            "Changements de position\u00a0: own military role in Mali · Positions",
        ),
        (
            "/issues/military-role-mali/canada/",
            "Changements de position\u00a0: Canada, own military role in Mali · Positions",
        ),
    ],
)
def test_the_title_in_french(read, story, scope, title):
    assert read(f"/fr{scope}shifts.atom").findtext(f"{ATOM}title") == title
