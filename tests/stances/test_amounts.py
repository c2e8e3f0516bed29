"""Rule 9, quantities: stories of what was pledged and delivered, one turn a line."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import edtf
from tracker.stances.amounts import share, total
from tracker.stances.commitments import standing
from tracker.stances.values import Amount, EventKind, Holding, Qualifier, Standing, Turn

LATER = date(2030, 1, 1)


def turn(row: str, statement: str) -> Turn:
    """`2016 made up_to 600 troops`: when, what, hedge or `-`, how much, of what."""
    when, kind, *amount = row.split(maxsplit=4)
    day = edtf.parse(when)
    return Turn(EventKind(kind), day.first, day.last, statement, _amount(*amount) if amount else None)


def _amount(hedge: str, quantity: str, unit: str) -> Amount:
    return Amount(Decimal(quantity), unit, None if hedge == "-" else Qualifier(hedge))


def after(story: str) -> Standing:
    rows = story.strip().splitlines()
    found = standing([turn(row, f"s{number}") for number, row in enumerate(rows, 1)], as_of=LATER)
    assert found is not None
    return found


def words(held: tuple[Holding, ...]) -> list[str]:
    return [
        " + ".join(
            f"{each.amount.qualifier or '-'} {each.amount.quantity}"
            for each in (*([holding.whole] if holding.whole else []), *holding.on_top)
        )
        + f" {holding.unit}"
        for holding in held
    ]


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("2016 made up_to 600 troops", ["up_to 600 troops"]),
        ("2016 made up_to 600 troops\n2017 reduced exactly 300 troops", ["exactly 300 troops"]),
        (
            "2016 made up_to 600 troops\n2017 split up_to 200 troops in any one place",
            ["up_to 600 troops", "up_to 200 troops in any one place"],
        ),
        ("2016 made - 600 Troops\n2017 increased - 800 troops", ["- 800 Troops"]),
        (
            "2016 made up_to 600 troops\n2017 increased up_to 150 additional troops",
            ["up_to 600 + up_to 150 troops"],
        ),
        (
            "2016 made - 9 planes\n2017 increased - 2 additional planes\n2018 reaffirmed - 9 planes",
            ["- 9 + - 2 planes"],
        ),
        (
            "2016 made - 9 planes\n2017 increased - 2 additional planes\n2018 reduced - 10 planes",
            ["- 10 planes"],
        ),
        ("2016 increased at_least 5 additional planes", ["at_least 5 planes"]),
        ("2016 made - 9 planes\n2017 withdrawn\n2018 made - 3 trainers", ["- 3 trainers"]),
        ("2016 made - 9 planes\n2017 broken - 4 planes", ["- 9 planes"]),
    ],
)
def test_what_stands_pledged(story, expected):
    assert words(after(story).pledged) == expected


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("2017 delivered_in_part - 20 troops\n2018 delivered_in_part about 35 troops", ["about 35 troops"]),
        (
            "2017 delivered_in_part - 20 troops\n2018 delivered_in_part - 15 additional troops",
            ["- 20 + - 15 troops"],
        ),
        (
            "2017 delivered_in_part - 20 troops\n2018 delivered_in_part - 2 planes",
            ["- 20 troops", "- 2 planes"],
        ),
        ("2017 delivered_in_part - 20 troops\n2018 delivered", []),
    ],
)
def test_what_was_delivered_stands_as_last_reported(story, expected):
    assert words(after(story).handed) == expected


@pytest.mark.parametrize(
    ("hedges", "expected"),
    [
        ("- -", "- 5"),
        ("exactly exactly", "- 5"),
        ("exactly up_to", "up_to 5"),
        ("at_least -", "at_least 5"),
        ("about -", "about 5"),
        ("up_to at_least", None),
        ("about up_to", None),
    ],
)
def test_a_total_is_as_hedged_as_its_parts(hedges, expected):
    one, other = hedges.split()
    held = after(f"2016 made {one} 3 planes\n2017 increased {other} 2 additional planes").pledged[0]
    found = total(held)
    assert (found and f"{found.qualifier or '-'} {found.quantity}") == expected


@pytest.mark.parametrize(
    ("pledged", "delivered", "expected"),
    [
        ("- 4 planes", "- 1 planes", "0.25"),
        ("exactly 4 planes", "at_least 1 planes", "at_least 0.25"),
        ("up_to 4 planes", "- 1 planes", "0.25 of up_to"),
        ("at_least 4 planes", "up_to 5 planes", "up_to 1.25 of at_least"),
        ("about 4 planes", "- 1 planes", "about 0.25"),
        ("- 4 planes", "about 1 planes", "about 0.25"),
        ("about 4 planes", "at_least 1 planes", "None"),
        ("- 4 planes", "- 1 pilots", "None"),
        ("- 0 planes", "- 1 planes", "None"),
    ],
)
def test_a_share_only_of_one_unit_and_as_hedged_as_what_it_rests_on(pledged, delivered, expected):
    now = after(f"2016 made {pledged}\n2017 delivered_in_part {delivered}")
    found = share(now.pledged, now.handed, now.rivals)
    if found is None:
        assert expected == "None"
        return
    hedge, of = f"{found.hedge or ''} ", f" of {found.of}" if found.of else ""
    assert f"{hedge}{found.ratio}{of}".strip() == expected


def test_a_share_counts_what_came_on_top():
    now = after("2016 made - 3 planes\n2017 increased - 1 additional planes\n2018 delivered - 2 planes")
    found = share(now.pledged, now.handed)
    assert found is not None
    assert found.ratio == Decimal("0.5")


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("2016-01-08 made - 600 troops\n2016-01-08 made - 500 troops", ["s1 600", "s2 500"]),
        ("2016-01 reduced - 600 troops\n2016-01-08 reduced - 500 troops", ["s1 600", "s2 500"]),
        ("2016-01-08 made - 600 troops\n2017 made up_to 600 troops", ["s1 600", "s2 600"]),
        ("2016-01-08 made - 600 troops\n2016-01-08 made exactly 600 troops", []),
        ("2016-01-08 made - 600 troops\n2016-01-08 made - 5 planes", []),
        ("2016-01-08 made - 600 troops\n2016-01-08 increased - 700 troops", []),
        ("2016 delivered_in_part - 20 troops\n2017 delivered_in_part - 35 troops", []),
        ("2016 made - 600 troops\n2017 lapsed\n2018 made - 500 troops", []),
    ],
)
def test_rival_counts_stand_side_by_side(story, expected):
    found = [
        f"{each.statement} {each.amount.quantity}"
        for rivalry in after(story).rivals
        for each in rivalry.claims
    ]
    assert sorted(found) == sorted(expected)


def test_there_is_no_share_of_what_is_counted_differently():
    now = after("2016 made - 600 troops\n2016 made - 500 troops\n2017 delivered_in_part - 100 troops")
    assert share(now.pledged, now.handed, now.rivals) is None
    assert share(now.pledged, now.handed) is not None


DAYS = st.dates(date(2013, 1, 1), date(2013, 1, 20))
AMOUNTS = st.builds(
    Amount,
    st.integers(0, 9).map(Decimal),
    st.sampled_from(["troops", "additional troops", "planes"]),
    st.sampled_from([None, *Qualifier]),
)


@st.composite
def lives(draw: st.DrawFn) -> list[Turn]:
    turns = []
    for number in range(draw(st.integers(1, 7))):
        first, last = sorted([draw(DAYS), draw(DAYS)])
        kind, told = draw(st.sampled_from(list(EventKind))), draw(st.none() | AMOUNTS)
        turns.append(Turn(kind, first, last, f"s{number}", told, draw(st.none() | DAYS)))
    return turns


@given(lives(), st.randoms())
def test_in_whatever_order_turns_come_the_outcome_is_the_same(turns, random):
    mixed = random.sample(turns, len(turns))
    assert standing(mixed, as_of=LATER) == standing(turns, as_of=LATER)


@given(lives(), DAYS)
def test_nothing_is_known_on_a_day_but_what_was_said_by_then(turns, day):
    by_then = [turn for turn in turns if turn.last <= day]
    assert standing(turns, as_of=day) == standing(by_then, as_of=day)


@given(lives())
def test_every_figure_that_stands_was_said_by_a_statement(turns):
    now = standing(turns, as_of=LATER)
    assert now is not None
    said = {(turn.statement, turn.amount.quantity) for turn in turns if turn.amount}
    for holding in (*now.pledged, *now.handed):
        claims = [*([holding.whole] if holding.whole else []), *holding.on_top]
        assert claims
        assert {(each.statement, each.amount.quantity) for each in claims} <= said
    assert (now.days_overdue > 0) is now.overdue
    assert now.deadline not in now.was_due[-1:]


@given(lives())
def test_rivals_are_told_by_different_statements_with_different_figures(turns):
    now = standing(turns, as_of=LATER)
    assert now is not None
    for rivalry in now.rivals:
        assert len({each.statement for each in rivalry.claims}) > 1
        assert len({(each.amount.quantity, each.amount.qualifier) for each in rivalry.claims}) > 1
        assert {each.kind for each in rivalry.claims} == {rivalry.kind}
