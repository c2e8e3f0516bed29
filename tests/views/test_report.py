"""A reader reports a mistake: what comes in, and what machines try in vain."""

import time
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.cache.backends import locmem
from django.test import Client
from django.utils.html import escape

from tests.factories import make_actor, make_commitment, make_issue, make_source, make_statement
from tracker.models import Report, Statement
from tracker.reporting import forms
from tracker.throttle import sender, too_many

pytestmark = pytest.mark.django_db

PAGE = "/report/statement/said-so/"
ABOUT = "statement:said-so"
WORDS = "It was the minister who said it, not the prime minister."
DAY = 24 * 60 * 60  # seconds


@pytest.fixture(autouse=True)
def said_so() -> Statement:
    cache.clear()
    return make_statement("said-so", make_actor("canada"), make_issue("ladder"))


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many seconds as the slowest machine does not spend between a stamp and its answer."""
    monkeypatch.setattr(forms, "QUICKEST", forms.QUICKEST * 10)


def stamped(ago: float = 60, about: str = ABOUT) -> str:
    """A form's stamp as it was made some seconds ago."""
    clock = SimpleNamespace(time=lambda: time.time() - ago)
    with mock.patch.object(signing, "time", clock):
        return forms.stamp(about)


def send(client: Client, address: str = PAGE, sent_from: str = "192.0.2.1", **said: Any) -> Any:
    said = {name: word() if callable(word) else word for name, word in said.items()}
    words = {"kind": "speaker", "text": WORDS, "source": "", "contact": "", "website": ""}
    return client.post(address, words | {"stamp": stamped()} | said, REMOTE_ADDR=sent_from)


def faults(answer: Any) -> list[str]:
    return [str(fault) for found in answer.context["form"].errors.values() for fault in found]


def test_a_report_comes_in_and_the_reader_is_thanked(client, said_so):
    answer = send(client, source="https://example.org/said", contact="reader@example.org")
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?sent")
    report = Report.objects.get()
    assert (report.table, report.record, report.slug) == ("statement", said_so.pk, "said-so")
    assert (report.kind, report.text, report.status) == ("speaker", WORDS, "new")
    assert (report.source, report.contact) == ("https://example.org/said", "reader@example.org")
    thanks = client.get(answer["Location"])
    assert "Your report has come in." in thanks.text
    assert WORDS not in thanks.text


@pytest.mark.parametrize("noun", ["actor", "issue", "source", "statement", "commitment"])
def test_every_record_s_page_leads_to_the_form_about_it(client, said_so, noun):
    make_source("daily")
    make_commitment("pledge", said_so.speaker, said_so.issue)
    slugs = {"actor": "canada", "issue": "ladder", "source": "daily", "commitment": "pledge"}
    slug = slugs.get(noun, "said-so")
    assert f'href="/report/{noun}/{slug}/"' in client.get(f"/{noun}s/{slug}/").text
    assert client.get(f"/report/{noun}/{slug}/").status_code == 200


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"text": ""}, "Say what is wrong."),
        ({"text": "  \n "}, "Say what is wrong."),
        ({"text": "Wrong."}, "Ensure this value has at least 10 characters (it has 6)."),
        ({"text": "x" * 2001}, "Ensure this value has at most 2000 characters (it has 2001)."),
        ({"text": "It is\0 not so."}, "Null characters are not allowed."),
        (
            {"text": "See http://a.example www.b.example HTTPS://c.example and <a href=x>this</a>"},
            "There are 4 links in it; 3 are the most that a report may have.",
        ),
        (
            {
                "text": "See https://www.a.example, http://www.b.example, c.example, www.d.example, HTTPS://e.example"
            },
            "There are 4 links in it; 3 are the most that a report may have.",  # each once
        ),
        ({"kind": ""}, "Choose what comes nearest."),
        ({"kind": "praise"}, "Choose one of the list."),
        (
            {"source": "javascript:alert(1)"},
            "Give an address that begins with https:// or http://, or leave it empty.",
        ),
        (
            {"source": "ftp://example.org/x"},
            "Give an address that begins with https:// or http://, or leave it empty.",
        ),
        (
            {"source": "https://example.org/" + "x" * 500},
            "Ensure this value has at most 500 characters (it has 520).",
        ),
        ({"contact": "me@"}, "Give an address such as name@example.org, or leave it empty."),
        (
            {"contact": "me@example.org\nBcc: all@example.org"},
            "Give an address such as name@example.org, or leave it empty.",
        ),
        ({"website": "http://casino.example"}, forms.BAITED),
        ({"stamp": ""}, forms.NOT_OURS),
        ({"stamp": "statement:said-so:1:forged"}, forms.NOT_OURS),
        ({"stamp": lambda: stamped(0)}, forms.TOO_QUICK),
        ({"stamp": lambda: stamped(5)}, forms.TOO_QUICK),
        ({"stamp": lambda: stamped(DAY + 60)}, forms.TOO_OLD),
        ({"stamp": lambda: stamped(about="statement:another")}, forms.NOT_OURS),
        ({"stamp": lambda: stamped(-DAY)}, forms.TOO_QUICK),
        ({"stamp": lambda: signing.TimestampSigner(salt="another").sign(ABOUT)}, forms.NOT_OURS),
    ],
)
def test_what_does_not_come_in_is_told_and_no_word_is_lost(client, said, message):
    answer = send(client, **({"contact": "reader@example.org"} | said))
    assert not Report.objects.exists()
    assert answer.status_code == 200
    assert faults(answer) == [message]
    assert escape(message) in answer.text
    form = answer.context["form"]
    for name in ("kind", "text", "source", "contact"):
        assert form[name].value() == ({"text": WORDS, "contact": "reader@example.org"} | said).get(
            name, "speaker" if name == "kind" else ""
        )
    assert form["website"].value() == ""


