"""The choice of a record where no script fills the box: by its slug."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.admin.test_forms import errors
from tests.stories import Story
from tracker.models import Statement

Edit = Callable[..., Any]


def test_a_record_is_chosen_by_its_slug_where_no_script_fills_the_box(
    edit: Edit, story: Story, statement: Statement
) -> None:
    response = edit(statement, **{"speaker-slug": story.canada.slug, "on_behalf_of": ""})
    assert response.status_code == 302, errors(response)
    statement.refresh_from_db()
    assert statement.speaker == story.canada


@pytest.mark.parametrize("slug", ["no-such", "No Such", "1", "x\0"])
def test_a_slug_that_names_nothing_is_refused(edit: Edit, statement: Statement, slug: str) -> None:
    said = errors(edit(statement, **{"speaker-slug": slug}))
    assert said == {"speaker": ["Select a valid choice. That choice is not one of the available choices."]}


def test_without_a_script_a_missing_record_is_added_beside_the_form(
    client: Client, staff: Callable[..., Client], story: Story
) -> None:
    link = (
        '<a href="/admin/tracker/actor/add/" target="_blank" rel="noopener" '
        'title="Opens beside this form">Add one</a></noscript>'
    )
    add = "/admin/tracker/statement/add/"
    assert client.get(add).content.decode().count(link) == 3  # speaker, on behalf of, addressee
    assert link not in staff("add_statement", "view_actor").get(add).content.decode()


def test_a_box_says_what_its_records_go_by(client: Client, story: Story) -> None:
    page = client.get("/admin/tracker/statement/add/")
    fields = page.context["adminform"].form.fields
    assert fields["speaker"].widget.widget.build_attrs({})["data-called-by"] == "name"
    event = client.get("/admin/tracker/commitmentevent/add/").context["adminform"].form.fields
    assert "data-called-by" not in event["statement"].widget.widget.build_attrs({})
