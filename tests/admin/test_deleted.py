"""What is in use is not deleted, and the page says by what; the rest comes back as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.conftest import form_data
from tests.admin.test_queries import queries
from tests.factories import make_evidence, make_person, make_source, make_statement
from tests.merging.worlds import everything
from tests.stories import Story
from tracker.merging.merge import merge
from tracker.models import Actor, Changeset, Membership, Position, Source, Statement

SURE = {"post": "yes", "change_reason": "A slip."}
DELETED = "/admin/tracker/statement/deleted/"


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def address(record: Any, page: str) -> str:
    return f"/admin/tracker/{record._meta.model_name}/{record.pk}/{page}/"


def linked(record: Any) -> str:
    return f'<a href="{address(record, "change")}">'


@pytest.fixture
def used(story: Story) -> dict[str, tuple[Any, Any]]:
    """A record of each kind that is in use, and what uses it."""
    said = Statement.objects.get(slug="harper-one-week")
    return {
        "who speaks": (story.harper, said),
        "who is spoken for": (story.canada, said),
        "who is addressed": (story.canada, Statement.objects.get(slug="fabius-asks")),
        "who has members": (story.canada, Membership.objects.get(person=story.harper)),
        "who made a commitment": (story.canada, story.plane),
        "who is to receive it": (story.france, story.plane),
        "an issue": (story.issue, said),
        "an issue of a commitment": (story.issue, story.plane),
        "a rung": (said.position, said),
        "a source": (story.source, said.evidence.get()),
        "a statement": (said, story.plane.events.order_by("pk")[0]),
    }


KINDS = [
    "who speaks",
    "who is spoken for",
    "who is addressed",
    "who has members",
    "who made a commitment",
    "who is to receive it",
    "an issue",
    "an issue of a commitment",
    "a rung",
    "a source",
    "a statement",
]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_in_use_stays_and_the_page_links_to_its_users(
    client: Client, used: dict[str, tuple[Any, Any]], kind: str
) -> None:
    record, user = used[kind]
    shown = text(client.get(address(record, "delete")))
    assert "is in use, and cannot be deleted as long as it is. What uses it:" in shown
    assert linked(user) in shown
    assert client.post(address(record, "delete"), SURE).status_code in (200, 403)
    assert type(record).objects.filter(pk=record.pk).exists()


def test_what_is_in_use_can_be_merged_or_withdrawn_instead(
    client: Client, role: Callable[[str], Client], story: Story
) -> None:
    page = text(client.get(address(story.canada, "delete")))
    assert '<a href="/admin/tracker/actor/">choose both in the list, then “Merge two”</a>' in page
    assert f'<a href="{address(story.canada, "change")}#id_status">withdraw it</a>' in page
    issue = text(client.get(address(story.issue, "delete")))
    assert ("Merge two" in issue, "withdraw it" in issue) == (False, True)
    type(story.canada).objects.filter(pk=story.canada.pk).update(status="draft")
    page = text(role("analyst").get(address(story.canada, "delete")))
    assert "let what uses it name another record" in page
    assert "Merge two" not in page
    assert "withdraw it" not in page


def test_a_copied_source_stays(client: Client, story: Story) -> None:
    copy = make_source("copy", copy_of=story.source)
    assert linked(copy) in text(client.get(address(story.source, "delete")))


def test_a_rung_in_use_is_not_deleted_on_its_issues_page(client: Client, story: Story) -> None:
    page = client.get(address(story.issue, "change"))
    rows = next(it.formset for it in page.context["inline_admin_formsets"]).initial_forms
    taken = Statement.objects.get(slug="harper-one-week").position
    row = next(form.prefix for form in rows if form.instance == taken)
    shown = text(client.post(address(story.issue, "change"), form_data(page) | {f"{row}-DELETE": "on"}))
    assert "would require deleting the following protected related objects" in shown
    assert "Summary of harper-one-week." in shown
    assert Position.objects.filter(pk=taken.pk).exists()


@pytest.fixture
def gone(client: Client, story: Story) -> Statement:
    """A statement with two fragments, deleted on its page."""
    said = Statement.objects.get(slug="harper-no-mission")
    make_evidence(said, story.source, "other words")
    client.post(address(said, "delete"), SURE)
    return said


def test_who_deletes_is_shown_the_way_back(client: Client, story: Story) -> None:
    said = Statement.objects.get(slug="harper-no-mission")
    shown = text(client.post(address(said, "delete"), SURE, follow=True))
    assert f'A slip? <a href="{DELETED}?pk={said.pk}">Restore what was deleted</a>' in shown
    assert f'<a href="{DELETED}">Deleted</a>' in shown
    page = text(client.get(f"{DELETED}?pk={said.pk}"))
    changeset = Changeset.objects.latest("pk")
    assert f'<a href="{changeset.get_absolute_url()}">' in page
    assert "Summary of harper-no-mission. <span" in page
    assert "<td>ada</td>" in page


def test_a_restored_record_is_as_it_was_to_the_key(client: Client, story: Story) -> None:
    before = everything()
    said = Statement.objects.get(slug="harper-no-mission")
    client.post(address(said, "delete"), SURE)
    response = client.post(DELETED, {"pk": said.pk, "reason": "A slip."}, follow=True)
    assert "Restored, with the rows that went with it: its address holds again." in text(response)
    assert everything() == before
    assert Changeset.objects.latest("pk").reason == "A slip."
    assert client.get("/statements/harper-no-mission/").status_code == 200


def test_what_is_back_or_never_was_is_not_restored(client: Client, gone: Statement) -> None:
    client.post(DELETED, {"pk": gone.pk})
    for key in (gone.pk, "x", "", "99999", "²"):
        shown = text(client.post(DELETED, {"pk": key}))
        assert "There is no such deleted statement (any more)." in shown


def test_an_address_that_was_taken_meanwhile_is_said(client: Client, gone: Statement, story: Story) -> None:
    make_statement(gone.slug, story.harper, story.issue, summary="Came after.")
    shown = text(client.post(DELETED, {"pk": gone.pk}))
    assert "This cannot be restored. Nothing was changed." in shown
    assert "Another statement has the address “harper-no-mission” now: Came after." in shown


def test_what_it_refers_to_must_be_there(client: Client, gone: Statement, story: Story) -> None:
    """A fragment's own page restores no fragment of a statement that is gone."""
    fragment = gone.evidence.model.history.filter(history_type="-").latest("history_id")
    shown = text(client.post("/admin/tracker/evidence/deleted/", {"pk": fragment.id}))
    assert "This cannot be restored. Nothing was changed." in shown


