"""Undoing leaves everything as it was, or says what stands in the way and leaves everything as it is."""

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.timezone import localtime

from tests.factories import make_actor, make_commitment, make_evidence, make_person, make_statement
from tests.stories import Story
from tracker.changes.undo import obstacles, restore, undelete, undo
from tracker.changes.writing import Refused
from tracker.models import (
    Actor,
    Changeset,
    Evidence,
    Origin,
    Statement,
    recording,
)

from .conftest import everything


def latest() -> Changeset:
    return Changeset.objects.latest("pk")


@pytest.fixture
def statement(story: Story) -> Statement:
    return Statement.objects.get(slug="harper-one-week")


def change(statement: Statement, user: User, **values: object) -> Changeset:
    with transaction.atomic(), recording(Origin.HAND, user=user, reason="reread"):
        for name, value in values.items():
            setattr(statement, name, value)
        statement.save()
    return latest()


# undo


def test_a_change_is_undone_and_says_so(statement: Statement, ada: User, bea: User) -> None:
    before = everything()
    done = change(statement, ada, summary="Lends a plane.", firmness="done")
    undone = undo(done, user=bea, reason="misread")
    assert everything() == before
    assert (undone.user, undone.origin, undone.reason, undone.undoes) == (bea, "undo", "misread", done)
    assert [it.summary for it in statement.history.all()[:2]] == [before_summary(before), "Lends a plane."]


def before_summary(before: dict[str, list[dict[str, str]]]) -> str:
    return next(row["summary"] for row in before["statement"] if row["slug"] == "harper-one-week")


def test_what_was_made_goes_again(story: Story, ada: User) -> None:
    before = everything()
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        actor = make_person("jane-doe")
        made = make_statement("doe-airlift", actor, story.issue, 1, source=story.source)
        make_evidence(made, story.source, "more words")
    undo(latest(), user=ada)
    assert everything() == before
    assert [it.history_type for it in Actor.history.filter(slug="jane-doe")] == ["-", "+"]


def test_what_was_deleted_comes_back_with_its_rows_and_key(statement: Statement, ada: User) -> None:
    statement.commitment_events.all().delete()
    before = everything()
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        statement.delete()
    undo(latest(), user=ada)
    assert everything() == before


def test_rungs_that_changed_places_change_back(story: Story, ada: User) -> None:
    before = everything()
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        rungs = list(story.issue.positions.order_by("value"))
        for shift in (100, -100):
            for rung in rungs:
                rung.value = 4 - rung.value + shift if shift > 0 else rung.value - 100
                rung.save()
    lowest = story.issue.positions.order_by("value").first()
    assert lowest is not None
    assert lowest.label == "Combat troops"
    undo(latest(), user=ada)
    assert everything() == before


def test_two_changes_are_undone_one_after_the_other(statement: Statement, ada: User) -> None:
    before = everything()
    first = change(statement, ada, summary="First.")
    second = change(statement, ada, summary="Second.")
    undo(second, user=ada)
    undo(first, user=ada)
    assert everything() == before


def test_an_undoing_can_be_undone(statement: Statement, ada: User) -> None:
    done = change(statement, ada, summary="First.")
    after = everything()
    undone = undo(done, user=ada)
    undo(undone, user=ada)
    assert everything() == after


def test_what_built_on_it_is_named_and_nothing_is_undone(statement: Statement, ada: User, bea: User) -> None:
    first = change(statement, ada, summary="First.")
    second = change(statement, bea, note="Checked.")
    before = everything()
    when = localtime(second.at).strftime("%-d %b %Y, %H:%M")
    said = [f"The statement “First.” was changed since, by bea on {when}."]
    assert obstacles(first, user=ada) == said
    with pytest.raises(Refused) as refused:
        undo(first, user=ada)
    assert refused.value.obstacles == said
    assert everything() == before


def test_what_is_in_use_by_now_does_not_go(story: Story, ada: User) -> None:
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        actor = make_person("jane-doe")
    made = latest()
    make_statement("doe-airlift", actor, story.issue, 1)
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(made, user=ada)
    assert refused.value.obstacles == [
        "The statement “Summary of doe-airlift.” uses an actor that would be gone."
    ]
    assert everything() == before


