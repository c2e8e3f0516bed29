"""Files that still name a record which was merged into another: they mean the other."""

import pytest

from tests.merging.worlds import everything as records
from tracker.changes.undo import undo
from tracker.imports.load import load
from tracker.imports.outcomes import Edits
from tracker.management.reports import conflict_lines
from tracker.merging.merge import merge
from tracker.models import Actor, Changeset, Evidence, Membership, Source, Statement

from .conftest import TUESDAY, edit

pytestmark = pytest.mark.django_db


def merged(table, keep, drop) -> Changeset:
    keys = [table.objects.get(slug=slug).pk for slug in (keep, drop)]
    return merge(table, *keys, user=None)


@pytest.fixture
def one_person(loaded) -> tuple[str, str]:
    """Two people of the small seeds who are one now: the survivor's slug and the loser's."""
    merged(Actor, "rudolf", "senior-aide")
    return "rudolf", "senior-aide"


def test_rows_that_name_the_loser_find_the_survivor_and_change_nothing(one_person, seeds):
    keep, drop = one_person
    before = records()
    outcome = load(seeds, at=TUESDAY, edits=Edits.KEEP)
    assert outcome.faults == ()
    assert (outcome.refused, outcome.changes) == (False, 0)
    named = {conflict.key: conflict.into for conflict in outcome.conflicts}
    assert named.pop(f'"{drop}"') == keep
    assert set(named) <= {f'"{keep}"'}  # its aliases are more than the file says
    assert {name: strip(rows) for name, rows in records().items()} == {
        name: strip(rows) for name, rows in before.items()
    }


def strip(rows):
    """All but the fingerprints: an import that finds a record as its file says notes that down."""
    return [{name: value for name, value in row.items() if name != "import_digest"} for row in rows]


def test_the_losers_own_row_is_reported_and_not_brought_back_unasked(one_person, seeds):
    keep, drop = one_person
    outcome = load(seeds, at=TUESDAY)
    assert outcome.refused
    assert any(line.endswith(f'"{drop}" was merged into "{keep}".') for line in conflict_lines(outcome))
    assert not Actor.objects.filter(slug=drop).exists()


def test_asked_to_follow_the_files_an_import_brings_the_loser_back_with_its_rows(loaded, seeds):
    roles = sorted(Membership.objects.values_list("person__slug", "role"))
    spoken = sorted(Statement.objects.values_list("slug", "speaker__slug"))
    merged(Actor, "rudolf", "senior-aide")
    assert not load(seeds, at=TUESDAY, edits=Edits.OVERWRITE).refused
    assert sorted(Membership.objects.values_list("person__slug", "role")) == roles
    assert sorted(Statement.objects.values_list("slug", "speaker__slug")) == spoken
    assert load(seeds, at=TUESDAY).changes == 0


def test_after_the_undo_the_files_say_what_the_database_says(loaded, seeds):
    keep, drop = Source.objects.order_by("slug").values_list("slug", flat=True)[:2]
    undo(merged(Source, keep, drop), user=None)
    outcome = load(seeds, at=TUESDAY)
    assert (outcome.refused, outcome.changes, outcome.conflicts) == (False, 0, ())


def test_two_rows_that_became_one_are_no_fault(loaded, seeds):
    """A statement had the same words of both sources; the file has them twice, and the loser's row first."""
    merged(Source, "herald-boats", "courier-boats")
    before = records()["Evidence"]
    outcome = load(seeds, at=TUESDAY, edits=Edits.KEEP)
    assert (outcome.faults, outcome.changes) == ((), 0)
    assert [conflict.into for conflict in outcome.conflicts if conflict.into] == ["herald-boats"]
    assert strip(records()["Evidence"]) == strip(before)
    assert Evidence.objects.filter(statement__slug="rudolf-boat").count() == 1


def test_a_misspelt_slug_is_a_fault_as_ever(one_person, seeds):
    _, drop = one_person
    text = (seeds / "statements.csv").read_text(encoding="utf-8")
    line = next(row for row in text.splitlines() if f",{drop}," in row)
    edit(seeds / "statements.csv", line, line.replace(f",{drop},", f",{drop}x,", 1))
    assert any(f'"{drop}x"' in fault.message for fault in load(seeds, at=TUESDAY).faults)
