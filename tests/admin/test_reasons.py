"""A change to what is published or withdrawn says why; nothing else has to."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.admin.conftest import form_data
from tests.admin.test_forms import errors
from tests.admin.test_review import page_of, send
from tests.admin.test_transfer import text
from tests.factories import make_actor, make_membership, make_person, make_statement
from tests.stories import Story
from tracker.models import Actor, Evidence, Membership, Statement

ASKED = {"change_reason": ["The statement is published: say why you change it."]}
REASON = {"change_reason": "misread"}


def test_a_change_to_what_is_published_needs_a_reason(client: Client, statement: Statement) -> None:
    assert errors(send(client, statement, summary="Lends one.")) == ASKED
    assert errors(send(client, statement, summary="Lends one.", change_reason="   ")) == ASKED
    assert send(client, statement, summary="Lends one.", **REASON).status_code == 302
    assert statement.history.first().history_change_reason == "misread"


def test_a_change_to_what_is_withdrawn_needs_a_reason(client: Client, statement: Statement) -> None:
    Statement.objects.update(status="withdrawn", withdrawn_because="Not so.")
    said = errors(send(client, statement, summary="Lends one."))
    assert said == {"change_reason": ["The statement is withdrawn: say why you change it."]}


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_what_was_never_decided_on_needs_none_and_nor_does_publishing_it(
    client: Client, statement: Statement, status: str
) -> None:
    Statement.objects.update(status=status)
    assert send(client, statement, summary="Lends one.").status_code == 302
    assert send(client, statement, _publish="1").status_code == 302


def test_taking_it_off_the_public_pages_needs_a_reason(client: Client, statement: Statement) -> None:
    """The status before the save counts too: else two saves would do what one may not."""
    assert errors(send(client, statement, status="draft", summary="Lends one.")) == ASKED


def test_to_save_what_nobody_changed_needs_none(client: Client, statement: Statement) -> None:
    Statement.objects.update(note="One line.\nAnd another.")
    sent = form_data(client.get(page_of(statement)))
    sent["note"] = sent["note"].replace("\n", "\r\n")  # as browsers do
    assert client.post(page_of(statement), sent).status_code == 302


@pytest.mark.parametrize(
    "row",
    [
        {"evidence-0-words": "for one week"},
        {"evidence-0-DELETE": "on"},
        {"evidence-TOTAL_FORMS": "2", "evidence-1-words": "one plane"},
    ],
    ids=["changed", "deleted", "added"],
)
def test_a_change_of_a_row_is_a_change(client: Client, statement: Statement, row: dict[str, str]) -> None:
    if "evidence-1-words" in row:
        row |= {"evidence-1-source": str(statement.evidence.get().source.pk)}
        row |= {"evidence-1-statement": str(statement.pk)}
    assert errors(send(client, statement, **row)) == ASKED
    assert send(client, statement, **row, **REASON).status_code == 302


def test_a_row_of_what_is_published_needs_a_reason_on_its_own_page(
    client: Client, statement: Statement
) -> None:
    evidence = statement.evidence.get()
    assert errors(send(client, evidence, words="for one week")) == ASKED
    assert send(client, evidence, words="for one week", **REASON).status_code == 302
    row = {"statement": statement.pk, "source": evidence.source.pk, "words": "one plane"}
    assert errors(client.post("/admin/tracker/evidence/add/", row)) == ASKED
    assert client.post("/admin/tracker/evidence/add/", row | REASON).status_code == 302


def test_a_row_that_moves_is_a_change_to_both(client: Client, story: Story, statement: Statement) -> None:
    draft = make_statement("a-draft", story.harper, story.issue, status="draft")
    evidence = statement.evidence.get()
    assert errors(send(client, evidence, statement=draft.pk)) == ASKED
    assert send(client, evidence, statement=draft.pk, **REASON).status_code == 302
    evidence.refresh_from_db()
    assert errors(send(client, evidence, statement=statement.pk)) == ASKED


def test_a_role_follows_its_person_and_not_its_organisation(client: Client, db: None) -> None:
    person = make_person("ada", status="draft")
    role = make_membership(person, make_actor("body"))
    assert send(client, role, role="Clerk").status_code == 302
    Actor.objects.filter(pk=person.pk).update(status="published")
    said = errors(send(client, role, role="Minister"))
    assert said == {"change_reason": ["The actor is published: say why you change it."]}
    assert Membership.objects.get().role == "Clerk"


def test_an_older_version_comes_back_with_a_reason(client: Client, statement: Statement) -> None:
    version = statement.history.first()
    statement.summary = "Mended."
    statement.save()
    address = f"/admin/tracker/statement/{statement.pk}/history/{version.changeset_id}/"
    assert client.post(address, {"reason": " "}).context["form"].errors.keys() == {"reason"}
    assert client.post(address, {"reason": "misread"}).status_code == 302
    statement.refresh_from_db()
    assert statement.summary == version.summary


def test_the_page_says_at_its_top_that_a_reason_is_needed(
    role: Callable[[str], Client], statement: Statement
) -> None:
    said = "Say why you change it, at the end of the form."
    assert said in text(role("editor").get(page_of(statement)))
    assert said not in text(role("viewer").get(page_of(statement)))


# deleting


def test_deleting_what_is_published_asks_why(client: Client, story: Story) -> None:
    lonely = make_actor("lonely", name="Lonely")
    address = page_of(lonely, "delete")
    assert 'name="change_reason"' in client.get(address).content.decode()
    page = client.post(address, {"post": "yes"})
    assert page.status_code == 200
    assert "The actor is published: say why you delete it." in text(page)
    assert Actor.objects.filter(pk=lonely.pk).exists()
    assert client.post(address, {"post": "yes", "change_reason": "twice here"}).status_code == 302
    assert not Actor.objects.filter(pk=lonely.pk).exists()
    last = Actor.history.filter(slug="lonely").first()
    assert (last.history_type, last.history_change_reason) == ("-", "twice here")


def test_deleting_a_draft_needs_no_reason_and_keeps_one_that_is_given(client: Client, db: None) -> None:
    for name, reason in (("a", ""), ("b", "twice here")):
        record = make_actor(name, status="draft")
        sent = {"post": "yes", "change_reason": reason}
        assert client.post(page_of(record, "delete"), sent).status_code == 302
        assert (Actor.history.filter(slug=name).first().history_change_reason or "") == reason


def test_deleting_a_row_of_what_is_published_asks_why(client: Client, statement: Statement) -> None:
    evidence = statement.evidence.get()
    page = client.post(page_of(evidence, "delete"), {"post": "yes"})
    assert "The statement is published: say why you delete it." in text(page)
    assert Evidence.objects.filter(pk=evidence.pk).exists()
    client.post(page_of(evidence, "delete"), {"post": "yes", "change_reason": "not its words"})
    assert Evidence.history.filter(id=evidence.pk).first().history_change_reason == "not its words"


def test_a_list_that_deletes_asks_why_and_keeps_the_reason(client: Client, db: None) -> None:
    records = [make_actor("a"), make_actor("b", status="draft")]
    chosen = {"action": "delete_selected", "_selected_action": [it.pk for it in records], "post": "yes"}
    page = client.post("/admin/tracker/actor/", chosen)
    assert "The actor is published: say why you delete it." in text(page)
    assert Actor.objects.count() == 2
    client.post("/admin/tracker/actor/", chosen | {"change_reason": "twice here"})
    assert not Actor.objects.exists()
    gone = Actor.history.filter(history_type="-")
    assert list(gone.values_list("history_change_reason", flat=True)) == ["twice here"] * 2
