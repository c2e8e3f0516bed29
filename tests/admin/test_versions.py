"""Two people at one record: nobody's words go under unsaid."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.utils.timezone import localtime

from tests.admin.conftest import form_data
from tests.admin.test_forms import errors
from tracker.models import Statement

Edit = Callable[..., Any]


def opened(client: Client, statement: Statement) -> tuple[str, dict[str, Any]]:
    address = f"/admin/tracker/statement/{statement.pk}/change/"
    return address, form_data(client.get(address)) | {"change_reason": "mine"}


def test_who_saves_over_anothers_change_is_told_who_when_and_what(
    client: Client, edit: Edit, statement: Statement
) -> None:
    address, mine = opened(client, statement)
    edit(statement, summary="Lends one plane.")
    latest = statement.history.first()
    said = errors(client.post(address, mine | {"note": "Mine."}))
    when = localtime(latest.history_date).strftime("%Y-%m-%d at %H:%M")
    assert said == {
        "__all__": [
            f"ada saved this record on {when}, after you had opened it (summary). Nothing of yours is saved "
            "yet: compare with the record's history. To save again puts your version in place of theirs."
        ]
    }
    statement.refresh_from_db()
    assert (statement.summary, statement.note) == ("Lends one plane.", latest.note)


def test_to_save_again_is_to_insist(client: Client, edit: Edit, statement: Statement) -> None:
    address, mine = opened(client, statement)
    edit(statement, summary="Lends one plane.")
    told = client.post(address, mine | {"summary": "Mine."})
    assert client.post(address, form_data(told)).status_code == 302
    statement.refresh_from_db()
    assert statement.summary == "Mine."


def test_who_saves_twice_from_one_page_after_an_error_is_not_told(
    client: Client, statement: Statement
) -> None:
    address, mine = opened(client, statement)
    assert errors(client.post(address, mine | {"said_on": "soon"})).keys() == {"said_on"}
    assert client.post(address, mine).status_code == 302
