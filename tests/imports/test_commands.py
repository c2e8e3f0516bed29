"""The commands: what they print, and how they end."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError

from tracker.management.database import plain_database_errors
from tracker.models import Actor, Statement

from .conftest import BAD, SEEDS, TEXTS

pytestmark = pytest.mark.django_db


def run(*arguments, **options) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(*arguments, **options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(*arguments, **options) -> tuple[str, str]:
    """What went to the error stream, and the last word."""
    err = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(*arguments, **options, stdout=StringIO(), stderr=err)
    return err.getvalue(), str(refusal.value)


SUMMARY = """\
                              new    changed  unchanged       kept       left     pruned
actors.csv                      5          0          0          0          0          0
memberships.csv                 2          0          0          0          0          0
issues.csv                      2          0          0          0          0          0
positions.csv                   5          0          0          0          0          0
sources.csv                     2          0          0          0          0          0
statements.csv                  4          0          0          0          0          0
evidence.csv                    5          0          0          0          0          0
commitments.csv                 1          0          0          0          0          0
commitment_events.csv           2          0          0          0          0          0
"""


def test_an_import_prints_a_summary(db):
    assert run("import_seeds", SEEDS) == (f"{SUMMARY}Written.\n", "")


def test_a_second_says_that_it_changed_nothing(loaded):
    out, _ = run("import_seeds", SEEDS)
    assert out.endswith("\nNothing to change: the database holds what the files say.\n")


def test_a_check_says_that_nothing_was_written(db):
    assert run("import_seeds", SEEDS, "--check") == (f"{SUMMARY}Checked: nothing was written.\n", "")
    assert not Actor.objects.exists()


def test_texts_are_counted_and_those_without_a_source_named(loaded):
    out, _ = run("import_seeds", SEEDS, documents=TEXTS)
    assert "Texts: 1 attached, 0 unchanged.\nTexts that match no source: nobodys.txt.\nWritten.\n" in out


def test_faults_are_printed_one_to_a_line_and_end_it(loaded):
    assert refused("import_seeds", BAD / "wrong_words") == (
        'statements.csv:2: act: "declared" is not one of declares, pledges, requests, criticises, acts.\n'
        'statements.csv:2: status: "Published" is not one of draft, in_review, published, withdrawn.\n',
        "2 faults: nothing was written.",
    )


def test_conflicts_are_printed_with_both_values(loaded, seeds):
    Statement.objects.filter(slug="rudolf-boat").update(summary="By hand.")
    assert refused("import_seeds", seeds) == (
        'statements.csv:3: "rudolf-boat" was edited by hand:\n'
        '  summary: here "By hand.", in the file "Promises one boat."\n',
        "The files and what people edited differ: nothing was written. Choose --keep-edits or "
        "--overwrite, or export first.",
    )
    out, err = run("import_seeds", seeds, keep_edits=True)
    assert err == (
        'statements.csv:3: "rudolf-boat" was edited by hand; the edits are kept:\n'
        '  summary: here "By hand.", in the file "Promises one boat."\n'
    )
    assert out.endswith(
        "Nothing to change: but for what people edited, the database holds what the files say.\n"
    )
    run("import_seeds", seeds, "--overwrite")
    assert Statement.objects.get(slug="rudolf-boat").summary == "Promises one boat."


def test_keeping_and_overwriting_exclude_each_other(db):
    with pytest.raises(CommandError, match="not allowed with argument"):
        call_command("import_seeds", "--keep-edits", "--overwrite")


def test_what_left_is_named(loaded, seeds):
    path = seeds / "actors.csv"
    path.write_text("".join(line for line in path.read_text().splitlines(True) if "zenda-party" not in line))
    out, _ = run("import_seeds", seeds)
    assert 'actors.csv: no longer in the file, still here; --prune removes them: "zenda-party".\n' in out
    out, _ = run("import_seeds", seeds, "--prune")
    assert 'actors.csv: no longer in the file, removed: "zenda-party".\n' in out


def test_files_that_are_not_there_are_named(loaded, seeds):
    (seeds / "issues.csv").unlink()
    assert "Not there: issues.csv.\n" in run("import_seeds", seeds)[0]


def test_progress_is_told_when_asked_for(db):
    _, err = run("import_seeds", SEEDS, verbosity=2)
    assert err.splitlines()[:2] == ["actors.csv: 5 rows", "memberships.csv: 2 rows"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_export_prints_what_it_wrote_and_is_read_back(loaded, tmp_path, suffix):
    out, _ = run("export_seeds", tmp_path / "out", "--format", suffix)
    assert out.splitlines()[0] == f"{f'actors.{suffix}':24}{5:8}"
    assert out.endswith(f"Written to {tmp_path / 'out'}.\n")
    assert "Nothing to change" in run("import_seeds", tmp_path / "out")[0]


def test_a_format_can_be_singled_out(loaded, seeds):
    run("export_seeds", seeds.parent / "x", "--format", "xlsx")
    (seeds.parent / "x" / "actors.xlsx").rename(seeds / "actors.xlsx")
    out, _ = run("import_seeds", seeds, "--format", "xlsx")
    assert "Not there: memberships.xlsx, issues.xlsx" in out


def test_an_export_into_a_file(loaded, tmp_path):
    (tmp_path / "out").write_text("x")
    assert refused("export_seeds", tmp_path / "out") == ("", f"{tmp_path}/out: File exists.")


@pytest.mark.parametrize(
    ("arguments", "at", "message"),
    [
        (["import_seeds", SEEDS], "load.left", "Stopped: nothing was written."),
        (["export_seeds"], "export.os.fsync", "Stopped before all files were in place: run it again."),
    ],
)
def test_ctrl_c(db, tmp_path, monkeypatch, arguments, at, message):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(f"tracker.imports.{at}", interrupt)
    with pytest.raises(CommandError) as stopped:
        call_command(*arguments, *([tmp_path / "out"] if len(arguments) == 1 else []))
    assert (str(stopped.value), stopped.value.returncode) == (message, 130)
    assert not Actor.objects.exists()
    assert not [*tmp_path.rglob("*.csv")]


# what a shell sees


def shell(*arguments, url: str) -> subprocess.CompletedProcess[str]:
    manage = Path(settings.BASE_DIR) / "manage.py"
    return subprocess.run(
        [sys.executable, str(manage), *arguments],
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def test_bad_input_ends_with_1_and_no_traceback(tmp_path):
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    for arguments, last in (
        (["import_seeds"], "is not up to date (no such table: tracker_actor): run manage.py migrate first."),
        (["export_seeds", str(tmp_path / "out")], "run manage.py migrate first."),
        (["import_seeds", str(tmp_path / "gone")], "1 fault: nothing was written."),
    ):
        done = shell(*arguments, url=url)
        assert done.returncode == 1
        assert done.stderr.strip().endswith(last)
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OperationalError("database is locked"),
         "The database is in use by another process: try again. Nothing was written."),
        (OperationalError("no such table: tracker_actor"),
         "The database is not up to date (no such table: tracker_actor): run manage.py migrate first."),
        (ProgrammingError('relation "tracker_actor" does not exist\nLINE 1: SELECT'),
         'The database is not up to date (relation "tracker_actor" does not exist): '
         "run manage.py migrate first."),
        (OperationalError("disk I/O error"), "The database refuses: disk I/O error. Nothing was written."),
    ],
)  # fmt: skip
def test_a_database_that_refuses(error, message):
    with pytest.raises(CommandError) as refusal, plain_database_errors():
        raise error
    assert str(refusal.value) == message
