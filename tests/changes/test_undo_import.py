"""An import that is undone leaves the database as if it had never been, or says what built on it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from tests.benchmarks.made import write_seeds
from tests.factories import make_actor, make_evidence, make_statement
from tests.imports.conftest import MONDAY, SEEDS, TEXTS, TUESDAY, edit
from tracker.changes.undo import obstacles, restore, undo
from tracker.changes.writing import Refused
from tracker.imports.load import load
from tracker.imports.outcomes import Edits, Outcome
from tracker.models import (
    Actor,
    Changeset,
    Document,
    Evidence,
    Issue,
    Origin,
    Position,
    Statement,
    recording,
)

from .conftest import everything

WEDNESDAY = TUESDAY + timedelta(days=1)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


@pytest.fixture
def loaded(db: None) -> Changeset:
    return done(load(SEEDS, at=MONDAY))


def done(outcome: Outcome) -> Changeset:
    assert not outcome.refused, outcome
    return Changeset.objects.latest("pk")


def by_hand(record: Any, user: User, **values: object) -> Changeset:
    with transaction.atomic(), recording(Origin.HAND, user=user):
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
    return Changeset.objects.latest("pk")


def leave_out(path: Path, start: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")


# each kind of import, undone


def changed_cells(seeds: Path) -> dict[str, Any]:
    edit(seeds / "statements.csv", "Promises one boat.", "Promises a boat.")
    edit(seeds / "actors.csv", "Party of Zenda,", "The Party of Zenda,")
    return {}


def new_rows(seeds: Path) -> dict[str, Any]:
    with (seeds / "actors.csv").open("a") as file:
        file.write("hentzau,Rupert,,person,,,,,,,published,\n")
    with (seeds / "memberships.csv").open("a") as file:
        file.write("hentzau,zenda-party,Member,,other,false,,,,\n")
    return {}


def swapped_rungs(seeds: Path) -> dict[str, Any]:
    edit(seeds / "positions.csv", "one-boat,1,", "one-boat,9,")
    edit(seeds / "positions.csv", "fleet,2,", "fleet,1,")
    edit(seeds / "positions.csv", "one-boat,9,", "one-boat,2,")
    return {}


def pruned(seeds: Path) -> dict[str, Any]:
    leave_out(seeds / "statements.csv", "aide-fleet,")
    leave_out(seeds / "evidence.csv", "aide-fleet,")
    return {"prune": True}


def attached(seeds: Path) -> dict[str, Any]:
    return {"documents": TEXTS}


def renamed_key(seeds: Path) -> dict[str, Any]:
    """A row with another slug is a new record, and the old one leaves."""
    for path in seeds.glob("*.csv"):
        path.write_text(path.read_text().replace("zenda-party", "party-of-zenda"))
    return {"prune": True}


def all_at_once(seeds: Path) -> dict[str, Any]:
    changed_cells(seeds)
    new_rows(seeds)
    swapped_rungs(seeds)
    return pruned(seeds) | attached(seeds)


@pytest.mark.parametrize(
    "change", [changed_cells, new_rows, swapped_rungs, pruned, attached, renamed_key, all_at_once]
)
def test_everything_is_as_before_and_the_same_import_does_the_same_again(
    loaded: Changeset, seeds: Path, ada: User, change: Callable[[Path], dict[str, Any]]
) -> None:
    said = change(seeds)
    before = everything()
    outcome = load(seeds, at=TUESDAY, **said)
    assert outcome.changes
    after = everything()
    undo(done(outcome), user=ada)
    assert everything() == before

    again = load(seeds, at=WEDNESDAY, **said)
    assert (again.conflicts, again.faults) == ((), ())
    assert replace(again, missing=()) == replace(outcome, missing=())
    assert without_keys(everything()) == without_keys(after)


def without_keys(tables: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Rows without their primary keys, which a record that is made anew has others of."""
    return {
        name: sorted(
            ({key: value for key, value in row.items() if not key.endswith("id")} for row in rows), key=repr
        )
        for name, rows in tables.items()
    }


def test_a_first_import_is_undone_to_nothing(loaded: Changeset, ada: User) -> None:
    undo(loaded, user=ada)
    assert everything() == {name: [] for name in everything()}
    assert not load(SEEDS, at=TUESDAY).conflicts
    assert Actor.objects.exists()


