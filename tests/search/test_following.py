"""The index follows whatever is written, by whatever road: imports, undoing, merging, many at once."""

import shutil
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from simple_history.utils import bulk_update_with_history

from tests.factories import make_actor, make_issue, make_person, make_source, make_statement
from tests.imports.conftest import MONDAY, SEEDS, TUESDAY
from tests.stories import canada_story
from tracker.changes.undo import undelete, undo
from tracker.imports.load import load
from tracker.merging.merge import merge
from tracker.models import Actor, Changeset, Origin, SearchEntry, Source, Statement, recording
from tracker.search.following import catch_up
from tracker.search.indexing import rebuild

from .test_search import found

pytestmark = pytest.mark.django_db


def entries() -> set[tuple[str, int, str, str]]:
    return set(SearchEntry.objects.values_list("kind", "record", "name", "body"))


def assert_up_to_date() -> None:
    """What was kept is what would be made anew, to the word."""
    kept = entries()
    SearchEntry.objects.all().delete()
    rebuild()
    assert kept == entries()


def test_a_story_written_record_by_record():
    canada_story()
    assert len(entries()) == 8 + 1 + 8 + 1 + 2
    assert_up_to_date()


def test_an_import_is_found_and_once_undone_is_not(tmp_path):
    seeds = shutil.copytree(SEEDS, tmp_path / "seeds")
    assert not load(seeds, at=MONDAY).refused
    assert entries()
    assert_up_to_date()
    undo(Changeset.objects.get(), user=None)
    assert entries() == set()


def test_an_import_that_is_checked_or_refused_leaves_nothing(tmp_path):
    seeds = shutil.copytree(SEEDS, tmp_path / "seeds")
    load(seeds, at=MONDAY, check=True)
    assert entries() == set()
    with (seeds / "actors.csv").open("a") as file:
        file.write("bad\n")
    assert load(seeds, at=TUESDAY).refused
    assert entries() == set()


def test_many_at_once_and_back():
    story = canada_story()
    with recording(Origin.BULK) as act:
        said = list(Statement.objects.filter(speaker=story.harper))
        for statement in said:
            statement.summary = "Pangolin."
        bulk_update_with_history(said, Statement, ["summary"], batch_size=500)
    assert len(found("pangolin")) == 4
    undo(act.changeset, user=None)
    assert found("pangolin") == []
    assert_up_to_date()


def test_what_is_deleted_and_brought_back():
    story = canada_story()
    key = story.plane.pk
    with recording(Origin.HAND):
        story.plane.delete()
    assert found("transport plane") == []
    undelete(type(story.plane), key, user=None)
    assert found("transport plane") == ["one-c-17"]
    assert_up_to_date()


def test_what_is_merged_is_found_once_under_the_name_that_stays():
    keep, drop = make_person("harper", name="Stephen Harper"), make_person("harper-2", name="S. J. Harper")
    make_statement("says", drop, make_issue("aid"), summary="Aid.")
    merge(Actor, keep.pk, drop.pk, user=None)
    assert "harper-2" not in found("harper")
    assert found("stephen aid") == ["says"]
    assert_up_to_date()


def test_a_source_withdrawn_takes_its_words_along():
    canada_story()
    assert found('"weeks only"') == ["aide-weeks"]
    visit = Source.objects.get(slug="harper-visit")
    visit.status, visit.withdrawn_because = "withdrawn", "Made up."
    visit.save()
    assert found('"weeks only"') == []
    assert_up_to_date()


def test_what_is_rolled_back_is_not_found():
    with transaction.atomic():
        make_actor("okapi")
        transaction.set_rollback(True)
    assert found("okapi") == []


def test_a_database_from_before_is_indexed_when_it_is_migrated():
    canada_story()
    kept = entries()
    SearchEntry.objects.all().delete()
    catch_up()
    assert entries() == kept


def test_the_command_makes_it_anew():
    canada_story()
    Actor.objects.filter(slug="canada").update(name="Kanada")
    out = StringIO()
    call_command("reindex", stdout=out)
    assert found("kanada")[0] == "canada"
    assert out.getvalue() == (
        "Found by search now: 8 of actor, 1 of issue, 8 of statement, 1 of commitment, 2 of source.\n"
    )


def test_renaming_an_actor_asks_no_more_for_more_statements(django_assert_num_queries):
    story = canada_story()

    def rename(name: str) -> int:
        with connection.execute_wrapper(counting := Counting()):
            story.harper.name = name
            story.harper.save()
        return counting.number

    few = rename("Stephen Okapi")
    for number in range(100):
        make_statement(f"more-{number}", story.harper, story.issue, source=make_source(f"source-{number}"))
    assert rename("Stephen Quagga") == few
    assert len(found("quagga more")) == 50  # as many as `found` looks at


class Counting:
    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        return execute(sql, params, many, context)
