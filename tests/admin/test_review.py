"""Review: who may change what, who may give which status, and what the page says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import form_data
from tests.admin.test_forms import errors
from tests.admin.test_transfer import text
from tests.factories import (
    make_actor,
    make_commitment,
    make_evidence,
    make_issue,
    make_person,
    make_source,
    make_statement,
)
from tests.stories import Story
from tracker.admin import review
from tracker.models import Actor, Evidence, Statement, Status

Edit = Callable[..., Any]
Role = Callable[[str], Client]


@pytest.fixture
def draft(story: Story) -> Statement:
    return make_statement(
        "a-draft", story.harper, story.issue, source=story.source, words="not yet", status="draft"
    )


def page_of(record: Any, page: str = "change") -> str:
    return f"/admin/tracker/{record._meta.model_name}/{record.pk}/{page}/"


def choices(client: Client, address: str) -> list[str]:
    return [key for key, _ in client.get(address).context["adminform"].form.fields["status"].choices]


def send(client: Client, record: Any, **changes: Any) -> Any:
    """Save a record's page as it stands but for `changes`; without a reason unless one is among them."""
    return client.post(page_of(record), form_data(client.get(page_of(record))) | changes)


# the analyst


def test_an_analyst_works_on_drafts_without_a_reason(role: Role, draft: Statement) -> None:
    assert send(role("analyst"), draft, summary="Says more.").status_code == 302
    draft.refresh_from_db()
    assert draft.summary == "Says more."


def test_an_analyst_is_offered_draft_and_in_review_and_given_no_other(role: Role, draft: Statement) -> None:
    analyst = role("analyst")
    for address in (page_of(draft), "/admin/tracker/statement/add/"):
        assert choices(analyst, address) == ["draft", "in_review"]
    said = errors(send(analyst, draft, status="published"))
    assert said == {"status": ["Publishing and withdrawing is for editors."]}
    assert errors(send(analyst, draft, _publish="1")) == said
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_an_analyst_sends_to_review_with_a_button_and_takes_back(role: Role, draft: Statement) -> None:
    analyst = role("analyst")
    page = analyst.get(page_of(draft)).content.decode()
    assert 'value="Save and send to review" name="_review"' in page
    assert 'name="_publish"' not in page
    assert send(analyst, draft, _review="1").status_code == 302
    draft.refresh_from_db()
    assert draft.status == draft.history.first().status == "in_review"
    assert 'name="_review"' not in analyst.get(page_of(draft)).content.decode()
    assert send(analyst, draft, status="draft").status_code == 302


def test_sending_to_review_and_publishing_are_told(role: Role, draft: Statement) -> None:
    page = role("analyst").post(
        page_of(draft), form_data(role("analyst").get(page_of(draft))) | {"_review": "1"}, follow=True
    )
    assert "Sent to review." in [str(each) for each in page.context["messages"]]
    editor = role("editor")
    page = editor.post(page_of(draft), form_data(editor.get(page_of(draft))) | {"_publish": "1"}, follow=True)
    address = draft.get_absolute_url()
    told = f'Published. Readers see it at <a href="{address}">{address}</a>.'
    assert told in [str(each).replace("'", '"') for each in page.context["messages"]]


def test_a_commitment_that_readers_do_not_see_yet_is_published_with_a_warning(
    role: Role, story: Story
) -> None:
    gift = make_commitment("gift", make_actor("hidden", status="draft"), story.issue, status="in_review")
    editor = role("editor")
    page = editor.post(page_of(gift), form_data(editor.get(page_of(gift))) | {"_publish": "1"}, follow=True)
    told = "Published. Readers see it only once “Hidden” is published."
    assert told in [str(each) for each in page.context["messages"]]


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_what_is_settled_is_read_only_to_an_analyst_and_says_whom_to_ask(
    role: Role, statement: Statement, status: str
) -> None:
    Statement.objects.filter(pk=statement.pk).update(status=status, withdrawn_because="Not so.")
    page = role("analyst").get(page_of(statement))
    assert f"This statement is {status}: ask an editor to change it." in text(page)
    assert b'name="summary"' not in page.content
    assert b'name="evidence-0-words"' not in page.content
    assert b'name="_save"' not in page.content


def test_the_rows_of_what_is_published_are_read_only_on_their_own_pages_too(
    role: Role, statement: Statement
) -> None:
    evidence = statement.evidence.get()
    page = role("analyst").get(page_of(evidence))
    assert "This is part of a published statement: ask an editor to change it." in text(page)
    assert b'name="words"' not in page.content


@pytest.mark.parametrize("page", ["add", "change"])
def test_an_analyst_gives_no_row_to_what_is_published(
    role: Role, draft: Statement, statement: Statement, page: str
) -> None:
    analyst, evidence = role("analyst"), draft.evidence.get()
    row = {"statement": statement.pk, "source": evidence.source.pk, "words": "for months"}
    address = page_of(evidence) if page == "change" else "/admin/tracker/evidence/add/"
    opened = form_data(analyst.get(address)) if page == "change" else {}
    said = errors(analyst.post(address, opened | row | {"change_reason": "found"}))
    assert said == {"statement": ["This statement is published: ask an editor to change it."]}
    assert not Evidence.objects.filter(statement=statement, words="for months").exists()


