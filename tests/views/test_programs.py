"""The page that explains the API to people: its description speaks English, the page that of its reader."""

import pytest

from tests.test_translations import CATALOGUE, ROOT, messages
from tracker.api import api
from tracker.views.programs import in_words


def described():
    for asked in (each["get"] for each in api.get_openapi_schema()["paths"].values()):
        yield asked["summary"]
        for each in asked.get("parameters", ()):
            yield each.get("description") or each["schema"].get("description", "")


def test_every_text_of_the_description_can_be_translated():
    """Those that are not marked are not in the catalogue."""
    known = {entry["msgid"] for entry in messages((ROOT / CATALOGUE).read_text(encoding="utf-8"))}
    told = {text for text in described() if text and not text.startswith("One of: ")}
    assert told
    assert told - known == set()


@pytest.mark.parametrize(
    "text", ["", "Actors", "One of: own_conduct, course_of_action", "What nobody translated"]
)
def test_in_english_it_is_said_as_it_is_described(text):
    assert in_words(text) == text


@pytest.mark.django_db
def test_the_page_in_french(client):
    shown = client.get("/fr/api/").text
    assert "Un engagement et ses étapes" in shown
    assert "L’une des valeurs\u00a0: own_conduct, course_of_action" in shown