def test_what_the_file_took_over_by_agreeing_is_given_back(loaded: Changeset, seeds: Path, ada: User) -> None:
    """A record made by hand that a file agrees with is an import's from then on; undone, it is not."""
    by_hand(Actor(slug="hentzau", name="Rupert", kind="person", status="published"), ada)
    before = everything()
    with (seeds / "actors.csv").open("a") as file:
        file.write("hentzau,Rupert,,person,,,,,,,published,\n")
    edit(seeds / "actors.csv", "Party of Zenda,", "The Party of Zenda,")
    taken = done(load(seeds, at=TUESDAY))
    assert Actor.objects.get(slug="hentzau").import_digest
    undo(taken, user=ada)
    assert everything() == before


def test_overwritten_edits_come_back_and_are_edits_again(loaded: Changeset, seeds: Path, ada: User) -> None:
    by_hand(Statement.objects.get(slug="rudolf-boat"), ada, summary="By hand.")
    before = everything()
    undo(done(load(seeds, at=TUESDAY, edits=Edits.OVERWRITE)), user=ada)
    assert everything() == before
    (conflict,) = load(seeds, at=WEDNESDAY).conflicts
    assert conflict.differences[0].here == "By hand."


def test_a_deletion_that_was_overwritten_is_one_again(loaded: Changeset, seeds: Path, ada: User) -> None:
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        Statement.objects.get(slug="aide-fleet").delete()
    before = everything()
    undo(done(load(seeds, at=TUESDAY, edits=Edits.OVERWRITE)), user=ada)
    assert everything() == before
    assert [it.key for it in load(seeds, at=WEDNESDAY).conflicts] == ['"aide-fleet"']


def test_an_undoing_is_undone(loaded: Changeset, seeds: Path, ada: User) -> None:
    said = all_at_once(seeds)
    made = done(load(seeds, at=TUESDAY, **said))
    after = everything()
    undo(undo(made, user=ada), user=ada)
    assert everything() == after
    assert load(seeds, at=WEDNESDAY, **said).changes == 0


def test_an_older_version_that_a_person_restored_is_an_edit(
    loaded: Changeset, seeds: Path, ada: User
) -> None:
    """No import takes it back unasked."""
    edit(seeds / "statements.csv", "Promises one boat.", "Promises a boat.")
    load(seeds, at=TUESDAY)
    statement = Statement.objects.get(slug="rudolf-boat")
    restore(Statement, statement.pk, loaded, user=ada)
    outcome = load(seeds, at=WEDNESDAY)
    assert [it.key for it in outcome.conflicts] == ['"rudolf-boat"']
    statement.refresh_from_db()
    assert statement.summary == "Promises one boat."


def test_an_edit_that_a_person_undid_after_the_file_caught_up_is_an_edit(
    loaded: Changeset, seeds: Path, ada: User
) -> None:
    edited = by_hand(Statement.objects.get(slug="rudolf-boat"), ada, summary="Promises a boat.")
    edit(seeds / "statements.csv", "Promises one boat.", "Promises a boat.")
    load(seeds, at=TUESDAY)
    undo(edited, user=ada)
    assert [it.key for it in load(seeds, at=WEDNESDAY).conflicts] == ['"rudolf-boat"']
    assert Statement.objects.get(slug="rudolf-boat").summary == "Promises one boat."


# what built on it


@pytest.fixture
def imported(loaded: Changeset, seeds: Path) -> Changeset:
    """A second import: a changed statement, a new actor with his membership."""
    changed_cells(seeds)
    new_rows(seeds)
    return done(load(seeds, at=TUESDAY))


def when(changeset: Changeset) -> str:
    return localtime(changeset.at).strftime("%-d %b %Y, %H:%M")


def refused(changeset: Changeset, user: User) -> list[str]:
    """Why it cannot be undone; nothing was written."""
    before = everything()
    with pytest.raises(Refused) as caught:
        undo(changeset, user=user)
    assert everything() == before
    assert obstacles(changeset, user=user) == caught.value.obstacles
    return caught.value.obstacles


