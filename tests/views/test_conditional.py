"""A page is sent again only where it may have changed, and always where it has."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from tests.factories import make_actor
from tests.stories import canada_story
from tracker import state
from tracker.history.issues import issue_page
from tracker.models import Actor, Changeset, Origin, recording

pytestmark = pytest.mark.django_db

STANCE = "/issues/military-role-mali/canada/"


@pytest.fixture(autouse=True)
def _story(db: None) -> None:
    canada_story()


def again(client: Client, address: str, tag: str) -> int:
    return client.get(address, headers={"if-none-match": tag}).status_code


@pytest.mark.parametrize("address", ["/", f"{STANCE}?as_of=2013", "/statements.csv", "/search/?q=harper"])
def test_what_did_not_change_is_not_sent(client, address):
    first = client.get(address)
    assert first["Cache-Control"] == "no-cache"
    second = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (second.status_code, second.content) == (304, b"")
    assert "default-src 'none'" in first["Content-Security-Policy"]
    assert not second.has_header("Content-Security-Policy")  # the reader keeps that of the page
    assert not second.has_header("X-Frame-Options")
    since = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
    assert since.status_code == 304
    assert client.head(address, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/", "en"),
        ("/fr/", "fr"),
        ("/statements.csv", "en"),
        ("/api/v1/issues", "en"),
        ("/actors/nobody/", "en"),
    ],
)
def test_one_copy_serves_readers_of_any_language(client, address, language):
    """The address alone tells the language: a cache that kept a copy for each Accept-Language had many."""
    answer = client.get(address, headers={"accept-language": "fr"})
    assert (answer["Content-Language"], answer.get("Vary", "")) == (language, "")
    again = client.get(address, headers={"if-none-match": answer.get("ETag", '"none"')})
    assert (again["Content-Language"], again.get("Vary", "")) == (language, "")


def test_an_embed_that_did_not_change_may_still_stand_in_a_frame(client):
    """The headers of a 304 take the place of those that came with the page."""
    first = client.get(f"{STANCE}embed/")
    assert "frame-ancestors *" in first["Content-Security-Policy"]
    second = client.get(f"{STANCE}embed/", headers={"if-none-match": first["ETag"]})
    assert second.status_code == 304
    assert {**first.headers, **second.headers}["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert not first.has_header("X-Frame-Options")
    assert not second.has_header("X-Frame-Options")


@pytest.mark.parametrize("header", [{"if-none-match": "*"}, {"if-modified-since": http_date(4e9)}])
@pytest.mark.parametrize(
    ("address", "status"), [("/actors/nobody/", 404), ("/api/v1/actors?x=1", 422), ("/actors/canada/", 200)]
)
def test_what_is_no_tag_of_ours_is_answered_in_full(client, address, status, header):
    assert client.get(address, headers=header).status_code == status


@pytest.mark.parametrize(("written", "status"), [(True, 200), (False, 500)])
def test_a_page_that_fails_as_something_is_published_is_made_once_more(monkeypatch, written, status):
    """It reads in several queries, and what they tell of may not be of one moment."""
    asked = []

    def fail_at_first(*args, **kwargs):
        asked.append(1)
        if len(asked) == 1 or not written:
            if written:
                make_actor("newcomer")
            raise KeyError("newcomer")
        return issue_page(*args, **kwargs)

    monkeypatch.setattr("tracker.views.issues.issue_page", fail_at_first)
    client = Client(raise_request_exception=False)
    assert client.get("/issues/military-role-mali/").status_code == status
    assert len(asked) == 1 + written


def test_any_recorded_change_makes_a_page_anew(client):
    tag = client.get(STANCE)["ETag"]
    canada = Actor.objects.get(slug="canada")
    canada.name = "Dominion of Canada"
    canada.save()
    answer = client.get(STANCE, headers={"if-none-match": tag})
    assert answer.status_code == 200
    assert "Dominion of Canada" in answer.text
    assert answer["ETag"] != tag


def test_a_long_change_that_is_finished_after_a_later_one_is_seen(client):
    """An import takes its number at its start, and is seen at its end: what came between had a higher one."""
    with recording(Origin.IMPORT) as first:
        make_actor("late")
    late = Changeset.objects.latest("pk")
    at, pk = late.at, late.pk
    Actor.history.filter(changeset=late).delete()
    Changeset.objects.filter(pk=pk).delete()
    make_actor("between")
    tag = client.get(STANCE)["ETag"]
    Changeset.objects.create(pk=pk, at=at, origin=Origin.IMPORT)
    assert again(client, STANCE, tag) == 200
    assert first is not None


def test_another_day_another_code_another_setting_make_it_anew(client, settings, monkeypatch):
    tag = client.get(STANCE)["ETag"]
    with monkeypatch.context() as patch:
        patch.setattr(state, "localdate", lambda: timezone.localdate() + timedelta(days=1))
        assert again(client, STANCE, tag) == 200
    with monkeypatch.context() as patch:
        patch.setattr(state, "_code", lambda: 4_000_000_000.0)
        assert again(client, STANCE, tag) == 200
    assert again(client, STANCE, tag) == 304
    settings.STALE_AFTER = timedelta(days=30)
    assert again(client, STANCE, tag) == 200


def test_the_time_is_that_of_the_last_change(client):
    later = datetime.now(UTC) + timedelta(hours=3)
    Changeset.objects.create(at=later, origin=Origin.HAND)
    answer = client.get(STANCE)
    assert parse_http_date(answer["Last-Modified"]) == int(later.timestamp())
    before = http_date((later - timedelta(hours=1)).timestamp())
    assert client.get(STANCE, headers={"if-modified-since": before}).status_code == 200


def test_a_tag_that_nobody_gave_is_no_match(client):
    assert again(client, STANCE, '"0"') == 200
    assert again(client, STANCE, "nonsense") == 200


def test_what_is_not_there_and_what_is_the_staffs_has_no_tag(client):
    assert "ETag" not in client.get("/actors/nobody/")
    client.force_login(User.objects.create_superuser("ada"))
    assert "ETag" not in client.get("/admin/")
    assert "ETag" in client.get(STANCE)
