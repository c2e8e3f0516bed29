"""Sent back from review: by an editor, with a reason that the author and the history show."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.admin.conftest import form_data
from tests.admin.test_forms import errors
from tests.admin.test_review import page_of, send
from tests.admin.test_transfer import text
from tests.factories import make_statement
from tests.stories import Story
from tracker.models import Statement

Role = Callable[[str], Client]


@pytest.fixture
def draft(story: Story) -> Statement:
    return make_statement(
        "a-draft", story.harper, story.issue, source=story.source, words="not yet", status="draft"
    )


def waits(record: Any, sender: Client) -> Any:
    assert send(sender, record, _review="1").status_code == 302
    return record


def buttons(client: Client, record: Any) -> list[str]:
    """The buttons of the upper row that can be seen, in their order."""
    row = client.get(page_of(record)).content.decode().split('class="submit-row"')[1].split("</div>")[0]
    inputs = [each for each in row.split("<input")[1:] if "aria-hidden" not in each]
    return [each.split('value="')[1].split('"')[0] for each in inputs]


def test_an_editors_first_buttons_are_to_publish_and_to_send_back_what_is_in_review(
    role: Role, draft: Statement
) -> None:
    editor = role("editor")
    assert "Send back" not in buttons(editor, draft)
    waits(draft, role("analyst"))
    assert buttons(editor, draft)[:2] == ["Publish", "Send back"]
    assert "Needed to send it back: its author reads this." in text(editor.get(page_of(draft)))
    assert not {"Publish", "Send back", "Save and publish"} & set(buttons(role("analyst"), draft))


def test_a_bare_enter_still_saves_what_is_in_review(role: Role, draft: Statement) -> None:
    page = role("editor").get(page_of(waits(draft, role("analyst")))).content.decode()
    first = page.split('class="submit-row"')[1].split("<input")[1]
    assert 'name="_save"' in first


def test_an_editor_sends_back_with_a_reason_that_the_author_and_the_history_show(
    role: Role, draft: Statement
) -> None:
    editor, analyst = role("editor"), role("analyst")
    waits(draft, analyst)
    said = errors(send(editor, draft, _back="1"))
    assert said == {"change_reason": ["Say why it goes back: its author reads this."]}
    draft.refresh_from_db()
    assert draft.status == "in_review"
    sent = form_data(editor.get(page_of(draft))) | {"_back": "1", "change_reason": "which day?"}
    page = editor.post(page_of(draft), sent, follow=True)
    told = "Sent back to an-analyst, who reads your reason under “My drafts”."
    assert told in [str(each) for each in page.context["messages"]]
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert "Sent back by an-editor: which day?" in analyst.get("/admin/").content.decode()
    assert "Sent back by an-editor: which day?" in text(analyst.get(page_of(draft)))
    assert "which day?" in analyst.get(page_of(draft, "history")).content.decode()
    assert "Sent back" not in editor.get("/admin/").content.decode()


def test_only_an_editor_sends_back_and_only_what_is_in_review(role: Role, draft: Statement) -> None:
    analyst, why = role("analyst"), {"_back": "1", "change_reason": "mine"}
    assert errors(send(role("editor"), draft, **why)) == {
        "status": ["Only what is in review can be sent back."]
    }
    waits(draft, analyst)
    assert errors(send(analyst, draft, **why)) == {"status": ["Sending back is for editors."]}
    draft.refresh_from_db()
    assert draft.status == "in_review"
