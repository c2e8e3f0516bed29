"""Merging on its page: everything is shown before it is done, and only who may does it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils.timezone import localtime

from tests.admin.collision import address, opened, second
from tests.admin.test_queries import queries
from tests.factories import make_membership, make_person, make_statement
from tests.stories import Story
from tracker.changes.undo import undo
from tracker.models import Actor, Changeset, Origin, Statement

MERGE = "/admin/tracker/actor/merge/"


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def twin(story: Story) -> Actor:
    """A second record of the same man, with a role and a statement."""
    twin = make_person("steven-harper", name="Steven Harper", country="CA", aliases="PM Harper")
    make_membership(twin, story.canada, role="Prime Minister", rank="head", start="2006-02-06", end="2015-10")
    make_statement("twin-said", twin, story.issue, 1, on_behalf_of=story.canada, said_on="2014-01-01")
    return twin


@pytest.fixture
def page(story: Story, twin: Actor) -> str:
    return f"{MERGE}?keep={story.harper.pk}&drop={twin.pk}"


def sent(client: Client, page: str, **more: str) -> dict[str, str]:
    """What the page's form sends."""
    plan = client.get(page).context["plan"]
    chosen = {f"field-{choice.name}": choice.chosen for choice in plan.choices if choice.differs}
    keys = {"keep": str(plan.keep.pk), "drop": str(plan.drop.pk), "token": plan.token}
    return keys | chosen | {"reason": "One man."} | more


def test_the_page_shows_all_that_a_merge_does(client: Client, page: str, twin: Actor, story: Story) -> None:
    shown = text(client.get(page))
    assert "Steven Harper</a> becomes part of" in shown
    assert "<code>stephen-harper</code>. The other's, <code>steven-harper</code>, leads to it" in shown
    assert 'name="field-name" value="keep" checked' in shown
    assert "<strong>Steven Harper; PM Harper</strong>" in shown
    assert "<h3>1 statement</h3>" in shown
    assert "Summary of twin-said." in shown
    assert (
        "“Stephen Harper, Prime Minister, Canada” stands there already, and differs in administration, end"
        in shown
    )
    assert f"{MERGE}?keep={twin.pk}&amp;drop={story.harper.pk}" in shown


def test_merging_by_its_page(client: Client, page: str, story: Story, twin: Actor) -> None:
    response = client.post(MERGE, sent(client, page, **{"field-name": "drop"}), follow=True)
    changeset = Changeset.objects.latest("pk")
    assert (changeset.origin, changeset.reason) == (Origin.MERGE, "One man.")
    assert f'<a href="/admin/tracker/changeset/{changeset.pk}/undo/">Undo the merge</a>' in text(response)
    story.harper.refresh_from_db()
    assert (story.harper.name, story.harper.aliases) == ("Steven Harper", "Stephen Harper; PM Harper")
    assert Statement.objects.get(slug="twin-said").speaker == story.harper


def test_a_merge_wants_a_reason(client: Client, page: str, twin: Actor) -> None:
    shown = client.post(MERGE, sent(client, page, reason=" "))
    assert "This field is required." in text(shown)
    assert Actor.objects.filter(pk=twin.pk).exists()


def test_a_page_that_is_out_of_date_merges_nothing(
    client: Client, page: str, twin: Actor, story: Story
) -> None:
    data = sent(client, page)
    make_statement("late", twin, story.issue)
    shown = text(client.post(MERGE, data))
    assert "Something of the two was changed since this page was shown: look again." in shown
    assert Actor.objects.filter(pk=twin.pk).exists()


def test_what_cannot_be_one_is_said(client: Client, story: Story) -> None:
    shown = text(client.get(f"{MERGE}?keep={story.canada.pk}&drop={story.harper.pk}"))
    assert "This cannot be merged as it stands. Nothing was changed." in shown
    assert "would have the same person and organization" in shown


@pytest.mark.parametrize(
    "query", ["", "keep=1", "keep=x&drop=y", "keep=1&drop=1", "keep=99999&drop=²", "drop=-1"]
)
def test_odd_requests_get_a_message(client: Client, story: Story, query: str) -> None:
    shown = text(client.get(f"{MERGE}?{query}", follow=True))
    assert "Two different records can be merged; one of these is not there (any more)." in shown


def test_only_who_may_merge_merges(
    staff: Callable[..., Client], client: Client, page: str, twin: Actor
) -> None:
    colleague = staff("view_actor", "change_actor", "delete_actor")
    assert colleague.get(page).status_code == 403
    assert colleague.post(MERGE, sent(client, page)).status_code == 403
    assert Actor.objects.filter(pk=twin.pk).exists()
    Permission.objects.get_or_create(
        codename="merge_actor",
        content_type=ContentType.objects.get_for_model(Actor),
        defaults={"name": "Can merge actors"},
    )
    editor = staff("view_actor", "merge_actor")
    assert editor.post(MERGE, sent(editor, page)).status_code == 302
    assert not Actor.objects.filter(pk=twin.pk).exists()


