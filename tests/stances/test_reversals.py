"""Reversals: which two statements of one actor are opposite, and how far apart in time."""

import pytest

from tests.stances.stories import points, read
from tracker.stances.reversals import reversals
from tracker.stances.values import Line


def told(story: str) -> Line:
    """The line of a story that says nothing of what comes of it."""
    return read(points(story))


LADDER = (0, 1, 2, 3, 4)

# a story, and its pairs: earlier, later, days apart at most, how
STORIES = {
    "two halves of the ladder": (
        """2013-01-08  harper  0
           2013-03-14  harper  3""",
        ["s01 s02 65 across"],
    ),
    "the very middle is on neither side": (
        """2013-01-08  harper  0
           2013-03-14  harper  2""",
        [],
    ),
    "a step across the middle is none, and the pair waits for what is opposite": (
        """2013-01-08  harper  1
           2013-03-14  harper  2
           2013-03-15  harper  3
           2013-03-16  harper  1
           2013-03-17  harper  3""",
        ["s03 s04 1 across,turned", "s04 s05 1 across,turned", "s01 s03 66 across"],
    ),
    "a step on the same side is none": (
        """2013-01-08  harper  3
           2013-03-14  harper  4""",
        [],
    ),
    "each is paired with the first that comes after it": (
        """2013-01-01  harper  0
           2013-01-02  baird   0
           2013-01-05  harper  4
           2013-01-09  harper  4""",
        ["s02 s03 3 across", "s01 s03 4 across"],
    ),
    "there and back": (
        """2013-01-01  harper  0
           2013-01-05  harper  4
           2013-01-07  harper  0""",
        ["s02 s03 2 across,turned", "s01 s02 4 across"],
    ),
    "turned back on one side": (
        """2013-01-01  harper  2
           2013-01-05  harper  4
           2013-01-09  harper  3""",
        ["s02 s03 4 turned"],
    ),
    "a limit is crossed": (
        """2013-01-01  harper  0
           2013-01-02  harper  <1
           2013-01-09  harper  2""",
        ["s02 s03 7 crossed"],
    ),
    "an unnamed aide and what is only considered count for nothing": (
        """2013-01-01  harper  0
           2013-01-02  aide    4  unnamed
           2013-01-03  mackay  4  considering""",
        [],
    ),
    "what took no position": (
        """2013-01-01  harper  0
           2013-01-02  harper  -""",
        [],
    ),
    "outranked that day, and yet said": (
        """2013-01-01  harper  0
           2013-01-05  harper  0
           2013-01-05  baird   4""",
        ["s03 s02 0 across", "s01 s03 4 across"],
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_story(name):
    story, expected = STORIES[name]
    found = reversals(read(points(story)), LADDER)
    assert [
        f"{it.earlier.slug} {it.later.slug} {it.days_max} {','.join(it.ways)}" for it in found
    ] == expected


def test_days_that_are_not_known_exactly():
    (found,) = reversals(read(points("2013-01-08  harper  0\n2013-03  harper  4")), LADDER)
    assert (found.days_min, found.days_max) == (52, 82)


def test_a_ladder_without_rungs_or_with_one():
    line = told("2013-01-08  harper  0")
    assert reversals(line, ()) == ()
    assert reversals(line, (0,)) == ()


def test_of_four_rungs_the_two_in_the_middle_are_not_opposite():
    line = told("2013-01-08  harper  1\n2013-03-14  harper  2\n2013-03-15  harper  0")
    found = reversals(line, (0, 1, 2, 3))
    assert [(it.earlier.slug, it.later.slug) for it in found] == [("s02", "s03")]


@pytest.mark.parametrize(
    ("first", "then", "known"),
    [
        ("2013-01-08", "2013-01-09", True),
        ("2013-01", "2013-01-31", False),
        ("2013-01-08", "2013-01-08", False),
    ],
)
def test_which_came_first_is_known_only_where_no_day_is_shared(first, then, known):
    (found,) = reversals(read(points(f"{first} harper 0\n{then} baird 4")), LADDER)
    assert found.in_sequence is known
