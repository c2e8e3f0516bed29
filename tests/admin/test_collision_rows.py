"""Two people at the rows of one record: changed, added and deleted against each other."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.admin.collision import address, answer, bea, opened, questions, save, told
from tests.factories import make_evidence, make_source
from tracker.models import Document, Evidence, Statement

__all__ = ["bea"]  # the fixture


@pytest.fixture
def evidence(statement: Statement) -> Evidence:
    return statement.evidence.get()


def add_row(statement: Statement, said: str, number: int = 1) -> dict[str, Any]:
    return {
        "evidence-TOTAL_FORMS": str(number + 1),
        f"evidence-{number}-statement": statement.pk,
        f"evidence-{number}-source": statement.evidence.first().source_id,  # type: ignore[union-attr]
        f"evidence-{number}-words": said,
    }


def rows(statement: Statement) -> list[str]:
    return sorted(statement.evidence.values_list("words", flat=True))


@pytest.mark.parametrize(
    ("sent", "stands"), [(None, "speaker"), ("speaker", "speaker"), ("article", "article")]
)
def test_a_page_from_before_there_was_the_box_leaves_whose_words_they_are(
    bea: Client, statement: Statement, evidence: Evidence, sent: str | None, stands: str
) -> None:
    mine = opened(bea, statement) | {"evidence-0-words": "one week", "change_reason": "reread"}
    assert mine.pop("evidence-0-words_of") == "speaker"
    told = {} if sent is None else {"evidence-0-words_of": sent}
    assert bea.post(address(statement), mine | told).status_code == 302
    evidence.refresh_from_db()
    assert (evidence.words, evidence.words_of) == ("one week", stands)


def test_both_changed_one_row(client: Client, bea: Client, statement: Statement, evidence: Evidence) -> None:
    mine = opened(bea, statement)
    save(client, statement, **{"evidence-0-words": "one plane"})
    page = bea.post(address(statement), mine | {"evidence-0-words": "one week"})
    assert told(page) == {
        "Evidence “for a week”: words": (
            "both",
            "for a week",
            {"As ada saved it": "one plane", "As you have it here": "one week"},
            "",
        )
    }
    assert rows(statement) == ["one plane"]
    bea.post(address(statement), answer(page, {"Evidence “for a week”: words": "mine"}))
    assert rows(statement) == ["one week"]


def test_a_row_changed_on_its_own_page_counts(
    client: Client, bea: Client, statement: Statement, evidence: Evidence
) -> None:
    mine = opened(bea, statement)
    save(client, evidence, words="one plane")
    page = bea.post(address(statement), mine | {"evidence-0-words": "one week"})
    assert told(page)["Evidence “for a week”: words"][0] == "both"
    assert rows(statement) == ["one plane"]


def test_a_row_they_deleted_that_i_edited_stays_deleted_or_comes_back(
    client: Client, bea: Client, statement: Statement, evidence: Evidence
) -> None:
    mine = opened(bea, statement)
    save(client, statement, **{"evidence-0-DELETE": "on"}, change_reason="not its words")
    page = bea.post(address(statement), mine | {"evidence-0-words": "one week"})
    (asked,) = questions(page)
    assert (asked.title, asked.kind, asked.chosen) == ("Evidence “for a week”", "both", "")
    assert [option.heading for option in asked.options] == [
        "Leave it deleted, as ada did",
        "Bring it back, as you have it here",
    ]
    assert asked.options[1].lines == [
        ("Source", str(evidence.source)),
        ("Words", "one week"),
        ("Whose words", "The speaker’s own words"),
    ]
    assert asked.options[0].saved.why == "not its words"
    assert "(empty)" not in page.content.decode()
    bea.post(address(statement), answer(page, {asked.title: "theirs"}))
    assert rows(statement) == []
    bea.post(address(statement), answer(page, {asked.title: "mine"}))  # the page, sent once more
    again = bea.post(address(statement), mine | {"evidence-0-words": "one week"})
    bea.post(address(statement), answer(again, {asked.title: "mine"}))
    assert rows(statement) == ["one week"]


def test_a_row_they_changed_that_i_deleted(
    client: Client, bea: Client, statement: Statement, evidence: Evidence
) -> None:
    mine = opened(bea, statement)
    save(client, statement, **{"evidence-0-words": "one plane"})
    page = bea.post(address(statement), mine | {"evidence-0-DELETE": "on"})
    (asked,) = questions(page)
    assert [option.heading for option in asked.options] == [
        "Keep it, as ada saved it",
        "Delete it, as you meant to",
    ]
    assert asked.options[0].lines[1] == ("Words", "one plane")
    kept = bea.post(address(statement), answer(page, {asked.title: "theirs"}))
    assert (kept.status_code, rows(statement)) == (302, ["one plane"])
    page = bea.post(address(statement), mine | {"evidence-0-DELETE": "on"})
    bea.post(address(statement), answer(page, {asked.title: "mine"}))
    assert rows(statement) == []


def test_what_was_chosen_of_a_row_is_asked_anew_only_where_it_changed_once_more(
    client: Client, bea: Client, statement: Statement, evidence: Evidence
) -> None:
    mine = opened(bea, statement) | {"evidence-0-words": "one week", "note": "Mine."}
    save(client, statement, **{"evidence-0-words": "one plane"}, note="Theirs.")
    asked = {"Evidence “for a week”: words": "mine", "Note": "theirs"}
    page = bea.post(address(statement), mine)
    save(client, statement, note="Theirs once more.")
    again = bea.post(address(statement), answer(page, asked))
    assert {it.title: it.chosen for it in questions(again)} == asked | {"Note": ""}
    save(client, statement, **{"evidence-0-words": "two planes"})
    third = bea.post(address(statement), answer(again, {"Note": "mine"}))
    assert {it.title: it.chosen for it in questions(third)} == {
        "Evidence “for a week”: words": "",
        "Note": "mine",
    }


def test_whether_a_row_goes_is_asked_anew_where_it_changed_once_more(
    client: Client, bea: Client, statement: Statement, evidence: Evidence
) -> None:
    mine = opened(bea, statement) | {"evidence-0-DELETE": "on", "note": "Mine."}
    save(client, statement, **{"evidence-0-words": "one plane"}, note="Theirs.")
    page = bea.post(address(statement), mine)
    save(client, statement, summary="Theirs once more.")
    again = bea.post(address(statement), answer(page, {"Evidence “for a week”": "mine", "Note": "mine"}))
    assert {it.title: it.chosen for it in questions(again)} == {
        "Evidence “for a week”": "mine",
        "Note": "mine",
        "Summary": "theirs",
    }
    save(client, statement, **{"evidence-0-words": "two planes"})
    third = bea.post(address(statement), answer(again))
    assert {it.title: it.chosen for it in questions(third)} == {
        "Evidence “for a week”": "",
        "Note": "mine",
        "Summary": "theirs",
    }


def test_rows_that_each_added_all_stay(client: Client, bea: Client, statement: Statement) -> None:
    mine = opened(bea, statement)
    save(client, statement, **add_row(statement, "one plane"))
    page = bea.post(address(statement), mine | add_row(statement, "one week"))
    assert told(page) == {
        "Evidence “one plane”": ("theirs", None, "Added by ada", "theirs"),
        "Evidence “one week”": ("mine", None, "You add this", "mine"),
    }
    bea.post(address(statement), answer(page))
    assert rows(statement) == ["for a week", "one plane", "one week"]


def test_a_row_they_deleted_that_i_left_alone_stays_deleted_and_a_row_i_deleted_goes(
    client: Client, bea: Client, statement: Statement
) -> None:
    save(client, statement, **add_row(statement, "one plane"))
    mine = opened(bea, statement)
    places = {mine[f"evidence-{number}-words"]: f"evidence-{number}-DELETE" for number in (0, 1)}
    save(client, statement, **{places["for a week"]: "on"})
    page = bea.post(address(statement), mine | {places["one plane"]: "on"})
    assert told(page) == {
        "Evidence “for a week”": ("theirs", None, "Deleted by ada", "theirs"),
        "Evidence “one plane”": ("mine", None, "You delete this", "mine"),
    }
    bea.post(address(statement), answer(page))
    assert rows(statement) == []


def test_a_row_moved_to_another_statement_is_not_called_deleted(
    client: Client, bea: Client, statement: Statement, evidence: Evidence
) -> None:
    other = Statement.objects.exclude(pk=statement.pk).order_by("pk")[0]
    mine = opened(bea, statement)
    save(client, evidence, statement=str(other.pk))
    page = bea.post(address(statement), mine | {"summary": "Mine."})
    assert told(page)["Evidence “for a week”"][2] == "Moved elsewhere by ada"
    bea.post(address(statement), answer(page))
    assert (rows(statement), other.evidence.filter(pk=evidence.pk).exists()) == ([], True)


def test_a_row_that_both_added_is_refused_in_the_models_own_words(
    client: Client, bea: Client, statement: Statement
) -> None:
    mine = opened(bea, statement)
    save(client, statement, **add_row(statement, "one plane"))
    page = bea.post(address(statement), mine | add_row(statement, "one plane"))
    refused = bea.post(address(statement), answer(page))
    assert refused.status_code == 200
    assert rows(statement) == ["for a week", "one plane"]


def test_a_text_that_both_pasted_is_one_text_to_choose(client: Client, bea: Client, db: None) -> None:
    source = make_source("text")
    mine = opened(bea, source)
    save(client, source, text="Theirs.")
    page = bea.post(address(source), mine | {"text": "Mine."})
    assert told(page)["Text of the source (staff only): text"][2] == {
        "As ada saved it": "Theirs.",
        "As you have it here": "Mine.",
    }
    refused = bea.post(address(source), answer(page, {"Text of the source (staff only): text": "mine"}))
    assert "This is not the text that the source was coded from" in refused.content.decode()
    assert "Mine." in refused.content.decode()
    both = {"Text of the source (staff only): text": "mine", "SHA-256": "mine"}
    bea.post(address(source), answer(page, both))
    assert Document.objects.get().text == "Mine."


def test_a_file_that_is_sent_after_a_colleague_attached_a_text_is_one_to_choose_too(
    client: Client, bea: Client, db: None
) -> None:
    source = make_source("text")
    mine = opened(bea, source)
    save(client, source, text="Theirs.")
    file = SimpleUploadedFile("article.txt", b"Mine.", "text/plain")
    page = bea.post(address(source), mine | {"text_file": file})
    assert "Mine." in told(page)["Text of the source (staff only): text"][2].values()


def test_rows_keep_one_version_each_and_the_same_reason(
    client: Client, bea: Client, statement: Statement, evidence: Evidence
) -> None:
    mine = opened(bea, statement)
    save(client, statement, **{"evidence-0-words": "one plane"})
    before = (statement.history.count(), Evidence.history.count())
    page = bea.post(
        address(statement),
        mine | {"evidence-0-words": "one week", "change_reason": "reread", "note": "Mine."},
    )
    bea.post(address(statement), answer(page, {"Evidence “for a week”: words": "mine"}))
    assert (statement.history.count(), Evidence.history.count()) == (before[0] + 1, before[1] + 1)
    latest = statement.history.first(), evidence.history.first()
    assert [it.history_change_reason for it in latest] == ["reread", "reread"]


def test_who_may_only_look_at_rows_keeps_them(
    client: Client, staff: Any, statement: Statement, evidence: Evidence
) -> None:
    sam = staff("view_statement", "change_statement", "publish_statement", "view_evidence")
    mine = opened(sam, statement)
    save(client, statement, firmness="done", **{"evidence-0-words": "one plane"})
    page = sam.post(address(statement), mine | {"firmness": "considering"})
    assert list(told(page)) == ["Firmness"]
    sam.post(address(statement), answer(page, {"Firmness": "mine"}))
    statement.refresh_from_db()
    assert (statement.firmness, rows(statement)) == ("considering", ["one plane"])


def test_evidence_made_without_a_history_is_not_said_to_be_theirs(
    client: Client, bea: Client, statement: Statement
) -> None:
    other = make_evidence(statement, make_source("other"), "no history")
    Evidence.history.filter(id=other.pk).delete()
    mine = opened(bea, statement)
    save(client, statement, firmness="done")
    page = bea.post(address(statement), mine | {"firmness": "considering"})
    assert list(told(page)) == ["Firmness"]
