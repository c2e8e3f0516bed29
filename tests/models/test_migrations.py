"""Old databases come along: what their history held is told as changes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

MONDAY, TUESDAY = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (23, 24))


def migrated(to: str) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([("tracker", to)])
    return executor.loader.project_state(
        [("tracker", to), ("auth", "0012_alter_user_first_name_max_length")]
    ).apps


@pytest.mark.django_db(transaction=True)
def test_rows_of_an_old_history_become_changes():
    try:
        old = migrated("0001_initial")
        ada = old.get_model("auth", "User").objects.create(username="ada")
        actor, issue = (old.get_model("tracker", f"Historical{name}").objects for name in ("Actor", "Issue"))
        imported = {"history_date": MONDAY, "history_change_reason": "Imported from actors.csv"}
        of_issues = imported | {"history_change_reason": "Imported from issues.csv"}
        actor.create(id=1, slug="canada", history_type="+", **imported)
        actor.create(id=2, slug="france", history_type="+", **imported)
        issue.create(id=1, slug="aid", history_type="+", **of_issues)
        by_hand = {"history_date": TUESDAY, "history_user_id": ada.pk, "history_type": "~"}
        actor.create(id=1, slug="canada", history_change_reason="renamed", **by_hand)
        actor.create(id=2, slug="france", history_change_reason=None, **by_hand)

        new = migrated("0003_changesets_known")
        acts = new.get_model("tracker", "Changeset").objects.order_by("at", "reason")
        assert [(it.at, it.origin, it.reason, it.user_id) for it in acts] == [
            (MONDAY, "import", "", None),
            (TUESDAY, "hand", "", ada.pk),
            (TUESDAY, "hand", "renamed", ada.pk),
        ]
        versions = new.get_model("tracker", "HistoricalActor").objects
        assert versions.filter(changeset=acts[0]).count() == 2
        assert new.get_model("tracker", "HistoricalIssue").objects.get().changeset == acts[0]
    finally:
        call_command("migrate", verbosity=0)
