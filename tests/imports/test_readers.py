"""From files to rows: what stands where."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.imports.readers import Fault, Row, Unreadable, read_csv, read_xlsx
from tracker.imports.writers import write_csv, write_xlsx

COLUMNS = ("slug", "name")


def rows_of(text: str) -> list[Row | Fault]:
    return list(read_csv(io.BytesIO(text.encode()), "actors.csv", COLUMNS))


def sheet_of(*rows, formats=()) -> list[Row | Fault]:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in formats:
        book.active[cell].number_format = number_format
    file = io.BytesIO()
    book.save(file)
    return list(read_xlsx(file, "actors.xlsx", COLUMNS))


def test_lines_are_those_of_an_editor_also_after_cells_of_several_lines():
    assert rows_of('slug,name\na,"one\ntwo\n\nfour"\nb,"x\r\ny"\n\nc,C\n') == [
        Row(2, ("a", "one\ntwo\n\nfour")),
        Row(6, ("b", "x\r\ny")),
        Row(9, ("c", "C")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "slug,name\na,A\n",
        "slug,name\r\na,A\r\n",
        "slug,name\na,A",
        'name,slug\n"A","a"\n',
        "slug,name\na,A\n,\n,\n",
    ],
    ids=["as exported", "from Excel", "no last line end", "other order, needless quotes", "rows emptied"],
)
def test_what_spreadsheet_programs_make_of_a_file_reads_the_same(text):
    assert rows_of(text) == [Row(2, ("a", "A"))]


def test_blank_lines_before_the_header_are_nothing():
    assert rows_of("\n\nslug,name\na,A\n") == [Row(4, ("a", "A"))]


def test_a_bad_row_does_not_hide_the_next():
    assert rows_of("slug,name\na\nb,B\nc,C,C\n") == [
        Fault("actors.csv", 2, "", "the row has 1 cells; the header has 2."),
        Row(3, ("b", "B")),
        Fault("actors.csv", 4, "", "the row has 3 cells; the header has 2."),
    ]


def test_every_fault_of_a_header_at_once():
    with pytest.raises(Unreadable) as refused:
        rows_of("slugg,name,name,mood\n")
    assert sorted(map(str, refused.value.faults)) == [
        "actors.csv:1: mood: unknown column.",
        "actors.csv:1: name: the column is there 2 times.",
        "actors.csv:1: slug: missing column.",
        'actors.csv:1: slugg: unknown column; did you mean "slug"?',
    ]


def test_tabs_are_told_from_commas():
    with pytest.raises(Unreadable, match=r"actors\.csv:1: the cells are separated by tabs; save the file"):
        rows_of("slug\tname\na\tA\n")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (5000, "5000"),
        (5000.0, "5000"),
        (0.5, "0.5"),
        (True, "true"),
        (date(2013, 1, 15), "2013-01-15"),
        (datetime.combine(date(2013, 1, 15), time()), "2013-01-15"),
        ("2013-01", "2013-01"),
        ("=1+1", "=1+1"),  # a formula: refused where cells are checked, as in CSV
        ("two\nlines", "two\nlines"),
        ("two_x000D_\nlines", "two\r\nlines"),  # as Excel stores what was pasted from a web page
        ("_x005F_x0041_", "_x0041_"),
        ("_xD83D_", "_xD83D_"),  # half a character is none
    ],
)  # fmt: skip
def test_a_cell_of_a_sheet_reads_as_in_csv(value, cell):
    assert sheet_of(COLUMNS, ("a", value)) == [Row(2, ("a", cell))]


@pytest.mark.parametrize(
    ("value", "number_format", "message"),
    [
        (
            date(2013, 1, 1),
            "mmm-yy",
            "is a date of which day or year is hidden; make the cell text and write 2013-01.",
        ),
        (
            date(2013, 1, 8),
            "d-mmm",
            "is a date of which day or year is hidden; make the cell text and write 2013-01.",
        ),
        (
            date(2013, 1, 8),
            "[h]:mm",
            "is a date of which day or year is hidden; make the cell text and write 2013-01.",
        ),
        ("#REF!", "General", "holds the error #REF!."),
    ],
)
def test_a_cell_that_would_have_to_be_guessed(value, number_format, message):
    assert sheet_of(COLUMNS, ("a", value), formats=[("B2", number_format)]) == [
        Fault("actors.xlsx", 2, "name", message)
    ]


def test_blank_rows_and_columns_of_a_sheet_are_nothing():
    assert sheet_of((*COLUMNS, None), ("a", "A", None), (None, None), ("b", None)) == [
        Row(2, ("a", "A")),
        Row(4, ("b", "")),
    ]


def test_a_cell_beside_the_table_is_not_dropped():
    assert sheet_of(COLUMNS, ("a", "A", None, "lost?")) == [
        Fault("actors.xlsx", 2, "", "the row has 4 cells; the header has 2.")
    ]


cells = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], include_characters="\n\t,;\"'"), max_size=30
)


@pytest.mark.parametrize(("write", "read"), [(write_csv, read_csv), (write_xlsx, read_xlsx)])
@given(
    rows=st.lists(
        st.tuples(st.text("abc-", min_size=1), cells.filter(lambda cell: cell[:1] != "=")), max_size=5
    )
)
def test_what_is_written_is_read_back(write, read, rows):
    file = io.BytesIO()
    write(file, COLUMNS, rows)
    file.seek(0)
    assert [row.cells for row in read(file, "actors", COLUMNS)] == rows
