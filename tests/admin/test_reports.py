"""An editor settles what readers reported; everyone else looks on, and nobody rewrites a reader's words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_actor
from tracker.models import Actor, Report

pytestmark = pytest.mark.django_db

LIST = "/admin/tracker/report/"


@pytest.fixture
def canada(db: None) -> Actor:
    return make_actor("canada")


def make_report(canada: Actor, text: str = "The name is out of date.", **kw: Any) -> Report:
    about = {"table": "actor", "record": canada.pk, "slug": "canada", "kind": "other", "text": text}
    return Report.objects.create(**about | {"contact": "reader@example.org"} | kw)


def page_of(report: Report) -> str:
    return f"{LIST}{report.pk}/change/"


def test_the_front_page_names_what_waits_the_longest_first(role: Callable[[str], Client], canada: Actor):
    for text in ("First of all", "Second", "Third", "Fourth"):
        make_report(canada, text)
    make_report(canada, "Settled long ago", status="spam")
    page = role("viewer").get("/admin/").text
    assert 'Reported by readers <span class="number">4</span>' in page
    assert page.index("First of all") < page.index("Second") < page.index("Third")
    assert "Fourth" not in page
    assert "Settled long ago" not in page
    assert f'href="{LIST}?status__exact=new"' in page


def test_where_none_waits_the_front_page_says_so(role: Callable[[str], Client], staff: Callable[..., Client]):
    assert "No report waits for an answer." in role("viewer").get("/admin/").text
    assert "Reported by readers" not in staff("view_actor").get("/admin/").text


def test_the_list_leads_to_the_record_and_a_deleted_one_keeps_its_address(
    role: Callable[[str], Client], canada: Actor
):
    make_report(canada)
    gone = make_actor("gone")
    make_report(gone, slug="gone")
    gone.delete()
    page = role("analyst").get(LIST).text
    assert f'<a href="/admin/tracker/actor/{canada.pk}/change/">' in page
    assert "gone: deleted since" in page


def test_only_who_may_settle_reads_the_e_mail(role: Callable[[str], Client], canada: Actor):
    report = make_report(canada)
    assert "reader@example.org" not in role("analyst").get(page_of(report)).text
    assert "reader@example.org" not in role("editor").get(LIST).text
    assert "reader@example.org" in role("editor").get(page_of(report)).text


def test_an_editor_settles_with_an_answer(role: Callable[[str], Client], canada: Actor):
    report, editor = make_report(canada), role("editor")
    answer = editor.post(page_of(report), {"status": "accepted", "answer": " "})
    assert "Say what was found: a report is settled with an answer." in answer.text
    found = {"status": "accepted", "answer": "So it is; put right.", "text": "mine", "contact": "me@x.org"}
    assert editor.post(page_of(report), found).status_code == 302
    report.refresh_from_db()
    assert (report.status, report.answer) == ("accepted", "So it is; put right.")
    assert str(report.settled_by) == "an-editor"
    assert report.settled is not None
    assert (report.text, report.contact) == ("The name is out of date.", "reader@example.org")
    editor.post(page_of(report), {"status": "new", "answer": ""})
    report.refresh_from_db()
    assert (report.settled, report.settled_by) == (None, None)


def test_spam_needs_no_answer_and_spares_what_was_settled(role: Callable[[str], Client], canada: Actor):
    spam, settled = make_report(canada), make_report(canada, status="accepted", answer="Yes.")
    chosen = {"action": "mark_as_spam", "_selected_action": [spam.pk, settled.pk]}
    page = role("editor").post(LIST, chosen, follow=True).text
    assert "Marked as spam: 1. What was settled before stays as it was." in page
    assert set(Report.objects.values_list("status", flat=True)) == {"spam", "accepted"}
    spam.refresh_from_db()
    assert str(spam.settled_by) == "an-editor"
    role("analyst").post(LIST, {"action": "mark_as_spam", "_selected_action": [settled.pk]})
    settled.refresh_from_db()
    assert settled.status == "accepted"


def test_the_words_of_a_reader_are_text(role: Callable[[str], Client], canada: Actor):
    report = make_report(canada, "<script>alert(1)</script>", source="https://example.org/<b>")
    for address in ("/admin/", LIST, page_of(report)):
        page = role("editor").get(address).text
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    client: Client, canada: Actor, django_assert_num_queries: Any
):
    for number in range(3):
        make_report(canada, f"No. {number}")
    with django_assert_num_queries(6):
        client.get(LIST)
    for number in range(30):
        make_report(canada, f"No. {number}")
    with django_assert_num_queries(6):
        client.get(LIST)
