"""How often one address may ask the API."""

import pytest

pytestmark = pytest.mark.django_db

LIST = "/api/v1/statements"


@pytest.fixture(autouse=True)
def two_an_hour(settings, monkeypatch):
    settings.API_RATE = (2, 3600)
    monkeypatch.setattr("tracker.throttle.time.time", lambda: 7200.5)


def test_who_asks_too_often_is_told_when_to_come_back(client):
    assert [client.get(LIST).status_code for _ in range(2)] == [200, 200]
    answer = client.get(LIST)
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert answer.json() == {"detail": ["Too many requests. Ask again in 3600 seconds."]}


def test_each_address_is_counted_for_itself(client):
    for _ in range(3):
        client.get(LIST)
    assert client.get(LIST, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_nobody_passes_as_another_by_a_header(client):
    peer = {"REMOTE_ADDR": "198.51.100.9"}  # no proxy of ours
    codes = [client.get(LIST, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}", **peer).status_code for n in range(3)]
    assert codes == [200, 200, 429]


def test_the_next_window_begins_anew(client, monkeypatch):
    for _ in range(3):
        client.get(LIST)
    monkeypatch.setattr("tracker.throttle.time.time", lambda: 10_801.0)
    assert client.get(LIST).status_code == 200
