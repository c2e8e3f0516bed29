"""The source's text beside the form: whose it is, what is marked in it, and who may see it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.coding.conftest import TEXT
from tests.factories import make_evidence, make_issue, make_person, make_source, make_statement
from tests.stories import Story
from tracker.admin.coding.passages import Pane
from tracker.models import Document, Source, Statement

ADD = "/admin/tracker/statement/add/"


def pane_of(response: Any) -> Pane | None:
    assert response.status_code == 200
    pane: Pane | None = response.context["pane"]
    return pane


def marked(pane: Pane | None) -> list[tuple[str, list[str]]]:
    assert pane is not None
    return [
        (piece.text, [passage.evidence.statement.slug for passage in piece.passages])
        for piece in pane.pieces
        if piece.passages
    ]


def test_the_text_of_the_source_that_the_address_names_stands_beside_a_new_statement(
    client: Client, article: Source
) -> None:
    pane = pane_of(client.get(f"{ADD}?source={article.pk}"))
    assert pane is not None
    assert "".join(piece.text for piece in pane.pieces) == TEXT


def test_the_text_of_the_first_evidence_stands_beside_a_saved_statement(
    client: Client, article: Source, statement: Statement
) -> None:
    pane = pane_of(client.get(f"/admin/tracker/statement/{statement.pk}/change/"))
    assert pane is not None
    assert pane.source == article


def test_of_two_sources_the_other_is_one_step_away(
    client: Client, article: Source, statement: Statement
) -> None:
    other = make_source("other", title="Another paper")
    make_evidence(statement, other, "a week")
    address = f"/admin/tracker/statement/{statement.pk}/change/"
    assert f'href="?source={other.pk}"' in client.get(address).content.decode()
    pane = pane_of(client.get(f"{address}?source={other.pk}"))
    assert pane is not None
    assert (pane.source, pane.pieces, pane.others) == (other, (), (article,))


def test_a_coded_passage_is_marked_and_leads_to_its_statement(
    client: Client, article: Source, statement: Statement
) -> None:
    response = client.get(f"{ADD}?source={article.pk}")
    assert marked(pane_of(response)) == [("for a week only", ["harper-one-week"])]
    page = response.content.decode()
    assert f'<a href="/admin/tracker/statement/{statement.pk}/change/" data-start="32"' in page
    assert f'aria-label="“for a week only”, coded as 1: {statement.summary}"' in page


def test_passages_that_overlap_name_all_their_statements(client: Client, article: Source) -> None:
    other = Statement.objects.get(slug="harper-no-mission")
    other.evidence.all().delete()
    make_evidence(other, article, "and for a week", start=28, end=42)
    assert marked(pane_of(client.get(f"{ADD}?source={article.pk}"))) == [
        ("and ", ["harper-no-mission"]),
        ("for a week", ["harper-no-mission", "harper-one-week"]),
        (" only", ["harper-one-week"]),
    ]


def test_what_was_coded_without_a_place_is_listed_and_not_marked(
    client: Client, article: Source, statement: Statement
) -> None:
    statement.evidence.update(start=None, end=None)
    response = client.get(f"{ADD}?source={article.pk}")
    assert marked(pane_of(response)) == []
    assert "no place in the text" in response.content.decode()


def test_line_ends_of_two_characters_keep_the_places_behind_them(client: Client, article: Source) -> None:
    Document.objects.filter(source=article).update(text=TEXT.replace("\n", "\r\n"))
    pane = pane_of(client.get(f"{ADD}?source={article.pk}"))
    assert pane is not None
    assert "".join(piece.text for piece in pane.pieces) == TEXT
    stored = TEXT.replace("\n", "\r\n")
    assert all(stored[piece.start :].startswith(piece.text.rstrip("\n")) for piece in pane.pieces)


def test_the_text_is_escaped(client: Client, article: Source) -> None:
    Document.objects.filter(source=article).update(text="<script>alert(1)</script> & more")
    page = client.get(f"{ADD}?source={article.pk}").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_who_may_not_see_documents_sees_no_text(
    staff: Callable[..., Client], article: Source, statement: Statement
) -> None:
    analyst = staff("view_statement", "add_statement", "change_statement", "view_source", "view_evidence")
    for address in (
        f"{ADD}?source={article.pk}",
        f"/admin/tracker/statement/{statement.pk}/change/",
        f"/admin/tracker/statement/{statement.pk}/change/?source={article.pk}",
    ):
        response = analyst.get(address)
        assert pane_of(response) is None
        assert "said the premier" not in response.content.decode()


def test_who_may_see_documents_and_not_change_statements_reads_and_takes_nothing(
    staff: Callable[..., Client], article: Source, statement: Statement
) -> None:
    reader = staff("view_statement", "view_document")
    page = reader.get(f"/admin/tracker/statement/{statement.pk}/change/").content.decode()
    assert "said the premier" in page
    assert "Use as evidence" not in page
    assert "What saving will do" not in page


@pytest.mark.parametrize("source", ["", "x", "-1", "0", "9" * 40, "²", "1;drop"])
def test_a_strange_source_shows_no_text_and_breaks_nothing(
    client: Client, article: Source, source: str
) -> None:
    assert pane_of(client.get(ADD, {"source": source})) is None


def test_without_a_text_it_says_so_and_where_to_attach_it(client: Client, story: Story) -> None:
    page = client.get(f"{ADD}?source={story.source.pk}").content.decode()
    assert "No text is attached to this source." in page
    assert f'href="/admin/tracker/source/{story.source.pk}/change/"' in page


def test_without_a_source_the_latest_texts_are_offered(client: Client, article: Source) -> None:
    page = client.get(ADD)
    assert page.context["articles"] == [article]
    assert f'<a href="?source={article.pk}">Harper on the plane</a>' in page.content.decode()


def test_the_first_evidence_of_a_new_statement_is_from_its_source(client: Client, article: Source) -> None:
    rows = client.get(f"{ADD}?source={article.pk}").context["inline_admin_formsets"][0].formset.forms
    assert [str(row["source"].value()) for row in rows] == [str(article.pk)]


def test_a_first_row_that_was_left_alone_is_not_asked_for_words(
    client: Client, article: Source, coded: Callable[..., Any]
) -> None:
    row = {"evidence-TOTAL_FORMS": "1", "evidence-0-source": article.pk, "evidence-0-words": ""}
    response = client.post(f"{ADD}?source={article.pk}", coded(**row))
    assert response.status_code == 302
    assert not Statement.objects.get(summary="Says it anew.").evidence.exists()


def much_coded(name: str, count: int) -> Source:
    source = make_source(name)
    Document.objects.create(source=source, text="word " * count)
    for number in range(count):
        speaker, issue = make_person(f"{name}-{number}"), make_issue(f"{name}-{number}-issue", rungs=())
        statement = make_statement(f"{name}-said-{number}", speaker, issue, None)
        make_evidence(statement, source, "word", start=5 * number, end=5 * number + 4)
    return source


@pytest.mark.parametrize("address", [ADD + "?source={}", "/admin/tracker/source/{}/change/"])
def test_many_passages_ask_no_more_than_few(client: Client, db: None, address: str) -> None:
    few, many = much_coded("few", 2), much_coded("many", 30)
    client.get(address.format(few.pk))  # content types are asked for once
    asked = []
    for source in (few, many):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address.format(source.pk)).status_code == 200
        asked.append(len(caught))
    assert asked[0] == asked[1]
    assert asked[0] <= 19  # with the record's likely duplicates, and the drafts to send to review
