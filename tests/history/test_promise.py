"""A commitment in one sentence, and its quantities in words: stories, one turn a line."""

from datetime import date
from decimal import Decimal

import pytest

from tracker import edtf
from tracker.history.promise import promise
from tracker.history.quantities import share_bar
from tracker.stances.amounts import share
from tracker.stances.commitments import in_order, standing
from tracker.stances.values import Amount, EventKind, Qualifier, Share, Turn


def turn(row: str, statement: str) -> Turn:
    """`2013-01-14 made 1 aircraft by 2013-01-24`, a hedge before the number where there is one."""
    said, _, due = row.partition(" by ")
    when, kind, *words = said.split()
    day, hedge = edtf.parse(when), Qualifier(words.pop(0)) if words and words[0].isidentifier() else None
    amount = Amount(Decimal(words[0]), " ".join(words[1:]), hedge) if words else None
    return Turn(
        EventKind(kind), day.first, day.last, statement, amount, date.fromisoformat(due) if due else None
    )


def told(story: str, *, as_of: str = "2014-01-01") -> str:
    rows = [turn(row.strip(), f"s{number}") for number, row in enumerate(story.strip().split("\n"))]
    turns, day = in_order(rows), date.fromisoformat(as_of)
    now = standing(turns, as_of=day)
    assert now is not None
    return promise("Canada", now, turns, share(now.pledged, now.handed, now.rivals))


@pytest.mark.parametrize(
    ("story", "sentence"),
    [
        (
            "2013-01-08 made",
            "Canada made this promise on 8 January 2013; no deadline given; "
            "no source coded here says that it was kept.",
        ),
        (
            "2013-01-14 made 1 aircraft by 2013-01-24\n2013-01-24 extended by 2013-02-15\n"
            "2013-02-15 extended by 2013-03-15",
            "Canada promised 1 aircraft on 14 January 2013; extended twice, from 24 January 2013 to "
            "15 March 2013; no source coded here says that it was kept; "
            "its day has passed with nothing further on record.",
        ),
        (
            "2013-01-14 made 1 aircraft by 2013-01-24\n2013-03-14 extended\n"
            "2013-03-14 delivered_in_part 1 aircraft",
            "Canada promised 1 aircraft on 14 January 2013; extended once, from 24 January 2013 to an open "
            "end; 1 aircraft delivered by 14 March 2013, the amount pledged, and the promise goes on.",
        ),
        (
            "2013-01 made up_to 600 troops\n2013-05 split up_to 200 troops in any one place\n"
            "2013-06-01 delivered_in_part about 150 troops",
            "Canada promised up to 600 troops in January 2013; split, with up to 200 troops in any one place "
            "in May 2013; no deadline given; about 150 troops delivered by 1 June 2013, "
            "about 25 % of the most pledged, told as a part.",
        ),
        (
            "2013-01-14 made 600 troops\n2013-02-01 increased up_to 150 additional troops\n"
            "2013-03-01 reaffirmed\n2013-04-01 reaffirmed\n2013-05-01 withdrawn",
            "Canada promised 600 troops on 14 January 2013; up to 150 troops more on top on 1 February 2013; "
            "reaffirmed twice, last on 1 April 2013; no deadline given; withdrawn on 1 May 2013.",
        ),
        (
            "2013-01-14 made 600 troops\n2013-01-14 made at_least 500 troops\n"
            "2013-02-01 delivered 400 troops",
            "Canada promised 600 troops on 14 January 2013; counts differ: 600 troops or at least "
            "500 troops; no deadline given; 400 troops delivered by 1 February 2013.",
        ),
        (
            "2013-01-14 reaffirmed 600 troops by 2013-06-30\n2013-02-01 delivered",
            "Canada is first known to have promised 600 troops on 14 January 2013; "
            "due by 30 June 2013; delivered by 1 February 2013, no quantity told.",
        ),
    ],
)
def test_the_sentence(story, sentence):
    assert told(story) == sentence


@pytest.mark.parametrize(
    ("ratio", "hedge", "of", "words", "filled"),
    [
        ("0.25", None, None, "25 % of the amount", 25),
        ("0.419", Qualifier.AT_LEAST, Qualifier.UP_TO, "at least 41 % of the most pledged", 41),
        ("0.411", Qualifier.UP_TO, None, "up to 42 % of the amount", 41),
        ("0.999", None, None, "99 % of the amount", 99),
        ("0.001", None, None, "less than 1 % of the amount", 1),
        ("0.001", Qualifier.AT_LEAST, None, "more than 0 % of the amount", 1),
        ("12.5", None, Qualifier.AT_LEAST, "1,250 % of the least pledged", 100),
        ("0", None, None, "0 % of the amount", 0),
    ],
)
def test_a_share_never_says_more_than_is_known(ratio, hedge, of, words, filled):
    amount = Amount(Decimal(1), "planes")
    bar = share_bar(Share(Decimal(ratio), hedge, of, amount, amount))
    assert bar is not None
    assert (bar.words, bar.filled) == (words, filled)
