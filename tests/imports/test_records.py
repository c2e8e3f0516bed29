"""Cells to values: what each type takes, and formulas kept harmless."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.imports import records


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+33 1", "'+33 1"),
        ("-5", "'-5"),
        ("@handle", "'@handle"),
        ("\tindented", "'\tindented"),
        ("\nnext line", "'\nnext line"),
        ("＝1", "'＝1"),
        ("'=1+1", "''=1+1"),
        ("'''-", "''''-"),
        ("'tis", "'tis"),
        ("'", "'"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_formula_is_quoted_and_read_back(value, cell):
    assert records.quoted(value) == cell
    assert records.plain(cell) == value


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=20).map(
        lambda text: text.replace("\ufffe", "").replace("\uffff", "")
    )
)
def test_no_text_is_lost_and_none_starts_like_a_formula(text):
    cell = records.quoted(text)
    assert records.plain(cell) == text
    assert cell[:1] not in {*"=+-@\t\n＝＋－＠"}


@given(st.text("'=-a", max_size=6), st.text("'=-a", max_size=6))
def test_no_two_texts_share_a_cell(one, other):
    assert (records.quoted(one) == records.quoted(other)) == (one == other)


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "－1"])
def test_an_unquoted_formula_is_refused(cell):
    with pytest.raises(ValueError, match="begins like a formula; if it is text, put an apostrophe before it"):
        records.plain(cell)


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (records.yes_no, "true", True),
        (records.yes_no, "false", False),
        (records.whole_number(0, 9), "7", 7),
        (records.whole_number(-9, 9), "-7", -7),
        (records.number, "0.50", Decimal("0.5")),
        (records.number, "-3", Decimal(-3)),
        (records.day, "2013-01-15", date(2013, 1, 15)),
        (records.choice(["a", "b"]), "b", "b"),
        (records.plain, "two\r\nlines", "two\nlines"),
    ],
)
def test_a_cell_of_its_type(read, cell, value):
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "message"),
    [
        (records.yes_no, "yes", '"yes" is neither true nor false.'),
        (records.whole_number(0, 9), "1.0", '"1.0" is not a whole number: write 5000.'),
        (records.whole_number(0, 9), "-1", "-1 is not between 0 and 9."),
        (records.whole_number(0, 9), "9" * 30, f'"{"9" * 30}" is not a whole number: write 5000.'),
        (records.whole_number(0, 9), "٣", '"٣" is not a whole number: write 5000.'),
        (records.number, "1e5", '"1e5" is not a number: write 5000 or 0.5.'),
        (records.number, "NaN", '"NaN" is not a number: write 5000 or 0.5.'),
        (records.number, "1,5", '"1,5" is not a number: write 5000 or 0.5.'),
        (records.day, "20130115", '"20130115" is not a day: write 2013-01-15.'),
        (records.day, "2013-02-30", '"2013-02-30" is not a day of the calendar.'),
        (records.choice(["a", "b"]), "A", '"A" is not one of a, b.'),
        (records.plain, "a\x07b", "holds a control character; type the text anew."),
    ],
)
def test_a_cell_that_is_not(read, cell, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read(cell)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (0, "0"),
        (Decimal("5000.00"), "5000"),
        (Decimal("0.50"), "0.5"),
        (date(2013, 1, 5), "2013-01-05"),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_a_value_has_one_way_to_be_written(value, cell):
    assert records.cell_of(value) == cell


def test_a_new_empty_column_changes_no_fingerprint():
    old = records.fingerprint(["slug", "name"], ["a", "A"])
    assert records.fingerprint(["slug", "note", "name"], ["a", "", "A"]) == old
    assert records.fingerprint(["slug", "name"], ["a", "B"]) != old
    assert records.fingerprint(["slug", "note"], ["a", "A"]) != old