def test_what_refers_to_something_gone_does_not_come_back(story: Story, ada: User) -> None:
    actor = make_person("jane-doe")
    made = make_statement("doe-airlift", actor, story.issue, 1)
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        made.delete()
    deletion = latest()
    actor.delete()
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(deletion, user=ada)
    assert refused.value.obstacles == [
        "The statement “Summary of doe-airlift.” names an actor (speaker) that is gone."
    ]
    assert everything() == before


def test_an_address_that_was_taken_meanwhile_is_said(story: Story, ada: User) -> None:
    actor = make_person("jane-doe")
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        actor.delete()
    deletion = latest()
    make_actor("jane-doe", name="Another Jane")
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(deletion, user=ada)
    assert refused.value.obstacles == ["Another actor has the address “jane-doe” now: Another Jane."]
    assert everything() == before


def test_to_look_for_obstacles_changes_nothing(statement: Statement, ada: User) -> None:
    done = change(statement, ada, summary="First.")
    before, acts = everything(), Changeset.objects.count()
    assert obstacles(done, user=ada) == []
    assert (everything(), Changeset.objects.count()) == (before, acts)


def test_what_was_undone_already_is_said(statement: Statement, ada: User) -> None:
    done = change(statement, ada, summary="First.")
    undo(done, user=ada)
    assert len(obstacles(done, user=ada)) == 1


# restore


def test_a_deleted_record_comes_back_alone(story: Story, ada: User) -> None:
    """Of two that were deleted at one go, only the one that was asked for, with its rows."""
    one, other = Statement.objects.get(slug="aide-weeks"), Statement.objects.get(slug="fabius-asks")
    rows = list(one.evidence.values())
    with transaction.atomic(), recording(Origin.BULK, user=ada):
        Statement.objects.filter(pk__in=[one.pk, other.pk]).delete()
    undelete(Statement, one.pk, user=ada, reason="wanted after all")
    assert list(Statement.objects.filter(pk__in=[one.pk, other.pk])) == [one]
    assert list(Evidence.objects.filter(statement=one.pk).values()) == rows
    assert Statement.history.filter(id=one.pk)[0].history_change_reason == "wanted after all"


def test_what_was_never_deleted_is_not_brought_back(statement: Statement, ada: User) -> None:
    with pytest.raises(LookupError, match=f"No deleted statement has the key {statement.pk}"):
        undelete(Statement, statement.pk, user=ada)


def test_an_earlier_version_comes_back_with_its_rows(statement: Statement, ada: User) -> None:
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        statement.note = "First reading."
        statement.save()
        make_evidence(statement, statement.evidence.get().source, "one plane")
    wanted, then = everything(), latest()
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        statement.note = "Second reading."
        statement.save()
        for row in statement.evidence.all():
            row.delete()
        make_evidence(statement, Statement.objects.get(slug="aide-weeks").evidence.get().source, "new words")
    restore(Statement, statement.pk, then, user=ada, reason="the first was right")
    assert everything() == wanted


def test_a_row_that_moved_to_another_record_is_left_there(story: Story, ada: User) -> None:
    one, other = Statement.objects.get(slug="aide-weeks"), Statement.objects.get(slug="fabius-asks")
    then = one.evidence.get().history.first().changeset
    row = one.evidence.get()
    row.statement = other
    row.save()
    change(one, ada, note="Moved its words.")
    restore(Statement, one.pk, then, user=ada)
    row.refresh_from_db()
    assert row.statement == other


def test_to_restore_what_is_so_already_writes_nothing(statement: Statement, ada: User) -> None:
    then, acts = statement.history.first().changeset, Changeset.objects.count()
    for row in statement.evidence.all():
        then = row.history.first().changeset
    with pytest.raises(Refused, match="It is so already"):
        restore(Statement, statement.pk, then, user=ada)
    assert Changeset.objects.count() == acts


def test_an_actor_in_use_is_not_undone_by_way_of_its_version(story: Story, ada: User) -> None:
    commitment = make_commitment("second-plane", story.canada, story.issue)
    then = commitment.history.first().changeset
    commitment.title = "A second plane"
    commitment.save()
    restore(type(commitment), commitment.pk, then, user=ada)
    commitment.refresh_from_db()
    assert commitment.title == "Second Plane"
