"""What the ledger makes of the data that comes with the tracker."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.stories import shipped_seeds
from tracker.history.commitment import commitment_page
from tracker.history.commitments import CommitmentRow, commitment_rows
from tracker.history.ledger import tally
from tracker.history.lens import read_lens
from tracker.models import Commitment, Statement

pytestmark = pytest.mark.django_db

TODAY = read_lens(QueryDict(), date(2026, 11, 28))


def test_a_promise_is_more_than_a_wish_and_its_maker_s_own():
    shipped_seeds()
    considering = Commitment.objects.filter(
        events__kind="made", events__statement__firmness=Statement.Firmness.CONSIDERING
    )
    of_others = Commitment.objects.filter(events__kind="made", events__statement__act=Statement.Act.REQUESTS)
    assert [*considering, *of_others] == []


def on(day: str) -> dict[str, CommitmentRow]:
    return {row.slug: row for row in commitment_rows(date.fromisoformat(day)) if row.now}


def test_the_ledger_on_the_shipped_data_day_by_day():
    shipped_seeds()
    made = {
        day: tally(row.standing for row in on(day).values())
        for day in ("2012-07-12", "2013-01-24", "2013-01-25", "2013-03-14", "2026-11-28")
    }
    assert [each.made for each in made.values()] == [0, 9, 9, 10, 13]
    assert [each.overdue for each in made.values()] == [0, 0, 1, 0, 0]

    plane = [on(day)["canada-c17-airlift"].now for day in ("2013-01-24", "2013-01-25", "2013-03-14")]
    assert [(now.status.text, now.deadline, now.days_overdue, now.done) for now in plane] == [
        ("open", date(2013, 1, 24), 0, "nothing reported"),
        ("open", date(2013, 1, 24), 1, "nothing reported"),
        ("delivered in part", None, 0, "1 aircraft"),
    ]
    assert (plane[-1].first_deadline, plane[-1].extended) == (date(2013, 1, 24), 1)

    troops = commitment_page(Commitment.objects.get(slug="canada-un-troops"), TODAY)
    assert [figure.words for figure in troops.pledged] == [
        "up to 600 troops",
        "up to 200 troops in any one place",
    ]
    assert troops.rivals == ()
    assert all(figure.cards[0].fragments for figure in troops.pledged)

    assert on("2026-11-28")["ecowas-force"].now.amount == "up to 5,000 troops; 3,300 troops in preparation"
    assert on("2012-12-31")["ecowas-force"].now.amount == "up to 5,000 troops"
    assert commitment_page(Commitment.objects.get(slug="canada-c17-airlift"), TODAY).row.now.goes_on
