"""The admin's road: the same resources refuse what the command refuses, and say where."""

import pytest
import tablib
from import_export.exceptions import ImportError as RefusedImport

from tracker.imports.formats import StrictCSV, StrictXLSX
from tracker.imports.load import load
from tracker.imports.outcomes import Edits
from tracker.imports.resources import RESOURCES, ActorResource, EvidenceResource, StatementResource
from tracker.imports.results import SHOWN
from tracker.models import Actor

from .conftest import BAD, SEEDS, TEXTS, TUESDAY, edit, everything

TABLE = ActorResource.table()
HEADER = [name for name in TABLE.names if name not in TABLE.may_lack]
UPLOADS = {resource.file: resource for resource in RESOURCES}


def upload(path):
    return StrictCSV().create_dataset(path.read_bytes())


def said(result) -> list[str]:
    """As the import page prints them."""
    return [f"{line} - {error.error}" for line, errors in result.row_errors() for error in errors]


# Read with their folder by the command alone; and what Excel writes before a CSV, no fault of an upload.
NOT_HERE = ("no_such_table", "every_fault_at_once", "byte_order_mark")
BAD_FILES = [path for path in sorted(BAD.glob("*/*.csv")) if path.parent.name not in NOT_HERE]


@pytest.mark.parametrize("path", BAD_FILES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("dry_run", [True, False], ids=["preview", "import"])
def test_an_upload_is_refused_as_the_command_refuses_it(loaded, path, dry_run):
    load(SEEDS, at=TUESDAY, documents=TEXTS)
    before = everything()
    faults = load(path.parent, at=TUESDAY).faults
    result = UPLOADS[path.stem]().import_data(upload(path), dry_run=dry_run, file_name=path.name)
    assert result.has_errors()
    assert said(result) == [
        f"{fault.line or 1} - {fault.column}: {fault.message}"
        if fault.column
        else f"{fault.line or 1} - {fault.message}"
        for fault in faults
    ]
    assert everything() == before


def dataset(*rows, headers=HEADER) -> tablib.Dataset:
    return tablib.Dataset(*rows, headers=headers)


GOOD = ("hentzau", "Rupert", "person", "", "", "", "", "published", "")


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (dataset(GOOD, ("b", "B", "alien", "", "", "", "", "draft", "")),
         ['3 - kind: "alien" is not one of person, government, intergovernmental, party, agency, '
          "armed_group, organisation, unnamed."]),
        (dataset(GOOD, GOOD), ['3 - slug: "hentzau" stands in line 2 already.']),
        (dataset(GOOD, headers=(*HEADER[:-2], "state", HEADER[-1])),
         ['1 - state: unknown column; did you mean "status"?', "1 - status: missing column."]),
        (dataset(GOOD[:-1], headers=HEADER[:-1]), ["1 - withdrawn_because: missing column."]),
        (dataset(("hentzau", "=1+1", *GOOD[2:])),
         ["2 - name: \"=1+1\" begins like a formula; if it is text, put an apostrophe before it: '=1+1"]),
        (tablib.Dataset(), ["1 - the file is empty; it needs at least its header."]),
    ],
    ids=["invalid choice", "key twice", "misspelt column", "missing column", "formula", "nothing"],
)  # fmt: skip
def test_what_the_librarys_defaults_let_through(db, data, faults):
    """Good rows beside bad ones, the second of two, unknown columns: with any fault nothing is saved."""
    result = ActorResource().import_data(data, use_transactions=False)
    assert said(result) == faults
    assert result.has_errors()
    assert not Actor.objects.exists()


def test_an_unknown_slug_is_named(loaded):
    data = dataset(("aide-fleet", "nowhere", "", "", "x", "article"), headers=EvidenceResource.table().names)
    assert said(EvidenceResource().import_data(data)) == ['2 - source: there is no source "nowhere".']


