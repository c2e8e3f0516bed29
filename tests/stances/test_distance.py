"""How far apart two lines stand: never from what is not known, the same both ways, between 0 and 1."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stances.stories import points, read
from tracker.stances.distance import apart, distance_on, over_time, rung_on
from tracker.stances.values import Line


def told(story: str) -> Line:
    """The line of a story that says nothing of what comes of it."""
    return read(points(story))


YEAR = timedelta(days=365)
LADDER = (0, 1, 2, 3, 4)
CANADA = told(
    """2013-01-08  harper  0
       2013-03-14  harper  2"""
)
FRANCE = told(
    """2013-01-11  harper  4
       2013-03-14  harper  3"""
)


@pytest.mark.parametrize(
    ("day", "rung"),
    [
        (date(2013, 1, 7), None),  # not yet begun
        (date(2013, 1, 8), 0),
        (date(2013, 3, 13), 0),
        (date(2013, 3, 14), 2),
        (date(2014, 3, 14), 2),  # a year, to the day
        (date(2014, 3, 15), None),  # stale
    ],
)
def test_where_a_line_was_known_to_stand(day, rung):
    assert rung_on(CANADA, day, YEAR) == rung


def test_over_time():
    found = over_time({"mali": (CANADA, FRANCE)}, {"mali": LADDER}, YEAR)
    assert [(it.day.isoformat(), it.known, it.agree, it.mean) for it in found] == [
        ("2013-01-11", 1, 0, 1.0),
        ("2013-03-14", 1, 0, 0.25),
        ("2014-03-15", 0, 0, None),
    ]


def test_the_mean_is_over_what_is_known_of_both():
    pairs = {
        "mali": (CANADA, FRANCE),
        "other": (CANADA, CANADA),
        "later": (CANADA, told(""" 2015-01-01 harper 4""")),
    }
    now = distance_on(date(2013, 4, 1), pairs, dict.fromkeys(pairs, LADDER), YEAR)
    assert (now.known, now.agree, now.mean) == (2, 1, 0.125)


def test_nothing_shared():
    assert over_time({}, {}, YEAR) == ()


rungs = st.integers(-3, 9)


@given(rungs, rungs, rungs)
def test_laws_of_a_distance(one, other, third):
    ladder = (one, other, third)
    assert apart(one, one, ladder) == 0
    assert apart(one, other, ladder) == apart(other, one, ladder)
    assert 0 <= apart(one, other, ladder) <= 1
    assert apart(one, third, ladder) <= apart(one, other, ladder) + apart(other, third, ladder) + 1e-9
