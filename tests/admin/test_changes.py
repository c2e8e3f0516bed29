"""The page of all changes, one change and its undoing; a record's versions, compared and restored."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.formats import date_format

from tests.admin.test_queries import queries
from tests.factories import make_actor
from tests.stories import Story
from tracker.models import Actor, Changeset, Statement

Edit = Callable[..., Any]
CHANGES = "/admin/tracker/changeset/"


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def done(edit: Edit, statement: Statement) -> Changeset:
    """A statement changed by hand, and one of its fragments taken away."""
    evidence = {"evidence-0-DELETE": "on"}
    edit(statement, summary="Lends a plane.", change_reason="reread", **evidence)
    return Changeset.objects.latest("pk")


def listed(client: Client, query: str = "") -> list[Changeset]:
    return list(client.get(f"{CHANGES}?{query}").context["cl"].result_list)


def test_the_list_says_who_did_what_from_where_and_why(client: Client, done: Changeset) -> None:
    page = text(client.get(CHANGES))
    for said in (
        "ada",
        "By hand",
        "changed statement “Lends a plane.”; deleted evidence “for a week”",
        "reread",
    ):
        assert said in page


def test_the_list_is_filtered_by_person_day_table_record_and_origin(
    client: Client, done: Changeset, admin: User, statement: Statement
) -> None:
    day = f"{done.at:%Y-%m-%d}"
    assert listed(client, f"user__id__exact={admin.pk}") == [done]
    assert listed(client, "origin__exact=hand") == [done]
    assert done in listed(client, f"day={day}")
    assert listed(client, "day=1999-01-01") == []
    assert listed(client, "day=9999-12-31") == []
    assert done not in listed(client, "table=commitment")
    assert done in listed(client, "table=evidence")
    assert listed(client, f"record=statement-{statement.pk}")[0] == done
    assert done not in listed(client, f"record=statement-{statement.pk + 1}")


@pytest.mark.parametrize(
    "query",
    [
        "day=soon",
        "day=2026-13-45",
        "day=9999-12-31x",
        "table=nothing",
        "record=x",
        "record=statement-",
        "record=user-1",
    ],
)
def test_a_strange_filter_is_no_error(client: Client, done: Changeset, query: str) -> None:
    assert client.get(f"{CHANGES}?{query}").status_code in (200, 302)


@pytest.mark.parametrize("page", ["999999", "x", "9999999999999999999999"])
def test_a_change_that_is_not_there_is_not_found(client: Client, page: str) -> None:
    assert client.get(f"{CHANGES}{page}/change/").status_code == 404


def test_a_change_shows_each_record_before_and_after(client: Client, done: Changeset) -> None:
    page = text(client.get(done.get_absolute_url()))
    assert "<del>Summary of harper-one-week.</del>" in page
    assert "<ins>Lends a plane.</ins>" in page
    assert "<strong>Evidence deleted</strong>" in page
    assert "<del>for a week</del>" in page


def test_a_change_is_undone_with_a_reason(client: Client, done: Changeset, statement: Statement) -> None:
    address = f"{CHANGES}{done.pk}/undo/"
    assert "Undo this change" in text(client.get(address))
    assert "This field is required." in text(client.post(address, {"reason": ""}))
    response = client.post(address, {"reason": "misread"}, follow=True)
    assert "Undone: every record is as it was before that change." in text(response)
    statement.refresh_from_db()
    assert (statement.summary, statement.evidence.get().words) == (
        "Summary of harper-one-week.",
        "for a week",
    )
    assert "Undone by" in text(client.get(done.get_absolute_url()))


def test_what_stands_in_the_way_is_said_and_no_button_is_offered(
    client: Client, done: Changeset, edit: Edit, statement: Statement
) -> None:
    edit(statement, note="Later.", change_reason="more")
    address = f"{CHANGES}{done.pk}/undo/"
    for response in (client.get(address), client.post(address, {"reason": "misread"})):
        page = text(response)
        assert "This cannot be undone as a whole. Nothing was changed." in page
        assert "The statement “Lends a plane.” was changed since, by ada on " in page
        assert "Undo this change</" not in page
    statement.refresh_from_db()
    assert statement.summary == "Lends a plane."


def test_before_it_is_undone_each_record_is_named_with_what_becomes_of_it(
    client: Client, done: Changeset, statement: Statement
) -> None:
    page = text(client.get(f"{CHANGES}{done.pk}/undo/"))
    history = f"/admin/tracker/statement/{statement.pk}/history/"
    assert f'<strong>Statement goes back</strong>: <a href="{history}">Lends a plane.</a>' in page
    assert "<del>Lends a plane.</del>" in page
    assert "<ins>Summary of harper-one-week.</ins>" in page
    assert "<strong>Evidence comes back</strong>" in page
    made = make_actor("made").history.get().changeset
    assert "<strong>Actor is deleted</strong>" in text(client.get(f"{CHANGES}{made.pk}/undo/"))


def test_what_stands_in_the_way_leads_to_its_record(client: Client, statement: Statement) -> None:
    canada = make_actor("atlantis")
    made = canada.history.get().changeset
    canada.description = "Sunk."
    canada.save()
    page = text(client.get(f"{CHANGES}{made.pk}/undo/"))
    when = date_format(canada.history.first().history_date, "j M Y, H:i")
    said = f"The actor “Atlantis” was changed since, by someone not signed in on {when}."
    assert f'{said} <a href="/admin/tracker/actor/{canada.pk}/history/">See it</a>' in page
    assert f"not signed in, program, {when}".lower() in str(made).lower()


def test_who_may_see_changes_may_not_therefore_undo_them(
    staff: Callable[..., Client], done: Changeset
) -> None:
    client = staff("view_changeset", "view_statement")
    page = text(client.get(done.get_absolute_url()))
    assert "Undo…" not in page
    assert client.get(f"{CHANGES}{done.pk}/undo/").status_code == 403
    assert client.post(f"{CHANGES}{done.pk}/undo/", {"reason": "x"}).status_code == 403


def test_a_change_shows_only_tables_that_one_may_see(staff: Callable[..., Client], done: Changeset) -> None:
    page = text(staff("view_changeset", "view_statement").get(done.get_absolute_url()))
    assert "Lends a plane." in page
    assert "for a week" not in page
    assert "nothing that you may see" in text(staff("view_changeset").get(CHANGES))


def test_changes_are_closed_to_who_may_not_see_them(staff: Callable[..., Client], done: Changeset) -> None:
    client = staff("view_statement")
    assert client.get(CHANGES).status_code == 403
    assert client.get(done.get_absolute_url()).status_code == 403


def test_nobody_adds_changes_or_deletes_a_change(client: Client, done: Changeset) -> None:
    assert client.get(f"{CHANGES}add/").status_code == 403
    assert client.post(f"{CHANGES}{done.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Changeset.objects.filter(pk=done.pk).exists()


def test_a_person_who_changed_something_stays_known(client: Client, done: Changeset, admin: User) -> None:
    page = text(client.get(f"/admin/auth/user/{admin.pk}/delete/"))
    assert "Cannot delete user" in page


# a record's versions


def test_the_history_of_a_record_tells_of_its_rows(
    client: Client, done: Changeset, statement: Statement
) -> None:
    page = text(client.get(f"/admin/tracker/statement/{statement.pk}/history/"))
    for said in ("reread", "By hand", "Lends a plane.", "<strong>Evidence deleted</strong>", "for a week"):
        assert said in page


def test_a_row_changed_on_its_own_page_is_in_the_history_of_its_record(
    client: Client, edit: Edit, statement: Statement
) -> None:
    edit(statement.evidence.get(), words="a week", change_reason="the rest is ours")
    page = text(client.get(f"/admin/tracker/statement/{statement.pk}/history/"))
    assert "the rest is ours" in page


def version(record: Any, changeset: Changeset) -> str:
    return f"/admin/tracker/{record._meta.model_name}/{record.pk}/history/{changeset.pk}/"


def restored(client: Client, address: str) -> Any:
    """Restore as the page would: with a reason, and with the latest change that it knows of."""
    seen = client.get(address).context["seen"]
    return client.post(address, {"reason": "was right", "seen": seen}, follow=True)


def test_to_restore_over_a_change_that_was_not_seen_is_refused(
    client: Client, done: Changeset, edit: Edit, statement: Statement
) -> None:
    address = version(statement, statement.history.last().changeset)
    seen = client.get(address).context["seen"]
    edit(statement, note="Meanwhile.", change_reason="more")
    page = text(client.post(address, {"reason": "was right", "seen": seen}))
    assert "The record was changed after you had opened this page. Look again, then restore." in page
    statement.refresh_from_db()
    assert statement.note == "Meanwhile."


def test_a_version_is_compared_and_restored_with_its_rows(
    client: Client, done: Changeset, statement: Statement
) -> None:
    first = statement.history.last().changeset
    words = statement.evidence.model.history.filter(statement=statement.pk).last().changeset
    page = text(client.get(version(statement, words)))
    assert "Summary of harper-one-week." in page
    assert "Lends a plane." in page
    assert 'Evidence: for a week <span class="quiet">(not there now)</span>' in page
    assert "Restore this version" in page
    assert f'<option value="{done.pk}"' in page
    beside = client.get(version(statement, words) + f"?with={first.pk}").context["compared"]
    assert [it.noun for it in beside if it.differs] == ["Evidence"]
    response = restored(client, version(statement, words))
    assert "Restored, as a new version" in text(response)
    statement.refresh_from_db()
    assert statement.summary == "Summary of harper-one-week."
    assert statement.evidence.get().words == "for a week"
    latest = Changeset.objects.latest("pk")
    assert (latest.origin, latest.reason, latest.user.get_username()) == ("restore", "was right", "ada")


def test_a_deleted_record_has_its_history_and_is_restored(client: Client, story: Story) -> None:
    actor = make_actor("mali")
    first = Changeset.objects.latest("pk")
    client.post(f"/admin/tracker/actor/{actor.pk}/delete/", {"post": "yes", "change_reason": "x"})
    assert not Actor.objects.filter(slug="mali").exists()
    page = text(client.get(f"/admin/tracker/actor/{actor.pk}/history/"))
    assert "This record was deleted. Open a version below to restore it." in page
    restored(client, version(actor, first))
    assert Actor.objects.get(slug="mali").pk == actor.pk


def test_who_may_only_see_cannot_restore(
    staff: Callable[..., Client], done: Changeset, statement: Statement
) -> None:
    client = staff("view_statement")
    first = statement.history.last().changeset
    assert "Restore this version" not in text(client.get(version(statement, first)))
    assert restored(client, version(statement, first)).status_code == 403


def test_who_may_not_publish_cannot_restore_what_was_public(
    staff: Callable[..., Client], done: Changeset, statement: Statement
) -> None:
    client = staff("view_statement", "change_statement")
    first = statement.history.last().changeset
    assert restored(client, version(statement, first)).status_code == 403


@pytest.mark.parametrize("path", ["9999999/history/1/", "9999999/history/", "x/history/"])
def test_a_history_that_is_not_there_is_not_found(client: Client, story: Story, path: str) -> None:
    assert client.get(f"/admin/tracker/statement/{path}").status_code == 404


def test_a_version_of_another_record_is_not_found(client: Client, story: Story) -> None:
    one, other = Statement.objects.order_by("pk")[:2]
    assert client.get(version(one, other.history.last().changeset)).status_code == 404


# queries


def test_the_list_of_changes_asks_no_more_for_many_than_for_few(client: Client, story: Story) -> None:
    client.get(CHANGES)
    few = queries(client, CHANGES)
    for number in range(20):
        make_actor(f"actor-{number}")
    assert queries(client, CHANGES) == few


def test_a_change_asks_no_more_for_many_records_than_for_few(
    client: Client, edit: Edit, statement: Statement, story: Story
) -> None:
    def changed(rows: int) -> str:
        number = statement.evidence.count()
        new = {
            f"evidence-{place}-{name}": value
            for place in range(number, number + rows)
            for name, value in (
                ("statement", statement.pk),
                ("source", story.source.pk),
                ("words", f"w {place}"),
            )
        }
        edit(statement, **new, **{"evidence-TOTAL_FORMS": number + rows}, change_reason="more")
        return Changeset.objects.latest("pk").get_absolute_url()

    few, many = changed(2), changed(15)
    client.get(few)
    assert queries(client, many) == queries(client, few)
