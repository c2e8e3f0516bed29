"""Import, then export, gives the same bytes; export, then import, changes nothing."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories import make_actor, make_evidence, make_issue, make_person, make_source, make_statement
from tracker.imports.export import Unwritable, export
from tracker.imports.load import load
from tracker.models import Actor, CommitmentEvent, Statement

from .conftest import MONDAY, SEEDS, TUESDAY, everything

REAL = Path(settings.BASE_DIR) / "seeds"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


@pytest.mark.django_db
@pytest.mark.parametrize("folder", [SEEDS, REAL], ids=["small", "shipped"])
def test_import_then_export_gives_the_same_bytes(tmp_path, folder):
    outcome = load(folder, at=MONDAY)
    assert (outcome.faults, outcome.conflicts, outcome.missing) == ((), (), ())
    counts = export(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(folder)
    assert counts == {tally.file: tally.created for tally in outcome.tallies}


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("folder", [SEEDS, REAL], ids=["small", "shipped"])
def test_export_then_import_changes_nothing(tmp_path, folder, suffix):
    load(folder, at=MONDAY)
    before = everything()
    export(tmp_path / "out", suffix)
    outcome = load(tmp_path / "out", at=TUESDAY)
    assert (outcome.faults, outcome.conflicts, outcome.changes) == ((), (), 0)
    assert everything() == before


@pytest.mark.django_db
def test_a_second_import_changes_nothing_and_says_so(loaded):
    before = everything()
    outcome = load(SEEDS, at=TUESDAY)
    assert [(it.created, it.changed, it.kept, it.left) for it in outcome.tallies] == [(0, 0, 0, ())] * 9
    assert [tally.unchanged for tally in outcome.tallies] == [tally.created for tally in loaded.tallies]
    assert everything() == before


AWKWARD = [
    "=1+1",
    "'=1+1",
    "-5 degrees, he said",
    '"quoted", and more',
    "one\r\ntwo\nthree",
    "\ttab",
    " blank before and after ",
    "semi;colon",
    "é — 😀 ‮",
    "2013-01",
    "007",
    "true",
    "#REF!",
    "_x0041_",
]


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_analysts_typed_by_hand_survives(tmp_path, suffix):
    """Into an empty database, so that every cell must have been in the files."""
    issue, source = make_issue("an-issue"), make_source("a-source")
    for number, text in enumerate(AWKWARD):
        person = make_person(f"person-{number}", name=f"x{text}", aliases=text)
        statement = make_statement(f"statement-{number}", person, issue, note=text, summary=f"x{text}")
        make_evidence(
            statement, source, f"x{text}", start=number, end=number + len(f"x{text}".replace("\r\n", "\n"))
        )
    export(tmp_path / "first", suffix)
    texts = sorted(Statement.objects.values_list("slug", "note"))
    for model in (Statement, Actor):
        model.objects.all().delete()
        model.history.all().delete()

    outcome = load(tmp_path / "first", at=MONDAY)

    assert outcome.faults == ()
    assert sorted(Statement.objects.values_list("slug", "note")) == [
        (slug, note.replace("\r\n", "\n")) for slug, note in texts
    ]
    export(tmp_path / "second", suffix)
    if suffix == ".csv":
        assert contents(tmp_path / "second") == contents(tmp_path / "first")
    assert load(tmp_path / "second", at=TUESDAY).changes == 0


@pytest.mark.django_db
def test_a_file_is_sorted_alike_on_every_engine(tmp_path):
    for slug in ("b-a", "ba", "b-b", "a10", "a9"):
        make_actor(slug, status="draft")
    statement = make_statement("s", make_person("p"), make_issue("i"))
    source = make_source("one")
    for words, start in (("zeta", None), ("Alpha", None), ("alpha", 10), ("beta", 9)):
        end = None if start is None else start + len(words)
        make_evidence(statement, source, words, start=start, end=end)
    export(tmp_path)
    assert [line.split(",")[0] for line in (tmp_path / "actors.csv").read_text().splitlines()[1:]] == [
        "a10", "a9", "b-a", "b-b", "ba", "p",
    ]  # fmt: skip
    assert (tmp_path / "evidence.csv").read_text().splitlines()[1:] == [
        "s,one,,,Alpha,article", "s,one,,,zeta,article",
        "s,one,9,13,beta,article", "s,one,10,15,alpha,article",
    ]  # fmt: skip


@pytest.mark.django_db
def test_columns_in_another_order_and_another_layout_are_the_same_file(seeds, loaded):
    path = seeds / "commitment_events.csv"
    path.write_bytes(
        b"note,commitment,statement,kind,on,deadline,qualifier,unit,quantity\r\n"
        b',"one-boat",rudolf-food,reaffirmed,2013-01-08~,,about,boats,1.50\r\n'
        b",one-boat,rudolf-boat,made,2013-01-08,2013-02,exactly,boats,1"
    )
    assert load(seeds, at=TUESDAY).changes == 0


@pytest.mark.django_db
def test_a_subset_of_the_files_says_which_were_not_there(seeds, loaded):
    for name in ("actors", "evidence"):
        (seeds / f"{name}.csv").unlink()
    outcome = load(seeds, at=TUESDAY)
    assert outcome.missing == ("actors.csv", "evidence.csv")
    assert [tally.left for tally in outcome.tallies] == [()] * 7
    assert not outcome.refused


@pytest.mark.django_db
def test_check_is_the_real_run_rolled_back(seeds):
    outcome = load(seeds, at=MONDAY, check=True)
    assert outcome.checked_only
    assert sum(tally.created for tally in outcome.tallies) == 28
    assert not any(everything().values())


# where an export may write


@pytest.mark.django_db
def test_an_export_replaces_an_older_one_and_leaves_the_rest(loaded, tmp_path):
    shutil.copytree(SEEDS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "README.md").write_text("columns")
    CommitmentEvent.objects.all().delete()
    export(tmp_path)
    assert (tmp_path / "commitment_events.csv").read_text().count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["README.md", *contents(SEEDS)])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda out: out.write_text("x"), "{}: File exists."),
        (lambda out: (out.mkdir(), (out / "budget.csv").write_text("")),
         "{}/budget.csv is no seed file of this project: choose another folder."),
        (lambda out: (out.mkdir(), (out / "actors.csv").mkdir()),
         "{}/actors.csv is no seed file of this project: choose another folder."),
        (lambda out: (out.mkdir(), (out / "actors.csv").symlink_to("/dev/null")),
         "{}/actors.csv is no seed file of this project: choose another folder."),
        (lambda out: (out.mkdir(), (out / "actors.xlsx").write_text("")),
         "{}/actors.xlsx is there: an import would find two files of one table."),
    ],
    ids=["a file", "other tables", "a folder", "a link", "the other format"],
)  # fmt: skip
def test_an_export_does_not_write_where_it_does_not_belong(tmp_path, prepare, message):
    out = tmp_path / "out"
    prepare(out)
    with pytest.raises(Unwritable) as refused:
        export(out)
    assert str(refused.value) == message.format(out)


@pytest.mark.django_db
def test_a_cell_too_long_for_a_spreadsheet_is_not_cut(tmp_path):
    make_actor("a", description="", aliases="x" * 32_768)
    with pytest.raises(Unwritable) as refused:
        export(tmp_path, ".xlsx")
    assert str(refused.value) == "actors.xlsx: row 2, aliases: a spreadsheet cell holds 32,767 characters."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_disk_that_fills_up_half_way_leaves_the_older_files(loaded, tmp_path, monkeypatch):
    shutil.copytree(SEEDS, tmp_path, dirs_exist_ok=True)
    Actor.objects.filter(slug="league").update(name="Another name")

    def fill_up(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tracker.imports.export.os.fsync", fill_up)
    with pytest.raises(Unwritable) as refused:
        export(tmp_path)
    assert str(refused.value) == f"{tmp_path}: No space left on device."
    assert contents(tmp_path) == contents(SEEDS)
    assert {path.name for path in tmp_path.iterdir()} == set(contents(SEEDS))
