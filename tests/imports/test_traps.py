"""Files that are no files, and files that are too much: refused before anything is read of them."""

import errno
import io
import os
import zipfile

import openpyxl
import pytest

from tracker.imports.load import load
from tracker.imports.readers import Unreadable, read_csv, read_xlsx

from .conftest import MONDAY, SEEDS, TEXTS, edit

COLUMNS = ("slug", "name")


def faults_of(directory):
    return [str(fault) for fault in load(directory, at=MONDAY).faults]


def refusal(read, data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        list(read(io.BytesIO(data), "actors", COLUMNS))
    return str(refused.value)


# what lies in the folder


@pytest.mark.django_db
def test_a_folder_in_the_place_of_a_file(tmp_path):
    (tmp_path / "actors.csv").mkdir()
    assert faults_of(tmp_path) == ["actors.csv: is a folder, not a file."]


@pytest.mark.django_db
def test_a_pipe_that_nobody_writes_to(tmp_path):
    os.mkfifo(tmp_path / "actors.csv")
    assert faults_of(tmp_path) == ["actors.csv: is a pipe or a device, not a file."]


@pytest.mark.django_db
@pytest.mark.parametrize("target", [SEEDS / "actors.csv", "positions.csv", "nothing", "/dev/zero"])
def test_a_link_wherever_it_leads(tmp_path, target):
    (tmp_path / "actors.csv").symlink_to(target)
    assert faults_of(tmp_path) == ["actors.csv: is a link; put the file itself here."]


@pytest.mark.django_db
def test_a_file_larger_than_any_table(tmp_path):
    with (tmp_path / "actors.csv").open("wb") as file:
        file.truncate(128 * 2**20 + 1)  # sparse: takes no room
    assert faults_of(tmp_path) == ["actors.csv: has 134,217,729 bytes; at most 134,217,728 are read."]


class Lost(io.BytesIO):
    """A file on a disk that is gone."""

    def read(self, *_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    __next__ = readinto = read


@pytest.mark.parametrize("module", ["readers", "documents"])
def test_a_file_that_cannot_be_read_to_its_end(loaded, seeds, monkeypatch, module):
    monkeypatch.setattr(f"tracker.imports.{module}.open_plain", lambda *_: Lost(b""))
    outcome = load(seeds, at=MONDAY, documents=TEXTS)
    assert outcome.refused
    assert {fault.message for fault in outcome.faults} == {"cannot be read: Input/output error."}


@pytest.mark.django_db
def test_a_folder_that_is_not_there_or_none_or_empty(tmp_path):
    (tmp_path / "file").write_text("")
    assert faults_of(tmp_path / "gone") == [f"{tmp_path}/gone: cannot be read: No such file or directory."]
    assert faults_of(tmp_path / "file") == [f"{tmp_path}/file: cannot be read: Not a directory."]
    assert faults_of(tmp_path) == [f"{tmp_path}: there are no seed files in this folder."]


@pytest.mark.django_db
def test_one_table_in_two_files(seeds):
    (seeds / "actors.xlsx").write_bytes(b"")
    assert faults_of(seeds) == ["actors.xlsx: actors.csv is there too; keep one of the two."]


@pytest.mark.django_db
def test_a_name_that_is_no_text(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.csv")).write_text("")
    [fault] = faults_of(tmp_path)
    assert fault.startswith("caf\ufffd.csv: no table has this name")


@pytest.mark.django_db
def test_what_spreadsheet_programs_and_editors_leave_behind_is_no_table(seeds):
    for name in (".~lock.actors.csv#", "~$actors.xlsx", "README.md", "actors.csv~"):
        (seeds / name).write_text("not a table")
    assert faults_of(seeds) == []


# a cell of ten megabytes


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("x" * 10_000_000, "a cell of the row holds more than 100,000 characters; is a quote not closed?"),
        ("x" * 100_001, "name: the cell holds more than 100,000 characters."),
    ],
    ids=["10 MB", "just too long"],
)
def test_a_huge_cell(tmp_path, db, cell, message):
    (tmp_path / "actors.csv").write_text(
        f"slug,name,kind,country,aliases,wikidata,description,status,withdrawn_because\nrudolf,{cell},person,,,,,published,\n"
    )
    assert faults_of(tmp_path) == [f"actors.csv:2: {message}"]


def test_a_long_cell_is_not_printed_in_full(seeds, loaded):
    edit(seeds / "actors.csv", "Rudolf Rassendyll,,person", f"Rudolf Rassendyll,,{'x' * 90_000}")
    [fault] = faults_of(seeds)
    assert len(fault) < 1_100
    assert fault.startswith('actors.csv:3: kind: "xxx')
    assert fault.endswith("armed_group, organisation, unnamed.")


def test_a_quote_that_is_never_closed_does_not_swallow_the_file():
    rows = 'rudolf,"Rudolf\n' + "ruritania,Ruritania\n" * 100_000
    assert refusal(read_csv, f"slug,name\n{rows}".encode()) == (
        "actors:2: a cell of the row holds more than 100,000 characters; is a quote not closed?"
    )


# spreadsheets


def workbook(*rows, sheets=1) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for _ in range(sheets - 1):
        book.create_sheet()
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(data: bytes, change) -> bytes:
    """The workbook with each part's XML changed: `change(name, xml)`."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


@pytest.mark.parametrize(
    ("cell", "place"),
    [("XFD1048576", "row 1,048,576, column 16,384"), ("A1048576", "row 1,048,576, column 1")],
)
def test_a_small_workbook_with_one_far_cell(cell, place):
    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    book.active[cell] = "boo"
    file = io.BytesIO()
    book.save(file)
    assert len(file.getvalue()) < 6_000
    assert (
        refusal(read_xlsx, file.getvalue())
        == f"actors: holds a cell in {place}, far beyond any table: delete it."
    )


def test_a_far_cell_in_a_sheet_by_another_name():
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "boo"
    file = io.BytesIO()
    book.save(file)
    disguised = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(disguised, "w") as new:
        for name in old.namelist():
            xml = old.read(name).replace(b"worksheets/sheet1.xml", b"media/image1.png")
            new.writestr(name.replace("worksheets/sheet1.xml", "media/image1.png"), xml)
    assert "far beyond any table" in refusal(read_xlsx, disguised.getvalue())


def test_a_workbook_that_unpacks_to_gigabytes():
    def zeros(name, xml):
        return xml + b" " * 200_000_000 if name.endswith("sheet1.xml") else xml

    bomb = repacked(workbook(COLUMNS), zeros)
    assert len(bomb) < 300_000
    assert refusal(read_xlsx, bomb).endswith("refused.")
    assert "would unpack to 200,0" in refusal(read_xlsx, bomb)


def test_a_workbook_that_lies_about_its_size():
    def truth_hidden(name, xml):
        return xml.replace(b'ref="A1:B2"', b'ref="A1:A1"')

    data = repacked(workbook(COLUMNS, ("rudolf", "Rudolf")), truth_hidden)
    assert [row.cells for row in read_xlsx(io.BytesIO(data), "actors", COLUMNS)] == [("rudolf", "Rudolf")]


def test_a_workbook_of_entities_that_multiply():
    def laughs(name, xml):
        declared = b'<!DOCTYPE a [<!ENTITY b "ha">]>'
        return xml.replace(b"<worksheet", declared + b"<worksheet")

    assert refusal(read_xlsx, repacked(workbook(COLUMNS), laughs)) == (
        "actors: holds a document type, which no spreadsheet program writes: refused."
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not a spreadsheet (.xlsx), or a damaged one."),
        (b"slug,name\n", "is not a spreadsheet (.xlsx), or a damaged one."),
        (workbook(COLUMNS, ("a", "A"))[:-200], "is not a spreadsheet (.xlsx), or a damaged one."),
        (
            repacked(workbook(COLUMNS), lambda name, xml: b""),
            "is not a spreadsheet (.xlsx), or a damaged one.",
        ),
        (
            repacked(workbook(COLUMNS), lambda name, xml: xml[:-9]),
            "is not a spreadsheet (.xlsx), or a damaged one.",
        ),
        (workbook(COLUMNS, sheets=2), "holds 2 sheets; a table has one."),
        (workbook(), "the file is empty; it needs at least its header."),
    ],
    ids=["nothing", "csv", "torn", "empty parts", "torn parts", "two sheets", "empty sheet"],
)
def test_a_workbook_that_is_none(data, message):
    assert refusal(read_xlsx, data) == f"actors: {message}"