def test_an_analyst_cannot_bring_back_an_older_version_of_what_is_published(
    role: Role, draft: Statement
) -> None:
    """The version is a draft's; what counts is what the record is now."""
    version = draft.history.first().changeset_id
    draft.status = "published"
    draft.save()
    address = f"/admin/tracker/statement/{draft.pk}/history/{version}/"
    analyst = role("analyst")
    page = analyst.get(address)
    assert (page.status_code, page.context["may_restore"]) == (200, False)
    assert analyst.post(address, {"reason": "mine"}).status_code == 403
    assert role("editor").post(address, {"reason": "mine"}).status_code == 302


@pytest.mark.parametrize("deleted", [False, True])
def test_an_analyst_brings_back_no_row_of_what_is_published(
    role: Role, draft: Statement, deleted: bool
) -> None:
    """The row's version is of a time when it was part of a draft."""
    evidence = draft.evidence.get()
    version, key = evidence.history.get().changeset_id, evidence.pk
    if deleted:
        evidence.delete()
    Statement.objects.filter(pk=draft.pk).update(status="published")
    address = f"/admin/tracker/evidence/{key}/history/{version}/"
    assert role("analyst").get(address).context["may_restore"] is False
    assert role("analyst").post(address, {"reason": "mine"}).status_code == 403
    assert Evidence.objects.filter(pk=key).exists() != deleted


def test_a_list_deletes_nothing_that_is_published_for_an_analyst(
    role: Role, draft: Statement, story: Story
) -> None:
    statement = Statement.objects.get(slug="aide-weeks")
    analyst, address = role("analyst"), "/admin/tracker/statement/"
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk, statement.pk]}
    assert "This statement is published: ask an editor to change it." in text(analyst.post(address, chosen))
    assert analyst.post(address, chosen | {"post": "yes"}).status_code == 403
    alone = {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"}
    assert analyst.post(address, alone).status_code == 302
    assert not Statement.objects.filter(pk=draft.pk).exists()
    assert Statement.objects.filter(pk=statement.pk).exists()


def test_a_list_of_rows_deletes_nothing_that_is_part_of_what_is_published(
    role: Role, draft: Statement, statement: Statement
) -> None:
    rows = [draft.evidence.get().pk, statement.evidence.get().pk]
    chosen = {"action": "delete_selected", "_selected_action": rows, "post": "yes"}
    assert role("analyst").post("/admin/tracker/evidence/", chosen).status_code == 403
    assert Evidence.objects.filter(pk__in=rows).count() == 2


def test_an_analysts_list_neither_publishes_nor_withdraws(role: Role, draft: Statement) -> None:
    analyst, address = role("analyst"), "/admin/tracker/statement/"
    for action in ("publish", "withdraw"):
        analyst.post(address, {"action": action, "_selected_action": [draft.pk]})
    draft.refresh_from_db()
    assert draft.status == "draft"


# the editor


def test_an_editor_publishes_with_a_button(role: Role, draft: Statement) -> None:
    editor = role("editor")
    assert 'value="Save and publish" name="_publish"' in editor.get(page_of(draft)).content.decode()
    assert send(editor, draft, _publish="1", summary="Says it.").status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.summary) == ("published", "Says it.")
    assert 'name="_publish"' not in editor.get(page_of(draft)).content.decode()


def test_a_new_record_is_published_or_sent_to_review_by_its_button(role: Role, db: None) -> None:
    for name, status in (("editor", "published"), ("analyst", "in_review")):
        button = "_publish" if name == "editor" else "_review"
        sent = {"slug": name, "name": name, "kind": "agency", "status": "draft", button: "1"}
        assert role(name).post("/admin/tracker/actor/add/", sent).status_code == 302
        assert Actor.objects.get(slug=name).status == status


def test_a_save_that_fails_shows_the_status_that_is_stored(role: Role, draft: Statement) -> None:
    answer = send(role("editor"), draft, _publish="1", said_on="soon")
    assert errors(answer).keys() == {"said_on"}
    assert '<span class="badge draft">Draft</span>' in answer.content.decode()


def test_the_status_is_said_in_words_at_the_top_of_the_page(
    role: Role, draft: Statement, statement: Statement
) -> None:
    viewer = role("viewer")
    for record, said in ((draft, "Draft"), (statement, "Published")):
        assert (
            f'<span class="badge {record.status}">{said}</span>'
            in viewer.get(page_of(record)).content.decode()
        )


def test_who_is_in_no_group_needs_the_permission_to_publish(staff: Callable[..., Client], db: None) -> None:
    record = make_actor("body", status="draft")
    with_it = staff("view_actor", "change_actor", "publish_actor")
    without = staff("view_actor", "change_actor")
    assert errors(send(without, record, status="published")).keys() == {"status"}
    assert send(with_it, record, status="published").status_code == 302


# withdrawn, with a reason that the public reads


