"""A record that a person edited since its last import is never overwritten unasked."""

import pytest

from tests.factories import make_actor
from tracker.imports.export import export
from tracker.imports.load import load
from tracker.imports.outcomes import Conflict, Difference, Edits
from tracker.models import Actor, Evidence, Position, Statement

from .conftest import TUESDAY, edit, everything

HERE = "Promises a boat by hand."
FILE = "Promises a boat by file."
CONFLICT = Conflict("statements.csv", 3, '"rudolf-boat"', (Difference("summary", HERE, FILE),))


def edit_by_hand(**changes):
    statement = Statement.objects.get(slug="rudolf-boat")
    for name, value in changes.items():
        setattr(statement, name, value)
    statement.save()


@pytest.fixture
def both(loaded, seeds):
    """The statement edited by hand, and differently in its file; and one more new row in the files."""
    edit_by_hand(summary=HERE)
    edit(seeds / "statements.csv", "Promises one boat.", FILE)
    edit(seeds / "actors.csv", "Party of Zenda,", "The Party of Zenda,")
    return seeds


def summary() -> str:
    return Statement.objects.get(slug="rudolf-boat").summary


def test_a_row_changed_in_the_file_alone_is_written(loaded, seeds):
    edit(seeds / "statements.csv", "Promises one boat.", FILE)
    outcome = load(seeds, at=TUESDAY)
    assert (outcome.conflicts, outcome.changes) == ((), 1)
    assert summary() == FILE


def test_a_conflict_is_listed_with_both_values_and_nothing_is_written(both):
    before = everything()
    outcome = load(both, at=TUESDAY)
    assert outcome.conflicts == (CONFLICT,)
    assert outcome.refused
    assert everything() == before


def test_edits_can_be_kept_and_all_else_is_written(both):
    outcome = load(both, at=TUESDAY, edits=Edits.KEEP)
    assert not outcome.refused
    assert outcome.conflicts == (CONFLICT,)
    assert {tally.file: tally.kept for tally in outcome.tallies if tally.kept} == {"statements.csv": 1}
    assert summary() == HERE
    assert Actor.objects.get(slug="zenda-party").name == "The Party of Zenda"


def test_what_was_kept_is_said_again_the_next_time(both):
    load(both, at=TUESDAY, edits=Edits.KEEP)
    before = everything()
    again = load(both, at=TUESDAY, edits=Edits.KEEP)
    assert (again.conflicts, again.changes) == ((CONFLICT,), 0)
    assert load(both, at=TUESDAY).refused
    assert everything() == before


def test_edits_can_be_overwritten(both):
    outcome = load(both, at=TUESDAY, edits=Edits.OVERWRITE)
    assert outcome.conflicts == (CONFLICT,)
    assert summary() == FILE
    assert Statement.objects.get(slug="rudolf-boat").history.count() == 3
    assert load(both, at=TUESDAY).changes == 0


def test_an_edit_is_protected_also_where_its_file_stayed_the_same(loaded, seeds):
    edit_by_hand(note="Checked.")
    outcome = load(seeds, at=TUESDAY)
    assert outcome.conflicts[0].differences == (Difference("note", "Checked.", ""),)
    assert outcome.refused


def test_an_edit_that_the_file_caught_up_with_is_none(both):
    edit_by_hand(summary=FILE)
    assert load(both, at=TUESDAY).conflicts == ()
    edit(both / "statements.csv", FILE, "And changed again.")
    assert load(both, at=TUESDAY).conflicts == ()
    assert summary() == "And changed again."


def test_an_edit_taken_back_is_none(both):
    edit_by_hand(summary="Promises one boat.")
    assert load(both, at=TUESDAY).conflicts == ()
    assert summary() == FILE


def test_a_record_made_by_hand_is_an_edit(loaded, seeds):
    make_actor("hentzau", name="Rupert of Hentzau", kind="person")
    with (seeds / "actors.csv").open("a") as file:
        file.write("hentzau,Rupert,,person,,,,,,,published,\n")
    outcome = load(seeds, at=TUESDAY)
    assert outcome.conflicts == (
        Conflict("actors.csv", 7, '"hentzau"', (Difference("name", "Rupert of Hentzau", "Rupert"),)),
    )


def test_a_record_made_by_hand_that_the_file_agrees_with_is_adopted(loaded, seeds):
    make_actor("hentzau", name="Rupert", kind="person")
    with (seeds / "actors.csv").open("a") as file:
        file.write("hentzau,Rupert,,person,,,,,,,published,\n")
    before = Actor.objects.get(slug="hentzau").history.count()
    assert load(seeds, at=TUESDAY).changes == 0
    assert Actor.objects.get(slug="hentzau").history.count() == before + 1  # so that it can be undone
    edit(seeds / "actors.csv", "hentzau,Rupert,", "hentzau,Rupert of Hentzau,")
    assert load(seeds, at=TUESDAY).conflicts == ()
    assert Actor.objects.get(slug="hentzau").history.count() == before + 2


def test_line_ends_of_a_web_form_are_no_edit(loaded, seeds):
    issue = Position.objects.get(slug="fleet").issue
    issue.scope = issue.scope.replace("\n", "\r\n")
    issue.save()
    assert load(seeds, at=TUESDAY).conflicts == ()


