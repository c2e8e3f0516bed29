"""Saving by hand: what is refused and how, what history keeps, what a page offers."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.test import Client

from tests.factories import indexed_once, make_actor, make_issue, make_person, make_source, make_statement
from tests.stories import Story
from tracker.admin.actors import ActorAdmin
from tracker.models import (
    Actor,
    Document,
    Evidence,
    Membership,
    Statement,
)

Edit = Callable[..., Any]


def errors(response: Any) -> dict[str, list[str]]:
    """What the page says is wrong, by field, rows of related tables included."""
    assert response.status_code == 200, "saved"
    forms = [response.context["adminform"].form]
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    forms += [row for formset in formsets for row in formset.forms]
    return {form.add_prefix(name): list(said) for form in forms for name, said in form.errors.items()}


# what history keeps


def test_a_change_is_kept_with_who_and_why(edit: Edit, admin: User, statement: Statement) -> None:
    edit(statement, summary="Lends one plane.", change_reason="second source found")
    latest = statement.history.first()
    assert (latest.summary, latest.history_user, latest.history_change_reason) == (
        "Lends one plane.",
        admin,
        "second source found",
    )


def test_a_row_added_changed_or_deleted_with_its_record_keeps_who_and_why(
    edit: Edit, admin: User, statement: Statement
) -> None:
    evidence = statement.evidence.get()
    row = {
        "evidence-TOTAL_FORMS": "2",
        "evidence-0-words": "one plane",
        "evidence-1-statement": statement.pk,
        "evidence-1-source": evidence.source.pk,
        "evidence-1-words": "for one week",
    }
    edit(statement, **row, change_reason="reread")
    edit(statement, **{"evidence-0-DELETE": "on"}, change_reason="not its words")
    kept = Evidence.history.filter(changeset__origin="hand").order_by("history_id")
    assert [(it.words, it.history_type, it.history_user, it.history_change_reason) for it in kept] == [
        ("one plane", "~", admin, "reread"),
        ("for one week", "+", admin, "reread"),
        ("one plane", "-", admin, "not its words"),
    ]


def test_a_row_that_was_not_touched_gets_no_version(edit: Edit, statement: Statement) -> None:
    before = Evidence.history.count()
    edit(statement, summary="Lends one plane.")
    assert Evidence.history.count() == before


def test_the_history_page_says_when_who_what_and_why(
    client: Client, edit: Edit, statement: Statement
) -> None:
    edit(statement, firmness="done", change_reason="it flew")
    page = client.get(f"/admin/tracker/statement/{statement.pk}/history/").content.decode()
    for said in ("ada", "it flew", "<dt>Firmness</dt>", "<del>Firm</del>", "<ins>Done</ins>"):
        assert said in page


def test_a_reason_too_long_for_the_history_is_refused(edit: Edit, statement: Statement) -> None:
    said = errors(edit(statement, change_reason="x" * 101))
    assert said == {"change_reason": ["Ensure this value has at most 100 characters (it has 101)."]}


# what is refused


def test_a_slug_taken_already(edit: Edit, story: Story) -> None:
    said = errors(edit(story.harper, slug="canada"))
    assert said == {"slug": ["Actor with this Slug already exists."]}


def test_a_slug_taken_while_the_page_was_being_saved(
    edit: Edit, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second attempt's validation sees what the quicker one did."""
    save = ActorAdmin.save_model

    def lose_the_race(self: Any, request: Any, obj: Any, form: Any, change: bool) -> None:
        monkeypatch.setattr(ActorAdmin, "save_model", save)
        make_actor("taken")
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(ActorAdmin, "save_model", lose_the_race)
    response = edit(story.harper, name="S. Harper")
    assert response.status_code == 302
    story.harper.refresh_from_db()
    assert story.harper.name == "S. Harper"