def test_withdrawing_asks_for_the_publics_reason(role: Role, statement: Statement) -> None:
    editor = role("editor")
    said = errors(send(editor, statement, status="withdrawn", change_reason="see mail"))
    assert said == {"withdrawn_because": ["Say why it is withdrawn: the public reads this."]}
    sent = {"status": "withdrawn", "withdrawn_because": "Not his words.", "change_reason": "see mail"}
    assert send(editor, statement, **sent).status_code == 302
    page = Client().get(statement.get_absolute_url())
    assert page.status_code == 410
    assert "Not his words." in page.text
    assert statement.summary not in page.text
    assert "see mail" not in page.text


def test_the_publics_reason_is_reason_enough_for_colleagues(role: Role, statement: Statement) -> None:
    editor = role("editor")
    said = errors(send(editor, statement, status="withdrawn"))
    assert said == {"withdrawn_because": ["Say why it is withdrawn: the public reads this."]}
    assert send(editor, statement, status="withdrawn", withdrawn_because="Not his words.").status_code == 302
    assert statement.history.first().history_change_reason == "Not his words."
    assert statement.history.first().changeset.reason == "Not his words."
    said = errors(send(editor, statement, withdrawn_because="Not quite his words."))
    assert said == {"change_reason": ["The statement is withdrawn: say why you change it."]}


def test_the_reason_goes_with_the_withdrawal(role: Role, statement: Statement) -> None:
    editor = role("editor")
    sent = {"status": "withdrawn", "withdrawn_because": "Not his words.", "change_reason": "see mail"}
    send(editor, statement, **sent)
    assert send(editor, statement, _publish="1", change_reason="his after all").status_code == 302
    statement.refresh_from_db()
    assert (statement.status, statement.withdrawn_because) == ("published", "")
    assert [it.withdrawn_because for it in statement.history.all()[:2]] == ["", "Not his words."]


def test_only_what_is_withdrawn_has_such_a_reason(role: Role, draft: Statement) -> None:
    said = errors(send(role("editor"), draft, withdrawn_because="Not his words."))
    assert said == {"withdrawn_because": ["Only a withdrawn record has such a reason."]}


def test_the_box_is_not_there_for_who_may_not_withdraw(role: Role, draft: Statement) -> None:
    assert b"withdrawn_because" not in role("analyst").get(page_of(draft)).content


# the one function behind every list action


@pytest.fixture
def asked(admin: User) -> Any:
    request = RequestFactory().post("/")
    request.user = admin
    return request


def test_setting_a_status_gives_back_what_was_set_and_what_was_refused(asked: Any, db: None) -> None:
    statuses = {"draft": "", "in_review": "", "published": "", "withdrawn": "Not so."}
    records = [make_actor(it, status=it, withdrawn_because=why) for it, why in statuses.items()]
    change = review.set_status(asked, records, Status.PUBLISHED)
    assert [it.slug for it in change.ready] == ["draft", "in_review"]
    assert [(it.record.slug, it.why) for it in change.refused] == [
        ("withdrawn", "The actor is withdrawn: say why you change it.")
    ]
    change = review.set_status(asked, records, Status.PUBLISHED, reason="so after all")
    assert [it.slug for it in change.ready] == ["withdrawn"]
    assert set(Actor.objects.values_list("status", "withdrawn_because")) == {("published", "")}
    assert Actor.objects.get(slug="withdrawn").history.first().history_change_reason == "so after all"


def test_withdrawing_many_takes_one_reason_for_the_public(asked: Any, db: None) -> None:
    records = [make_actor("a"), make_actor("b", status="draft")]
    assert [it.why for it in review.set_status(asked, records, Status.WITHDRAWN, reason="r").refused] == [
        "Say why it is withdrawn: the public reads this."
    ] * 2
    alone = review.plan_status(asked.user, records, Status.WITHDRAWN, because="Merged.")
    assert len(alone.ready) == 2
    review.set_status(asked, records, Status.WITHDRAWN, reason="r", because="Merged.")
    assert set(Actor.objects.values_list("status", "withdrawn_because")) == {("withdrawn", "Merged.")}


def test_a_plan_writes_nothing(asked: Any, db: None) -> None:
    record = make_actor("a", status="draft")
    assert review.plan_status(asked.user, [record], Status.PUBLISHED).ready == (record,)
    record.refresh_from_db()
    assert record.status == "draft"
    assert record.history.count() == 1


@pytest.mark.parametrize("four_eyes", [False, True])
def test_setting_a_status_asks_no_more_for_many_than_for_few(
    asked: Any, admin: User, settings: Any, four_eyes: bool
) -> None:
    settings.FOUR_EYES = four_eyes

    def count(name: str, number: int) -> int:
        person, issue, source = make_person(name), make_issue(name), make_source(name)
        for each in range(number):
            said = make_statement(f"{name}-{each}", person, issue, status="in_review")
            make_evidence(said, source, "so")
        with CaptureQueriesContext(connection) as caught:
            records = Statement.objects.filter(status="in_review")
            assert len(review.set_status(asked, records, Status.PUBLISHED).ready) == number
        return len(caught)

    count("once", 1)
    assert count("many", 30) == count("few", 2)
