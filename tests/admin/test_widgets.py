"""The choice of a record where no script fills the box: by its slug."""

from collections.abc import Callable
from typing import Any

import pytest

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
