"""From a fresh checkout to a running site with data and a login, in one command."""

import os
import secrets
import socket
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

HOST = "127.0.0.1"
LOGIN = "admin"


def port_number(text: str) -> int:
    """Read a port from the command line. Raises ArgumentTypeError, which argparse reports."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535):
        raise ArgumentTypeError(f'"{text}" is not a port: a number from 1 to 65535')
    return int(text)


class Command(BaseCommand):
    help = (
        "Set up the database, load seeds/, make a login and print it once, then serve on this machine. "
        "Can be run again: what people edited stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000, help="default: 8000")
        parser.add_argument("--no-serve", action="store_false", dest="serve", help="set up, then stop")

    def handle(self, *args: Any, port: int, serve: bool, **options: Any) -> None:
        if not settings.LOCAL:
            raise CommandError(
                "quickstart is for this machine alone; ALLOWED_HOSTS names others. See README."
            )
        if serve:
            check_free(port)
        keep_secret_key()
        call_command("migrate", verbosity=0)
        self.load_seeds()
        login = make_login()
        self.stdout.write(f"\nThe tracker  http://{HOST}:{port}/\nThe admin    http://{HOST}:{port}/admin/")
        self.stdout.write(f"The login    {login}\n\n")
        self.stdout.flush()  # into a pipe, such as a log, the login would else wait for the server's end
        if serve:
            call_command("runserver", f"{HOST}:{port}", use_reloader=False)

    def load_seeds(self) -> None:
        """Load seeds/, and the texts of its articles where they lie beside the project."""
        articles = settings.BASE_DIR.parent / "shared" / "seeds"
        documents = articles if articles.is_dir() else None
        call_command("import_seeds", keep_edits=True, documents=documents, stdout=self.stdout)


def check_free(port: int) -> None:
    """Raises CommandError where the port cannot be served on, before anything else is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Choose another: quickstart --port 8001"
            ) from None


def keep_secret_key() -> None:
    """Keep the key that this start made, so that logins outlive it. Only the file's owner can read it."""
    path: Path = settings.SECRET_KEY_FILE
    if os.environ.get("SECRET_KEY") or path.exists():
        return
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(settings.SECRET_KEY)


def make_login() -> str:
    """Make a superuser unless there is one; say how to log in."""
    users = get_user_model().objects
    existing = users.filter(Q(is_superuser=True) | Q(username=LOGIN)).order_by("pk").first()
    if existing:
        name = existing.get_username()
        return f"{name}, as before; a new password: manage.py changepassword {name}"
    password = secrets.token_urlsafe(12)
    users.create_superuser(LOGIN, password=password)
    return f"{LOGIN}, password {password} (shown this once)"
