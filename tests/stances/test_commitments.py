"""Rule 9: stories of commitments, one turn a line: when, what, how much, by when."""

from datetime import date
from decimal import Decimal

import pytest

from tracker import edtf
from tracker.stances.commitments import standing
from tracker.stances.values import Amount, EventKind, Qualifier, Standing, Turn


def turns(story: str) -> list[Turn]:
    return [turn(row, f"s{number:02}") for number, row in enumerate(story.strip().splitlines(), start=1)]


def turn(row: str, statement: str) -> Turn:
    when, kind, *rest = row.split()
    day, words = edtf.parse(when), dict(word.split(":") for word in rest)
    return Turn(
        kind=EventKind(kind),
        first=day.first,
        last=day.last,
        statement=statement,
        amount=amount(words["of"]) if "of" in words else None,
        deadline=date.fromisoformat(words["by"]) if "by" in words else None,
    )


def amount(text: str) -> Amount:
    """`up_to=600` troops, or plain `5000`."""
    qualifier, equals, quantity = text.rpartition("=")
    return Amount(Decimal(quantity), "troops", Qualifier(qualifier) if equals else None)


def on(day: str, story: str) -> Standing:
    found = standing(turns(story), as_of=date.fromisoformat(day))
    assert found is not None
    return found


def in_words(found: Standing) -> str:
    return f"{found.status}{', overdue' * found.overdue}, by {found.deadline}, extended {found.extended}"


PLANE = """
    2013-01-14  made      by:2013-01-21
    2013-01-24  extended  by:2013-02-15
    2013-02-14  extended  by:2013-03-15
    """


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2013-01-14", "open, by 2013-01-21, extended 0"),
        ("2013-01-21", "open, by 2013-01-21, extended 0"),
        ("2013-01-22", "open, overdue, by 2013-01-21, extended 0"),
        ("2013-01-24", "open, by 2013-02-15, extended 1"),
        ("2013-02-14", "open, by 2013-03-15, extended 2"),
        ("2013-03-16", "open, overdue, by 2013-03-15, extended 2"),
    ],
)
def test_a_commitment_extended_twice_then_past_its_deadline(day: str, expected: str) -> None:
    assert in_words(on(day, PLANE)) == expected


def test_before_its_first_turn_there_is_no_commitment() -> None:
    assert standing(turns(PLANE), as_of=date(2013, 1, 13)) is None
    assert standing([], as_of=date(2013, 1, 13)) is None


def test_an_extension_without_a_deadline_is_open_ended() -> None:
    found = on("2017-01-01", "2013-01-14 made by:2013-01-21\n2013-03-14 extended")
    assert in_words(found) == "open, by None, extended 1"


@pytest.mark.parametrize("settled", ["delivered", "lapsed", "withdrawn", "broken"])
def test_what_was_settled_is_not_overdue(settled: str) -> None:
    found = on("2017-01-01", f"2013-01-14 made by:2013-01-21\n2013-02-01 {settled}")
    assert in_words(found) == f"{settled}, by 2013-01-21, extended 0"


@pytest.mark.parametrize(
    ("turn", "status"),
    [("reaffirmed", "open"), ("split", "open"), ("delivered_in_part", "delivered_in_part")],
)
def test_a_turn_that_settles_nothing_leaves_it_overdue(turn: str, status: str) -> None:
    found = on("2017-01-01", f"2013-01-14 made by:2013-01-21\n2013-02-01 {turn}")
    assert in_words(found) == f"{status}, overdue, by 2013-01-21, extended 0"


def test_a_pledge_that_shrinks_keeps_its_hedge() -> None:
    story = """
        2012-11-11  made     of:5000
        2013-01-11  reduced  of:3300
        2013-01-20  reaffirmed
        2013-02-01  split    of:up_to=200
        """
    assert on("2013-01-10", story).amount == amount("5000")
    assert on("2013-01-31", story).amount == amount("3300")
    assert on("2013-02-01", story).amount == Amount(Decimal(200), "troops", Qualifier.UP_TO)


def test_what_was_delivered_is_as_last_reported_and_never_added_up() -> None:
    story = """
        2016-08-26  made               of:up_to=600
        2017-02-01  delivered_in_part  of:20
        2017-06-01  delivered_in_part  of:about=35
        2017-07-01  delivered_in_part
        """
    found = on("2017-11-15", story)
    assert (found.status, found.amount, found.delivered) == (
        "delivered_in_part",
        amount("up_to=600"),
        amount("about=35"),
    )


def test_delivered_without_a_number_claims_none() -> None:
    found = on("2017-11-15", "2016-08-26 made of:9\n2017-02-01 delivered_in_part of:2\n2017-06-01 delivered")
    assert (found.status, found.amount, found.delivered) == ("delivered", amount("9"), None)


@pytest.mark.parametrize("ended", ["lapsed", "withdrawn", "broken"])
@pytest.mark.parametrize("again", ["made", "extended", "increased"])
def test_pledged_anew_it_is_open_again(ended: str, again: str) -> None:
    assert on("2017-01-01", f"2013-01-14 made\n2013-02-01 {ended}\n2014-01-01 {again}").status == "open"


@pytest.mark.parametrize("ended", ["delivered", "lapsed", "withdrawn", "broken"])
@pytest.mark.parametrize("later", ["reaffirmed", "reduced", "split"])
def test_what_pledges_no_more_re_opens_nothing(ended: str, later: str) -> None:
    assert on("2017-01-01", f"2013-01-14 made\n2013-02-01 {ended}\n2014-01-01 {later}").status == ended


def test_more_pledged_after_delivery_makes_it_a_part() -> None:
    found = on("2014-02-01", "2013-01-14 made of:1\n2013-02-01 delivered of:1\n2014-01-01 increased of:2")
    assert (found.status, found.amount, found.delivered) == ("delivered_in_part", amount("2"), amount("1"))


def test_made_anew_its_old_deadline_is_gone() -> None:
    story = "2013-01-14 made by:2013-01-21\n2013-02-01 lapsed\n2014-01-01 made"
    assert in_words(on("2015-01-01", story)) == "open, by None, extended 0"


def test_made_twice_while_open_the_known_deadline_stays() -> None:
    story = "2013-01-14 made by:2013-01-21\n2013-01-15 made"
    assert in_words(on("2013-01-16", story)) == "open, by 2013-01-21, extended 0"


def test_a_first_turn_of_any_kind_shows_that_it_had_been_made() -> None:
    assert in_words(on("2013-03-14", "2013-03-14 reaffirmed")) == "open, by None, extended 0"


def test_within_a_day_turns_follow_a_pledges_life_in_whatever_order_they_come() -> None:
    story = "2013-01-14 delivered of:1\n2013-01-14 extended by:2013-02-01\n2013-01-14 made of:1 by:2013-01-20"
    found = on("2013-01-14", story)
    assert in_words(found) == "delivered, by 2013-02-01, extended 1"
    assert found.last_turn.kind == "delivered"


def test_a_turn_known_to_the_month_counts_once_the_month_is_over() -> None:
    story = "2013-01-14 made\n2013-03 withdrawn"
    assert (on("2013-03-30", story).status, on("2013-03-31", story).status) == ("open", "withdrawn")