def test_after_a_fault_the_same_form_can_be_sent_again(client):
    answer = send(client, website="http://casino.example")
    again = {name: answer.context["form"][name].value() for name in answer.context["form"].fields}
    assert faults(client.post(PAGE, again)) == [forms.TOO_QUICK]
    assert client.post(PAGE, again | {"stamp": stamped()}).status_code == 302


def test_without_the_page_s_own_token_nothing_comes_in():
    answer = send(Client(enforce_csrf_checks=True))
    assert answer.status_code == 403
    assert "<h1>Not sent</h1>" in answer.text
    assert "Go back: your words stand in the form." in answer.text
    assert not Report.objects.exists()


def test_five_in_an_hour_are_the_most_and_the_words_of_the_sixth_stand(client):
    assert [send(client).status_code for _ in range(5)] == [302] * 5
    answer = send(client, text="A sixth mistake that I found today.")
    assert answer.status_code == 429
    assert "5 reports an hour are the most that one address may send." in answer.text
    assert "A sixth mistake that I found today.</textarea>" in answer.text
    assert Report.objects.count() == 5
    assert send(client, sent_from="192.0.2.2").status_code == 302
    assert (
        send(client, address="/report/actor/canada/", stamp=stamped(about="actor:canada")).status_code == 429
    )


def test_what_did_not_come_in_does_not_count(client, settings):
    settings.REPORTS_PER_HOUR = 1
    assert {send(client, text="").status_code for _ in range(3)} == {200}
    assert [send(client).status_code for _ in range(2)] == [302, 429]


@pytest.mark.parametrize(
    ("peer", "header", "behind_proxy", "who"),
    [
        ("192.0.2.1", "", False, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", False, "192.0.2.1"),  # anybody can write that
        ("192.0.2.1", "203.0.113.9", True, "203.0.113.9"),
        ("192.0.2.1", "1.1.1.1, 203.0.113.9", True, "203.0.113.9"),  # what our proxy saw is the last
        ("192.0.2.1", "203.0.113.9, junk", True, "192.0.2.1"),
        ("127.0.0.1", "203.0.113.9", False, "203.0.113.9"),  # a proxy on this machine
        ("", "203.0.113.9", False, "203.0.113.9"),  # a proxy at a socket
        ("127.0.0.1", "", False, "127.0.0.1"),
        ("::ffff:192.0.2.1", "", False, "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "", False, "2001:db8:1:2::/64"),  # a home has more addresses than that
        ("2001:db8:1:2:ffff::1", "", False, "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "", False, "fe80::/64"),
    ],
)
def test_who_sends(rf, settings, peer, header, behind_proxy, who):
    settings.BEHIND_PROXY = behind_proxy
    more = {"HTTP_X_FORWARDED_FOR": header} if header else {}
    assert sender(rf.get("/", REMOTE_ADDR=peer, **more)) == who


def test_a_new_header_each_time_is_no_new_sender(client, settings):
    settings.REPORTS_PER_HOUR = 1
    answers = [
        client.post(
            PAGE,
            {"kind": "date", "text": WORDS, "stamp": stamped()},
            REMOTE_ADDR="192.0.2.1",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{number}",
        )
        for number in range(3)
    ]
    assert [answer.status_code for answer in answers] == [302, 429, 429]


def test_no_address_is_kept(client):
    send(client, sent_from="192.0.2.77")
    kept = str(Report.objects.values().get()) + str(locmem._caches)
    assert "report-" in kept
    assert "192.0.2.77" not in kept


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("status", "answer"), [("draft", 404), ("in_review", 404), ("withdrawn", 410)])
def test_the_form_tells_no_more_of_a_hidden_record_than_its_page(client, said_so, method, status, answer):
    why = "It was a hoax." if status == "withdrawn" else ""
    Statement.objects.filter(pk=said_so.pk).update(status=status, withdrawn_because=why)
    form, page = getattr(client, method)(PAGE), client.get("/statements/said-so/")
    assert (form.status_code, page.status_code) == (answer, answer)
    assert "Summary of" not in form.text
    assert (why in form.text) == bool(why) or not why
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/report/statement/nothing/",
        "/report/membership/said-so/",
        "/report/user/admin/",
        "/report/statement/",
    ],
)
def test_there_is_no_form_about_what_has_no_page(client, address):
    assert client.get(address).status_code == 404


def test_the_form_is_not_kept_nor_found_by_search_engines(client):
    answer = client.get(PAGE)
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.text
    assert client.put(PAGE).status_code == 405


def test_no_public_page_shows_a_report(client):
    send(client, text="Zugzwang in the second sentence.", contact="zugzwang@example.org")
    for page in ("/", "/statements/", "/statements/said-so/", PAGE, f"{PAGE}?sent", "/search/?q=zugzwang"):
        assert "in the second sentence" not in client.get(page).text
        assert "zugzwang@example.org" not in client.get(page).text


def test_a_form_takes_one_query_and_a_report_two(client, django_assert_num_queries):
    with django_assert_num_queries(2):  # whether anything changed, and the record
        client.get(PAGE)
    with django_assert_num_queries(2):
        send(client)


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "filebased.FileBasedCache"])
def test_the_hour_is_kept_whatever_a_cache_does_by_default(settings, tmp_path, rf, backend):
    cache = {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": str(tmp_path), "TIMEOUT": 0}
    settings.CACHES = {"default": cache}
    assert [too_many(rf.get("/"), "reports", 2) for _ in range(4)] == [False, False, True, True]


def test_in_french_a_fault_is_told_in_french(client):
    shown = client.post("/fr/report/actor/canada/", {}).text
    assert "Dites ce qui est faux." in shown
    assert "Ce formulaire ne venait pas de cette page." in shown
