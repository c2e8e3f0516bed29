"""Saved filters: a list as somebody narrowed it, under a name, for oneself or for all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_actor
from tests.stories import Story
from tracker.models import SavedFilter

LIST = "/admin/tracker/statement/"
SAVE = "/admin/saved-filters/save/"
FIRM = {"name": "Firm ones", "table": "tracker.statement", "query": "firmness__exact=firm"}


def told(client: Client, address: str, data: dict[str, str]) -> list[str]:
    """What the page that follows a form says."""
    answer = client.post(address, data, follow=True)
    assert answer.status_code == 200
    return [str(message) for message in answer.context["messages"]]


def seen(client: Client, address: str = LIST) -> list[tuple[str, str]]:
    return [(each.name, each.whose) for each in client.get(address).context["view"].saved]


@pytest.fixture
def bea(staff: Callable[..., Client]) -> Client:
    """A colleague who may see statements."""
    return staff("view_statement")


def test_a_list_has_an_address_without_what_only_passes(client: Client, story: Story) -> None:
    view = client.get(f"{LIST}?firmness__exact=firm&q=&p=1&o=-2").context["view"]
    assert view.url == f"{LIST}?firmness__exact=firm&o=-2"
    assert f'href="{LIST}?firmness__exact=firm&amp;o=-2"' in client.get(view.url).content.decode()


def test_a_whole_list_is_not_offered_to_be_saved(client: Client, story: Story) -> None:
    assert "Save this filter" not in client.get(LIST).content.decode()
    assert "Save this filter" in client.get(f"{LIST}?q=mali").content.decode()


def test_a_saved_filter_stands_above_its_list_and_on_the_front_page(client: Client, story: Story) -> None:
    assert told(client, SAVE, FIRM) == ["Saved as “Firm ones”."]
    assert seen(client) == [("Firm ones", "")]
    assert seen(client, "/admin/tracker/actor/") == []
    (shown,) = client.get("/admin/").context["saved"]
    assert (shown.name, shown.list, shown.url) == ("Firm ones", "Statements", f"{LIST}?firmness__exact=firm")
    listed = client.get(shown.url).context["cl"]
    assert {statement.firmness for statement in listed.queryset} == {"firm"}


def test_saving_leads_back_to_the_list(client: Client, story: Story) -> None:
    query = "q=%C3%A9+b&firmness__exact=firm&p=2&_popup=1"
    answer = client.post(SAVE, FIRM | {"query": query})
    assert answer["Location"] == f"{LIST}?q=%C3%A9+b&firmness__exact=firm"


def test_only_who_saved_it_sees_it_until_it_is_shared(client: Client, bea: Client, story: Story) -> None:
    told(client, SAVE, FIRM)
    told(client, SAVE, FIRM | {"name": "For all", "shared": "on"})
    assert seen(bea) == [("For all", "ada")]
    pk = SavedFilter.objects.get(name="Firm ones").pk
    assert told(client, f"/admin/saved-filters/{pk}/share/", {}) == ["Your colleagues now see “Firm ones”."]
    assert seen(bea) == [("Firm ones", "ada"), ("For all", "ada")]
    assert told(client, f"/admin/saved-filters/{pk}/share/", {}) == ["Only you now see “Firm ones”."]
    assert seen(bea) == [("For all", "ada")]


def test_only_who_saved_it_shares_or_deletes_it(client: Client, bea: Client, story: Story) -> None:
    told(client, SAVE, FIRM | {"shared": "on"})
    pk = SavedFilter.objects.get().pk
    for action in ("share", "delete"):
        assert bea.post(f"/admin/saved-filters/{pk}/{action}/").status_code == 404
    assert "Delete" not in bea.get("/admin/saved-filters/").content.decode()
    assert told(client, f"/admin/saved-filters/{pk}/delete/", {}) == ["Deleted “Firm ones”."]
    assert not SavedFilter.objects.exists()


def test_a_filter_of_a_list_that_one_may_not_see_is_not_shown(client: Client, bea: Client) -> None:
    told(
        client,
        SAVE,
        {"name": "People", "table": "tracker.actor", "query": "kind__exact=person", "shared": "on"},
    )
    assert bea.get("/admin/").context["saved"] == ()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 81}, "Ensure this value has at most 80 characters (it has 81)."),
        ({"query": ""}, "This field is required."),
        ({"query": "p=2&_popup=1"}, "Filter the list first: this is all of it."),
        ({"query": "q=" + "x" * 1000}, "Ensure this value has at most 1000 characters (it has 1002)."),
        ({"query": "q=\0"}, "Null characters are not allowed."),
        ({"table": "https://elsewhere.example/"}, "There is no such list."),
        ({"table": "auth.permission"}, "There is no such list."),
        ({"table": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_saved_is_said(
    client: Client, story: Story, changed: dict[str, str], message: str
) -> None:
    answer = client.post(SAVE, FIRM | changed)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/")
    told_next = [str(each) for each in client.get("/admin/").context["messages"]]
    assert told_next == [f"The filter was not saved. {message}"]
    assert not SavedFilter.objects.exists()


def test_one_name_for_one_filter_of_a_list(client: Client, bea: Client, story: Story) -> None:
    told(client, SAVE, FIRM)
    assert told(client, SAVE, FIRM) == [
        "The filter was not saved. You already have a filter of this name for this list."
    ]
    assert told(bea, SAVE, FIRM) == ["Saved as “Firm ones”."]


def test_nobody_saves_for_another(client: Client, bea: Client, admin: User, story: Story) -> None:
    told(bea, SAVE, FIRM | {"owner": str(admin.pk)})
    assert SavedFilter.objects.get().owner.username == "samview_statement"


def test_a_list_that_one_may_not_see_cannot_be_saved(bea: Client, db: None) -> None:
    answer = bea.post(SAVE, {"name": "x", "table": "tracker.actor", "query": "q=a"})
    assert answer["Location"] == "/admin/"
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("address", [SAVE, "/admin/saved-filters/1/share/", "/admin/saved-filters/1/delete/"])
def test_addresses_that_change_something_take_forms_only(client: Client, address: str) -> None:
    assert client.get(address).status_code == 405
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = client.cookies
    assert careful.post(address, FIRM).status_code == 403


@pytest.mark.parametrize("address", ["", "save/", "1/share/", "1/delete/"])
def test_strangers_are_sent_to_log_in(db: None, address: str) -> None:
    assert Client().post(f"/admin/saved-filters/{address}")["Location"].startswith("/admin/login/")


def test_none_yet_says_how(client: Client) -> None:
    assert "Filter a list, then choose" in client.get("/admin/saved-filters/").content.decode()


def test_a_window_that_chooses_a_record_saves_nothing(client: Client, story: Story) -> None:
    page: Any = client.get(f"{LIST}?_popup=1&q=mali")
    assert "Save this filter" not in page.content.decode()


def test_names_are_shown_as_text(client: Client, db: None) -> None:
    make_actor("canada")
    told(client, SAVE, FIRM | {"name": "<b>x</b>"})
    for address in ("/admin/", LIST, "/admin/saved-filters/"):
        assert "<b>x</b>" not in client.get(address).content.decode()
