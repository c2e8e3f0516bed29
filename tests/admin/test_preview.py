"""What an analyst sees of an import before it is done, and of a version before it comes back."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.admin.test_transfer import HEADER, text, upload
from tests.factories import make_actor
from tracker.models import Statement

FRANCE = "france,France,government,,,,,published,\n"


def headers(preview: Any) -> list[str]:
    table = re.search(r'<table class="import-preview">.*?</thead>', preview.content.decode(), re.DOTALL)
    assert table is not None
    return re.findall(r"<th[^>]*>([^<]+)</th>", table.group())


def test_a_preview_shows_what_changes_beside_what_tells_the_record(client: Client, db: None) -> None:
    """Of a statement's sixteen columns the one that changed stood outside the window."""
    make_actor("france", name="France")
    preview = upload(client, HEADER + FRANCE.replace(",published", "In Europe.,published"), edits="overwrite")
    assert headers(preview) == ["What", "slug", "name", "kind", "description"]
    assert "Columns in which nothing changes are left out." in text(preview)


def test_a_preview_of_new_records_shows_all_that_they_have(client: Client, db: None) -> None:
    preview = upload(client, HEADER + FRANCE)
    assert headers(preview) == ["What", "slug", "name", "kind", "status"]


def test_angle_brackets_in_a_cell_are_no_change(client: Client, db: None) -> None:
    make_actor("france", name="France", description="<ins>x</ins>")
    row = "france,Francia,government,,,,<ins>x</ins>,published,\n"
    assert "description" not in headers(upload(client, HEADER + row, edits="overwrite"))


def test_a_version_says_where_it_stands_and_what_going_back_does(
    client: Client, edit: Callable[..., Any], statement: Statement
) -> None:
    edit(statement, summary="Lends one plane.")
    version = statement.history.last()
    page = text(client.get(f"/admin/tracker/statement/{statement.pk}/history/{version.changeset_id}/"))
    assert "History" in page
    assert "The record and its rows become as they were, as a new version" in page


def test_a_version_that_changed_only_rows_says_so(client: Client, statement: Statement) -> None:
    statement.save()
    page = text(client.get(f"/admin/tracker/statement/{statement.pk}/history/"))
    assert "Saved again without a difference." in page
