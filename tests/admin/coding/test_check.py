"""“Check” says what saving would do and saves nothing; “Save and code the next” goes on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import form_data
from tests.factories import (
    make_actor,
    make_evidence,
    make_issue,
    make_membership,
    make_person,
    make_source,
    make_statement,
)
from tests.stories import Story
from tracker.models import Actor, Evidence, Source, Statement

ADD = "/admin/tracker/statement/add/"
CHECK = "/admin/tracker/statement/check/"
Fill = Callable[..., dict[str, Any]]


def test_a_check_saves_nothing_and_keeps_what_was_typed(client: Client, story: Story, coded: Fill) -> None:
    before = Statement.objects.count(), Evidence.objects.count(), Statement.history.count()
    response = client.post(ADD, coded("a word", _check="Check"))
    assert response.status_code == 200
    assert (Statement.objects.count(), Evidence.objects.count(), Statement.history.count()) == before
    page = response.content.decode()
    assert "Says it anew." in page
    assert "Please correct the error" not in page


def test_a_check_says_what_the_line_would_do(client: Client, story: Story, coded: Fill) -> None:
    page = client.post(ADD, coded(status="published", _check="Check")).content.decode()
    assert '<strong class="role role-shifts">moves the line</strong>' in page
    assert "Airlift, open-ended by the end of that day" in page
    assert "this would be a shift: from “Airlift, for a set time”" in page


def test_of_a_draft_it_says_what_would_be_once_it_is_published(
    client: Client, story: Story, coded: Fill
) -> None:
    assert "Nothing yet. Once it is published:" in client.post(ADD, coded(_check="Check")).content.decode()


def test_who_has_to_be_published_first_is_named(client: Client, story: Story, coded: Fill) -> None:
    Actor.objects.filter(pk=story.harper.pk).update(status="draft")
    page = client.post(CHECK, coded()).content.decode()
    assert "Nothing yet. Once it and “Stephen Harper” are published:" in page


@pytest.mark.parametrize("status", ["withdrawn", "draft"])
def test_what_is_taken_out_is_told_as_going_and_not_as_coming(
    client: Client, story: Story, status: str
) -> None:
    moved = make_statement(
        "combat", story.harper, story.issue, 4, on_behalf_of=story.canada, said_on="2013-06-01"
    )
    address = f"/admin/tracker/statement/{moved.pk}/change/"
    sent = form_data(client.get(address)) | {"status": status, "change_reason": "a slip"}
    sent |= {"withdrawn_because": "A slip."} if status == "withdrawn" else {}
    page = client.post(CHECK, sent | {"_statement": moved.pk}).content.decode()
    assert "Takes this out of the line:" in page
    assert "goes back to Airlift, open-ended; shifts 3, then 2." in page
    assert "Nothing yet" not in page
    saved = client.post(address, sent, follow=True)
    moved.refresh_from_db()
    assert moved.status == status
    assert not [each for each in saved.context["messages"] if "would be a shift" in str(each)]


def test_sources_wait_too_where_no_published_one_shows_it(client: Client, story: Story, coded: Fill) -> None:
    Source.objects.filter(pk=story.source.pk).update(status="draft")
    page = client.post(CHECK, coded("a word")).content.decode()
    assert f"Nothing yet. Once it and “{story.source}” are published:" in page
    shown = {
        "evidence-TOTAL_FORMS": "2",
        "evidence-1-words": "more",
        "evidence-1-source": make_source("b").pk,
    }
    page = client.post(CHECK, coded("a word") | shown).content.decode()
    assert "Nothing yet. Once it is published:" in page


def test_who_publishes_what_readers_will_not_see_is_told(client: Client, story: Story, coded: Fill) -> None:
    Actor.objects.filter(pk=story.harper.pk).update(status="draft")
    Source.objects.filter(pk=story.source.pk).update(status="draft")
    page = client.post(ADD, coded("a word", status="published"), follow=True).content.decode()
    assert "Published. Readers see it only once “Stephen Harper” is published." in page
    assert f"No published source shows it: publish “{story.source}” too." in page


def test_what_is_missing_is_named_and_what_is_known_is_told(
    client: Client, story: Story, article: Source, coded: Fill
) -> None:
    page = client.post(CHECK, coded("for a week only", act="", firmness="", summary="")).content.decode()
    assert "Still to be given, before the effect on the line can be told: act and firmness." in page
    assert "is coded already" in page


def test_errors_are_shown_by_a_check_as_by_a_save(client: Client, story: Story, coded: Fill) -> None:
    page = client.post(ADD, coded(said_on="2013-02-30", _check="Check")).content.decode()
    assert "&quot;2013-02-30&quot; is not a day of the calendar." in page


def test_a_saved_statement_is_checked_as_changed_and_stays_as_it_is(
    client: Client, statement: Statement
) -> None:
    address = f"/admin/tracker/statement/{statement.pk}/change/"
    sent = form_data(client.get(address)) | {"summary": "Other words.", "act": "declares"}
    assert client.post(address, sent | {"_check": "Check"}).status_code == 200
    answer = client.post(CHECK, sent | {"_statement": statement.pk}).content.decode()
    assert "moves the line" in answer
    statement.refresh_from_db()
    assert (statement.summary, statement.act) == ("Summary of harper-one-week.", "pledges")


@pytest.mark.parametrize(
    ("rights", "status"),
    [
        (["view_statement"], 403),
        (["view_statement", "change_statement"], 403),  # may change one, not add one
        (["view_statement", "add_statement"], 200),
    ],
)
def test_a_check_is_for_who_may_save(
    staff: Callable[..., Client], story: Story, coded: Fill, rights: list[str], status: int
) -> None:
    assert staff(*rights).post(CHECK, coded()).status_code == status


def test_a_check_of_a_saved_one_is_for_who_may_change_it(
    staff: Callable[..., Client], statement: Statement, coded: Fill
) -> None:
    sent = coded(_statement=statement.pk)
    assert staff("view_statement", "add_statement").post(CHECK, sent).status_code == 403
    assert (
        staff("view_statement", "change_statement", "publish_statement").post(CHECK, sent).status_code == 200
    )


def test_a_check_is_asked_for_with_a_form_of_ones_own(client: Client, story: Story, coded: Fill) -> None:
    assert client.get(CHECK).status_code == 405
    assert Client().post(CHECK, coded()).status_code == 302
    assert Client(enforce_csrf_checks=True).post(CHECK, coded()).status_code in (302, 403)


@pytest.mark.parametrize(
    "sent", [{}, {"_statement": "x"}, {"evidence-TOTAL_FORMS": "many"}, {"speaker": "²"}]
)
def test_nonsense_is_answered(client: Client, story: Story, sent: dict[str, str]) -> None:
    assert client.post(CHECK, sent).status_code == 200


def test_a_check_of_a_statement_that_is_gone(client: Client, story: Story) -> None:
    assert client.post(CHECK, {"_statement": "999999"}).status_code == 404


def much_evidence(name: str, count: int) -> Statement:
    statement = make_statement(name, make_person(f"{name}-person"), make_issue(f"{name}-issue"))
    for number in range(count):
        make_evidence(statement, make_source(f"{name}-source-{number}"), f"word {number}")
    return statement


def test_checking_asks_no_more_for_many_saved_fragments_than_for_few(client: Client, db: None) -> None:
    asked = []
    for statement in (much_evidence("few", 3), much_evidence("many", 30)):
        sent = form_data(client.get(f"/admin/tracker/statement/{statement.pk}/change/"))
        client.post(CHECK, sent | {"_statement": statement.pk})  # content types are asked for once
        with CaptureQueriesContext(connection) as caught:
            client.post(CHECK, sent | {"_statement": statement.pk})
        asked.append(len(caught))
    assert asked[0] == asked[1]


# on behalf of whom

BEHALF = "/admin/tracker/statement/behalf/"


def proposed(client: Client, **asked: Any) -> list[tuple[str, str]]:
    answer = client.get(BEHALF, asked)
    assert answer.status_code == 200
    return [(each["name"], each["role"]) for each in answer.json()["proposals"]]


def test_the_roles_held_on_the_day_are_proposed(client: Client, story: Story) -> None:
    harper = story.harper.pk
    assert proposed(client, speaker=harper, said_on="2013-01-08") == [("Canada", "Prime Minister")]
    assert proposed(client, speaker=harper, said_on="2015-11") == [("Canada", "Prime Minister")]
    assert proposed(client, speaker=harper, said_on="2016") == []


def test_two_roles_in_one_organisation_are_one_proposal(client: Client, story: Story) -> None:
    make_membership(story.harper, story.canada, role="Member of Parliament", rank="legislator")
    make_membership(story.harper, make_actor("nato"), role="Chair")
    make_membership(story.harper, make_actor("club"), role="Guest", speaks_for=False)
    assert proposed(client, speaker=story.harper.pk, said_on="2013") == [
        ("Canada", "Member of Parliament, Prime Minister"),
        ("Nato", "Chair"),
    ]


@pytest.mark.parametrize(
    "asked", [{}, {"speaker": "x"}, {"speaker": "1", "said_on": "soon"}, {"said_on": "2013"}]
)
def test_half_a_question_proposes_nothing(client: Client, story: Story, asked: dict[str, str]) -> None:
    assert proposed(client, **asked) == []


def test_proposals_are_for_who_may_code(staff: Callable[..., Client], story: Story) -> None:
    assert staff("view_statement", "view_membership").get(BEHALF).status_code == 403
    assert staff("add_statement").get(BEHALF).status_code == 200
    assert Client().get(BEHALF).status_code == 302


# and the next


def test_the_next_statement_keeps_source_speaker_principal_and_day(
    client: Client, article: Source, story: Story, coded: Fill
) -> None:
    response = client.post(f"{ADD}?source={article.pk}", coded("One plane", _next="1"))
    evidence = Statement.objects.get(summary="Says it anew.").evidence.get()
    kept = f"speaker={story.harper.pk}&on_behalf_of={story.canada.pk}&said_on=2013-03-14&source={article.pk}"
    assert response["Location"] == f"{ADD}?{kept}&after={evidence.pk}"
    page = client.get(response["Location"])
    link = f'Coded last: passage 2. <a href="#passage-{evidence.pk}">Go on from there</a>'
    assert link in page.content.decode()
    form = page.context["adminform"].form
    values = [
        str(form[name].value() or "") for name in ("speaker", "on_behalf_of", "said_on", "issue", "summary")
    ]
    assert values == [str(story.harper.pk), str(story.canada.pk), "2013-03-14", "", ""]


@pytest.mark.parametrize("after", ["", "0", "nonsense"])
def test_a_passage_that_the_text_does_not_show_is_not_gone_on_from(
    client: Client, article: Source, after: str
) -> None:
    page = client.get(f"{ADD}?source={article.pk}&after={after}").content.decode()
    assert ("Coded last" in page, "data-after" in page) == (False, False)


def test_without_evidence_the_next_keeps_the_source_beside_it(
    client: Client, article: Source, coded: Fill
) -> None:
    response = client.post(f"{ADD}?source={article.pk}", coded(_next="1"))
    assert response["Location"].endswith(f"&source={article.pk}")


def test_from_a_changed_statement_it_goes_on_too(
    client: Client, article: Source, statement: Statement
) -> None:
    address = f"/admin/tracker/statement/{statement.pk}/change/"
    response = client.post(address, form_data(client.get(address)) | {"_next": "1"})
    assert response["Location"].startswith(f"{ADD}?speaker={statement.speaker_id}&")


def test_who_may_not_add_is_not_sent_to_add(
    staff: Callable[..., Client], article: Source, statement: Statement
) -> None:
    editor = staff("view_statement", "change_statement", "publish_statement")
    address = f"/admin/tracker/statement/{statement.pk}/change/"
    page = editor.get(address)
    assert "Save and code the next" not in page.content.decode()
    assert (
        editor.post(address, form_data(page) | {"_next": "1", "change_reason": "reread"})["Location"]
        == "/admin/tracker/statement/"
    )


def test_an_actor_is_found_by_the_last_name_before_those_named_otherwise(
    client: Client, story: Story
) -> None:
    Actor.objects.filter(slug="canada").update(aliases="Harper government")
    make_person("aide-to-harper-in-march")
    address = "/admin/autocomplete/?app_label=tracker&model_name=statement&field_name=speaker&term=Harper"
    names = [each["text"] for each in client.get(address).json()["results"]]
    assert names == ["Stephen Harper", "Aide To Harper In March", "Canada"]
