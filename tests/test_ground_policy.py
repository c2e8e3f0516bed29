"""The headers that keep a page from being misused: on every kind of answer, errors included."""

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from tracker.urls import urlpatterns as real_urls

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


def fail(request: HttpRequest) -> None:
    raise RuntimeError("a fault in a view")


urlpatterns = [*real_urls, path("fail/", fail)]


def policy(response) -> set[str]:
    return set(response["Content-Security-Policy"].split("; "))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/no/such/page", 404), ("/fail/", 500), ("/static/admin/css/base.css", 200)],
)
@pytest.mark.urls("tests.test_ground_policy")
def test_every_answer_carries_the_strict_policy(address, status):
    response = Client(raise_request_exception=False).get(address)
    response.close()  # a static file's
    assert response.status_code == status
    assert policy(response) == STRICT


def test_an_unknown_host_is_refused_under_the_policy(client):
    response = client.get("/", headers={"host": "elsewhere.example.org"})
    assert response.status_code == 400
    assert policy(response) == STRICT


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/", "/admin/no/such/page/"])
def test_the_admin_adds_inline_styles_and_nothing_else(client, address):
    assert policy(client.get(address)) == STRICT - {"style-src 'self'"} | {"style-src 'self' 'unsafe-inline'"}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/admin/login/"])
def test_other_headers(client, address):
    headers = client.get(address).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_password_is_not_guessed_at(client, admin_user, settings):
    settings.LOGINS_PER_HOUR = 2
    form = {"username": admin_user.username, "password": "guess"}
    one, other = {"REMOTE_ADDR": "192.0.2.8"}, {"REMOTE_ADDR": "192.0.2.9"}
    assert [client.post("/admin/login/", form, **one).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.post("/admin/login/", form | {"password": "password"}, **one)
    assert refused.text == "Too many tries to sign in from this address. Try again in an hour."
    assert client.get("/admin/login/").status_code == 200
    assert client.post("/admin/login/", form | {"password": "password"}, **other).status_code == 302


@pytest.mark.django_db
def test_cookies_are_not_for_scripts_nor_for_other_sites(client, admin_user):
    form = {"username": admin_user.username, "password": "password"}
    cookies = client.post("/admin/login/", form).cookies
    assert {(name, cookie["httponly"], cookie["samesite"]) for name, cookie in cookies.items()} == {
        ("csrftoken", True, "Lax"),
        ("sessionid", True, "Lax"),
    }


@pytest.mark.django_db
def test_over_http_a_public_host_sends_on_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/issues/")
    assert response.status_code == 301
    assert response["Location"] == "https://testserver/issues/"
    assert policy(response) == STRICT
