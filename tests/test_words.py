"""Dates and lengths of time, in words, in each language."""

import ast
import re
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override

from tracker import edtf, words
from tracker.history.codebook import NOUNS
from tracker.stances.values import EventKind, Turn


@pytest.mark.parametrize(
    ("recorded", "full", "short"),
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
def test_a_date_is_shown_exactly_as_known(recorded, full, short):
    assert words.date_in_words(recorded) == full
    assert words.short_date(recorded) == short


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
def test_when_it_was_said_from_its_days(first, last, said):
    assert words.said_in_words(first, last) == said


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("2013-01-08", "on 8 January 2013"),
        ("2012-05", "in May 2012"),
        ("2012", "in 2012"),
        ("2011/2012-03", "between 2011 and March 2012"),
        ("2012-02/2012-03", "between February and March 2012"),
        ("2012/2013-01-10", "between 2012 and 10 January 2013"),
        ("2013-01~", "about January 2013"),
    ],
)
def test_when_it_was_said_is_no_more_precise_than_recorded(recorded, said):
    day = edtf.parse(recorded)
    turn = Turn(EventKind.MADE, day.first, day.last, "s01", said_on=recorded)
    assert words.when_said(turn) == said


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
        (0, 3, "at most 3 days"),
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
    assert words.count(12345, "statement") == "12,345 statements"
    assert words.count(12345, "shift") == "12,345 shifts"
    assert words.percent(1250) == "1,250 %"
    assert [words.times(n) for n in (1, 2, 3, 12)] == ["once", "twice", "three times", "12 times"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
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


IN_FRENCH = [
    (words.date_in_words, ("2013",), "2013"),
    (words.date_in_words, ("2013-01",), "janvier 2013"),
    (words.date_in_words, ("2013-03-14",), "14 mars 2013"),
    (words.date_in_words, ("2013-01-01",), "1er janvier 2013"),
    (words.date_in_words, ("2013-01-16~",), "vers le 16 janvier 2013"),
    (words.date_in_words, ("2013-01~",), "vers janvier 2013"),
    (
        words.date_in_words,
        ("2012-12-01/2013-01-08",),
        "entre le 1er décembre 2012 et le 8 janvier 2013",
    ),
    (words.date_in_words, ("2013-01-12/2013-01-15",), "entre le 12 et le 15 janvier 2013"),
    (words.date_in_words, ("2013-01-30/2013-02-02",), "entre le 30 janvier et le 2 février 2013"),
    (words.date_in_words, ("2012-12/2013-01-08",), "entre décembre 2012 et le 8 janvier 2013"),
    (words.date_in_words, ("2013-01/2013-03",), "entre janvier et mars 2013"),
    (words.date_in_words, ("2011/2013",), "entre 2011 et 2013"),
    (words.date_in_words, ("2013-01-12/2013-01-15~",), "entre le 12 et le 15 janvier 2013 environ"),
    (words.short_date, ("2013-03-14",), "14 mars 2013"),
    (words.short_date, ("2013-01-16~",), "v. 16 janv. 2013"),
    (words.short_date, ("2013-02-01/2013-02-15",), "1er – 15 févr. 2013"),
    (words.short_date, ("2013-02/2013-04",), "févr. – avr. 2013"),
    (words.day_in_words, (date(2013, 3, 14),), "14 mars 2013"),
    (words.day_and_month, (date(2013, 7, 1),), "1er juil."),
    (words.month, (date(2013, 9, 1),), "sept. 2013"),
    (words.said_in_words, (date(2013, 1, 8), date(2013, 1, 8)), "le 8 janvier 2013"),
    (words.said_in_words, (date(2012, 5, 1), date(2012, 5, 31)), "en mai 2012"),
    (words.said_in_words, (date(2013, 1, 1), date(2013, 12, 31)), "en 2013"),
    (words.said_in_words, (date(2013, 1, 10), date(2013, 1, 11)), "entre le 10 et le 11 janvier 2013"),
    (words.length, (0,), "aucun jour"),
    (words.length, (6,), "6 jours"),
    (words.length, (57,), "8 semaines"),
    (words.length, (122,), "4 mois"),
    (words.length, (1707,), "4 ans 8 mois"),
    (words.length_between, (6, 8), "6 à 8 jours"),
    (words.length_between, (1, 3), "1 à 3 jours"),
    (words.length_between, (10, 21), "10 jours à 3 semaines"),
    (words.length_between, (340, 800), "11 mois à 2 ans 2 mois"),
    (words.count, (0, "statement"), "aucune déclaration"),
    (words.count, (1, "statement"), "1 déclaration"),
    (words.count, (2, "statement"), "2 déclarations"),
    (words.count, (0, "commitment"), "aucun engagement"),
    (words.count, (3, "story", "stories"), "3 dépêches"),
    (words.count, (12345, "statement"), "12\u202f345 déclarations"),
    (words.percent, (41,), "41\u202f%"),
    (words.percent, (1250,), "1\u202f250\u202f%"),
    (words.count, (2, "wombat"), "2 wombats"),  # not ours to translate
    (words.number, (1,), "un"),
    (words.number, (9,), "neuf"),
    (words.number, (12345,), "12\u202f345"),
    (words.times, (1,), "une fois"),
    (words.times, (2,), "deux fois"),
    (words.times, (12,), "12 fois"),
    (words.and_list, (["Canada", "France", "Mali"],), "Canada, France et Mali"),
    (words.possessive, ("Canada",), "Canada"),
    (words.possessive, ("United Nations",), "United Nations"),
    (words.number_with_unit, (Decimal(3300), "troops"), "3\u202f300 militaires"),
    (words.number_with_unit, (Decimal("1.50"), "tonnes"), "1,5 tonne"),
    (words.number_with_unit, (Decimal(2), "tonnes"), "2 tonnes"),
    (words.number_with_unit, (Decimal(2), "wombats"), "2 wombats"),
    (words.number_with_unit, (Decimal(2_500_000), "troops"), "2,5 millions de militaires"),
    (words.number_with_unit, (Decimal(455_000_000), "USD"), "455 millions de dollars US"),
    (words.number_with_unit, (Decimal(1_500_000), "CAD"), "1,5 million de dollars canadiens"),
    (words.number_with_unit, (Decimal(2_500_000_000), "EUR"), "2,5 milliards d’euros"),
    (words.number_with_unit, (Decimal(90_000), "GBP"), "90\u202f000 livres sterling"),
    (words.number_alone, (Decimal(3300), "troops"), "3\u202f300"),
]


@pytest.mark.parametrize(("said", "of", "expected"), IN_FRENCH)
def test_in_french(said, of, expected):
    with override("fr"):
        assert said(*of) == expected


def counted_nouns():
    """Every noun that the code counts, with its plural where it has one of its own."""
    for path in (settings.BASE_DIR / "tracker").rglob("*.html"):
        for noun in re.findall(r'(?:counted:|noun=)"([^"]+)"', path.read_text(encoding="utf-8")):
            yield tuple(noun.split(","))
    yield from ((noun,) for noun in NOUNS.values())
    for path in (settings.BASE_DIR / "tracker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "count" in (
                getattr(node.func, name, "") for name in ("id", "attr")
            ):
                nouns = [each.value for each in node.args[1:] if isinstance(each, ast.Constant)]
                if nouns:
                    yield tuple(nouns)


def test_every_noun_that_is_counted_is_known_in_each_language():
    counted = set(counted_nouns())
    assert counted
    assert {noun for noun, *_ in counted} - set(words.NOUNS) == set()
    for noun, *plural in counted:
        many = plural[0] if plural else f"{noun}s"
        assert [words.count(n, noun, *plural) for n in (0, 1, 2)] == [f"no {many}", f"1 {noun}", f"2 {many}"]