def test_a_record_edited_since_stands_in_the_way_until_that_is_undone(
    imported: Changeset, ada: User, bea: User
) -> None:
    edited = by_hand(Statement.objects.get(slug="rudolf-boat"), bea, note="Checked.")
    assert refused(imported, ada) == [
        f"The statement “Promises a boat.” was changed since, by bea on {when(edited)}."
    ]
    undo(edited, user=bea)
    undo(imported, user=ada)
    assert Statement.objects.get(slug="rudolf-boat").summary == "Promises one boat."


def test_a_statement_that_uses_an_imported_actor_stands_in_the_way(imported: Changeset, ada: User) -> None:
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        issue = Issue.objects.get(slug="lake-patrol")
        make_statement("hentzau-says", Actor.objects.get(slug="hentzau"), issue, 0)
    said = Changeset.objects.latest("pk")
    assert refused(imported, ada) == [
        "The statement “Summary of hentzau-says.” uses an actor that would be gone."
    ]
    undo(said, user=ada)
    undo(imported, user=ada)
    assert not Actor.objects.filter(slug="hentzau").exists()


def test_a_later_import_stands_in_the_way_until_it_is_undone(
    loaded: Changeset, imported: Changeset, seeds: Path, ada: User
) -> None:
    edit(seeds / "statements.csv", "Promises a boat.", "Promises a fleet.")
    later = done(load(seeds, at=WEDNESDAY))
    assert refused(imported, ada) == [
        f"The statement “Promises a boat.” was changed since, by someone not signed in on {when(later)}."
    ]
    undo(later, user=ada)
    undo(imported, user=ada)
    undo(loaded, user=ada)
    assert not Actor.objects.exists()


def test_a_record_deleted_since_stands_in_the_way(imported: Changeset, ada: User, bea: User) -> None:
    with transaction.atomic(), recording(Origin.HAND, user=bea):
        Actor.objects.get(slug="hentzau").memberships.all().delete()
        Actor.objects.get(slug="hentzau").delete()
    gone = Changeset.objects.latest("pk")
    assert f"The actor “Rupert” was deleted since, by bea on {when(gone)}." in refused(imported, ada)


def test_what_else_changed_since_does_not_stand_in_the_way(imported: Changeset, ada: User) -> None:
    by_hand(Statement.objects.get(slug="aide-fleet"), ada, note="Checked.")
    make_actor("ruritania-two")
    undo(imported, user=ada)
    assert Statement.objects.get(slug="aide-fleet").note == "Checked."


def test_an_address_that_was_taken_since_stands_in_the_way(loaded: Changeset, seeds: Path, ada: User) -> None:
    said = pruned(seeds)
    made = done(load(seeds, at=TUESDAY, **said))
    issue = Issue.objects.get(slug="lake-patrol")
    make_statement("aide-fleet", Actor.objects.get(slug="rudolf"), issue, 0)
    assert refused(made, ada) == [
        "Another statement has the address “aide-fleet” now: Summary of aide-fleet.."
    ]


def test_a_rung_s_place_that_was_taken_since_stands_in_the_way(
    loaded: Changeset, seeds: Path, ada: User
) -> None:
    edit(seeds / "positions.csv", "fleet,2,", "fleet,3,")
    moved = done(load(seeds, at=TUESDAY))
    issue = Issue.objects.get(slug="lake-patrol")
    Position.objects.create(issue=issue, slug="armada", value=2, label="Armada", definition="All.")
    (said,) = refused(moved, ada)
    assert said.startswith("The database refuses a position as it was")


def test_evidence_given_since_for_an_imported_statement_stands_in_the_way(
    loaded: Changeset, ada: User
) -> None:
    statement = Statement.objects.get(slug="rudolf-boat")
    make_evidence(statement, Evidence.objects.get(words="send us food").source, "more words")
    assert any("more words" in line for line in refused(loaded, ada))


# many


def test_undoing_asks_no_more_for_many_records_than_for_few(db: None, ada: User, tmp_path: Path) -> None:
    counted = []
    for count in (40, 200):
        folder = tmp_path / str(count)
        write_seeds(folder, count)
        made = done(load(folder, at=MONDAY))
        with CaptureQueriesContext(connection) as caught:
            undo(made, user=ada)
        # rows are written some to a statement, as many as an engine takes
        counted.append(sum(not query["sql"].startswith("INSERT") for query in caught))
        assert not Document.objects.exists()
    assert counted[1] <= counted[0] + 4
