"""Files from before there was French are read as ever, and leave the French as it is."""

import csv
from pathlib import Path

import pytest

from tests.factories import make_actor
from tracker.imports.load import load
from tracker.models import Actor, Issue, Statement

from .conftest import MONDAY, SEEDS, TUESDAY, edit, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(seeds: Path) -> Path:
    """The small seeds without a French column."""
    for path in seeds.glob("*.csv"):
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines(keepends=True)))
        kept = [place for place, column in enumerate(rows[0]) if not column.endswith("_fr")]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([[row[place] for place in kept] for row in rows])
    return seeds


def test_an_old_file_fills_an_empty_table(old):
    outcome = load(old, at=MONDAY)
    assert not outcome.refused
    assert set(Actor.objects.values_list("name_fr", flat=True)) == {""}


def test_an_old_file_changes_no_french(loaded, old):
    before = everything()
    outcome = load(old, at=TUESDAY)
    assert (outcome.refused, outcome.changes, outcome.conflicts) == (False, 0, ())
    assert everything() == before


def test_what_changes_in_an_old_file_changes_beside_the_french(loaded, old):
    edit(old / "statements.csv", "Thinks of a fleet.", "Dreams of a fleet.")
    assert load(old, at=TUESDAY).changes == 1
    said = Statement.objects.get(slug="aide-fleet")
    assert (said.summary, said.summary_fr) == ("Dreams of a fleet.", "Songe à une flotte.")
    assert load(old, at=TUESDAY).changes == 0


def test_french_that_a_person_gave_stays_an_edit(loaded, old):
    Issue.objects.filter(slug="lake-aid").update(name_fr="aide aux riverains")
    assert load(old, at=TUESDAY).changes == 0
    assert Issue.objects.get(slug="lake-aid").name_fr == "aide aux riverains"
    (conflict,) = load(SEEDS, at=TUESDAY).conflicts
    assert [it.column for it in conflict.differences] == ["name_fr"]


def test_french_without_english_is_a_fault(loaded, seeds):
    make_actor("hentzau", name="Rupert", kind="person")
    with (seeds / "actors.csv").open("a") as file:
        file.write("hentzau,Rupert,,person,,,,,,Un comte.,published,\n")
    (fault,) = load(seeds, at=TUESDAY).faults
    assert (fault.line, fault.column) == (7, "description_fr")
