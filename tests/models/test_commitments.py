"""What a turn of a commitment may hold."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.stories import canada_story
from tracker.models import CommitmentEvent

pytestmark = pytest.mark.django_db


def turn_of(quantity: str) -> CommitmentEvent:
    canada_story()
    turn = CommitmentEvent.objects.filter(quantity__isnull=False).first()
    assert turn is not None
    turn.quantity = Decimal(quantity)
    return turn


@pytest.mark.parametrize("quantity", ["0.01", "600.00", "9999999999999.99"])
def test_every_quantity_that_a_form_takes_is_read_back_as_it_was(quantity):
    turn = turn_of(quantity)
    turn.full_clean()
    turn.save()
    turn.refresh_from_db()
    assert turn.quantity == Decimal(quantity)


def test_more_digits_than_every_database_keeps_are_refused():
    turn = turn_of("99999999999999.99")
    with pytest.raises(ValidationError, match="no more than 15 digits"):
        turn.full_clean()
