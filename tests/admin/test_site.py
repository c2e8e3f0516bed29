"""The admin as a whole: its names, who gets in, what it refuses."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_actor
from tests.stories import Story
from tracker.admin import site
from tracker.models import Changeset, NotDuplicate, Record, Redirect, Report

TABLES = [
    "actor",
    "membership",
    "issue",
    "position",
    "source",
    "document",
    "statement",
    "evidence",
    "commitment",
    "commitmentevent",
]
READ_ONLY = ["changeset", "notduplicate", "redirect"]


def test_every_table_is_registered() -> None:
    ours = {model for model in apps.get_app_config("tracker").get_models() if issubclass(model, Record)}
    assert {model for model in site._registry if model._meta.app_label == "tracker"} == {
        *ours,
        Changeset,
        NotDuplicate,
        Redirect,
        Report,
    }
    assert {model._meta.model_name for model in ours} == set(TABLES)


def test_front_page_names_the_site_and_links_to_the_public_one(client: Client, story: Story) -> None:
    page = client.get("/admin/").content.decode()
    assert "<title>Overview | Policy positions</title>" in page
    assert '<a href="/">View site</a>' in page


def test_tables_stand_in_the_order_in_which_an_analyst_thinks(client: Client) -> None:
    apps = client.get("/admin/").context["app_list"]
    listed = [model["object_name"].lower() for model in apps[0]["models"]]
    assert listed == [*TABLES, *READ_ONLY, "report"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("page", ["", "add/", "1/change/", "1/history/", "1/delete/", "import/", "export/"])
def test_strangers_are_sent_to_log_in(db: None, table: str, page: str) -> None:
    address = f"/admin/tracker/{table}/{page}"
    response = Client().get(address)
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={address}")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("page", ["", "add/", "import/", "export/", "process_import/"])
def test_staff_without_permission_are_refused(staff: Callable[..., Client], table: str, page: str) -> None:
    client = staff()
    ask = client.post if page == "process_import/" else client.get
    assert ask(f"/admin/tracker/{table}/{page}").status_code == 403


def test_staff_without_permission_cannot_open_or_change_a_record(
    staff: Callable[..., Client], story: Story
) -> None:
    client = staff()
    address = f"/admin/tracker/actor/{story.canada.pk}"
    assert client.get(f"{address}/change/").status_code == 403
    assert client.post(f"{address}/change/", {"name": "Kanada"}).status_code == 403
    assert client.get(f"{address}/history/").status_code == 403
    assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403


def test_who_may_see_reads_the_page_and_finds_no_box_to_type_in(
    staff: Callable[..., Client], story: Story
) -> None:
    statement = story.issue.statements.first()
    assert statement is not None
    page = staff("view_statement").get(f"/admin/tracker/statement/{statement.pk}/change/")
    assert page.status_code == 200
    assert b"change_reason" not in page.content
    assert b'name="summary"' not in page.content


def test_front_page_shows_only_what_the_user_may_see(staff: Callable[..., Client], story: Story) -> None:
    context = staff("view_actor").get("/admin/").context
    assert [tally.name for tally in context["tallies"]] == ["actors"]
    assert all(" actor" in change.what for change in context["changes"])
    assert context["changes"]


STRANGE = [
    "q='",
    "q=%25_%5C",
    "q=" + "x" * 5000,
    "p=x",
    "p=999999",
    "p=-1",
    "o=99.x.-1",
    "all=",
    "e=1",
    "nonsense=1",
    "id__exact=x",
    "id__exact=" + "9" * 40,
    "id__in=x,y",
    "id__isnull=x",
    "slug__regex=(",
    "status__exact=nothing",
    "status__in=" + "x," * 500,
    "said=x",
    "said=0",
    "said=" + "9" * 5000,
    "published=99999",
    "evidence=maybe",
    "country=XX",
    "_facets=1",
    "_popup=1&_to_field=nonsense",
]


@pytest.mark.parametrize("table", TABLES)
def test_a_strange_address_is_never_an_error(client: Client, story: Story, table: str) -> None:
    pages = [f"/admin/tracker/{table}/", f"/admin/tracker/{table}/export/"][: 1 if table == "document" else 2]
    addresses = [f"{page}?{query}" for page in pages for query in STRANGE]
    found = {address: client.get(address).status_code for address in addresses}
    assert {address: code for address, code in found.items() if code not in (200, 302, 400)} == {}


@pytest.mark.parametrize("field", ["speaker", "issue", "on_behalf_of"])
def test_a_strange_proposal_for_a_new_record_is_no_error(client: Client, story: Story, field: str) -> None:
    for value in ("x", "-1", "9" * 40, "²", "1,2"):
        assert client.get(f"/admin/tracker/statement/add/?{field}={value}").status_code == 200


@pytest.mark.parametrize("address", ["actor/?q=a%00b", "actor/?status__exact=%00", "actor/export/?q=%00"])
def test_nul_is_refused_by_every_page(client: Client, story: Story, address: str) -> None:
    assert client.get(f"/admin/tracker/{address}").status_code == 400


BOXES = [
    (model, field)
    for model, admin in site._registry.items()
    for part in (admin, *(inline(model, site) for inline in admin.inlines))
    for model, field in [(part.model, name) for name in part.autocomplete_fields]
]


@pytest.mark.parametrize(("model", "field"), sorted({(it._meta.model_name, field) for it, field in BOXES}))
def test_every_box_that_searches_finds_something(
    client: Client, story: Story, model: str, field: str
) -> None:
    query = f"app_label=tracker&model_name={model}&field_name={field}&term="
    found = client.get(f"/admin/autocomplete/?{query}").json()["results"]
    assert all(set(choice) == {"id", "text"} for choice in found)
    assert found


def names(client: Client, field: str, term: str) -> list[str]:
    query = f"app_label=tracker&model_name=statement&field_name={field}&term={term}"
    return [choice["text"] for choice in client.get(f"/admin/autocomplete/?{query}").json()["results"]]


def test_the_nearest_name_comes_first(client: Client, story: Story) -> None:
    make_actor("allies", name="Allies of Canada")
    assert names(client, "speaker", "canada") == ["Canada", "Allies of Canada"]
    assert names(client, "speaker", "cana") == ["Canada", "Canadian Official", "Allies of Canada"]


def test_only_organisations_are_offered_to_speak_for(client: Client, story: Story) -> None:
    assert names(client, "on_behalf_of", "cana") == ["Canada"]


def test_a_box_that_searches_is_closed_to_who_may_not_see(staff: Callable[..., Client], story: Story) -> None:
    query = "app_label=tracker&model_name=statement&field_name=speaker&term="
    assert staff("view_statement", "change_statement").get(f"/admin/autocomplete/?{query}").status_code == 403


def test_nul_is_refused_by_the_autocomplete(client: Client, story: Story) -> None:
    query = "app_label=tracker&model_name=statement&field_name=speaker&term=%00"
    assert client.get(f"/admin/autocomplete/?{query}").status_code == 400


def test_lookups_into_other_tables_are_refused(client: Client, story: Story) -> None:
    address = "/admin/tracker/statement/?speaker__members__person__import_digest__startswith=a"
    assert client.get(address).status_code == 400


def test_a_record_that_is_gone_sends_back_with_a_word(client: Client, story: Story) -> None:
    response = client.get("/admin/tracker/actor/99999/change/", follow=True)
    assert response.status_code == 200
    assert "doesn’t exist. Perhaps it was deleted?" in response.content.decode()


def test_signing_in_with_a_foreign_address_leads_to_the_front_page(db: None) -> None:
    User.objects.create_superuser("eve", password="a-long-pass-phrase")
    answer = Client().post(
        "/admin/login/",
        {"username": "eve", "password": "a-long-pass-phrase", "next": "https://elsewhere.example/"},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


# who may not


@pytest.mark.parametrize(
    ("role_name", "page", "right", "brings"),
    [
        ("viewer", "tracker/actor/add/", "add actors", "analyst"),
        (
            "analyst",
            "tracker/actor/import/",
            "publish, withdraw, or change what is published among actors",
            "editor",
        ),
        ("analyst", "tracker/actor/merge/", "merge actors", "editor"),
        ("editor", "auth/user/", "view users", "administrator"),
    ],
)
def test_who_may_not_is_told_which_right_is_missing_who_has_it_and_whom_to_ask(
    role: Callable[[str], Client], admin: User, role_name: str, page: str, right: str, brings: str
) -> None:
    answer = role(role_name).get(f"/admin/{page}")
    assert answer.status_code == 403
    said = " ".join(answer.content.decode().split())
    assert f"You lack the right to {right}." in said
    assert f"The group “{brings}” brings it." in said
    assert "Ask who gives rights here: ada." in said
    assert '<div id="user-tools">' in said


def test_a_page_of_no_table_says_so_without_a_right(staff: Callable[..., Client]) -> None:
    answer = staff().get("/admin/stale-lines/")
    assert answer.status_code == 403
    assert "This page is not for you, or not for this record." in answer.content.decode()
    assert "Ask who runs this site." in answer.content.decode()
