"""A database's refusals, and a person's, in words, for the commands."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError


@contextmanager
def plain_database_errors() -> Iterator[None]:
    """Raise CommandError, with what to do about it, where the database refuses to work."""
    try:
        yield
    except DatabaseError as error:
        raise CommandError(_said(str(error).strip())) from None


@contextmanager
def stoppable(message: str) -> Iterator[None]:
    """Raise CommandError, with a shell's exit code for it, where a person presses Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError(message, returncode=130) from None


def _said(error: str) -> str:
    if "no such table" in error or "does not exist" in error or "no such column" in error:
        return f"The database is not up to date ({_first_line(error)}): run manage.py migrate first."
    if "locked" in error or "lock timeout" in error:
        return "The database is in use by another process: try again. Nothing was written."
    return f"The database refuses: {_first_line(error)}. Nothing was written."


def _first_line(error: str) -> str:
    return error.partition("\n")[0].rstrip(".")
