"""An article that is attached, and what a browser sends to code from it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import make_evidence
from tests.stories import Story
from tracker.models import Document, Source, Statement

TEXT = (
    "Harper lends it for a week, and for a week only.\n"
    "One plane, said the premier, and no mission of our own.\n"
    "“We will stay as long as needed 🙂 in Mali,” he said later.\n"
)


@pytest.fixture
def article(story: Story) -> Source:
    """The story's source, with its text; the week is coded, with its place."""
    Document.objects.create(source=story.source, text=TEXT)
    lent = Statement.objects.get(slug="harper-one-week")
    lent.evidence.all().delete()
    make_evidence(lent, story.source, "for a week only", start=32, end=47)
    return story.source


@pytest.fixture
def coded(story: Story) -> Callable[..., dict[str, Any]]:
    """The form of a new statement, filled in; with words, its first evidence from the story's source."""

    def fill(words: str = "", **changes: Any) -> dict[str, Any]:
        filled = {
            "speaker": story.harper.pk,
            "on_behalf_of": story.canada.pk,
            "issue": story.issue.pk,
            "position": story.issue.positions.get(value=2).pk,
            "bound": "exact",
            "act": "declares",
            "firmness": "firm",
            "attribution": "quoted",
            "said_on": "2013-03-14",
            "summary": "Says it anew.",
            "status": "draft",
            "evidence-TOTAL_FORMS": "1" if words else "0",
            "evidence-INITIAL_FORMS": "0",
        }
        if words:
            filled |= {"evidence-0-source": story.source.pk, "evidence-0-words": words}
        return filled | changes

    return fill
