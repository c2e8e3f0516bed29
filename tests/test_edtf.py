"""Dates as precise as the evidence."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import edtf

WRITE = "Write 2013, 2013-01, 2013-01-15, an interval 2012-12/2013-01-08; ~ at the end for “about”."


def only(message: str) -> str:
    """A pattern for this message and nothing around it."""
    return rf"\A{re.escape(message)}\Z"


@pytest.mark.parametrize(
    ("text", "first", "last", "approximate"),
    [
        ("2013", "2013-01-01", "2013-12-31", False),
        ("2013-01", "2013-01-01", "2013-01-31", False),
        ("2013-02", "2013-02-01", "2013-02-28", False),
        ("2012-02", "2012-02-01", "2012-02-29", False),
        ("1900-02", "1900-02-01", "1900-02-28", False),
        ("2012-02-29", "2012-02-29", "2012-02-29", False),
        ("0001", "0001-01-01", "0001-12-31", False),
        ("9999-12", "9999-12-01", "9999-12-31", False),
        ("2013~", "2013-01-01", "2013-12-31", True),
        ("2013-01-15~", "2013-01-15", "2013-01-15", True),
        ("2012-12/2013-01-08", "2012-12-01", "2013-01-08", False),
        ("2012/2012", "2012-01-01", "2012-12-31", False),
        ("2013-01-08/2013-01-08", "2013-01-08", "2013-01-08", False),
        ("2012~/2013-01-08", "2012-01-01", "2013-01-08", True),
        ("2012-12/2013-01~", "2012-12-01", "2013-01-31", True),
        ("2012-12-10~/2013-01-08~", "2012-12-10", "2013-01-08", True),
        ("2013-06/2013", "2013-06-01", "2013-12-31", False),  # from June on, within the year
        ("2013/2013-06", "2013-01-01", "2013-06-30", False),
    ],
)
def test_a_date_spans_the_days_that_it_can_have_been(
    text: str, first: str, last: str, approximate: bool
) -> None:
    parsed = edtf.parse(text)
    expected = (text, date.fromisoformat(first), date.fromisoformat(last), approximate)
    assert (str(parsed), parsed.first, parsed.last, parsed.approximate) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "/",
        "13",
        "2013-1-5",
        "20130115",
        "15/01/2013",
        "January 2013",
        "2013-01-15T10:00",
        " 2013",
        "2013\n",
        "٢٠١٣",  # digits, but not those of EDTF
        "-2013",
        "12013",
        # EDTF that coding does without: unspecified digits, uncertainty, open ends, seasons in words
        "201X",
        "2013-XX",
        "2013-01-uu",
        "2013?",
        "2013%",
        "2013~-01",
        "~2013",
        "2013/",
        "/2013",
        "2013/..",
        "2013/2014/2015",
        "[2012,2013]",
    ],
)
def test_anything_else_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match=only(f'"{text}" is not a date. {WRITE}')):
        edtf.parse(text)


@pytest.mark.parametrize(
    "text",
    ["0000", "2013-00", "2013-13", "2013-21", "2013-01-00", "2013-02-29", "2013-04-31", "2012/2013-13"],
)
def test_a_day_that_the_calendar_lacks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=only(f'"{text}" is not a day of the calendar.')):
        edtf.parse(text)


@pytest.mark.parametrize("text", ["2013/2012", "2013-01-09/2013-01-08", "2013-01/2012-12~", "2013/2012-06"])
def test_an_interval_that_ends_before_it_starts_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=only(f'"{text}" ends before it starts.')):
        edtf.parse(text)


@pytest.mark.parametrize(
    ("text", "exact"),
    [("2013-01-15", True), ("2013-01-15~", False), ("2013-01", False), ("2013-01-08/2013-01-08", True)],
)
def test_only_one_day_for_certain_is_exact(text: str, exact: bool) -> None:
    assert edtf.parse(text).is_exact is exact


parts = st.builds(
    lambda day, length, about: day.isoformat()[:length] + about,
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~"]),
)


@given(parts)
def test_a_part_of_any_day_is_a_date_that_contains_it(text: str) -> None:
    parsed = edtf.parse(text)
    assert parsed.text == text
    assert parsed.first <= parsed.last
    assert parsed.first.isoformat().startswith(text.removesuffix("~"))
    assert parsed.last.isoformat().startswith(text.removesuffix("~"))


@given(parts, parts)
def test_an_interval_runs_from_the_first_day_of_its_start_to_the_last_of_its_end(
    start: str, end: str
) -> None:
    first, last = edtf.parse(start).first, edtf.parse(end).last
    try:
        parsed = edtf.parse(f"{start}/{end}")
    except ValueError:
        assert last < first
    else:
        assert (parsed.text, parsed.first, parsed.last) == (f"{start}/{end}", first, last)
        assert parsed.approximate == ("~" in start + end)


@given(st.text(alphabet="0123456789-/~X? ", max_size=25))
def test_whatever_is_written_is_read_in_full_or_refused(text: str) -> None:
    try:
        parsed = edtf.parse(text)
    except ValueError:  # and by no other error
        return
    assert parsed.text == text
    assert parsed.first <= parsed.last
