"""The statement's page: the choice of a rung, the address, what it does to the line."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.admin.test_forms import errors
from tests.factories import make_actor, make_issue, make_person, make_statement
from tests.stories import Story
from tracker.admin.slugs import statement_slug
from tracker.models import Issue, Statement

Edit = Callable[..., Any]
NONE = "Took no position"


@pytest.fixture
def other(story: Story) -> Issue:
    return make_issue("intervention", rungs=("No force", "Force"), name="intervention")


def rungs(response: Any) -> list[str]:
    select = response.context["adminform"].form.fields["position"]
    return [str(label) for value, label in select.choices if not isinstance(label, list)]


def groups(response: Any) -> dict[str, list[str]]:
    select = response.context["adminform"].form.fields["position"]
    return {name: [label for _, label in group] for name, group in select.choices if isinstance(group, list)}


LADDER = [
    "Combat troops",
    "Peacekeepers",
    "Airlift, open-ended",
    "Airlift, for a set time",
    "No military role",
]


def test_a_statement_offers_the_rungs_of_its_issue_highest_first(
    client: Client, statement: Statement, other: Issue
) -> None:
    page = client.get(f"/admin/tracker/statement/{statement.pk}/change/")
    assert (rungs(page), groups(page)) == ([NONE, *LADDER], {})


def test_the_rungs_stand_there_with_their_definitions(client: Client, statement: Statement) -> None:
    page = client.get(f"/admin/tracker/statement/{statement.pk}/change/").content.decode()
    assert "<dt>Combat troops</dt><dd>Counts as combat troops.</dd>" in page


def test_a_new_statement_offers_all_ladders_in_groups(client: Client, story: Story, other: Issue) -> None:
    page = client.get("/admin/tracker/statement/add/")
    assert rungs(page) == [NONE]
    assert groups(page) == {"intervention": ["Force", "No force"], "own military role in Mali": LADDER}


def test_a_new_statement_on_a_given_issue_offers_its_rungs(
    client: Client, story: Story, other: Issue
) -> None:
    page = client.get(f"/admin/tracker/statement/add/?issue={other.pk}")
    assert (rungs(page), groups(page)) == ([NONE, "Force", "No force"], {})


@pytest.mark.parametrize("position", ["x", "-1", "9" * 40, "²"])
def test_a_strange_rung_is_refused(edit: Edit, statement: Statement, position: str) -> None:
    said = errors(edit(statement, position=position))
    assert said == {"position": ["Select a valid choice. That choice is not one of the available choices."]}


def test_a_rung_of_another_issue_is_refused_and_named(edit: Edit, statement: Statement, other: Issue) -> None:
    response = edit(statement, position=other.positions.get(value=1).pk)
    assert errors(response) == {"position": ["“Force” is not a rung of this issue."]}
    assert groups(response) == {"intervention": ["Force"]}
    statement.refresh_from_db()
    assert statement.position is not None
    assert statement.position.issue == statement.issue


def test_a_rung_left_behind_when_the_issue_changes_is_refused(
    edit: Edit, statement: Statement, other: Issue
) -> None:
    response = edit(statement, issue=other.pk)
    assert errors(response) == {"position": ["“Airlift, for a set time” is not a rung of this issue."]}
    assert rungs(response) == [NONE, "Force", "No force"]


def test_the_rungs_of_an_issue_are_given_to_the_page_that_asks(client: Client, other: Issue) -> None:
    answer = client.get(f"/admin/tracker/issue/{other.pk}/rungs/")
    assert [rung["label"] for rung in json.loads(answer.content)["rungs"]] == ["Force", "No force"]


def test_the_rungs_are_for_who_may_see_issues(staff: Callable[..., Client], other: Issue) -> None:
    assert staff("view_statement").get(f"/admin/tracker/issue/{other.pk}/rungs/").status_code == 403
    assert Client().get(f"/admin/tracker/issue/{other.pk}/rungs/").status_code == 302


# the address


def test_an_address_left_empty_is_made_of_day_speaker_and_issue(client: Client, story: Story) -> None:
    response = client.post(
        "/admin/tracker/statement/add/",
        {
            "speaker": story.harper.pk,
            "issue": story.issue.pk,
            "bound": "exact",
            "act": "declares",
            "firmness": "firm",
            "attribution": "quoted",
            "said_on": "2013-02-03",
            "summary": "Says no.",
            "status": "draft",
            "evidence-TOTAL_FORMS": "0",
            "evidence-INITIAL_FORMS": "0",
        },
    )
    assert response.status_code == 302, errors(response)
    assert Statement.objects.get(summary="Says no.").slug == "2013-02-03-harper-military-role-mali"


@pytest.mark.parametrize(
    ("said_on", "slug"),
    [
        ("2013", "2013-harper-role"),
        ("2013-01~", "2013-01-harper-role"),
        ("2012-12/2013-01-08", "2012-12-harper-role"),
        ("", "harper-role"),
        ("nonsense!", "nonsense-harper-role"),
    ],
)
def test_addresses(db: None, said_on: str, slug: str) -> None:
    assert statement_slug(said_on, make_person("stephen-harper"), make_issue("role")) == slug


def test_an_organisation_stands_in_the_address_with_its_whole_name(db: None) -> None:
    assert (
        statement_slug("2013", make_actor("african-union"), make_issue("role")) == "2013-african-union-role"
    )


def test_an_address_that_is_taken_is_numbered(db: None) -> None:
    harper, role = make_person("harper"), make_issue("role")
    for expected in ("2013-harper-role", "2013-harper-role-2", "2013-harper-role-3"):
        assert statement_slug("2013", harper, role) == expected
        make_statement(expected, harper, role)


def test_an_address_fits_its_field(db: None) -> None:
    slug = statement_slug("2013-01-08", make_actor("a" * 90), make_issue("b" * 90))
    assert len(slug) <= 96


# what follows from it


def effects(client: Client, slug: str) -> list[tuple[str, str, str | None, str | None]]:
    statement = Statement.objects.get(slug=slug)
    page = client.get(f"/admin/tracker/statement/{statement.pk}/change/")
    return [
        (it.line.text, it.role.text, it.before and it.before.label, it.after and it.after.label)
        for it in page.context["effects"]
    ]


def test_a_statement_that_moves_a_line_says_from_where_to_where(client: Client, story: Story) -> None:
    assert effects(client, "harper-one-week")[0] == (
        "Canada on its own military role in Mali",
        "moves the line",
        "No military role",
        "Airlift, for a set time",
    )


def test_a_statement_is_shown_on_its_speakers_line_too(client: Client, story: Story) -> None:
    assert [line for line, *_ in effects(client, "harper-one-week")] == [
        "Canada on its own military role in Mali",
        "Stephen Harper on Canada’s own military role in Mali",
    ]


def test_of_two_statements_of_one_day_the_one_that_moves_the_line_says_from_where(
    client: Client, story: Story
) -> None:
    """The aide's word of the same day comes before, and already has the day's stance."""
    assert effects(client, "harper-as-long-as-needed")[0][1:] == (
        "moves the line",
        "Airlift, for a set time",
        "Airlift, open-ended",
    )


def test_a_signal_moves_nothing(client: Client, story: Story) -> None:
    assert effects(client, "mackay-examining")[0][1:] == ("signal", None, None)


def test_a_draft_does_nothing_and_says_why(client: Client, statement: Statement) -> None:
    Statement.objects.filter(pk=statement.pk).update(status="draft")
    assert effects(client, statement.slug) == []
    page = client.get(f"/admin/tracker/statement/{statement.pk}/change/").content.decode()
    assert "only published statements on published issues" in page


def test_the_line_is_linked_to_its_public_page(client: Client, statement: Statement) -> None:
    page = client.get(f"/admin/tracker/statement/{statement.pk}/change/").content.decode()
    assert 'href="/issues/military-role-mali/canada/"' in page


@pytest.mark.parametrize("record", ["canada", "issue"])
def test_an_actors_and_an_issues_page_say_where_the_lines_stand(
    client: Client, story: Story, record: str
) -> None:
    shown = getattr(story, record)
    page = client.get(f"/admin/tracker/{shown._meta.model_name}/{shown.pk}/change/")
    standing = next(it for it in page.context["standings"] if it.name in ("Canada", story.issue.name))
    assert standing.cell.url == "/issues/military-role-mali/canada/"
    assert standing.cell.rung is not None
    assert standing.cell.rung.label == "Airlift, open-ended"
    assert standing.cell.stale
