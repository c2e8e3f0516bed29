"""Every row of every history belongs to one act, and says of it what the act says."""

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from tests.factories import make_actor, make_evidence
from tracker.changes.tables import TRACKED
from tracker.models import Actor, Changeset, Evidence, Origin, Statement, recording


def test_what_is_written_within_is_one_act(story, ada):
    statement = Statement.objects.get(slug="harper-one-week")
    with recording(Origin.HAND, user=ada, reason="reread"):
        statement.summary = "Lends a plane."
        statement.save()
        make_evidence(statement, story.source, "one plane")
    act = Changeset.objects.latest("pk")
    assert (act.user, act.origin, act.reason) == (ada, "hand", "reread")
    versions = [statement.history.first(), Evidence.history.first()]
    assert {
        (it.changeset, it.history_date, it.history_user, it.history_change_reason) for it in versions
    } == {(act, act.at, ada, "reread")}


def test_an_act_that_writes_nothing_leaves_nothing(story, ada):
    before = Changeset.objects.count()
    with recording(Origin.HAND, user=ada):
        Statement.objects.first()
    assert Changeset.objects.count() == before


def test_the_innermost_act_counts(story, ada):
    with recording(Origin.HAND, user=ada):
        with recording(Origin.IMPORT, user=ada):
            make_actor("mali")
        make_actor("niger")
    origins = [Actor.history.get(slug=slug).changeset.origin for slug in ("mali", "niger")]
    assert origins == ["import", "hand"]


def test_a_save_of_a_script_is_an_act_of_its_own(story):
    first, second = (make_actor(slug).history.get().changeset for slug in ("mali", "niger"))
    assert first != second
    assert (first.origin, first.user) == ("program", None)


def test_a_bulk_update_is_tied_too(story, ada):
    actors = list(Actor.objects.all())
    for actor in actors:
        actor.description = "Known."
    with recording(Origin.BULK, user=ada, reason="described"):
        bulk_update_with_history(actors, Actor, ["description"])
    act = Changeset.objects.latest("pk")
    assert Actor.history.filter(changeset=act, history_user=ada).count() == len(actors)


def test_a_bulk_update_of_a_script_is_one_act(story, ada):
    actors = list(Actor.objects.all())
    bulk_update_with_history(actors, Actor, ["name"], default_user=ada, default_change_reason="renamed")
    act = Changeset.objects.latest("pk")
    assert (act.origin, act.user, act.reason) == ("program", ada, "renamed")
    assert Actor.history.filter(changeset=act).count() == len(actors)


def test_an_act_that_was_rolled_back_leaves_nothing(story, ada):
    before = Changeset.objects.count()
    with transaction.atomic(), recording(Origin.HAND, user=ada):
        make_actor("mali")
        transaction.set_rollback(True)
    assert Changeset.objects.count() == before


def test_no_version_of_any_record_can_be_without_its_act():
    for table in TRACKED:
        field = table.history.model._meta.get_field("changeset")
        assert (field.null, field.remote_field.model) == (False, Changeset)
