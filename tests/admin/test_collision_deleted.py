"""Deleting while others work: who deletes is asked again, who was typing gets the words back."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils.timezone import localtime

from tests.admin.collision import address, answer, bea, opened, save
from tests.admin.test_collision import words
from tests.admin.test_collision_rows import add_row
from tests.admin.test_forms import errors
from tests.factories import make_actor, make_person
from tests.stories import Story
from tracker.admin import base
from tracker.admin.actors import ActorAdmin
from tracker.models import Actor, Evidence, Membership, Statement

__all__ = ["bea"]  # the fixture


@pytest.fixture
def free(statement: Statement) -> Statement:
    """A statement that nothing forbids to delete."""
    statement.commitment_events.all().delete()
    return statement


def confirmed(client: Client, record: Any) -> dict[str, Any]:
    """What the page that asks whether to delete would send."""
    page = client.get(address(record, "delete"))
    return {"post": "yes", "version": page.context["opened_at"], "change_reason": "twice here"}


# deleting what someone changed


def test_who_deletes_what_someone_changed_meanwhile_is_asked_again(
    client: Client, bea: Client, free: Statement
) -> None:
    yes = confirmed(bea, free)
    save(
        client, free, summary="Lends one plane.", change_reason="second source", **add_row(free, "one plane")
    )
    page = bea.post(address(free, "delete"), yes)
    when = localtime(free.history.first().history_date)
    assert Statement.objects.filter(pk=free.pk).exists()
    text = words(page)
    assert "It changed after you had opened this page. Nothing is deleted yet: look again." in text
    assert f"<li>ada, {when:%-d %b %Y, %H:%M} (“second source”): Summary</li>" in text
    assert f"<li>ada, {when:%-d %b %Y, %H:%M} (“second source”): Evidence “one plane” added</li>" in text
    again = {"post": "yes", "version": page.context["opened_at"], "change_reason": "twice here"}
    assert bea.post(address(free, "delete"), again).status_code == 302
    assert not Statement.objects.filter(pk=free.pk).exists()


def test_a_row_changed_on_its_own_page_counts(client: Client, bea: Client, free: Statement) -> None:
    yes = confirmed(bea, free)
    save(client, free.evidence.get(), words="one plane")
    page = bea.post(address(free, "delete"), yes)
    assert "Evidence “one plane”: words" in words(page)
    assert Statement.objects.filter(pk=free.pk).exists()


def test_who_deletes_what_nobody_touched_is_asked_once(bea: Client, free: Statement) -> None:
    assert bea.post(address(free, "delete"), confirmed(bea, free)).status_code == 302
    assert not Statement.objects.filter(pk=free.pk).exists()


def test_what_was_deleted_already_is_said_to_be(client: Client, bea: Client, free: Statement) -> None:
    yes = confirmed(bea, free)
    client.post(address(free, "delete"), confirmed(client, free))
    assert bea.post(address(free, "delete"), yes, follow=True).status_code == 200


# deleted while it was edited


def test_the_words_come_back_where_the_record_was_deleted(
    client: Client, bea: Client, free: Statement
) -> None:
    mine = opened(bea, free)
    save(client, free, note="No longer of use.")
    client.post(address(free, "delete"), confirmed(client, free))
    page = bea.post(address(free), mine | {"summary": "Typed by bea.", "evidence-0-words": "one week"})
    assert page.status_code == 200
    when = localtime(Statement.history.filter(history_type="-").get().history_date)
    text = words(page)
    assert "This statement was deleted while you had it open" in text
    assert f"Deleted by ada on {when:%-d %b %Y, %H:%M}." in text
    assert "What you had changed: summary." in text
    assert '<dd class="words">Typed by bea.</dd>' in text
    assert '<dd class="words">one week</dd>' in text
    assert not Statement.objects.filter(slug=free.slug).exists()


def test_the_words_are_saved_as_a_new_record(client: Client, bea: Client, free: Statement) -> None:
    mine = opened(bea, free)
    client.post(address(free, "delete"), confirmed(client, free))
    page = bea.post(address(free), mine | {"summary": "Typed by bea.", "evidence-0-words": "one week"})
    sent = dict(page.context["hidden"])
    assert bea.post(page.context["add_url"], sent).status_code == 302
    made = Statement.objects.get(summary="Typed by bea.")
    assert (made.slug, [it.words for it in made.evidence.all()]) == (free.slug, ["one week"])
    assert made.history.get().history_user.username == "bea"


def test_rows_that_a_new_record_cannot_have_yet_are_named(client: Client, bea: Client, db: None) -> None:
    lonely, body = make_person("lonely"), make_actor("body")
    Membership.objects.create(person=lonely, organization=body, role="Minister", rank="minister")
    mine = opened(bea, lonely)
    client.post(address(lonely, "delete"), confirmed(client, lonely))
    page = bea.post(address(lonely), mine | {"description": "Typed by bea."})
    assert "A new record starts without these rows; copy them from below: Role “Minister”." in words(page)
    assert bea.post(page.context["add_url"], dict(page.context["hidden"])).status_code == 302
    assert Actor.objects.get(slug="lonely").description == "Typed by bea."


def test_a_row_whose_record_went_with_it(client: Client, bea: Client, free: Statement) -> None:
    """Saving it as new is refused in words, on the page for a new one."""
    evidence = free.evidence.get()
    mine = opened(bea, evidence)
    client.post(address(free, "delete"), confirmed(client, free))
    page = bea.post(address(evidence), mine | {"words": "one week"})
    assert "This evidence was deleted while you had it open" in words(page)
    refused = bea.post(page.context["add_url"], dict(page.context["hidden"]))
    assert errors(refused) == {
        "statement": ["Select a valid choice. That choice is not one of the available choices."]
    }
    assert not Evidence.objects.filter(words="one week").exists()


@pytest.mark.parametrize("noun", ["membership", "commitmentevent"])
def test_a_row_whose_name_is_made_of_records_that_went_with_it(
    client: Client, bea: Client, story: Story, noun: str
) -> None:
    lonely = make_person("lonely")
    Membership.objects.create(person=lonely, organization=story.canada, role="Aide", rank="official")
    owner: Any = lonely if noun == "membership" else story.plane
    row: Any = lonely.memberships.get() if noun == "membership" else story.plane.events.first()
    mine = opened(bea, row)
    client.post(address(owner, "delete"), confirmed(client, owner))
    page = bea.post(address(row), mine)
    assert page.status_code == 200
    assert "was deleted while you had it open" in words(page)


def test_a_record_that_never_was(bea: Client, free: Statement) -> None:
    mine = opened(bea, free)
    for key in ("999999", "nonsense", "9" * 30):
        response = bea.post(f"/admin/tracker/statement/{key}/change/", mine, follow=True)
        assert "Perhaps it was deleted?" in words(response)


def test_who_may_not_change_records_is_not_told_of_a_deleted_one(
    client: Client, staff: Any, free: Statement
) -> None:
    mine = opened(client, free)
    client.post(address(free, "delete"), confirmed(client, free))
    assert staff("view_statement").post(address(free), mine).status_code == 403


def test_who_may_not_add_is_not_offered_to(client: Client, staff: Any, free: Statement) -> None:
    sam = staff("view_statement", "change_statement", "publish_statement", "change_evidence")
    mine = opened(sam, free)
    client.post(address(free, "delete"), confirmed(client, free))
    text = words(sam.post(address(free), mine | {"summary": "Typed by sam."}))
    assert "Save it as a new" not in text
    assert "Typed by sam." in text


def test_rows_that_the_changed_record_cannot_have_are_shown_to_be_copied(
    client: Client, bea: Client, db: None
) -> None:
    """They made a government of what I had open as a person with roles."""
    lonely, body = make_person("lonely"), make_actor("body")
    Membership.objects.create(person=lonely, organization=body, role="Minister", rank="minister")
    mine = opened(bea, lonely)
    save(client, lonely, kind="government")
    page = bea.post(address(lonely), mine | {"memberships-0-role": "Typed by bea."})
    text = words(page)
    assert "Cannot be kept here any more: copy what you need" in text
    assert "<h3>Role “Typed by bea.”</h3>" in text
    assert '<dd class="words">Body</dd>' in text


# two creations at once


def test_two_new_records_with_one_slug_at_once(client: Client, db: None, monkeypatch: Any) -> None:
    """The second attempt's validation sees what the quicker one did, and nothing typed is lost."""
    store = ActorAdmin.save_model

    def lose_the_race(self: Any, request: Any, obj: Any, form: Any, change: bool) -> None:
        monkeypatch.setattr(ActorAdmin, "save_model", store)
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(ActorAdmin, "save_model", lose_the_race)
    monkeypatch.setattr(base, "_forget_messages", lambda request: make_actor("mali"))  # once rolled back
    sent = {"name": "Mali", "kind": "government", "slug": "mali", "status": "draft", "description": "Typed."}
    page = client.post("/admin/tracker/actor/add/", sent)
    assert errors(page) == {"slug": ["Actor with this Slug already exists."]}
    assert page.context["adminform"].form["description"].value() == "Typed."
    assert Actor.objects.get(slug="mali").description == ""


def test_an_integrity_error_on_a_choice_starts_from_what_was_sent(
    client: Client, bea: Client, story: Story, monkeypatch: Any
) -> None:
    mine = opened(bea, story.harper)
    save(client, story.harper, description="Theirs.")
    store = ActorAdmin.save_model

    def lose_the_race(self: Any, request: Any, obj: Any, form: Any, change: bool) -> None:
        monkeypatch.setattr(ActorAdmin, "save_model", store)
        raise IntegrityError("UNIQUE constraint failed")

    page = bea.post(address(story.harper), mine | {"description": "Mine."})
    monkeypatch.setattr(ActorAdmin, "save_model", lose_the_race)
    assert bea.post(address(story.harper), answer(page, {"Description": "mine"})).status_code == 302
    story.harper.refresh_from_db()
    assert story.harper.description == "Mine."
