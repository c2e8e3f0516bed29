"""Ten people save at once, each in a process of their own, into one database: no error, nothing lost."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

PEOPLE = 10
ROUNDS = 3


@pytest.fixture
def address(tmp_path: Path, transactional_db: None) -> str:
    """A SQLite file of its own; the tests' own PostgreSQL database."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'tracker.sqlite3'}"
    base, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return f"{base}/{connection.settings_dict['NAME']}"


@pytest.fixture
def outcome(address: str) -> dict[str, Any]:
    """What each was told, and what was found then: see ten_people.py."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.admin.ten_people", str(PEOPLE), str(ROUNDS)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_ten_people_save_at_once(outcome: dict[str, Any]) -> None:
    told, found = outcome["told"], outcome["found"]

    # each on a record of their own: every save was stored, in its turn, and the last stands
    for number, each in enumerate(told):
        texts = [f"round {it} of user-{number}" for it in range(ROUNDS)]
        own = found["own"][f"person-{number}"]
        assert each["own"] == ["saved"] * ROUNDS
        assert own == {"now": texts[-1], "versions": [[f"user-{number}", text] for text in texts]}

    # all on the same record: each save is in its history, or its author was told of the other
    answers = Counter(answer for each in told for answer in each["shared"])
    assert answers.keys() <= {"saved", "told"}
    assert answers.total() == PEOPLE * ROUNDS
    saved = {f"user-{number}": each["shared"].count("saved") for number, each in enumerate(told)}
    stored = Counter(name for name, _ in found["shared"]["versions"])
    assert stored == +Counter(saved)

    # nobody wrote over what they had not seen
    seen = {text: before for each in told for text, before in each["wrote"]}
    texts = [text for _, text in found["shared"]["versions"]]
    assert [seen[text] for text in texts] == ["", *texts[:-1]]
    assert found["shared"]["now"] == texts[-1]

    # one change for each save, and of one record alone
    assert found["changesets"] == PEOPLE * ROUNDS + answers["saved"]
    assert found["of one record each"]