@pytest.mark.parametrize("edits", [Edits.STOP, Edits.KEEP])
def test_what_refers_to_a_key_changed_by_hand_is_at_odds_too_and_not_at_fault(loaded, seeds, edits):
    Statement.objects.filter(slug="rudolf-boat").update(slug="rudolf-ship")
    before = everything()
    outcome = load(seeds, at=TUESDAY, edits=edits)
    assert outcome.faults == ()
    assert [(it.file, it.line, *it.differences) for it in outcome.conflicts] == [
        (file, line, Difference(column, "rudolf-ship", "rudolf-boat"))
        for file, line, column in (
            ("commitment_events.csv", 2, "statement"),
            ("evidence.csv", 3, "statement"),
            ("evidence.csv", 4, "statement"),
            ("statements.csv", 3, "slug"),
        )
    ]
    assert everything() == before


def test_a_new_row_may_name_a_record_by_the_key_that_a_person_changed(loaded, seeds):
    Actor.objects.filter(slug="zenda-party").update(slug="party-of-zenda")
    with (seeds / "commitments.csv").open("a") as file:
        file.write("two-boats,zenda-party,,lake-patrol,Two boats,,equipment,They arrive.,,,,published,\n")
    outcome = load(seeds, at=TUESDAY, edits=Edits.KEEP)
    assert (outcome.faults, outcome.changes) == ((), 1)
    assert Actor.objects.get(slug="party-of-zenda").commitments.get().slug == "two-boats"


def test_a_key_changed_by_hand_makes_no_second_record(loaded, seeds):
    Actor.objects.filter(slug="zenda-party").update(slug="party-of-zenda")
    outcome = load(seeds, at=TUESDAY)
    assert outcome.conflicts == (
        Conflict("actors.csv", 6, '"zenda-party"', (Difference("slug", "party-of-zenda", "zenda-party"),)),
    )
    kept = load(seeds, at=TUESDAY, edits=Edits.KEEP)
    assert (kept.changes, kept.tallies[0].left) == (0, ())
    load(seeds, at=TUESDAY, edits=Edits.OVERWRITE)
    assert not Actor.objects.filter(slug="party-of-zenda").exists()
    assert load(seeds, at=TUESDAY).conflicts == ()


def test_words_corrected_by_hand_do_not_come_back(loaded, seeds):
    """They are part of the evidence's key."""
    evidence = Evidence.objects.get(words="send us food")
    evidence.words, evidence.end = "send us some food", evidence.start + 17
    evidence.save()
    outcome = load(seeds, at=TUESDAY, edits=Edits.KEEP)
    assert [it.differences for it in outcome.conflicts] == [
        (Difference("end", "153", "148"), Difference("words", "send us some food", "send us food"))
    ]
    assert Evidence.objects.count() == 5


def test_words_corrected_in_the_file_are_a_new_row_and_one_that_left(loaded, seeds):
    edit(seeds / "evidence.csv", "136,148,send us food", "136,153,send us some food")
    outcome = load(seeds, at=TUESDAY)
    assert (outcome.tallies[6].created, outcome.tallies[6].left) == (
        1,
        ('"rudolf-food / herald-boats / send us food"',),
    )


def test_the_way_back_to_version_control(both, tmp_path):
    """What was edited by hand, once exported, is what the files say."""
    export(tmp_path / "out")
    outcome = load(tmp_path / "out", at=TUESDAY)
    assert (outcome.conflicts, outcome.changes) == ((), 0)
    edit(tmp_path / "out" / "statements.csv", HERE, FILE)
    assert load(tmp_path / "out", at=TUESDAY).conflicts == ()
    assert summary() == FILE


# rungs that change places


def places() -> dict[str, int]:
    return dict(Position.objects.filter(issue__slug="lake-patrol").values_list("slug", "value"))


def test_rungs_may_swap_places(loaded, seeds):
    edit(seeds / "positions.csv", "one-boat,1,", "one-boat,9,")
    edit(seeds / "positions.csv", "fleet,2,", "fleet,1,")
    edit(seeds / "positions.csv", "one-boat,9,", "one-boat,2,")
    assert load(seeds, at=TUESDAY).faults == ()
    assert places() == {"none": 0, "fleet": 1, "one-boat": 2}
    history = Position.objects.get(slug="fleet").history
    assert [it.value for it in history.order_by("history_id")] == [2, 1]


def test_a_rung_made_by_hand_has_its_place(loaded, seeds):
    position = Position.objects.get(slug="fleet")
    Position.objects.create(issue=position.issue, slug="armada", value=3, label="Armada", definition="All.")
    edit(seeds / "positions.csv", "fleet,2,", "fleet,3,")
    assert [str(fault) for fault in load(seeds, at=TUESDAY).faults] == [
        'positions.csv:6: value: This issue already has a rung at this place: "armada".'
    ]


def test_a_rung_kept_as_edited_keeps_its_place(loaded, seeds):
    Position.objects.filter(slug="one-boat").update(value=3)
    edit(seeds / "positions.csv", "fleet,2,", "fleet,3,")
    assert [str(fault) for fault in load(seeds, at=TUESDAY, edits=Edits.KEEP).faults] == [
        'positions.csv:6: value: This issue already has a rung at this place: "one-boat".'
    ]


def test_a_rung_with_a_fault_of_its_own_holds_no_place(loaded, seeds):
    """Two swap; one of them has a fault: that is the only one."""
    edit(seeds / "positions.csv", "one-boat,1,One boat,", "one-boat,2,,")
    edit(seeds / "positions.csv", "fleet,2,", "fleet,1,")
    assert [str(fault) for fault in load(seeds, at=TUESDAY).faults] == [
        "positions.csv:5: label: must not be empty."
    ]