def test_a_good_upload_is_saved_and_counted(loaded, admin_user):
    data = dataset(GOOD, ("league", "The League", "intergovernmental", *GOOD[3:]))
    result = ActorResource().import_data(data, file_name="mine.csv", user=admin_user)
    assert not result.has_errors()
    assert (result.totals["new"], result.totals["update"]) == (1, 1)
    line = Actor.objects.get(slug="hentzau").history.get()
    assert (line.history_user, line.history_change_reason) == (admin_user, "Imported from mine.csv")
    assert [row.instance.pk for row in result] == [
        Actor.objects.get(slug=slug).pk for slug in ("hentzau", "league")
    ]  # what the admin's log is written from


def test_a_preview_saves_nothing_and_shows_each_cell_that_changes(loaded):
    before = everything()
    data = dataset(GOOD, ("league", "The League", "intergovernmental", "", "LoL; Lake League", *GOOD[5:]))
    result = ActorResource().import_data(data, dry_run=True)
    new, changed = (dict(zip(result.diff_headers, row.diff, strict=True)) for row in result.valid_rows())
    assert new["name"] == ("", "Rupert")
    assert changed["name"] == ("League of Lakes", "The League")
    assert not changed["kind"].changes
    assert everything() == before


def test_a_long_preview_is_cut_and_counts_the_rest(db):
    data = dataset(*[(f"actor-{number}", *GOOD[1:]) for number in range(SHOWN + 7)])
    result = ActorResource().import_data(data, dry_run=True)
    assert (len(result.rows), result.unshown, result.totals["new"]) == (SHOWN, 7, SHOWN + 7)


def test_a_hand_edit_is_an_error_unless_told_what_to_do(loaded, seeds):
    edit(seeds / "actors.csv", "Party of Zenda", "Zenda Party")
    Actor.objects.filter(slug="zenda-party").update(name="Zenda First")
    result = ActorResource().import_data(upload(seeds / "actors.csv"))
    assert said(result) == [
        '6 - name: "zenda-party" was edited by hand: here "Zenda First", in the file "Zenda Party".'
    ]
    kept = ActorResource(edits=Edits.KEEP).import_data(upload(seeds / "actors.csv"))
    assert (kept.has_errors(), Actor.objects.get(slug="zenda-party").name) == (False, "Zenda First")
    ActorResource(edits=Edits.OVERWRITE).import_data(upload(seeds / "actors.csv"))
    assert Actor.objects.get(slug="zenda-party").name == "Zenda Party"


def test_an_upload_leaves_out_rows_without_removing_them(loaded):
    ActorResource().import_data(dataset(GOOD))
    assert Actor.objects.count() == 6


def test_errors_are_raised_where_they_are_asked_for(db):
    with pytest.raises(RefusedImport, match="slug"):
        ActorResource().import_data(dataset(GOOD, GOOD), raise_errors=True)
    assert not Actor.objects.exists()


# export


@pytest.mark.parametrize(("format_class", "suffix"), [(StrictCSV, ".csv"), (StrictXLSX, ".xlsx")])
def test_what_the_admin_exports_it_takes_back(loaded, format_class, suffix):
    for resource in RESOURCES:
        data = format_class().export_data(resource().export())
        if suffix == ".csv":
            assert data == (SEEDS / f"{resource.file}.csv").read_bytes()
        result = resource().import_data(format_class().create_dataset(data))
        assert (said(result), result.totals["skip"]) == ([], resource.table().model.objects.count())


def test_an_export_of_some_rows_and_columns(loaded):
    queryset = Actor.objects.filter(kind="person").order_by("-pk")
    dataset = ActorResource().export(queryset, export_fields=["name", "slug"])
    assert (dataset.headers, [*dataset]) == (["slug", "name"], [("rudolf", "Rudolf Rassendyll")])


def test_an_export_runs_one_query(loaded, django_assert_num_queries):
    with django_assert_num_queries(1):
        StatementResource().export()
