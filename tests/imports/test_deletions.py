"""A record that a person deleted does not come back unasked; what an import itself removed does."""

import pytest
import tablib

from tracker.imports.load import load
from tracker.imports.outcomes import Conflict, Edits
from tracker.imports.resources import StatementResource
from tracker.management.reports import conflict_lines
from tracker.models import Actor, Evidence, Membership, Position, Statement

from .conftest import MONDAY, TUESDAY, edit, everything

pytestmark = pytest.mark.django_db

BOAT = Conflict("statements.csv", 2, '"aide-fleet"')


@pytest.fixture
def without_fleet(loaded, seeds):
    """A statement deleted by hand, and its evidence with it."""
    Statement.objects.get(slug="aide-fleet").delete()
    return seeds


def test_a_deletion_is_a_conflict_and_nothing_is_written(without_fleet):
    before = everything()
    outcome = load(without_fleet, at=TUESDAY)
    assert outcome.refused
    assert (outcome.conflicts, outcome.faults) == ((BOAT,), ())
    assert everything() == before
    assert list(conflict_lines(outcome)) == ['statements.csv:2: "aide-fleet" was deleted by hand.']


def test_a_deletion_can_be_kept_with_all_that_went_with_it(without_fleet):
    edit(without_fleet / "actors.csv", "League of Lakes", "The League of Lakes")
    outcome = load(without_fleet, at=TUESDAY, edits=Edits.KEEP)
    assert (outcome.refused, outcome.conflicts, outcome.changes) == (False, (BOAT,), 1)
    kept = {tally.file: tally.kept for tally in outcome.tallies if tally.kept}
    assert kept == {"statements.csv": 1, "evidence.csv": 1}
    assert Actor.objects.get(slug="league").name == "The League of Lakes"
    assert not Statement.objects.filter(slug="aide-fleet").exists()
    assert list(conflict_lines(outcome)) == [
        'statements.csv:2: "aide-fleet" was deleted by hand; the edits are kept.'
    ]


def test_what_was_kept_away_is_said_again_the_next_time(without_fleet):
    load(without_fleet, at=TUESDAY, edits=Edits.KEEP)
    before = everything()
    again = load(without_fleet, at=TUESDAY, edits=Edits.KEEP)
    assert (again.conflicts, again.changes) == ((BOAT,), 0)
    assert everything() == before


def test_a_deletion_can_be_overwritten(without_fleet):
    outcome = load(without_fleet, at=TUESDAY, edits=Edits.OVERWRITE)
    assert (outcome.conflicts, outcome.changes) == ((BOAT,), 2)
    assert Evidence.objects.filter(statement__slug="aide-fleet").count() == 1
    assert load(without_fleet, at=TUESDAY).changes == 0


def test_a_deletion_counts_also_where_its_row_changed_since(without_fleet):
    edit(without_fleet / "statements.csv", "Thinks of a fleet.", "Dreams of a fleet.")
    assert load(without_fleet, at=TUESDAY).conflicts == (BOAT,)


@pytest.mark.parametrize(
    ("model", "found", "conflict"),
    [
        (
            Membership,
            {"person__slug": "senior-aide"},
            Conflict("memberships.csv", 3, '"senior-aide / ruritania / Aide to the Prime Minister / "'),
        ),
        (Position, {"slug": "no-aid"}, Conflict("positions.csv", 2, '"lake-aid / no-aid"')),
        (
            Evidence,
            {"statement__slug": "rudolf-food"},
            Conflict("evidence.csv", 5, '"rudolf-food / herald-boats / send us food"'),
        ),
    ],
)
def test_rows_without_a_slug_are_known_by_their_parents(loaded, seeds, model, found, conflict):
    model.objects.get(**found).delete()
    assert load(seeds, at=TUESDAY).conflicts == (conflict,)


def test_a_table_emptied_by_hand_stays_empty(loaded, seeds):
    for row in Membership.objects.all():
        row.delete()
    outcome = load(seeds, at=TUESDAY, edits=Edits.KEEP)
    assert (len(outcome.conflicts), outcome.changes) == (2, 0)


def test_a_record_made_again_by_hand_is_an_edit_like_any_other(loaded, seeds):
    aide = Membership.objects.get(person__slug="senior-aide")
    aide.delete()
    aide.pk, aide.import_digest = None, ""
    aide.save()
    outcome = load(seeds, at=TUESDAY)
    assert (outcome.conflicts, outcome.changes) == ((), 0)


def test_what_an_import_removed_comes_back_with_its_row(loaded, seeds):
    path = seeds / "memberships.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text("".join(line for line in text.splitlines(True) if "senior-aide" not in line))
    assert load(seeds, at=TUESDAY, prune=True).changes == 1
    path.write_text(text, encoding="utf-8")
    assert load(seeds, at=TUESDAY).changes == 1


def test_the_upload_page_says_so_too(without_fleet):
    dataset = tablib.Dataset().load((without_fleet / "statements.csv").read_text(encoding="utf-8"), "csv")
    result = StatementResource().import_data(dataset)
    assert result.has_errors()
    assert [str(fault) for fault in result.refusals()] == [
        'statements.csv:2: "aide-fleet" was deleted by hand.'
    ]
    kept = StatementResource(Edits.KEEP).import_data(dataset)
    assert not kept.has_errors()
    assert not Statement.objects.filter(slug="aide-fleet").exists()


def test_a_first_import_has_no_deletion_to_look_for(seeds):
    assert load(seeds, at=MONDAY).conflicts == ()
