"""Likely duplicates: proposed with a reason, settled once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import form_data
from tests.admin.test_queries import queries
from tests.factories import indexed_once, make_issue, make_person, make_source, make_statement
from tracker.merging.candidates import LIKELY, likely_duplicates
from tracker.models import Actor, Document, NotDuplicate, Source

ACTORS, SOURCES = "/admin/duplicates/actor/", "/admin/duplicates/source/"
TITLE = "Canada lends one transport plane for a week"


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def pair(db: None) -> tuple[Actor, Actor]:
    kw = {"country": "CA"}
    return make_person("harper", name="Stephen Harper", **kw), make_person(
        "steven", name="Steven Harper", **kw
    )


def test_each_pair_is_shown_with_its_reason(client: Client, pair: tuple[Actor, Actor]) -> None:
    shown = text(client.get(ACTORS))
    assert "The same last name and country, and close first names: Stephen Harper, Steven Harper." in shown
    assert f"/admin/tracker/actor/merge/?keep={pair[0].pk}&amp;drop={pair[1].pk}" in shown
    assert '<a href="/admin/duplicates/actor/">Actors</a>: 1' in text(client.get("/admin/duplicates/"))


def test_the_records_own_page_says_so_too(client: Client, pair: tuple[Actor, Actor]) -> None:
    shown = text(client.get(f"/admin/tracker/actor/{pair[1].pk}/change/"))
    assert "Likely duplicates</h2>" in shown
    assert f"/admin/tracker/actor/merge/?keep={pair[0].pk}&amp;drop={pair[1].pk}" in shown


def test_not_a_duplicate_is_remembered(client: Client, admin: User, pair: tuple[Actor, Actor]) -> None:
    data = {"action": "two", "first": pair[1].pk, "second": pair[0].pk}
    shown = text(client.post(ACTORS, data, follow=True))
    assert "“Steven Harper” and “Stephen Harper” are two: they will not be proposed again." in shown
    assert "No two of them look alike, but for those that were found to be two." in shown
    client.post(ACTORS, data)
    known = NotDuplicate.objects.get()
    assert (known.table, known.one, known.other, known.user) == ("actor", pair[0].pk, pair[1].pk, admin)
    assert "Likely duplicates</h2>" not in text(client.get(f"/admin/tracker/actor/{pair[0].pk}/change/"))
    assert "Steven Harper</a>" in text(client.get("/admin/tracker/notduplicate/"))


def test_a_wire_story_is_marked_as_a_copy(client: Client) -> None:
    one = make_source("globe", title=TITLE, publisher="The Globe")
    other = make_source("sun", title=TITLE, publisher="The Sun")
    assert "The same title, on the same day." in text(client.get(SOURCES))
    client.post(SOURCES, {"action": "copy", "first": one.pk, "second": other.pk})
    other.refresh_from_db()
    assert other.copy_of == one
    assert other.history.first().history_change_reason == "The same story at two addresses"
    assert likely_duplicates(Source) == []


@pytest.mark.parametrize(
    ("name", "eyes", "told"),
    [
        ("analyst", False, "This source is published: ask an editor to change it."),
        ("editor", True, "Four eyes: nobody publishes what they wrote, and you wrote some of this."),
        ("editor", False, "both count as one"),
    ],
)
def test_who_may_not_change_a_published_source_does_not_mark_it_as_a_copy(
    role: Callable[[str], Client], settings: Any, name: str, eyes: bool, told: str
) -> None:
    one, other = (make_source(slug, title=TITLE) for slug in ("globe", "sun"))
    settings.FOUR_EYES = eyes
    sent = {"action": "copy", "first": one.pk, "second": other.pk}
    assert told in text(role(name).post(SOURCES, sent, follow=True))
    other.refresh_from_db()
    assert (other.copy_of == one) is (told == "both count as one")


def test_an_original_with_copies_does_not_become_a_copy(client: Client) -> None:
    one, other, copy = (make_source(name, title=f"{TITLE} {name}") for name in ("one", "other", "copy"))
    copy.copy_of = other
    copy.save()
    shown = text(client.post(SOURCES, {"action": "copy", "first": one.pk, "second": other.pk}, follow=True))
    assert "has copies of its own: make it the original." in shown
    other.refresh_from_db()
    assert other.copy_of is None


@pytest.mark.parametrize(
    "data",
    [{}, {"action": "two"}, {"action": "two", "first": "x", "second": "-1"}, {"first": "1", "second": "1"}],
)
def test_odd_requests_get_a_message(client: Client, pair: tuple[Actor, Actor], data: dict[str, str]) -> None:
    shown = text(client.post(ACTORS, data, follow=True))
    assert "One of the two is not there any more: nothing was changed." in shown
    assert client.post(ACTORS, {"action": "no", "first": pair[0].pk, "second": pair[1].pk}).status_code == 302
    assert not NotDuplicate.objects.exists()


def test_permission_is_asked_for_each_table(staff: Callable[..., Client], pair: tuple[Actor, Actor]) -> None:
    assert staff().get("/admin/duplicates/").status_code == 403
    viewer = staff("view_source")
    assert viewer.get(ACTORS).status_code == 403
    assert viewer.get(SOURCES).status_code == 200
    assert viewer.post(SOURCES, {"action": "two"}).status_code == 403
    assert "Actors" not in viewer.get("/admin/duplicates/").content.decode().split("content-main")[1]
    assert Client().get(ACTORS).status_code == 302
    assert viewer.get("/admin/duplicates/user/").status_code == 404


@indexed_once()
def populate(start: int, stop: int) -> None:
    issue, speaker = make_issue(f"issue-{start}"), make_person(f"speaker-{start}")
    for number in range(start, stop):
        make_person(f"a-{number}", name=f"Given{number} Family{number}", country="CA")
        make_person(f"b-{number}", name=f"Family{number} Given{number}", country="CA")
        for twice in "ab":
            make_source(
                f"source-{number}{twice}", title=f"{TITLE} number{number}", url=f"https://e.org/{number}"
            )
            make_statement(f"said-{number}{twice}", speaker, issue, summary=f"number{number} again")


@pytest.mark.parametrize("table", sorted(table._meta.model_name for table in LIKELY))
def test_pages_ask_no_more_for_many_than_for_few(client: Client, table: str) -> None:
    populate(0, 3)
    record = next(each for each in LIKELY if each._meta.model_name == table).objects.order_by("-pk")[0]
    pages = (f"/admin/duplicates/{table}/", f"/admin/tracker/{table}/{record.pk}/change/")
    for page in pages:
        client.get(page)
    few = [queries(client, page) for page in pages]
    populate(3, 18)
    assert [queries(client, page) for page in pages] == few


# told when one is saved


def save(client: Client, address: str, **changes: Any) -> list[str]:
    """Open a page, change, save; gives the warnings."""
    response = client.post(address, form_data(client.get(address)) | {"change_reason": "put right"} | changes)
    assert response.status_code == 302, response.context["errors"]
    return [str(it) for it in get_messages(response.wsgi_request) if it.level_tag == "warning"]


def change(record: Any) -> str:
    return f"/admin/tracker/{record._meta.model_name}/{record.pk}/change/"


def test_who_saves_a_likely_duplicate_is_told(client: Client, db: None) -> None:
    first = make_person("harper", name="Stephen Harper", country="CA")
    new = {"name": "Steven Harper", "slug": "steven", "kind": "person", "country": "CA"}
    told = save(client, "/admin/tracker/actor/add/", **new)
    made = Actor.objects.get(slug="steven")
    assert told == [
        "“Steven Harper” looks like “Stephen Harper”: the same last name and country,"
        " and close first names: Steven Harper, Stephen Harper."
        f' <a href="/admin/tracker/actor/merge/?keep={first.pk}&amp;drop={made.pk}">Compare the two</a>'
    ]
    assert save(client, change(made)) == []  # nothing of it was changed
    assert len(save(client, change(made), description="A man.")) == 1
    NotDuplicate.objects.create(table="actor", one=first.pk, other=made.pk)
    assert save(client, change(made), description="A prime minister.") == []


def test_who_may_not_merge_gets_the_way_to_the_other(
    staff: Callable[..., Client], pair: tuple[Actor, Actor]
) -> None:
    sam = staff("view_actor", "change_actor", "publish_actor")
    (told,) = save(sam, change(pair[1]), description="A man.")
    assert told.endswith(f' <a href="{change(pair[0])}">Look at the other</a>')


def test_who_saves_a_statement_that_says_the_same_is_told(client: Client, db: None) -> None:
    issue, speaker = make_issue("mali"), make_person("harper")
    one, other = (
        make_statement(name, speaker, issue, summary="Lends one plane.") for name in ("one", "other")
    )
    (told,) = save(client, change(other), note="Coded from the radio.")
    assert told == (
        "“Lends one plane.” looks like “Lends one plane.”: nearly the same summary on the same day;"
        " both are by the same speaker and take the same rung in the same way on the same day."
        f' <a href="/admin/tracker/statement/merge/?keep={one.pk}&amp;drop={other.pk}">Compare the two</a>'
    )


def test_a_text_that_is_sent_with_its_source_is_compared_too(client: Client, db: None) -> None:
    text = "One plane for one week, said the premier, and no mission of our own at all."
    Document.objects.create(source=make_source("globe", title="One plane"), text=text)
    new = {"title": "No mission", "publisher": "The Sun", "published_on": "2013-01-15", "language": "en"}
    told = save(
        client, "/admin/tracker/source/add/", **new, dated_by="stated", text=text.replace("own at", "own, at")
    )
    assert told == [
        "“No mission (The Sun)” looks like “One plane (The Daily Test)”: nearly the same text."
        ' <a href="/admin/duplicates/source/">Say that one is a copy of the other</a>'
    ]


def test_of_many_the_likeliest_are_named(client: Client, db: None) -> None:
    for number in range(5):
        made = make_person(f"harper-{number}", name="Stephen Harper", country="CA")
    told = save(client, change(made), description="A man.")
    assert len(told) == 4
    assert told[3] == (
        f'It looks like 1 more, named on its own page. <a href="{change(made)}">Likely duplicates</a>'
    )


@pytest.mark.parametrize("table", sorted(table._meta.model_name for table in LIKELY))
def test_telling_asks_no_more_for_many_than_for_few(client: Client, table: str) -> None:
    populate(0, 3)
    model: Any = next(each for each in LIKELY if each._meta.model_name == table)
    record = model.objects.order_by("-pk")[0]
    field = {"actor": "description", "source": "note", "statement": "note"}[table]

    def asked(words: str) -> int:
        sent = form_data(client.get(change(record))) | {"change_reason": "put right", field: words}
        with CaptureQueriesContext(connection) as caught:
            assert client.post(change(record), sent).status_code == 302
        return len(caught)

    asked("once")  # content types are asked for once
    few = asked("few")
    populate(3, 18)
    assert asked("many") == few
