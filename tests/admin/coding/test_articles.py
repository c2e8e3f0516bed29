"""A new article: its text pasted or uploaded once, then coded."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.admin.bulk import latest, said
from tests.admin.conftest import form_data
from tests.admin.test_forms import errors
from tests.factories import (
    make_actor,
    make_commitment,
    make_event,
    make_evidence,
    make_issue,
    make_source,
    make_statement,
)
from tests.stories import Story
from tracker.changes.undo import undo
from tracker.models import Document, Source, Statement

ADD = "/admin/tracker/source/add/"


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Planes & promises",
        "publisher": "The Daily Test",
        "language": "en",
        "published_on": "2013-03-14",
        "dated_by": "stated",
        "status": "draft",
    } | changes


def a_file(data: bytes, name: str = "article.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/plain")


def test_a_pasted_text_is_kept_with_its_fingerprint_and_an_address(client: Client, db: None) -> None:
    response = client.post(ADD, filled(text="First line.\r\n\r\nSecond line.\r\n"))
    assert response.status_code == 302, errors(response)
    source = Source.objects.get(slug="the-daily-test-planes-promises")
    text = "First line.\n\nSecond line.\n"
    assert source.document.text == text
    assert source.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_the_text_has_a_history_like_everything_else(client: Client, admin: Any, db: None) -> None:
    client.post(ADD, filled(text="First.", change_reason="from the archive"))
    version = Document.history.get()
    assert (version.history_type, version.history_user) == ("+", admin)
    assert version.history_change_reason == "from the archive"


def test_a_text_file_does_as_well(client: Client, db: None) -> None:
    client.post(ADD, filled(text_file=a_file("\ufeffQuoi ? 🙂\r\nRien.\r\n".encode())))
    assert Document.objects.get().text == "Quoi ? 🙂\nRien.\n"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (a_file(b"caf\xe9"), "The file is not UTF-8. Save it as UTF-8, or paste the text."),
        (a_file(b"words", "article.docx"), "Choose a plain text file: its name ends in .txt."),
        (a_file(b"a\0b"), "The file holds a NUL character, which no text has."),
        (a_file(b""), "The submitted file is empty."),
    ],
)
def test_a_file_that_is_no_text_is_refused(client: Client, db: None, file: Any, said: str) -> None:
    file.seek(0)
    assert errors(client.post(ADD, filled(text_file=file))) == {"text_file": [said]}
    assert not Source.objects.exists()


def test_a_file_too_large_is_refused(client: Client, db: None, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 2**20
    response = client.post(ADD, filled(text_file=a_file(b"a" * (2**20 + 1))))
    assert errors(response) == {"text_file": ["The file has more than 1 MB."]}


def test_a_text_and_a_file_are_one_too_many(client: Client, db: None) -> None:
    response = client.post(ADD, filled(text="One.", text_file=a_file(b"Another.")))
    assert errors(response) == {"text_file": ["Paste the text or choose a file, not both."]}


def test_a_file_with_another_fingerprint_is_refused(client: Client, db: None) -> None:
    response = client.post(ADD, filled(text_file=a_file(b"Another."), sha256="a" * 64))
    [said] = errors(response)["text_file"]
    assert said.startswith("This is not the text that the source was coded from")


def test_a_source_without_a_text_is_saved_as_ever(client: Client, db: None) -> None:
    assert client.post(ADD, filled(text=" \r\n ")).status_code == 302
    assert not Document.objects.exists()
    assert Source.objects.get().sha256 == ""


def test_an_address_that_is_taken_is_numbered(client: Client, db: None) -> None:
    for _ in range(2):
        client.post(ADD, filled())
    assert set(Source.objects.values_list("slug", flat=True)) == {
        "the-daily-test-planes-promises",
        "the-daily-test-planes-promises-2",
    }


def test_from_saving_it_leads_to_coding_it(client: Client, db: None) -> None:
    response = client.post(ADD, filled(text="First.", _code="1"))
    source = Source.objects.get()
    assert response["Location"] == f"/admin/tracker/statement/add/?source={source.pk}"
    page = client.get(response["Location"]).content.decode()
    assert "Code it from top to bottom." in page


def test_saved_otherwise_the_way_to_coding_is_in_the_message(client: Client, db: None) -> None:
    page = client.post(ADD, filled(text="First."), follow=True).content.decode()
    address = f"/admin/tracker/statement/add/?source={Source.objects.get().pk}"
    assert f"<a href='{address}'>Code this source</a>" in page


def test_a_sources_page_lists_what_was_coded_from_it_in_the_order_of_the_text(
    client: Client, article: Source
) -> None:
    extended = Statement.objects.get(slug="harper-as-long-as-needed")
    extended.evidence.update(start=5, end=19)
    page = client.get(f"/admin/tracker/source/{article.pk}/change/")
    assert [each.evidence.statement.slug for each in page.context["coded"]][:2] == [
        "harper-as-long-as-needed",
        "harper-one-week",
    ]
    assert f'href="/admin/tracker/statement/add/?source={article.pk}"' in page.content.decode()


def test_a_text_that_is_there_is_shown_folded_and_no_second_is_asked_for(
    client: Client, article: Source
) -> None:
    page = client.get(f"/admin/tracker/source/{article.pk}/change/").content.decode()
    assert 'name="document-0-text"' in page
    assert 'name="text_file"' not in page


def test_who_may_not_add_a_text_is_not_asked_for_one(staff: Callable[..., Client], db: None) -> None:
    clerk = staff("view_source", "add_source", "change_source")
    assert 'name="text"' not in clerk.get(ADD).content.decode()
    clerk.post(ADD, filled(text="Smuggled."))
    assert Source.objects.exists()
    assert not Document.objects.exists()


WHY = {"change_reason": "put right"}


def test_who_may_not_code_is_not_sent_there(staff: Callable[..., Client], db: None) -> None:
    clerk = staff("view_source", "change_source", "publish_source")
    source = make_source("plain")
    address = f"/admin/tracker/source/{source.pk}/change/"
    page = clerk.get(address)
    assert "Code this source" not in page.content.decode()
    assert clerk.post(address, form_data(page) | {"_code": "1"} | WHY)["Location"] == "/admin/tracker/source/"


def test_who_may_not_see_statements_sees_no_list_of_them(
    staff: Callable[..., Client], article: Source, story: Story
) -> None:
    page = staff("view_source").get(f"/admin/tracker/source/{article.pk}/change/").content.decode()
    assert "Coded from this source" not in page


# one article's work, sent to review at one go


@pytest.fixture
def work(story: Story) -> dict[str, Any]:
    """Two drafts coded from a draft, one in review; who and what they name; and a bystander."""
    source = make_source("article", status="draft")
    ann, hers = (make_actor(slug, status="draft") for slug in ("mine", "hers"))
    issue = make_issue("question", status="draft")
    first = make_statement("first", ann, issue, 1, status="draft", source=source)
    second = make_statement("second", hers, story.issue, 1, status="draft", source=source)
    make_evidence(second, source, "once more")
    done = make_statement("third", ann, story.issue, 1, status="in_review", source=source)
    gift = make_commitment("gift", ann, issue, status="draft")
    make_event(gift, done)
    bystander = make_statement("other", ann, story.issue, 1, status="draft", source=story.source)
    return {it.slug: it for it in (source, ann, hers, issue, first, second, done, gift, bystander)}


def sign(work: dict[str, Any], user: Any, *slugs: str) -> None:
    for slug in slugs:
        work[slug].history.update(history_user=user)


def statuses(work: dict[str, Any]) -> dict[str, str]:
    for record in work.values():
        record.refresh_from_db()
    return {slug: record.status for slug, record in work.items()}


def test_all_of_an_articles_drafts_go_to_review_as_one_change(
    role: Callable[[str], Client], work: dict[str, Any]
) -> None:
    analyst, source = role("analyst"), work["article"]
    sign(work, User.objects.get(username="an-analyst"), "mine", "question", "gift")
    address = f"/admin/tracker/source/{source.pk}/"
    page = analyst.get(f"{address}change/").content.decode()
    assert "Send all of this article’s drafts to review" in page
    assert "3 drafts here, and what they name and you wrote" in page
    assert "3 drafts here" in analyst.get(f"/admin/tracker/statement/add/?source={source.pk}").text
    before = statuses(work)
    answer = analyst.post(f"{address}send-drafts/", follow=True)
    told = "Sent to review: 1 actor, 1 issue, 1 source, 2 statements and 1 commitment."
    assert said(answer) == [told]
    assert statuses(work) == dict.fromkeys(before, "in_review") | {"hers": "draft", "other": "draft"}
    assert latest().reason == "Sent to review with the rest of “Article”"
    assert "Send all of this article" not in answer.content.decode()
    undo(latest(), user=User.objects.get(username="an-analyst"))
    assert statuses(work) == before


def test_sending_an_articles_drafts_keeps_to_what_one_may_change(
    staff: Callable[..., Client], work: dict[str, Any]
) -> None:
    someone, source = staff("view_source", "change_source"), work["article"]
    answer = someone.post(f"/admin/tracker/source/{source.pk}/send-drafts/", follow=True)
    assert said(answer) == [
        "Sent to review: 1 source.",
        f"“{work['first']}”: You may not change statements.",
        f"“{work['second']}”: You may not change statements.",
    ]
    assert statuses(work)["first"] == "draft"


def test_sending_an_articles_drafts_leads_back_and_nowhere_else(client: Client, work: dict[str, Any]) -> None:
    address = f"/admin/tracker/source/{work['article'].pk}/send-drafts/"
    assert client.get(address)["Location"] == f"/admin/tracker/source/{work['article'].pk}/change/"
    screen = f"/admin/tracker/statement/add/?source={work['article'].pk}"
    assert client.post(address, {"back": screen})["Location"] == screen
    answer = client.post(address, {"back": "https://example.org/"}, follow=True)
    assert answer.redirect_chain[0][0] == f"/admin/tracker/source/{work['article'].pk}/change/"
    assert "Nothing of this article is a draft." in said(answer)
