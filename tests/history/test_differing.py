"""What a reader's switches change, in the words of the page."""

from datetime import date

import pytest

from tests.history.points import RUNGS, line, point
from tracker.history.differing import differing, through
from tracker.stances.switches import leave_out
from tracker.stances.values import Attribution, Bound, Showing, Switches

PRESS, PAPER = (Showing("a", "The Press", "a"),), (Showing("b", "The Paper", "b"),)
PARAPHRASED = Attribution.PARAPHRASED
NO_PAPER = Switches(outlets=frozenset({"The Paper"}))

CASES = {
    "an aside": (
        [
            point("2013-01-08", 0, showings=PRESS),
            point("2013-02-01", 2, speaker="aide", attribution=Attribution.UNNAMED),
        ],
        Switches(unnamed=True),
        ["1 of 2 statements is left out.", "The stance is still “No role”, and no shift changes."],
    ),
    "the last shift": (
        [point("2013-01-08", 0, showings=PRESS), point("2013-02-01", 1, showings=PAPER)],
        NO_PAPER,
        [
            "1 of 2 statements is left out.",
            "The stance is “No role” instead of “Airlift”.",
            "Shift 1 (from “No role” to “Airlift”, 1 February 2013) is gone.",
        ],
    ),
    "the step between": (
        [
            point("2013-01-08", 0, showings=PRESS),
            point("2013-02-01", 1, showings=PAPER),
            point("2013-03-01", 2, showings=PRESS),
        ],
        NO_PAPER,
        [
            "1 of 3 statements is left out.",
            "The stance is still “Trainers”.",
            "Shift 1 (from “No role” to “Airlift”, 1 February 2013) is gone.",
            "Shift 2 (from “Airlift” to “Trainers”, 1 March 2013) goes from “No role” to “Trainers” instead.",
        ],
    ),
    "the first to show it": (
        [
            point("2013-01-08", 0, showings=PRESS),
            point("2013-02-01", 1, showings=PAPER),
            point("2013-02-04", 1, showings=PRESS),
        ],
        NO_PAPER,
        [
            "1 of 3 statements is left out.",
            "The stance is still “Airlift”.",
            "Shift 1 (from “No role” to “Airlift”, 1 February 2013) is first seen on 4 February 2013.",
        ],
    ),
    "the first word": (
        [point("2012-07-13", 0, showings=PAPER), point("2013-01-08", 0, showings=PRESS)],
        NO_PAPER,
        [
            "1 of 2 statements is left out.",
            "The stance is still “No role”, and no shift changes.",
            "The line begins on 8 January 2013 instead of on 13 July 2012.",
        ],
    ),
    "the first word, on another rung": (
        [point("2012-07-13", 0, showings=PAPER), point("2013-01-08", 1, showings=PRESS)],
        NO_PAPER,
        [
            "1 of 2 statements is left out.",
            "The stance is still “Airlift”.",
            "The line begins with “Airlift”, on 8 January 2013, instead of “No role”, on 13 July 2012.",
            "Shift 1 (from “No role” to “Airlift”, 8 January 2013) is gone.",
        ],
    ),
    "a last word": (
        [point("2012-11-08", 0, showings=PRESS), point("2013-02-04", 0, showings=PAPER)],
        NO_PAPER,
        [
            "1 of 2 statements is left out.",
            "The stance is still “No role”, last confirmed on 8 November 2012 instead of 4 February 2013."
            " It is stale.",
        ],
    ),
    "a limit": (
        [
            point("2013-01-08", 0, showings=PRESS),
            point("2013-01-09", 1, bound=Bound.CEILING, attribution=PARAPHRASED),
            point("2013-03-09", 2, showings=PRESS),
        ],
        Switches(paraphrase=True),
        [
            "1 of 3 statements is left out.",
            "The stance is still “Trainers”, and no shift changes.",
            "A limit is gone: nothing above “Airlift”, from 9 January 2013, until crossed on 9 March 2013.",
        ],
    ),
    "all": (
        [point("2013-01-08", 0, showings=PAPER), point("2013-01-09", 0, showings=PAPER)],
        NO_PAPER,
        ["2 of 2 statements are left out.", "No stance on record is left; the full record gives “No role”."],
    ),
    "nothing": (
        [point("2013-01-08", 0, showings=PRESS)],
        Switches(unnamed=True),
        ["None of its statements is left out.", "The stance is still “No role”, and no shift changes."],
    ),
}


@pytest.mark.parametrize(("said", "switches", "sentences"), CASES.values(), ids=CASES)
def test_what_changes(said, switches, sentences):
    seen = line(*leave_out(said, switches))
    assert list(differing(line(*said), seen, RUNGS, switches).sentences) == sentences


@pytest.mark.parametrize(
    ("switches", "words"),
    [
        (Switches(), "With all evidence"),
        (Switches(unnamed=True), "Without unnamed sources"),
        (
            Switches(paraphrase=True, outlets=frozenset({"Reuters", "AP"})),
            "Without paraphrase, AP and Reuters",
        ),
        (Switches(heads_only=True), "Only heads of state or government, and formal decisions or acts"),
        (
            Switches(unnamed=True, heads_only=True),
            "Only heads of state or government, and formal decisions or acts, without unnamed sources",
        ),
    ],
)
def test_what_counts_is_named(switches, words):
    assert through(switches) == words


def test_a_left_out_day_is_not_named_twice():
    same_day = [
        point("2013-01-08", 0, showings=PRESS),
        point("2013-02-01", 1, showings=PAPER, slug="s1"),
        point("2013-02-01", 1, showings=PRESS, slug="s2", first=date(2013, 1, 30)),
    ]
    seen = line(*leave_out(same_day, NO_PAPER))
    assert differing(line(*same_day), seen, RUNGS, NO_PAPER).sentences[-1] == (
        "Shift 1 (from “No role” to “Airlift”, 1 February 2013) rests on another statement of that day."
    )


def test_of_very_many_changes_the_first_are_told():
    days = [f"2013-{month:02}-{day:02}" for month in range(1, 4) for day in range(1, 11)]
    said = [point(day, place % 2, showings=PAPER if place % 2 else PRESS) for place, day in enumerate(days)]
    sentences = differing(line(*said), line(*leave_out(said, NO_PAPER)), RUNGS, NO_PAPER).sentences
    assert (len(sentences), sentences[-1]) == (14, "And 18 changes more.")
