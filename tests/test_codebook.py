"""Every coding term has one line that says what it means, and no line is left over."""

from pathlib import Path

import pytest

from tracker.codebook import MEANINGS
from tracker.models import Commitment, CommitmentEvent, Evidence, Membership, Source, Statement
from tracker.stances.values import CommitmentStatus, Role


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("act", Statement.Act.values),
        ("bound", Statement.Bound.values),
        ("firmness", Statement.Firmness.values),
        ("attribution", Statement.Attribution.values),
        ("words_of", Evidence.WordsOf.values),
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


def test_a_formal_act_is_called_what_the_seeds_codebook_calls_it():
    readme = (Path(__file__).parents[1] / "seeds" / "README.md").read_text(encoding="utf-8")
    told = "a decision of a body, or an act of a state, that the source names and tells as a fact"
    assert f"`formal`: {told}: " in readme
    assert str(MEANINGS["attribution"]["formal"]).lower().startswith(f"{told}: ")
    assert Statement.Attribution.FORMAL.label == "Formal decision or act"
