"""What a bulk action changed counts as edited by hand: no later import overwrites it unasked."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.bulk import latest, run
from tests.imports.conftest import TUESDAY, edit
from tracker.changes.undo import undo
from tracker.imports.load import load
from tracker.imports.outcomes import Edits, Outcome
from tracker.models import Statement


@pytest.fixture
def tagged(loaded: Outcome, db: None) -> User:
    """An administrator, who has tagged one statement from its list."""
    ada = User.objects.create_superuser("ada")
    client = Client()
    client.force_login(ada)
    run(client, "tag", Statement.objects.filter(slug="rudolf-boat"), add="Check date")
    return ada


def test_an_import_names_what_a_bulk_action_changed(tagged: User, seeds: Path) -> None:
    edit(seeds / "statements.csv", "Promises one boat.", "Promises a boat.")
    outcome = load(seeds, at=TUESDAY)
    assert [(each.key, [it.column for it in each.differences]) for each in outcome.conflicts] == [
        ('"rudolf-boat"', ["summary", "tags"])
    ]
    kept = load(seeds, at=TUESDAY, edits=Edits.KEEP)
    assert not kept.refused
    assert Statement.objects.get(slug="rudolf-boat").tags == "check date"


def test_once_undone_the_import_sees_no_edit(tagged: User, seeds: Path) -> None:
    undo(latest(), user=tagged)
    edit(seeds / "statements.csv", "Promises one boat.", "Promises a boat.")
    outcome = load(seeds, at=TUESDAY)
    assert outcome.conflicts == ()
    assert Statement.objects.get(slug="rudolf-boat").summary == "Promises a boat."


def test_tags_in_a_file_are_written_one_way_and_are_no_edit(loaded: Outcome, seeds: Path) -> None:
    tagged = "Promises one boat.,,,,Check Date;split; SPLIT,"
    edit(seeds / "statements.csv", "Promises one boat.,,,,,", tagged)
    assert not load(seeds, at=TUESDAY).refused
    assert Statement.objects.get(slug="rudolf-boat").tags == "check date; split"
    edit(seeds / "statements.csv", "Promises one boat.", "Promises a boat.")
    outcome = load(seeds, at=TUESDAY)
    assert outcome.conflicts == ()
    assert not outcome.refused
