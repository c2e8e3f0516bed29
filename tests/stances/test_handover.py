"""A change of government: what was left, the first word after it, the last, and how far it moved."""

from datetime import date

import pytest

from tests.stances.stories import points, read
from tracker.stances.handover import handover
from tracker.stances.values import Line


def told(story: str) -> Line:
    """The line of a story that says nothing of what comes of it."""
    return read(points(story))


DAY = date(2015, 11, 4)
STORIES = {
    "moved at once": ("2013-01-08 harper 0\n2015-11-05 trudeau 3", "s01", "s02", "s02", 3),
    "took it up, then moved": (
        "2013-01-08 harper 1\n2015-11-05 trudeau 1\n2016-02-01 trudeau 0",
        "s01",
        "s02",
        "s03",
        -1,
    ),
    "said on the day itself: the newcomer's": (
        "2013-01-08 harper 0\n2015-11-04 trudeau 2",
        "s01",
        "s02",
        "s02",
        2,
    ),
    "nothing before": ("2016-01-01 trudeau 2", None, "s01", "s01", None),
    "nothing since": ("2013-01-08 harper 0", "s01", None, None, None),
    "a signal is no word": (
        "2013-01-08 harper 0\n2016-01-01 trudeau 3 considering",
        "s01",
        None,
        None,
        None,
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_story(name):
    story, *expected = STORIES[name]
    found = handover(told(story), None, DAY, None)
    steps = [step and step.point.slug for step in (found.before, found.first, found.last)]
    assert [*steps, found.size] == expected


def test_only_the_two_terms_count():
    line = told("2005-01-01 harper 4\n2013-01-08 harper 0\n2016-01-01 trudeau 3\n2020-01-01 trudeau 1")
    found = handover(line, date(2006, 2, 6), DAY, date(2019, 12, 31))
    assert (found.before.point.slug, found.last.point.slug) == ("s02", "s03")
    assert handover(line, date(2014, 1, 1), DAY, None).before is None
