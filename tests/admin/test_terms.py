"""The coding terms in the forms: each with the codebook's line."""

import html

import pytest
from django.test import Client

from tracker.codebook import MEANINGS


@pytest.mark.parametrize(
    ("table", "headings"),
    [
        ("statement", ["act", "bound", "firmness", "attribution"]),
        ("commitment", ["kind", "turn"]),
        ("commitmentevent", ["turn"]),
        ("membership", ["rank"]),
    ],
)
def test_a_form_says_what_each_of_its_terms_means(client: Client, table: str, headings: list[str]) -> None:
    page = html.unescape(client.get(f"/admin/tracker/{table}/add/").content.decode())
    for heading in headings:
        for meaning in MEANINGS[heading].values():
            assert f"<dd>{meaning}</dd>" in page


def test_a_term_stands_with_its_meaning_under_the_name_that_the_choice_has(client: Client) -> None:
    page = client.get("/admin/tracker/statement/add/").content.decode()
    assert "Not above this rung</dt><dd>Rules out everything above this rung" in page
