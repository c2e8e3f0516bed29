"""Every coding term has one line that says what it means, and no line is left over."""

import pytest

from tracker.codebook import MEANINGS
from tracker.models import Commitment, CommitmentEvent, Membership, Source, Statement
from tracker.stances.values import CommitmentStatus, Role


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("act", Statement.Act.values),
        ("bound", Statement.Bound.values),
        ("firmness", Statement.Firmness.values),
        ("attribution", Statement.Attribution.values),
        ("rank", Membership.Rank.values),
        ("dated", Source.DateBasis.values),
        ("kind", Commitment.Kind.values),
        ("turn", CommitmentEvent.Kind.values),
        ("status", [status.value for status in CommitmentStatus]),
        ("role", [*(role.value for role in Role), "pressure", "aside", "told"]),
    ],
)
def test_each_value_has_its_meaning(field, values):
    assert set(MEANINGS[field]) == set(values)
    assert all(meaning.endswith((".", "”.")) for meaning in MEANINGS[field].values())
