"""The words of the rules are the words of the tables and the files."""

from enum import Enum

import pytest
from django.db.models import TextChoices

from tracker.models import CommitmentEvent, Issue, Membership, Statement
from tracker.stances import values


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (values.About, Issue.About),
        (values.Bound, Statement.Bound),
        (values.Act, Statement.Act),
        (values.Firmness, Statement.Firmness),
        (values.Attribution, Statement.Attribution),
        (values.EventKind, CommitmentEvent.Kind),
        (values.Qualifier, CommitmentEvent.Qualifier),
    ],
)
def test_the_rules_and_the_tables_have_the_same_words(words: type[Enum], choices: type[TextChoices]) -> None:
    assert [(word.name, word.value) for word in words] == [(choice.name, choice.value) for choice in choices]


def test_authority_has_every_rank_in_its_order_and_formal_decisions_above() -> None:
    strongest_first = [authority.name for authority in sorted(values.Authority, reverse=True)]
    assert strongest_first == ["FORMAL", *(rank.name for rank in Membership.Rank)]
