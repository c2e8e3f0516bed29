"""Rows that left their file: reported always, removed when told so, and never what people made."""

import pytest

from tests.factories import make_actor, make_commitment, make_evidence, make_membership, make_source
from tracker.imports.load import load
from tracker.imports.outcomes import Conflict, Edits
from tracker.models import Actor, Document, Evidence, Issue, Membership, Position, Source, Statement

from .conftest import TEXTS, TUESDAY, edit, everything


def drop(path, start: str) -> None:
    """Take the rows that start so out of a seed file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")


def faults_of(seeds, **options) -> list[str]:
    return [str(fault) for fault in load(seeds, at=TUESDAY, prune=True, **options).faults]


@pytest.fixture
def without_party(loaded, seeds):
    drop(seeds / "actors.csv", "zenda-party")
    return seeds


def test_what_left_a_file_is_reported_and_stays(without_party):
    before = everything()
    outcome = load(without_party, at=TUESDAY)
    assert outcome.tallies[0].left == ('"zenda-party"',)
    assert (outcome.changes, outcome.refused) == (0, False)
    assert everything() == before


def test_it_is_removed_when_told_so_with_the_reason_in_its_history(without_party):
    outcome = load(without_party, at=TUESDAY, prune=True)
    assert (outcome.tallies[0].pruned, outcome.changes) == (1, 1)
    assert not Actor.objects.filter(slug="zenda-party").exists()
    last = Actor.history.filter(slug="zenda-party").latest("history_id")
    assert (last.history_type, last.history_change_reason, last.history_date) == (
        "-", "Left actors.csv", TUESDAY,
    )  # fmt: skip
    assert load(without_party, at=TUESDAY, prune=True).changes == 0


def test_what_was_made_by_hand_stays(loaded, seeds):
    make_actor("by-hand")
    assert load(seeds, at=TUESDAY, prune=True).changes == 0
    assert Actor.objects.filter(slug="by-hand").exists()


def test_a_table_without_a_file_keeps_its_rows(loaded, seeds):
    (seeds / "evidence.csv").unlink()
    assert load(seeds, at=TUESDAY, prune=True).changes == 0
    assert Evidence.objects.count() == 5


def test_everything_can_leave_at_once(loaded, seeds):
    for path in seeds.iterdir():
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n")
    outcome = load(seeds, at=TUESDAY, prune=True)
    assert outcome.faults == ()
    assert sum(tally.pruned for tally in outcome.tallies) == 28
    assert not Actor.objects.exists()


def test_what_is_in_use_cannot_go_and_the_fault_says_by_what(loaded, seeds):
    drop(seeds / "statements.csv", "rudolf-boat")
    before = everything()
    assert faults_of(seeds) == [
        'statements.csv: "rudolf-boat" left the file, but is in use by evidence “one boat, and soon”, '
        "evidence “one boat, and soon”, commitment turn Made: One patrol boat."
    ]
    assert everything() == before


@pytest.mark.parametrize(
    "by_hand",
    [
        lambda party: make_membership(make_actor("x", kind="person"), party),
        lambda party: make_commitment("boats", party, Issue.objects.get(slug="lake-aid")),
    ],
)
def test_what_hand_made_records_use_cannot_go(without_party, by_hand):
    by_hand(Actor.objects.get(slug="zenda-party"))
    [fault] = faults_of(without_party)
    assert fault.startswith('actors.csv: "zenda-party" left the file, but is in use by ')


def test_no_cascade_takes_a_hand_made_record_along(loaded, seeds):
    """A membership goes with its person, evidence with its statement: not if somebody made it."""
    drop(seeds / "memberships.csv", "senior-aide")
    drop(seeds / "statements.csv", "aide-fleet")
    drop(seeds / "evidence.csv", "aide-fleet")
    drop(seeds / "actors.csv", "senior-aide")
    aide, statement = Actor.objects.get(slug="senior-aide"), Statement.objects.get(slug="aide-fleet")
    make_membership(aide, Actor.objects.get(slug="ruritania"), role="Cousin")
    make_evidence(statement, make_source("another"), "a fleet")
    assert faults_of(seeds) == [
        'actors.csv: "senior-aide" left the file, but is in use by membership A senior aide, Cousin, '
        "Ruritania.",
        'statements.csv: "aide-fleet" left the file, but is in use by evidence “a fleet”.',
    ]
    assert Membership.objects.count() == 3


def test_a_row_edited_by_hand_is_a_conflict(without_party):
    Actor.objects.filter(slug="zenda-party").update(name="Zenda First")
    before = everything()
    outcome = load(without_party, at=TUESDAY, prune=True)
    assert outcome.conflicts == (Conflict("actors.csv", 0, '"zenda-party"'),)
    assert outcome.refused
    assert load(without_party, at=TUESDAY, prune=True, edits=Edits.KEEP).changes == 0
    assert everything() == before


def test_a_row_edited_by_hand_goes_when_told_to_overwrite(without_party):
    Actor.objects.filter(slug="zenda-party").update(name="Zenda First")
    assert load(without_party, at=TUESDAY, prune=True, edits=Edits.OVERWRITE).changes == 1
    assert not Actor.objects.filter(slug="zenda-party").exists()


def test_an_edited_row_that_stays_holds_what_it_refers_to(loaded, seeds):
    drop(seeds / "evidence.csv", "aide-fleet")
    drop(seeds / "statements.csv", "aide-fleet")
    Evidence.objects.filter(statement__slug="aide-fleet").update(words="a fleet")
    assert faults_of(seeds, edits=Edits.KEEP) == [
        'statements.csv: "aide-fleet" left the file, but is in use by evidence “a fleet”.'
    ]


def test_a_source_goes_with_the_text_that_an_import_attached(loaded, seeds):
    load(seeds, at=TUESDAY, documents=TEXTS)
    retire_herald(seeds)
    assert faults_of(seeds) == []
    assert not Source.objects.filter(slug="herald-boats").exists()
    assert not Document.objects.exists()


def test_a_source_does_not_go_with_a_text_that_somebody_edited(loaded, seeds):
    load(seeds, at=TUESDAY, documents=TEXTS)
    retire_herald(seeds)
    Document.objects.update(text="Corrected by hand.")
    [fault] = faults_of(seeds)
    assert fault.startswith('sources.csv: "herald-boats" left the file, but is in use by document')


def retire_herald(seeds) -> None:
    edit(seeds / "sources.csv", ",en,herald-boats,", ",en,,")
    drop(seeds / "sources.csv", "herald-boats")
    evidence = seeds / "evidence.csv"
    evidence.write_text(
        "".join(line for line in evidence.read_text().splitlines(True) if "herald" not in line)
    )


def test_a_new_rung_may_take_the_place_of_one_that_left(loaded, seeds):
    edit(seeds / "positions.csv", "lake-patrol,fleet,2,A fleet,", "lake-patrol,armada,2,An armada,")
    edit(seeds / "statements.csv", "lake-patrol,fleet,", "lake-patrol,armada,")
    assert [str(fault) for fault in load(seeds, at=TUESDAY).faults] == [
        'positions.csv:6: value: This issue already has a rung at this place: "fleet".'
    ]
    assert faults_of(seeds) == []
    assert Position.objects.get(slug="armada").value == 2
    gone = Position.history.filter(slug="fleet").latest("history_id")
    assert (gone.history_type, gone.value) == ("-", 2)
