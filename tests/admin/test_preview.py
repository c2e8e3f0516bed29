"""What an analyst sees of an import before it is done, and of a version before it comes back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.admin.test_transfer import ACTORS, GERMANY, HEADER, confirm, text, upload
from tracker.models import Actor, Statement
from tracker.templatetags.preview import parts

FRANCE = "france,France,government,,,,,published,\n"


def headers(preview: Any) -> list[str]:
    table = re.search(r'<table class="import-preview">.*?</thead>', preview.content.decode(), re.DOTALL)
    assert table is not None
    return re.findall(r"<th[^>]*>([^<]+)</th>", table.group())


def test_a_preview_shows_what_changes_beside_what_tells_the_record(client: Client, db: None) -> None:
    """Of a statement's sixteen columns the one that changed stood outside the window."""
    confirm(client, upload(client, HEADER + FRANCE))
    preview = upload(client, HEADER + FRANCE.replace(",published", "In Europe.,published"))
    assert headers(preview) == ["What", "slug", "name", "kind", "description"]
    assert "Columns in which nothing changes are left out." in text(preview)


def test_a_preview_of_new_records_shows_all_that_they_have(client: Client, db: None) -> None:
    preview = upload(client, HEADER + FRANCE)
    assert headers(preview) == ["What", "slug", "name", "kind", "status"]


def test_angle_brackets_in_a_cell_are_no_change(client: Client, db: None) -> None:
    row = "france,France,government,,,,<ins>x</ins>,published,\n"
    confirm(client, upload(client, HEADER + row))
    preview = upload(client, HEADER + row.replace("France", "Francia"))
    assert "description" not in headers(preview)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("2013-01-08", "2013-01-15", ["del 2013-01-08", "becomes ", "ins 2013-01-15"]),
        ("", "x", ["del (empty)", "becomes ", "ins x"]),
        ("word " * 20 + "old", "word " * 20 + "new", ["same " + "word " * 20, "del old", "ins new"]),
        ("word " * 1500, "Word " * 1500, ["del " + "word " * 1500, "becomes ", "ins " + "Word " * 1500]),
    ],
    ids=["a date", "nothing", "a long text", "a very long text"],
)
def test_a_cell_shows_what_it_was_and_what_it_becomes(old: str, new: str, shown: list[str]) -> None:
    assert [f"{part.kind} {part.text}" for part in parts((old, new))] == shown


def test_a_preview_escapes_what_it_shows(client: Client, db: None) -> None:
    confirm(client, upload(client, HEADER + FRANCE))
    for preview in (
        upload(client, HEADER + FRANCE.replace("France", "<script>alert(1)</script>")),
        upload(client, HEADER + FRANCE.replace("france,France", "spain,<script>alert(1)</script>")),
    ):
        assert "<script>alert(1)" not in preview.content.decode()
        assert "&lt;script&gt;alert(1)" in preview.content.decode()


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


def test_the_address_that_confirms_leads_who_comes_back_to_the_upload(client: Client, db: None) -> None:
    page = client.get(f"{ACTORS}process_import/", follow=True)
    assert page.redirect_chain == [(f"{ACTORS}import/", 302)]
    assert "Nothing is imported from that address itself: upload the file here." in text(page)


def test_an_import_says_why_in_the_history_and_on_its_page(client: Client, db: None) -> None:
    file = SimpleUploadedFile("actors.csv", (HEADER + GERMANY).encode())
    sent = {"import_file": file, "edits": "stop", "why": "G7 members were missing"}
    done = confirm(client, client.post(f"{ACTORS}import/", sent))
    assert "Why G7 members were missing File actors.csv: 1 new" in text(done)
    version = Actor.objects.get(slug="germany").history.get()
    assert version.history_change_reason == version.changeset.reason == "G7 members were missing"
