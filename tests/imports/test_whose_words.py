"""Whose words a fragment holds came when there were files already: what says nothing says the article's."""

import csv
from pathlib import Path

import pytest

from tracker.imports.load import load
from tracker.imports.records import fingerprint
from tracker.models import Evidence

from .conftest import MONDAY, SEEDS, TUESDAY, edit, everything

pytestmark = pytest.mark.django_db

BEFORE = ["statement", "source", "start", "end", "words"]  # the columns of a file from before
SPEAKER, ARTICLE = Evidence.WordsOf.values


@pytest.fixture
def old(seeds: Path) -> Path:
    """The small seeds without the column."""
    path = seeds / "evidence.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(keepends=True)))
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerows([BEFORE, *([row[column] for column in BEFORE] for row in rows)])
    return seeds


def said() -> dict[str, str]:
    """Whose words each statement's fragment holds."""
    return dict(Evidence.objects.values_list("statement__slug", "words_of"))


def test_a_file_says_whose_words_they_are(loaded):
    assert said() == {
        "aide-fleet": SPEAKER,
        "rudolf-boat": ARTICLE,
        "rudolf-food": SPEAKER,
        "rudolf-quiet": SPEAKER,
    }


def test_an_old_file_puts_words_into_nobodys_mouth(old):
    assert not load(old, at=MONDAY).refused
    assert set(said().values()) == {ARTICLE}


def test_an_old_file_leaves_what_was_coded_since(loaded, old):
    before = everything()
    outcome = load(old, at=TUESDAY)
    assert (outcome.refused, outcome.changes, outcome.conflicts) == (False, 0, ())
    assert everything() == before


def test_an_empty_cell_takes_the_words_out_of_the_mouth(loaded, seeds):
    edit(seeds / "evidence.csv", "Ask me another,speaker", "Ask me another,")
    outcome = load(seeds, at=TUESDAY)
    assert (outcome.faults, outcome.changes) == ((), 1)
    assert said()["rudolf-quiet"] == ARTICLE
    assert load(seeds, at=TUESDAY).changes == 0


def test_a_record_from_before_is_not_taken_for_one_that_a_person_edited(old):
    load(old, at=MONDAY)
    row = Evidence.objects.get(statement__slug="rudolf-food")
    cells = ["rudolf-food", "herald-boats", "136", "148", "send us food"]
    assert row.import_digest == fingerprint(BEFORE, cells)  # as it was before there was the column
    outcome = load(SEEDS, at=TUESDAY)
    assert (outcome.refused, outcome.changes, outcome.conflicts) == (False, 3, ())
    assert said()["rudolf-food"] == SPEAKER


def test_what_a_person_said_of_the_words_stays_an_edit(old):
    load(old, at=MONDAY)
    Evidence.objects.filter(statement__slug="rudolf-boat").update(words_of=SPEAKER)
    assert load(old, at=TUESDAY).changes == 0
    conflicts = load(SEEDS, at=TUESDAY).conflicts
    assert [(it.file, it.line) for it in conflicts] == [("evidence.csv", 3), ("evidence.csv", 4)]
    assert {(each.column, each.here, each.file) for it in conflicts for each in it.differences} == {
        ("words_of", SPEAKER, ARTICLE)
    }


def test_an_edit_that_an_old_file_takes_over_is_no_edit_any_more(old):
    load(old, at=MONDAY)
    Evidence.objects.filter(statement__slug="rudolf-food").update(start=None, end=None)
    edit(old / "evidence.csv", "136,148,send us food", ",,send us food")
    assert load(old, at=TUESDAY).conflicts == ()
    edit(old / "evidence.csv", ",,send us food", "136,148,send us food")
    outcome = load(old, at=TUESDAY)
    assert (outcome.changes, outcome.conflicts) == (1, ())
