"""Imports write history as saving by hand would: what was made or changed, by whom, when and why."""

import pytest

from tracker.imports.load import load
from tracker.imports.resources import RESOURCES
from tracker.models import Actor, Membership, Position, Statement

from .conftest import MONDAY, SEEDS, TUESDAY, edit

MODELS = [resource.table().model for resource in RESOURCES]


@pytest.mark.parametrize("model", MODELS)
def test_every_new_record_has_one_line_of_history(loaded, model):
    assert model.objects.count() == model.history.count() > 0
    for record in model.objects.all():
        line = record.history.get()
        assert (line.history_type, line.history_user, line.history_date) == ("+", None, MONDAY)
        assert line.history_change_reason.startswith("Imported from ")
        assert_same(record, line)


def assert_same(record, line):
    """The line holds what a save would have put there, derived days included."""
    for field in type(line).tracked_fields:
        assert getattr(line, field.attname) == getattr(record, field.attname), field.name


def test_a_changed_record_has_one_more_and_an_unchanged_one_none(loaded, seeds, admin_user):
    edit(seeds / "statements.csv", "Promises one boat.", "Promises a boat.")
    edit(seeds / "statements.csv", "quoted,2013-01-08,", "quoted,2013-01,")
    load(seeds, at=TUESDAY, user=admin_user)
    changed = Statement.objects.get(slug="rudolf-boat")
    new, old = changed.history.order_by("-history_id")
    assert (new.history_type, new.history_user, new.history_date) == ("~", admin_user, TUESDAY)
    assert new.history_change_reason == "Imported from statements.csv"
    assert_same(changed, new)
    assert (old.summary, new.summary) == ("Promises one boat.", "Promises a boat.")
    assert (str(old.said_last), str(new.said_last)) == ("2013-01-08", "2013-01-31")
    assert sum(model.history.count() for model in MODELS) == 28 + 1


def test_an_import_leaves_what_a_save_would_leave(loaded):
    """Days derived, foreign keys in place: saving each record again changes nothing."""
    for model in (Actor, Membership, Position, Statement):
        before = list(model.objects.order_by("pk").values())
        for record in model.objects.all():
            record.full_clean()
            record.save()
        assert list(model.objects.order_by("pk").values()) == before


def test_every_field_of_every_table_is_a_column_or_follows_from_one():
    """A new field must be given a column, or imports would empty it."""
    for resource in RESOURCES:
        model = resource.table().model
        typed = {field.name for field in model._meta.concrete_fields if field.editable}
        assert typed - {"id"} == set(resource.table().names), model


def test_two_imports_make_two_lines(db, seeds):
    load(SEEDS, at=MONDAY)
    edit(seeds / "actors.csv", "Party of Zenda", "Zenda Party")
    load(seeds, at=TUESDAY)
    load(seeds, at=TUESDAY)
    assert Actor.objects.get(slug="zenda-party").history.count() == 2