def test_what_was_merged_is_not_restored_by_halves(client: Client, admin: User, story: Story) -> None:
    other = make_person("steven-harper")
    done = merge(Actor, story.harper.pk, other.pk, user=admin)
    page = "/admin/tracker/actor/deleted/"
    assert (
        f'<a href="{done.get_absolute_url()}" aria-describedby="gone-{other.pk}">see the merge</a>'
        in text(client.get(page))
    )
    shown = text(client.post(page, {"pk": other.pk}))
    assert "“Steven Harper” was not deleted but merged: undo the merge." in shown


def test_restoring_takes_leave_to_change_and_to_delete(staff: Callable[..., Client], gone: Statement) -> None:
    for few in (["view_statement"], ["view_statement", "change_statement"], ["delete_statement"]):
        colleague = staff(*few)
        assert colleague.get(DELETED).status_code == 403
        assert colleague.post(DELETED, {"pk": gone.pk}).status_code == 403
    colleague = staff("view_statement", "change_statement", "delete_statement")
    shown = text(colleague.post(DELETED, {"pk": gone.pk}))
    assert "was settled by an editor: it takes somebody who may publish to restore it." in shown
    assert not Statement.objects.filter(pk=gone.pk).exists()


def test_the_page_asks_no_more_for_many_than_for_few(client: Client, story: Story) -> None:
    def delete(start: int, stop: int) -> None:
        for number in range(start, stop):
            make_source(f"gone-{number}").delete()

    delete(0, 3)
    page = "/admin/tracker/source/deleted/"
    client.get(page)
    few = queries(client, page)
    delete(3, 40)
    assert queries(client, page) == few
    assert Source.objects.filter(slug__startswith="gone").count() == 0
