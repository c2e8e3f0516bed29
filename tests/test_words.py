"""Dates and lengths of time, in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template

from tracker import words


@pytest.mark.parametrize(
    ("edtf", "full", "short"),
    [
        ("2013", "2013", "2013"),
        ("2013-01", "January 2013", "Jan 2013"),
        ("2013-01-15", "15 January 2013", "15 Jan 2013"),
        ("2013-01-16~", "about 16 January 2013", "c. 16 Jan 2013"),
        ("2013~", "about 2013", "c. 2013"),
        (
            "2012-12-01/2013-01-08",
            "between 1 December 2012 and 8 January 2013",
            "1 Dec 2012 – 8 Jan 2013",
        ),
        ("2012-12/2013-01-08", "between December 2012 and 8 January 2013", "Dec 2012 – 8 Jan 2013"),
        ("2013-01-12/2013-01-15", "between 12 and 15 January 2013", "12 – 15 Jan 2013"),
        ("2013-01-30/2013-02-02", "between 30 January and 2 February 2013", "30 Jan – 2 Feb 2013"),
        ("2013-01/2013-03", "between January and March 2013", "Jan – Mar 2013"),
        ("2011/2013", "between 2011 and 2013", "2011 – 2013"),
        ("2013-01-12/2013-01-15~", "between 12 and 15 January 2013 or so", "c. 12 – 15 Jan 2013"),
    ],
)
def test_a_date_is_shown_exactly_as_known(edtf, full, short):
    assert words.date_in_words(edtf) == full
    assert words.short_date(edtf) == short


def test_the_filter_takes_edtf_a_day_or_nothing():
    template = Template("{% load words %}{{ edtf|known_date }}; {{ day|known_date }}; {{ none|known_date }}")
    context = Context({"edtf": "2013-01", "day": date(2013, 1, 8), "none": ""})
    assert template.render(context) == "January 2013; 8 January 2013; "


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2013, 1, 8), date(2013, 1, 8), "on 8 January 2013"),
        (date(2012, 5, 1), date(2012, 5, 31), "in May 2012"),
        (date(2012, 1, 1), date(2012, 12, 31), "in 2012"),
        (date(2012, 2, 1), date(2012, 3, 31), "between 1 February and 31 March 2012"),
        (date(2013, 1, 10), date(2013, 1, 11), "between 10 and 11 January 2013"),
        (date(2012, 12, 1), date(2013, 1, 8), "between 1 December 2012 and 8 January 2013"),
    ],
)
def test_when_it_was_said(first, last, said):
    assert words.said_in_words(first, last) == said


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "no days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (57, "8 weeks"),
        (70, "2 months"),
        (244, "8 months"),
        (1707, "4 years 8 months"),
        (1826, "5 years"),
        (4000, "10 years"),
    ],
)
def test_a_length_of_time(days, expected):
    assert words.length(days) == expected


@pytest.mark.parametrize(
    ("fewest", "most", "expected"),
    [
        (6, 8, "6 to 8 days"),
        (1, 3, "1 to 3 days"),
        (57, 57, "8 weeks"),
        (10, 21, "10 days to 3 weeks"),
        (340, 800, "11 months to 2 years 2 months"),
        (800, 1000, "2 years 2 months to 2 years 9 months"),
    ],
)
def test_a_length_known_within_limits(fewest, most, expected):
    assert words.length_between(fewest, most) == expected


@pytest.mark.parametrize(
    ("quantity", "unit", "expected"),
    [
        ("600", "troops", "600 troops"),
        ("3300.00", "troops", "3,300 troops"),
        ("1.50", "tonnes", "1.5 tonnes"),
        ("455000000", "USD", "US$455 million"),
        ("2500000000", "EUR", "€2.5 billion"),
        ("13000000", "CAD", "C$13 million"),
    ],
)
def test_a_quantity(quantity, unit, expected):
    assert words.number_with_unit(Decimal(quantity), unit) == expected


def test_counts():
    assert [words.count(n, "shift") for n in (0, 1, 2)] == ["no shifts", "1 shift", "2 shifts"]
    assert words.count(2, "story", "stories") == "2 stories"
    assert [words.times(n) for n in (1, 2, 3, 12)] == ["once", "twice", "three times", "12 times"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["France"], "France"),
        (["France", "Mali"], "France and Mali"),
        (["Canada", "France", "Mali"], "Canada, France and Mali"),
    ],
)
def test_a_list_in_running_text(names, said):
    assert words.and_list(names) == said


@pytest.mark.parametrize(("name", "said"), [("Canada", "Canada’s"), ("United Nations", "United Nations’")])
def test_whose_it_is(name, said):
    assert words.possessive(name) == said
