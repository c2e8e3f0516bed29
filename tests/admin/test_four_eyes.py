"""Where FOUR_EYES is set nobody publishes what they wrote, by whatever road; superusers included."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.test_forms import errors
from tests.admin.test_review import page_of, send
from tests.admin.test_transfer import HEADER, confirm, text, upload
from tests.stories import Story
from tracker.models import Actor, Evidence, Statement

RULE = "Four eyes: nobody publishes what they wrote, and you wrote some of this."
REFUSED = {"status": [f"{RULE} Save it as “In review”; a colleague publishes it."]}
REASON = {"change_reason": "misread"}


@pytest.fixture(autouse=True)
def _four_eyes(settings: Any) -> None:
    settings.FOUR_EYES = True


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))


@pytest.fixture
def other(db: None) -> Client:
    """A second administrator."""
    client = Client()
    client.force_login(User.objects.create_superuser("bea"))
    return client


@pytest.fixture
def written(client: Client, statement: Statement) -> Statement:
    """In review, with a last version by the administrator who is signed in as `client`."""
    Statement.objects.filter(pk=statement.pk).update(status="in_review")
    assert send(client, statement, summary="Lends one plane.", status="in_review").status_code == 302
    return statement


def status(record: Any) -> str:
    record.refresh_from_db()
    return str(record.status)


def test_who_wrote_a_version_may_not_publish_and_a_colleague_may(
    client: Client, other: Client, written: Statement
) -> None:
    assert errors(send(client, written, _publish="1")) == REFUSED
    assert errors(send(client, written, status="published")) == REFUSED
    assert status(written) == "in_review"
    assert send(other, written, _publish="1").status_code == 302
    assert status(written) == "published"


def test_the_button_is_there_for_the_colleague_alone(
    client: Client, other: Client, written: Statement
) -> None:
    assert b'name="_publish"' not in client.get(page_of(written)).content
    assert b'name="_publish"' in other.get(page_of(written)).content
    add = client.get("/admin/tracker/actor/add/").content
    assert (b'name="_publish"' in add, b'name="_review"' in add) == (False, True)


def test_a_colleague_who_mends_while_publishing_is_an_author_too(other: Client, written: Statement) -> None:
    assert errors(send(other, written, _publish="1", summary="Lends a plane.")) == REFUSED
    assert status(written) == "in_review"


def test_nobody_publishes_a_record_as_they_make_it(client: Client, db: None) -> None:
    sent = {"slug": "body", "name": "Body", "kind": "agency", "status": "published"}
    assert errors(client.post("/admin/tracker/actor/add/", sent)) == REFUSED


def test_who_wrote_a_row_may_not_publish(client: Client, other: Client, written: Statement) -> None:
    evidence = written.evidence.get()
    assert send(other, evidence, words="for one week").status_code == 302
    assert errors(send(other, written, _publish="1")) == REFUSED


def test_the_list_publishes_others_work_and_names_ones_own(
    client: Client, other: Client, story: Story, written: Statement
) -> None:
    theirs = Statement.objects.get(slug="aide-weeks")
    Statement.objects.filter(pk=theirs.pk).update(status="in_review")
    chosen = {"action": "publish", "_selected_action": [written.pk, theirs.pk]}
    page = text(client.post("/admin/tracker/statement/", chosen, follow=True))
    refused, _, changing = page.partition("What would change")
    assert RULE in refused
    assert "Lends one plane." in refused
    assert "Summary of aide-weeks." in changing
    assert (status(written), status(theirs)) == ("in_review", "in_review")


def test_what_is_published_is_changed_by_way_of_review(client: Client, statement: Statement) -> None:
    assert errors(send(client, statement, summary="Lends one.", **REASON)) == REFUSED
    assert send(client, statement, summary="Lends one.", status="in_review", **REASON).status_code == 302


def test_a_row_of_what_is_published_is_changed_by_way_of_review(client: Client, statement: Statement) -> None:
    evidence = statement.evidence.get()
    said = errors(send(client, evidence, words="for one week", **REASON))
    assert said == {"__all__": REFUSED["status"]}
    delete = client.post(page_of(evidence, "delete"), {"post": "yes", "change_reason": "misread"})
    assert delete.status_code == 403
    assert RULE in text(client.get(page_of(evidence, "delete")))
    assert Evidence.objects.filter(pk=evidence.pk, words=evidence.words).exists()


def test_only_what_was_written_since_it_was_last_published_counts(
    client: Client, other: Client, written: Statement
) -> None:
    send(other, written, _publish="1")
    sent = {"status": "in_review", "summary": "Lends one.", "change_reason": "misread"}
    assert send(other, written, **sent).status_code == 302
    assert errors(send(other, written, _publish="1")) == REFUSED
    assert send(client, written, _publish="1").status_code == 302


def test_withdrawing_is_not_publishing(client: Client, written: Statement) -> None:
    sent = {"status": "withdrawn", "withdrawn_because": "Not his words."}
    assert send(client, written, **sent).status_code == 302


def test_an_import_publishes_nothing(client: Client, db: None) -> None:
    row = "germany,Germany,government,DE,,,,{},\n"
    page = upload(client, HEADER + row.format("published"))
    assert f"status: {RULE}" in text(page)
    assert "Nothing was saved." in text(page)
    confirm(client, upload(client, HEADER + row.format("in_review")))
    assert Actor.objects.get().status == "in_review"
    assert errors(send(client, Actor.objects.get(), _publish="1")) == REFUSED


def test_an_import_gives_no_row_to_what_is_published(client: Client, statement: Statement) -> None:
    rows = "statement,source,start,end,words\nharper-one-week,harper-visit,,,one plane\n"
    page = upload(client, rows, "evidence.csv", table="evidence")
    assert f"statement: {RULE}" in text(page)
    assert Evidence.objects.filter(words="one plane").count() == 0


def test_an_import_of_what_is_published_already_is_refused_only_where_it_changes_something(
    client: Client, other: Client, db: None, settings: Any
) -> None:
    row = "germany,Germany,government,DE,,,,published,\n"
    settings.FOUR_EYES = False
    confirm(client, upload(client, HEADER + row))
    settings.FOUR_EYES = True
    assert "The file changes nothing." in text(upload(client, HEADER + row))


def test_without_the_setting_everyone_publishes_their_own(
    client: Client, written: Statement, settings: Any
) -> None:
    settings.FOUR_EYES = False
    assert send(client, written, _publish="1", summary="Lends a plane.").status_code == 302


def test_the_roles_hold_besides(role: Callable[[str], Client], written: Statement) -> None:
    assert errors(send(role("analyst"), written, _publish="1")).keys() == {"status"}
    assert send(role("editor"), written, _publish="1").status_code == 302


def test_an_older_version_that_was_published_is_brought_back_by_a_colleague(
    client: Client, other: Client, written: Statement
) -> None:
    version = written.history.filter(status="published").first().changeset_id
    address = f"/admin/tracker/statement/{written.pk}/history/{version}/"
    assert client.post(address, {"reason": "was right"}).status_code == 403
    assert other.post(address, {"reason": "was right"}).status_code == 302
    assert status(written) == "published"


def test_nobody_merges_their_own_words_into_what_is_published(
    client: Client, other: Client, story: Story, written: Statement
) -> None:
    """`written` is in review, by who is signed in as `client`."""
    kept = Statement.objects.exclude(pk=written.pk).filter(issue=written.issue, status="published").first()
    assert kept is not None
    address = f"/admin/tracker/statement/merge/?keep={kept.pk}&drop={written.pk}"
    assert "A colleague merges these two." in text(client.get(address))
    assert "A colleague merges these two." not in text(other.get(address))
    sent = {"keep": kept.pk, "drop": written.pk, "field-summary": "drop", "reason": "coded twice"}
    assert "A colleague merges these two." in text(client.post("/admin/tracker/statement/merge/", sent))
    assert Statement.objects.filter(pk=written.pk).exists()
    kept.refresh_from_db()
    assert kept.summary != "Lends one plane."
