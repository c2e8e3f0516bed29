"""quickstart: from nothing to a running site, and once more without harm."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from http.cookiejar import CookieJar
from io import StringIO
from pathlib import Path
from time import sleep
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from tracker.models import Actor, Statement

LOGIN = re.compile(r"The login +admin, password (\S+) \(shown this once\)")


def quickstart(*args: str) -> str:
    out = StringIO()
    call_command("quickstart", *args, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _key_file(settings, tmp_path):
    settings.SECRET_KEY_FILE = tmp_path / "secret_key"


@pytest.mark.django_db
class TestSetUp:
    def test_it_loads_the_seeds_and_prints_a_login_that_works(self, client):
        said = quickstart("--no-serve")
        assert Statement.objects.exists()
        assert "http://127.0.0.1:8000/admin/" in said
        assert client.login(username="admin", password=LOGIN.search(said)[1])

    def test_a_second_run_keeps_the_login_and_every_record(self):
        quickstart("--no-serve")
        password, statements = get_user_model().objects.get().password, Statement.objects.count()
        said = quickstart("--no-serve")
        assert "admin, as before; a new password: manage.py changepassword admin" in said
        assert get_user_model().objects.get().password == password
        assert Statement.objects.count() == statements

    def test_a_second_run_keeps_what_was_edited_by_hand(self):
        quickstart("--no-serve")
        actor = Actor.objects.get(slug="canada")
        actor.name = "Canada, as edited"
        actor.save()
        quickstart("--no-serve")
        actor.refresh_from_db()
        assert actor.name == "Canada, as edited"

    def test_whoever_made_a_superuser_gets_no_second_one(self, admin_user):
        admin_user.username = "editor"
        admin_user.save()
        assert "editor, as before" in quickstart("--no-serve")
        assert get_user_model().objects.count() == 1

    def test_the_key_is_kept_for_its_owner_alone(self, settings, monkeypatch):
        monkeypatch.delenv("SECRET_KEY", raising=False)
        quickstart("--no-serve")
        kept = settings.SECRET_KEY_FILE
        assert kept.read_text() == settings.SECRET_KEY
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        kept.write_text("an older key")
        quickstart("--no-serve")
        assert kept.read_text() == "an older key"

    def test_a_key_that_was_given_is_not_written_down(self, settings, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", "given")
        quickstart("--no-serve")
        assert not settings.SECRET_KEY_FILE.exists()


class TestRefusals:
    """Nothing is done: these tests have no database."""

    @pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000.5"])
    def test_what_is_no_port(self, port):
        with pytest.raises(CommandError) as caught:
            quickstart(f"--port={port}")
        assert str(caught.value) == (
            f'Error: argument --port: "{port}" is not a port: a number from 1 to 65535'
        )

    def test_a_port_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(CommandError) as caught:
            quickstart(f"--port={taken.getsockname()[1]}")
        assert "cannot be used (Address already in use). Choose another: quickstart --port" in str(
            caught.value
        )

    def test_a_public_host(self, settings):
        settings.LOCAL = False
        with pytest.raises(CommandError, match="quickstart is for this machine alone"):
            quickstart("--no-serve")


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def served(tmp_path: Path, port: int) -> Iterator[str]:
    """What `manage.py quickstart` printed by the time it serves; stopped with Ctrl-C."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    environment["PYTHONUNBUFFERED"] = ""  # as into anyone's log
    with (tmp_path / "printed").open("w") as printed:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "quickstart", f"--port={port}"],
            cwd=settings.BASE_DIR,
            env=environment | {"SECRET_KEY": "for this test alone, " * 3},
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        while process.poll() is None and not answers(port):
            sleep(0.05)
        yield (tmp_path / "printed").read_text()
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


def read(browser: OpenerDirector, address: str, **form: str) -> str:
    data = urlencode(form).encode() if form else None
    with browser.open(address, data) as response:
        return response.read().decode()


def test_the_site_and_the_admin_are_served_with_the_login(served, port):
    browser, site = build_opener(HTTPCookieProcessor(CookieJar())), f"http://127.0.0.1:{port}"
    assert "Canada" in read(browser, f"{site}/")
    assert "--header-bg" in read(browser, f"{site}/static/admin/css/base.css")
    page = read(browser, f"{site}/admin/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    password = LOGIN.search(served)[1]
    page = read(
        browser, f"{site}/admin/login/?next=/admin/",
        username="admin", password=password, csrfmiddlewaretoken=token,
    )  # fmt: skip
    assert "Log out" in page
