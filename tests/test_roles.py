"""The four groups that a migration sets up, and the permissions that only nouns have."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from tracker.roles import NOUNS, ROLES, ROWS, grant_roles, remove_roles

pytestmark = pytest.mark.django_db

LEFT = ("redirect", "notduplicate")  # what merging leaves behind
OWN = ("savedfilter",)  # each person's own: no role decides on them
COPY = ("searchentry",)  # made by the program from what is public


@pytest.fixture(autouse=True)
def _groups() -> None:
    """A test that empties the tables takes with it what the migration made."""
    if not Group.objects.exists():
        grant_roles(apps, "default")


def may(role: str) -> set[str]:
    found = Group.objects.get(name=role).permissions.values_list("codename", flat=True)
    return set(found)


def test_there_are_four_groups():
    assert set(Group.objects.values_list("name", flat=True)) == {
        "viewer",
        "analyst",
        "editor",
        "administrator",
    }


def test_a_viewer_sees_every_table_and_no_more():
    assert may("viewer") == {f"view_{table}" for table in (*NOUNS, *ROWS, "changeset", *LEFT, "report")}


def test_an_analyst_writes_besides_and_an_editor_publishes_merges_undoes_and_settles_reports():
    written = {f"{action}_{table}" for action in ("add", "change", "delete") for table in (*NOUNS, *ROWS)}
    assert may("analyst") - may("viewer") == written | {"delete_notduplicate"}
    decided = {f"{action}_{noun}" for action in ("publish", "merge") for noun in NOUNS}
    assert may("editor") - may("analyst") == decided | {"undo_changeset", "change_report"}


def test_an_administrator_tends_users_and_groups_besides():
    assert may("administrator") - may("editor") == {
        f"{action}_{table}" for action in ("add", "change", "delete", "view") for table in ("user", "group")
    }


def test_every_table_of_ours_is_somebodys():
    tables = {
        model._meta.model_name
        for model in apps.get_app_config("tracker").get_models()
        if not model._meta.model_name.startswith("historical")
    }
    assert tables == {*NOUNS, *ROWS, "changeset", *LEFT, "report", *OWN, *COPY}


def test_only_nouns_are_published_and_merged():
    found = Permission.objects.filter(content_type__app_label="tracker")
    extra = found.filter(codename__regex="^(publish|merge)_").values_list("codename", flat=True)
    assert set(extra) == {f"{action}_{noun}" for noun in NOUNS for action in ("publish", "merge")}
    assert found.filter(codename__startswith="publish_historical").count() == 0


def test_a_permission_has_the_name_that_django_gives_it():
    call_command("migrate", verbosity=0, stdout=io.StringIO())
    ours = Permission.objects.filter(
        content_type__app_label="tracker", content_type__model__in=(*NOUNS, *ROWS)
    )
    for permission in ours.select_related("content_type"):
        action, model = permission.codename.partition("_")[0], permission.content_type.model_class()
        assert permission.name == f"Can {action} {model._meta.verbose_name}"
    assert ours.count() == len(set(ours.values_list("codename", flat=True)))


def test_granting_again_changes_nothing_and_keeps_what_an_administrator_gave():
    Group.objects.get(name="viewer").permissions.add(Permission.objects.get(codename="add_actor"))
    before = {role: may(role) for role in ROLES}
    grant_roles(apps, "default")
    assert {role: may(role) for role in ROLES} == before


def test_it_can_be_taken_back():
    remove_roles(apps, "default")
    assert not Group.objects.exists()
    assert not Permission.objects.filter(codename__in=["publish_actor", "merge_issue"]).exists()
    assert Permission.objects.filter(codename="change_actor").exists()


def test_the_migration_goes_forth_and_back_and_forth_again(tmp_path):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3"}
    for target in (["tracker"], ["tracker", "0003"], ["tracker"]):
        done = subprocess.run(
            [sys.executable, "-W", "error", "manage.py", "migrate", *target],
            cwd=Path(settings.BASE_DIR), env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
