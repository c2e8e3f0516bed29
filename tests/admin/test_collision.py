"""Two people at one record: nobody's words go under, and the second to save chooses."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils.timezone import localtime

from tests.admin.collision import address, answer, bea, opened, questions, save, told
from tests.admin.test_forms import errors
from tests.factories import make_evidence, make_source
from tests.stories import Story
from tracker.models import Document, Evidence, Statement

__all__ = ["bea"]  # the fixture


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def message(response: Any) -> list[str]:
    return [str(it) for it in get_messages(response.wsgi_request)]


# one field, both


def test_both_changed_one_field_and_the_second_to_save_chooses(
    client: Client, bea: Client, statement: Statement
) -> None:
    was = statement.summary
    mine = opened(bea, statement)
    save(client, statement, summary="Lends one plane.", change_reason="second source found")
    page = bea.post(address(statement), mine | {"summary": "Lends a plane for a week."})
    assert told(page) == {
        "Summary": (
            "both",
            was,
            {"As ada saved it": "Lends one plane.", "As you have it here": "Lends a plane for a week."},
            "",
        )
    }
    statement.refresh_from_db()
    assert statement.summary == "Lends one plane."
    kept = statement.history.first()
    text = words(page)
    assert "Ada changed this statement while you had it open" in text
    assert f"{localtime(kept.history_date):%-d %b %Y, %H:%M}: “second source found”" in text
    assert "Nothing is saved yet, and nothing that you typed is lost." in text

    assert bea.post(address(statement), answer(page, {"Summary": "mine"})).status_code == 302
    statement.refresh_from_db()
    assert statement.summary == "Lends a plane for a week."


def test_who_takes_theirs_leaves_the_record_as_they_had_it(
    client: Client, bea: Client, statement: Statement
) -> None:
    mine = opened(bea, statement)
    save(client, statement, summary="Lends one plane.")
    page = bea.post(address(statement), mine | {"summary": "Mine.", "change_reason": "reread"})
    saved = bea.post(address(statement), answer(page, {"Summary": "theirs"}))
    statement.refresh_from_db()
    latest = statement.history.first()
    assert (saved.status_code, statement.summary) == (302, "Lends one plane.")
    assert (latest.history_user.username, latest.history_change_reason) == ("bea", "reread")
    assert message(saved)[-1] == "From ada: Summary."


def test_who_does_not_choose_is_asked_again_and_loses_nothing(
    client: Client, bea: Client, statement: Statement
) -> None:
    mine = opened(bea, statement)
    save(client, statement, summary="Lends one plane.", note="Theirs.")
    page = bea.post(address(statement), mine | {"summary": "Mine.", "note": "Mine too."})
    again = bea.post(address(statement), answer(page, {"Note": "mine"}))
    assert 'Please choose one version of: <a href="#record-summary">Summary</a>' in words(again)
    assert told(again)["Note"][3] == "mine"
    assert told(again)["Summary"][2]["As you have it here"] == "Mine."
    assert bea.post(address(statement), answer(again, {"Summary": "mine"})).status_code == 302
    statement.refresh_from_db()
    assert (statement.summary, statement.note) == ("Mine.", "Mine too.")


def test_choices_and_records_are_shown_by_their_words(
    client: Client, bea: Client, story: Story, statement: Statement
) -> None:
    mine = opened(bea, statement)
    save(client, statement, firmness="done", addressee=str(story.france.pk))
    page = bea.post(
        address(statement),
        mine | {"firmness": "considering", "addressee": str(story.canada.pk), "position": ""},
    )
    assert told(page) == {
        "Addressee": ("both", "", {"As ada saved it": "France", "As you have it here": "Canada"}, ""),
        "Firmness": ("both", "Firm", {"As ada saved it": "Done", "As you have it here": "Considering"}, ""),
        "Position": (
            "mine",
            "Airlift, for a set time",
            {"As it stands now": "Airlift, for a set time", "As you have it here": "Took no position"},
            "mine",
        ),
    }
    assert str(story.france.pk) not in [option.words for it in questions(page) for option in it.options]


def test_the_same_change_twice_is_no_collision(client: Client, bea: Client, statement: Statement) -> None:
    mine = opened(bea, statement)
    save(client, statement, summary="Lends one plane.")
    assert bea.post(address(statement), mine | {"summary": "Lends one plane."}).status_code == 302


def test_a_save_that_changed_nothing_is_no_collision(
    client: Client, bea: Client, statement: Statement
) -> None:
    mine = opened(bea, statement)
    save(client, statement)
    assert bea.post(address(statement), mine | {"summary": "Mine."}).status_code == 302


# what does not touch


def test_what_does_not_touch_is_shown_once_and_both_are_kept(
    client: Client, bea: Client, statement: Statement
) -> None:
    was = statement.summary
    mine = opened(bea, statement)
    save(client, statement, firmness="done")
    page = bea.post(address(statement), mine | {"summary": "Mine."})
    assert [(it.title, it.kind, it.chosen) for it in questions(page)] == [
        ("Firmness", "theirs", "theirs"),
        ("Summary", "mine", "mine"),
    ]
    text = words(page)
    assert "Only changed by ada: kept" in text
    assert "Only changed by you, here: kept" in text
    assert "You did not touch the same things: both will be kept." in text
    saved = bea.post(address(statement), answer(page))
    assert message(saved)[-1] == "From ada: Firmness. From you: Summary."
    statement.refresh_from_db()
    assert (statement.firmness, statement.summary) == ("done", "Mine.") != ("firm", was)


def test_what_does_not_touch_can_still_be_chosen_otherwise(
    client: Client, bea: Client, statement: Statement
) -> None:
    was = statement.summary
    mine = opened(bea, statement)
    save(client, statement, firmness="done")
    page = bea.post(address(statement), mine | {"summary": "Mine."})
    saved = bea.post(address(statement), answer(page, {"Firmness": "mine", "Summary": "theirs"}))
    assert message(saved)[-1] == "As it was: Summary. From you: Firmness."
    statement.refresh_from_db()
    assert (statement.firmness, statement.summary) == ("firm", was)


def test_one_person_in_two_windows_is_told_so(client: Client, statement: Statement) -> None:
    mine = opened(client, statement)
    save(client, statement, summary="Lends one plane.")
    page = client.post(address(statement), mine | {"summary": "Mine."})
    assert "You, in another window changed this statement while you had it open" in words(page)
    assert list(told(page)["Summary"][2]) == ["As you saved it in another window", "As you have it here"]


# a third


def test_a_third_change_while_choosing_brings_the_page_again(
    client: Client, bea: Client, statement: Statement
) -> None:
    mine = opened(bea, statement)
    save(client, statement, summary="Theirs.", note="Theirs.")
    page = bea.post(address(statement), mine | {"summary": "Mine.", "note": "Mine."})
    chosen = answer(page, {"Summary": "mine", "Note": "mine"})
    save(client, statement, summary="Theirs once more.")
    again = bea.post(address(statement), chosen)
    assert "It changed once more while you were choosing." in words(again)
    assert told(again)["Summary"][2:] == (
        {"As ada saved it": "Theirs once more.", "As you have it here": "Mine."},
        "",
    )
    statement.refresh_from_db()
    assert statement.summary == "Theirs once more."
    assert bea.post(address(statement), answer(again, {"Summary": "mine", "Note": "mine"})).status_code == 302
    statement.refresh_from_db()
    assert (statement.summary, statement.note) == ("Mine.", "Mine.")


def test_a_choice_that_is_refused_keeps_every_word(client: Client, bea: Client, statement: Statement) -> None:
    """What was chosen goes through the ordinary validation, on the ordinary page."""
    mine = opened(bea, statement)
    save(client, statement, summary="Theirs.")
    page = bea.post(address(statement), mine | {"summary": "Mine.", "said_on": "soon", "note": "Mine."})
    refused = bea.post(address(statement), answer(page, {"Summary": "mine"}))
    assert errors(refused).keys() == {"said_on"}
    form = refused.context["adminform"].form
    assert (form["summary"].value(), form["note"].value(), form["said_on"].value()) == (
        "Mine.",
        "Mine.",
        "soon",
    )
    repaired = refused.context["adminform"].form.data.dict() | {"said_on": "2013"}
    assert bea.post(address(statement), repaired).status_code == 302
    statement.refresh_from_db()
    assert (statement.summary, statement.said_on) == ("Mine.", "2013")


def test_who_saves_twice_from_one_page_after_an_error_is_not_asked(
    client: Client, statement: Statement
) -> None:
    mine = opened(client, statement)
    assert errors(client.post(address(statement), mine | {"said_on": "soon"})).keys() == {"said_on"}
    assert client.post(address(statement), mine).status_code == 302


def test_a_page_that_does_not_say_when_it_was_opened_is_asked_about_all_that_differs(
    client: Client, bea: Client, statement: Statement
) -> None:
    mine = opened(bea, statement)
    save(client, statement, firmness="done")
    for token in ("", "nonsense", "record=1"):
        page = bea.post(address(statement), mine | {"version": token, "summary": "Mine."})
        assert {title: it[:2] for title, it in told(page).items()} == {
            "Firmness": ("both", None),
            "Summary": ("both", None),
        }
    assert "This statement may have changed while you had it open" in words(page)


# rows


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
    assert asked.options[1].lines == [("Source", str(evidence.source)), ("Words", "one week")]
    assert asked.options[0].saved.why == "not its words"
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
    row = {"document-TOTAL_FORMS": "1", "document-0-source": source.pk}
    save(client, source, **row, **{"document-0-text": "Theirs."})
    page = bea.post(address(source), mine | row | {"document-0-text": "Mine."})
    assert told(page)["Text of the source (staff only): text"][2] == {
        "As ada saved it": "Theirs.",
        "As you have it here": "Mine.",
    }
    bea.post(address(source), answer(page, {"Text of the source (staff only): text": "mine"}))
    assert Document.objects.get().text == "Mine."


def test_a_line_end_as_browsers_send_it_is_no_change(
    client: Client, bea: Client, statement: Statement
) -> None:
    Statement.objects.filter(pk=statement.pk).update(note="One.\nTwo.")
    statement.refresh_from_db()
    statement.save()
    mine = opened(bea, statement) | {"note": "One.\r\nTwo."}
    save(client, statement, summary="Theirs.", note="One.\r\nTwo.")
    page = bea.post(address(statement), mine)
    assert list(told(page)) == ["Summary"]


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


# rows' own pages, older versions


def test_a_fragments_own_page_asks_too(client: Client, bea: Client, evidence: Evidence) -> None:
    mine = opened(bea, evidence)
    save(client, evidence.statement, **{"evidence-0-words": "one plane"})
    page = bea.post(address(evidence), mine | {"words": "one week"})
    assert told(page)["Words"][2] == {"As ada saved it": "one plane", "As you have it here": "one week"}
    bea.post(address(evidence), answer(page, {"Words": "mine"}))
    evidence.refresh_from_db()
    assert evidence.words == "one week"


@pytest.mark.parametrize(
    ("noun", "field", "theirs", "mine"),
    [
        ("membership", "role", "Premier", "President"),
        ("position", "definition", "Theirs.", "Mine."),
        ("commitmentevent", "note", "Theirs.", "Mine."),
        ("actor", "description", "Theirs.", "Mine."),
        ("source", "note", "Theirs.", "Mine."),
        ("commitment", "note", "Theirs.", "Mine."),
        ("issue", "scope", "Theirs.", "Mine."),
    ],
)
def test_every_table_asks(
    client: Client, bea: Client, story: Story, noun: str, field: str, theirs: str, mine: str
) -> None:
    record = {
        "membership": story.harper.memberships.first(),
        "position": story.issue.positions.first(),
        "commitmentevent": story.plane.events.first(),
        "actor": story.harper,
        "source": story.source,
        "commitment": story.plane,
        "issue": story.issue,
    }[noun]
    sent = opened(bea, record)
    save(client, record, **{field: theirs})
    page = bea.post(address(record), sent | {field: mine})
    (asked,) = questions(page)
    assert [option.words for option in asked.options] == [theirs, mine]
    assert bea.post(address(record), answer(page, {asked.title: "mine"})).status_code == 302
    record.refresh_from_db()  # type: ignore[union-attr]
    assert getattr(record, field) == mine


def test_going_back_to_a_version_is_refused_once_where_another_came_in(
    client: Client, bea: Client, statement: Statement
) -> None:
    save(client, statement, summary="Second.")
    page = address(statement, "history") + f"{statement.history.last().pk}/"
    form = bea.get(page).context["adminform"].form
    sent = {name: form[name].value() or "" for name in form.fields}
    save(client, statement, summary="Third.")
    latest = statement.history.first()
    refused = bea.post(page, sent)
    when = localtime(latest.history_date).strftime("%Y-%m-%d at %H:%M")
    assert refused.context["adminform"].form.non_field_errors() == [
        "This record or its rows changed after you had opened this page; it was last saved by ada on "
        f"{when}. Nothing of yours is saved yet: look at the record's history first. To save again puts "
        "your version in place of theirs."
    ]
    statement.refresh_from_db()
    assert statement.summary == "Third."


def test_who_may_only_look_at_rows_keeps_them(
    client: Client, staff: Any, statement: Statement, evidence: Evidence
) -> None:
    sam = staff("view_statement", "change_statement", "view_evidence")
    mine = opened(sam, statement)
    save(client, statement, firmness="done", **{"evidence-0-words": "one plane"})
    page = sam.post(address(statement), mine | {"firmness": "considering"})
    assert list(told(page)) == ["Firmness"]
    sam.post(address(statement), answer(page, {"Firmness": "mine"}))
    statement.refresh_from_db()
    assert (statement.firmness, rows(statement)) == ("considering", ["one plane"])


def test_who_may_not_change_the_record_is_refused_as_ever(
    client: Client, staff: Any, statement: Statement
) -> None:
    mine = opened(client, statement)
    save(client, statement, firmness="done")
    assert staff("view_statement").post(address(statement), mine).status_code == 403


def test_markup_in_what_they_typed_is_shown_and_not_run(
    client: Client, bea: Client, statement: Statement
) -> None:
    mine = opened(bea, statement)
    save(client, statement, summary="<script>alert(1)</script>")
    page = bea.post(address(statement), mine | {"summary": "</textarea><b>Mine"})
    assert "<script>alert(1)" not in words(page)
    assert "<b>Mine" not in words(page)


def test_evidence_made_without_a_history_is_not_said_to_be_theirs(
    client: Client, bea: Client, statement: Statement
) -> None:
    other = make_evidence(statement, make_source("other"), "no history")
    Evidence.history.filter(id=other.pk).delete()
    mine = opened(bea, statement)
    save(client, statement, firmness="done")
    page = bea.post(address(statement), mine | {"firmness": "considering"})
    assert list(told(page)) == ["Firmness"]