def test_a_date_that_is_none(edit: Edit, statement: Statement) -> None:
    assert errors(edit(statement, said_on="2013-02-30")) == {
        "said_on": ['"2013-02-30" is not a day of the calendar.']
    }


def test_a_control_character_is_refused_where_it_was_typed(edit: Edit, statement: Statement) -> None:
    """As word processors paste them; an import would refuse what was exported with it."""
    response = edit(statement, summary="Lends\x0bone plane.", **{"evidence-0-words": "one\x1fplane"})
    said = ["This holds a control character; type the text anew."]
    assert errors(response) == {"summary": said, "evidence-0-words": said}


def test_two_rungs_at_one_place(edit: Edit, story: Story) -> None:
    said = errors(edit(story.issue, **{"positions-1-value": "0"}))
    assert said == {"positions-1-__all__": ["Please correct the duplicate values below."]}


def test_thirteen_words_of_evidence(edit: Edit, statement: Statement) -> None:
    said = errors(
        edit(
            statement,
            **{"evidence-0-words": "one two three four five six seven eight nine ten eleven twelve more"},
        )
    )
    assert said == {
        "evidence-0-words": [
            "The fragment has 13 words; at most 12 may be quoted (an apostrophe or hyphen parts words)."
        ]
    }


def test_an_address_that_is_a_script(edit: Edit, story: Story) -> None:
    assert errors(edit(story.source, url="javascript:alert(1)")) == {"url": ["Give a web address: https://…"]}


def test_deleting_what_is_in_use_says_by_what_it_is_used(client: Client, story: Story) -> None:
    page = client.post(f"/admin/tracker/actor/{story.canada.pk}/delete/", {"post": "yes"})
    assert Actor.objects.filter(pk=story.canada.pk).exists()
    text = page.content.decode()
    assert "is in use, and cannot be deleted as long as it is. What uses it:" in text
    assert str(Statement.objects.get(slug="harper-one-week")) in text