def test_two_are_chosen_in_the_list(client: Client, story: Story, twin: Actor, page: str) -> None:
    def choose(*chosen: Actor) -> Any:
        keys = [actor.pk for actor in chosen]
        return client.post("/admin/tracker/actor/", {"action": "merge_two", "_selected_action": keys})

    assert choose(twin, story.harper)["Location"] == page
    assert choose(twin)["Location"] == "/admin/tracker/actor/"
    assert "Choose two records to merge, no more and no fewer." in text(client.get("/admin/tracker/actor/"))


def test_no_new_record_takes_an_old_address(client: Client, page: str) -> None:
    client.post(MERGE, sent(client, page))
    data = {"slug": "steven-harper", "name": "Steven Harper", "kind": "person", "status": "draft"}
    shown = text(client.post("/admin/tracker/actor/add/", data))
    assert "This address leads to “Stephen Harper”, into which its record was merged." in shown


def test_the_page_asks_no_more_for_many_rows_than_for_few(
    client: Client, story: Story, twin: Actor, page: str
) -> None:
    client.get(page)
    few = queries(client, page)
    for number in range(30):
        make_statement(f"more-{number}", twin, story.issue, on_behalf_of=story.canada)
    assert queries(client, page) == few


def test_old_addresses_are_listed(client: Client, page: str) -> None:
    client.post(MERGE, sent(client, page))
    shown = text(client.get("/admin/tracker/redirect/"))
    assert "steven-harper" in shown
    assert "Stephen Harper</a>" in shown


# who comes to what was merged away


def test_the_old_admin_address_leads_on(client: Client, page: str, twin: Actor, story: Story) -> None:
    client.post(MERGE, sent(client, page))
    for at in ("change", "delete"):
        response = client.get(f"/admin/tracker/actor/{twin.pk}/{at}/", follow=True)
        assert response.redirect_chain == [(f"/admin/tracker/actor/{story.harper.pk}/change/", 302)]
        assert "“Steven Harper” was merged into this actor." in text(response)
    client.post(f"/admin/tracker/actor/{twin.pk}/delete/", {"post": "yes", "change_reason": "twice here"})
    assert Actor.objects.filter(pk=story.harper.pk).exists()


def test_an_undone_merge_leads_nowhere(client: Client, page: str, twin: Actor, admin: User) -> None:
    client.post(MERGE, sent(client, page))
    undo(Changeset.objects.latest("pk"), user=admin)
    assert client.get(f"/admin/tracker/actor/{twin.pk}/change/").status_code == 200
    twin.statements.all().delete()
    twin.memberships.all().delete()
    twin.delete()
    response = client.get(f"/admin/tracker/actor/{twin.pk}/change/", follow=True)
    assert response.redirect_chain == [("/admin/", 302)]


def test_who_may_not_look_is_led_nowhere(
    client: Client, staff: Callable[..., Client], page: str, twin: Actor
) -> None:
    client.post(MERGE, sent(client, page))
    assert staff().get(f"/admin/tracker/actor/{twin.pk}/change/").status_code == 403


def test_who_saves_what_was_merged_meanwhile_is_told_into_what(
    client: Client, page: str, twin: Actor, story: Story
) -> None:
    mine = opened(client, twin)
    client.post(MERGE, sent(client, page))
    shown = text(client.post(address(twin), mine | {"description": "Typed."}))
    when = localtime(Actor.history.get(id=twin.pk, history_type="-").history_date)
    assert "This actor was merged into another while you had it open" in shown
    assert (
        f'It is now part of <a href="{address(story.harper)}" target="_blank" rel="noopener"'
        ' title="Opens beside this page">Stephen Harper</a>:'
        f" you merged the two yourself in another window on {when:%-d %b %Y, %H:%M}."
        " The reason given: “One man.”."
        " Nothing of yours could be saved, and nothing that you typed is lost: here it is."
        " Put into the other what it lacks."
    ) in shown
    assert "What you had changed: description." in shown
    assert '<dd class="words">Typed.</dd>' in shown
    assert "Save it as a new record" not in shown
    assert "deleted" not in shown.lower()


def test_who_merged_it_is_named(client: Client, page: str, twin: Actor) -> None:
    bea = second()
    mine = opened(bea, twin)
    client.post(MERGE, sent(client, page))
    assert "</a>: ada merged the two on " in text(bea.post(address(twin), mine))
