"""Two people at one record: nobody's words go under, and the second to save chooses."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils.timezone import localtime

from tests.admin.collision import address, answer, bea, opened, questions, save, told
from tests.admin.test_forms import errors
from tests.stories import Story
from tracker.models import Evidence, Statement

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
    assert "This statement was changed by ada while you had it open" in text
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
    assert "This statement was changed by you, in another window, while you had it open" in words(page)
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
    assert told(again)["Note"][3] == "mine"  # what she chose from is as she saw it
    assert bea.post(address(statement), answer(again, {"Summary": "mine"})).status_code == 302
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


# rows' own pages, older versions


def test_a_fragments_own_page_asks_too(client: Client, bea: Client, evidence: Evidence) -> None:
    mine = opened(bea, evidence)
    save(client, evidence.statement, **{"evidence-0-words": "one plane"})
    page = bea.post(address(evidence), mine | {"words": "one week"})
    assert told(page)["Words"][2] == {"As ada saved it": "one plane", "As you have it here": "one week"}
    bea.post(address(evidence), answer(page, {"Words": "mine"}))
    evidence.refresh_from_db()
    assert evidence.words == "one week"


@pytest.fixture
def evidence(statement: Statement) -> Evidence:
    return statement.evidence.get()


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