def test_deleting_what_came_into_use_meanwhile_says_by_what(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lonely = make_person("lonely")
    delete = ActorAdmin.delete_model

    def come_into_use(self: Any, request: Any, obj: Any) -> None:
        monkeypatch.setattr(ActorAdmin, "delete_model", delete)
        issue = make_issue("issue")
        Statement.objects.create(slug="new", speaker=obj, issue=issue, summary="New.", said_on="2013")
        delete(self, request, obj)

    monkeypatch.setattr(ActorAdmin, "delete_model", come_into_use)
    response = client.post(f"/admin/tracker/actor/{lonely.pk}/delete/", {"post": "yes"})
    assert response.status_code in (200, 302)


def test_a_page_lists_no_more_than_two_hundred_records_that_forbid_a_deletion(
    client: Client, db: None
) -> None:
    ada, issue = make_person("ada"), make_issue("issue")
    with indexed_once():
        for number in range(205):
            make_statement(f"said-{number}", ada, issue)
    page = client.get(f"/admin/tracker/actor/{ada.pk}/delete/").content.decode()
    assert page.count("Summary of said-") == 200
    assert "… and 5 more" in page


def test_who_may_not_delete_the_rows_may_not_delete_the_record(
    staff: Callable[..., Client], statement: Statement
) -> None:
    statement.commitment_events.all().delete()
    page = staff("view_statement", "delete_statement").post(
        f"/admin/tracker/statement/{statement.pk}/delete/", {"post": "yes"}
    )
    assert page.status_code == 403
    assert Statement.objects.filter(pk=statement.pk).exists()


# evidence in a text that is attached


@pytest.fixture
def attached(statement: Statement) -> Statement:
    source = statement.evidence.get().source
    Document.objects.create(source=source, text="Harper lends it for a week, and for a week only. One plane.")
    return statement


def test_words_that_do_not_stand_in_the_text_are_refused(edit: Edit, attached: Statement) -> None:
    said = errors(edit(attached, **{"evidence-0-words": "for a month"}))
    assert said == {"evidence-0-words": ['“for a month” does not stand in "Harper on the plane".']}


def test_words_that_stand_elsewhere_are_refused_with_their_place(edit: Edit, attached: Statement) -> None:
    row = {"evidence-0-words": "One plane", "evidence-0-start": "3", "evidence-0-end": "12"}
    assert errors(edit(attached, **row)) == {
        "evidence-0-words": ['“One plane” does not stand at 3–12 of "Harper on the plane"; it stands at 49.']
    }


def test_all_faults_of_all_rows_are_told_at_once_each_beside_its_box(edit: Edit, attached: Statement) -> None:
    source = attached.evidence.get().source
    thirteen = "one two three four five six seven eight nine ten eleven twelve thirteen"
    rows: list[dict[str, str]] = [
        {"words": "no such words", "start": "5"},
        {"words": thirteen, "start": "3", "end": "9"},
        {"words": "no such plane", "start": "x", "end": "9"},
        {"words": "y" * 201, "start": "3", "end": "9"},
        {"words": "a \x07 word"},
        {"words": "", "start": "3"},
        {"words": "One plane", "start": "49", "end": "50"},
    ]
    sent = {f"evidence-{number}-{name}": each[name] for number, each in enumerate(rows) for name in each}
    sent |= {f"evidence-{number}-source": str(source.pk) for number in range(len(rows))}
    said = errors(edit(attached, **sent, **{"evidence-TOTAL_FORMS": str(len(rows)), "said_on": "soon"}))
    assert said.pop("said_on")
    text = '"Harper on the plane"; it stands nowhere in it.'
    assert said == {
        "evidence-0-words": [f"“no such words” does not stand at 5 of {text}"],
        "evidence-0-end": ["Give both start and end, or neither."],
        "evidence-1-words": [
            "The fragment has 13 words; at most 12 may be quoted (an apostrophe or hyphen parts words).",
            f"“{thirteen}” does not stand at 3–9 of {text}",
        ],
        "evidence-1-end": ["71 characters from 3 end at 74."],
        "evidence-2-words": ['“no such plane” does not stand in "Harper on the plane".'],
        "evidence-2-start": ["Enter a whole number."],
        "evidence-3-words": ["Ensure this value has at most 200 characters (it has 201)."],
        "evidence-4-words": ["This holds a control character; type the text anew."],
        "evidence-5-words": ["This field is required."],
        "evidence-6-words": [
            '“One plane” does not stand at 49–50 of "Harper on the plane"; it stands at 49.'
        ],
        "evidence-6-end": ["9 characters from 49 end at 58."],
    }


def test_words_that_stand_once_get_their_place(edit: Edit, attached: Statement) -> None:
    edit(attached, **{"evidence-0-words": "One plane"})
    evidence = attached.evidence.get()
    assert (evidence.start, evidence.end) == (49, 58)


def test_words_that_stand_twice_are_left_without_a_place(edit: Edit, attached: Statement) -> None:
    edit(attached, **{"evidence-0-words": "a week"})
    evidence = attached.evidence.get()
    assert (evidence.words, evidence.start) == ("a week", None)


def test_quotation_marks_pasted_around_the_words_are_not_the_sources(edit: Edit, attached: Statement) -> None:
    edit(attached, **{"evidence-0-words": " “One\r\nplane” "})
    assert attached.evidence.get().words == "One plane"


def test_a_quotation_mark_inside_the_words_stays(edit: Edit, statement: Statement) -> None:
    edit(statement, **{"evidence-0-words": 'a “week" long'})
    assert statement.evidence.get().words == 'a “week" long'


# what a page offers


def test_view_on_site_only_where_the_public_can_go(client: Client, edit: Edit, statement: Statement) -> None:
    address = f"/admin/tracker/statement/{statement.pk}/change/"
    assert "View on site" in client.get(address).content.decode()
    Statement.objects.filter(pk=statement.pk).update(status="draft")
    assert "View on site" not in client.get(address).content.decode()


def test_view_on_site_not_while_the_speaker_is_a_draft(
    client: Client, story: Story, statement: Statement
) -> None:
    Actor.objects.filter(pk=story.harper.pk).update(status="draft")
    page = client.get(f"/admin/tracker/statement/{statement.pk}/change/").content.decode()
    assert "View on site" not in page


def test_a_person_is_shown_with_roles_and_an_organisation_with_members(client: Client, story: Story) -> None:
    person = client.get(f"/admin/tracker/actor/{story.harper.pk}/change/").content.decode()
    body = client.get(f"/admin/tracker/actor/{story.canada.pk}/change/").content.decode()
    assert "Roles: who this person speaks for" in person
    assert "Members: who speaks for this organisation" in body
    assert 'name="members-0-role"' not in body


def test_a_role_is_added_on_the_persons_page(edit: Edit, story: Story) -> None:
    count = story.harper.memberships.count()
    row = {
        "memberships-TOTAL_FORMS": str(count + 1),
        f"memberships-{count}-person": story.harper.pk,
        f"memberships-{count}-organization": story.canada.pk,
        f"memberships-{count}-role": "Member of Parliament",
        f"memberships-{count}-rank": "legislator",
    }
    assert edit(story.harper, **row).status_code == 302
    assert Membership.objects.filter(person=story.harper, role="Member of Parliament").exists()


def test_a_turn_is_added_on_the_commitments_page(edit: Edit, story: Story, statement: Statement) -> None:
    count = story.plane.events.count()
    row = {
        "events-TOTAL_FORMS": str(count + 1),
        f"events-{count}-commitment": story.plane.pk,
        f"events-{count}-statement": statement.pk,
        f"events-{count}-kind": "split",
        f"events-{count}-on": "2013-02",
        f"events-{count}-quantity": "2",
        f"events-{count}-unit": "aircraft",
    }
    assert edit(story.plane, **row).status_code == 302
    assert story.plane.events.get(kind="split").on_last.isoformat() == "2013-02-28"


def test_a_quantity_is_shown_as_it_was_said(client: Client, story: Story) -> None:
    event = story.plane.events.first()
    assert event is not None
    event.quantity, event.unit = "5000", "troops"  # type: ignore[assignment]
    event.save()
    page = client.get(f"/admin/tracker/commitment/{story.plane.pk}/change/").content.decode()
    assert 'value="5000"' in page


def test_a_long_line_wraps_and_keeps_no_line_break(edit: Edit, statement: Statement) -> None:
    edit(statement, summary="Lends a plane\r\nfor a week.")
    statement.refresh_from_db()
    assert statement.summary == "Lends a plane for a week."


# texts of sources


def test_a_text_is_kept_to_the_character(edit: Edit, db: None) -> None:
    """Anchors count characters: a browser's CR LF would move them all."""
    text = "  First line.\n\nSecond line.\n"
    source = make_source("text", sha256=hashlib.sha256(text.encode()).hexdigest())
    response = edit(source, text=text.replace("\n", "\r\n"))
    assert response.status_code == 302, errors(response)
    assert source.document.text == text


def test_saving_a_source_leaves_its_text_alone(edit: Edit, db: None) -> None:
    source = make_source("text")
    document = Document.objects.create(source=source, text="First.\nSecond.\n")
    edit(source, title="A title", **{"document-0-text": "First.\r\nSecond.\r\n"})
    assert document.history.count() == 1


def test_another_text_than_the_one_that_was_coded_is_refused(edit: Edit, db: None) -> None:
    source = make_source("text", sha256="a" * 64)
    found = hashlib.sha256(b"Another.").hexdigest()
    assert errors(edit(source, text="Another.")) == {
        "text": [
            "This is not the text that the source was coded from: "
            f"its SHA-256 is {found}, the source has {'a' * 64}."
        ]
    }
    assert not Document.objects.exists()
