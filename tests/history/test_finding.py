"""A line in one sentence: one case for each kind of line."""

from datetime import date

import pytest

from tests.history.points import HARPER, RUNGS, TRUDEAU, line, point
from tracker.history.finding import finding, text
from tracker.stances.values import Act, Attribution, Bound, Firmness, Term

NO_ROLE, AIRLIFT, TRAINERS, COMBAT = range(4)
ASKED = point(
    "2013-01-08", COMBAT, speaker="hollande", principal="france", addressee="canada", act=Act.REQUESTS
)


def unnamed(day, rung):
    return point(day, rung, speaker="aide", attribution=Attribution.UNNAMED)


CASES = {
    "nothing": ((), "No statement by Canada on this has been found."),
    "only asked": ((ASKED,), "Others pressed Canada on this once; no answer has been found."),
    "one signal": (
        (unnamed("2013-01-08", AIRLIFT),),
        "Canada took no position on record; there is one signal.",
    ),
    "signals": (
        (
            unnamed("2013-01-08", AIRLIFT),
            point("2013-02-01", TRAINERS, firmness=Firmness.CONSIDERING),
        ),
        "Canada took no position on record; there are two signals.",
    ),
    "declined": (
        (point("2013-01-08", None),),
        "Canada spoke on this once and took no position.",
    ),
    "only a limit": (
        (point("2013-01-08", TRAINERS, bound=Bound.CEILING),),
        "Canada set one limit, but took no position on record.",
    ),
    "one statement": (
        (point("2013-01-08", NO_ROLE),),
        "Canada took one position on record, No role, on 8 January 2013.",
    ),
    "one statement, long ago": (
        (point("2012-01-08", NO_ROLE),),
        "Canada took one position on record, No role, on 8 January 2012, nothing since.",
    ),
    "one statement, and a signal since": (
        (point("2012-01-08", NO_ROLE), unnamed("2013-11-15", TRAINERS)),
        "Canada took one position on record, No role, on 8 January 2012, "
        "nothing on record since but one signal, on 15 November 2013.",
    ),
    "one statement, and signals since": (
        (point("2012-01-08", NO_ROLE), unnamed("2013-11-14", TRAINERS), unnamed("2013-11-15", TRAINERS)),
        "Canada took one position on record, No role, on 8 January 2012, "
        "nothing on record since but two signals, the last on 15 November 2013.",
    ),
    "one statement, and a signal some time since": (
        (
            point("2012-01-08", NO_ROLE),
            point("2013-11-15", TRAINERS, first=date(2013, 1, 1), attribution=Attribution.UNNAMED),
        ),
        "Canada took one position on record, No role, on 8 January 2012, "
        "nothing on record since but one signal, by 15 November 2013.",
    ),
    "one statement, within a few days": (
        (point("2013-01-11", COMBAT, first=date(2013, 1, 10)),),
        "Canada took one position on record, Combat, between 10 and 11 January 2013.",
    ),
    "held": (
        (point("2013-01-08", NO_ROLE), point("2013-02-01", NO_ROLE), point("2013-03-01", NO_ROLE)),
        "Canada took one position on record, No role, first on 8 January 2013, "
        "and reaffirmed it twice; last confirmed on 1 March 2013.",
    ),
    "one shift": (
        (point("2012-07-13", NO_ROLE), point("2013-03-14", AIRLIFT)),
        "Canada went from No role to Airlift in 8 months, in one step, under the Harper government; "
        "last confirmed on 14 March 2013.",
    ),
    "two shifts": (
        (
            point("2013-01-08", NO_ROLE),
            point("2013-01-16", AIRLIFT, speaker="macdougall"),
            point("2013-03-14", TRAINERS),
        ),
        "Canada went from No role to Trainers in 9 weeks, in two steps, "
        "both under the Harper government; last confirmed on 14 March 2013.",
    ),
    "there and back": (
        (point("2013-01-08", NO_ROLE), point("2013-01-16", COMBAT), point("2013-03-14", NO_ROLE)),
        "Canada came back to No role by way of Combat in 9 weeks, in two steps, "
        "both under the Harper government; last confirmed on 14 March 2013.",
    ),
}


@pytest.mark.parametrize(("points", "expected"), CASES.values(), ids=CASES)
def test_the_finding(points, expected):
    assert text(finding("Canada", line(*points), RUNGS, ())) == expected.replace(
        ", under the Harper government", ""
    ).replace(", both under the Harper government", "")
    terms = (Term("Harper government", "harper", None, None),)
    assert text(finding("Canada", line(*points), RUNGS, terms)) == expected


def test_a_change_of_government_is_named():
    old = point("2015-01-08", AIRLIFT)
    new = point("2016-01-08", COMBAT, speaker="trudeau")
    read = line(old, new, as_of="2018-01-01")
    assert text(finding("Canada", read, RUNGS, (HARPER, TRUDEAU))) == (
        "Canada went from Airlift to Combat in 12 months, in one step, "
        "across a change of government; last confirmed on 8 January 2016, nothing since."
    )


def test_rungs_in_the_finding_lead_to_their_definitions():
    read = line(point("2012-07-13", NO_ROLE), point("2013-03-14", AIRLIFT))
    phrases = finding("Canada", read, RUNGS, ())
    assert [phrase.rung.url for phrase in phrases if phrase.rung] == ["/codebook/#0", "/codebook/#1"]
