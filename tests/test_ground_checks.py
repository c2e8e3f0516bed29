"""What the tools say of the code: format, lint, types, migrations, Django's own checks."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.mark.parametrize(
    "command",
    ["ruff check --no-cache", "ruff format --check --no-cache", "mypy"],
    ids=lambda command: command,
)
def test_tool_is_content(command):
    done = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_the_migrations_make_the_models(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_django_has_nothing_to_say():
    call_command("check", fail_level="WARNING")
