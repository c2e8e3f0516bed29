"""What is kept between public pages: one answer for as long as nothing changes, and never an old one."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_issue, make_source, make_statement
from tests.stories import Story, canada_story
from tracker import state
from tracker.history.keyed import keyed_issues
from tracker.history.lines import Lines, all_lines
from tracker.models import Actor, Statement, Status

TODAY = date(2026, 11, 30)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    state.forget()


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_lines_are_read_once_until_something_changes(client):
    story = canada_story()
    anew = queries(client, "/compare/matrix/")
    assert queries(client, "/compare/matrix/") == anew - 10
    make_statement(
        "combat",
        story.harper,
        story.issue,
        4,
        on_behalf_of=story.canada,
        said_on="2013-05",
        source=story.source,
    )
    assert client.get("/").context["page"].changes[0].card.slug == "combat"
    assert queries(client, "/compare/matrix/?as_of=2013-01-20") == anew


def test_days_and_switches_are_kept_apart(client):
    canada_story()
    first = client.get("/compare/matrix/?as_of=2013-01-20").text
    assert client.get("/compare/matrix/").text != first
    assert client.get("/compare/matrix/?as_of=2013-01-20").text == first


def test_few_are_kept(client):
    canada_story()
    for year in range(2012, 2017):
        client.get(f"/?as_of={year}")
    assert len(state._kept) == state.MOST


def test_what_readers_choose_for_themselves_pushes_nothing_out(client):
    canada_story()
    for number in range(4):
        make_source(f"paper-{number}", publisher=f"paper-{number}")
    client.get("/compare/matrix/")
    kept = list(state._kept)
    for number in range(4):
        client.get(f"/compare/reversals/?without_outlet=paper-{number}")
    assert list(state._kept) == kept


def test_of_an_earlier_state_nothing_stays(client):
    story = canada_story()
    client.get("/")
    make_statement("later", story.harper, story.issue, 4, said_on="2013-05", source=story.source)
    client.get("/")
    assert len({known for known, _name in state._kept}) == 1


def test_nothing_is_kept_outside_of_a_public_request():
    made = [state.kept("it", object) for _ in range(2)]
    assert made[0] is not made[1]
    with state.answering(state.present_state()):
        assert state.kept("it", object) is state.kept("it", object)


def lines_as_kept() -> Lines:
    with state.answering(state.present_state()):
        return all_lines(TODAY)


@pytest.fixture
def two_issues() -> Story:
    story = canada_story()
    other = make_issue("aid")
    own = {"on_behalf_of": story.canada}
    make_statement("aid", story.harper, other, 2, said_on="2013-04", **own)
    make_statement("ends", Actor.objects.get(slug="peter-mackay"), story.issue, 0, said_on="2013-06", **own)
    return story


def rename(record: Any, **values: object) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


CHANGES = {
    "a statement is withdrawn": lambda story: rename(Statement.objects.get(slug="aid"), status="withdrawn"),
    "a statement goes": lambda story: Statement.objects.get(slug="aid").delete(),
    "a statement moves to another issue": lambda story: rename(
        Statement.objects.get(slug="aid"),
        issue=story.issue,
        position=story.issue.positions.get(value=3),
    ),
    "a rung moves": lambda story: rename(story.issue.positions.get(value=2), value=9),
    "an actor is called otherwise": lambda story: rename(story.canada, slug="ca"),
    "an actor is public no more": lambda story: rename(story.canada, status="draft"),
    "an actor is a person no more": lambda story: rename(story.harper, kind="organisation"),
    "a role ends": lambda story: rename(story.harper.memberships.first(), end="2012"),
    "a role ranks lower": lambda story: rename(story.harper.memberships.first(), rank="official"),
    "a role is a head's no more": lambda story: rename(story.harper.memberships.first(), administration=""),
    "an issue is about something else": lambda story: rename(story.issue, about="course_of_action"),
    "an issue is public no more": lambda story: rename(story.issue, status="draft"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_kept_lines_are_those_of_what_is_recorded_now(two_issues, change):
    before = lines_as_kept()
    change(two_issues)
    assert lines_as_kept() == all_lines(TODAY) != before


def test_a_change_on_one_issue_leaves_the_lines_of_others_as_they_are(two_issues):
    before = lines_as_kept()
    rename(Statement.objects.get(slug="aid"), said_on="2013-05")
    after = lines_as_kept()
    same = {issue for (issue, actor), line in after.items() if line is before[issue, actor]}
    anew = {issue for (issue, actor), line in after.items() if line is not before[issue, actor]}
    assert (same, anew) == ({"military-role-mali"}, {"aid"})


def test_what_was_begun_earlier_and_finished_later_is_seen():
    """A long import takes its numbers and its time before a short edit that is finished first."""
    canada_story()
    late = Statement.history.order_by("history_id").first()
    values = Statement.history.filter(pk=late.pk).values().get()
    late.delete()
    (before,) = (each.key for each in keyed_issues(TODAY))
    Statement.history.model(**values).save(force_insert=True)
    (after,) = (each.key for each in keyed_issues(TODAY))
    assert before != after


def test_what_is_published_is_seen_at_once(client):
    story = canada_story()
    hidden = make_statement(
        "secret", story.harper, story.issue, 4, on_behalf_of=story.canada, said_on="2013-05", status="draft"
    )
    assert "secret" not in client.get("/").text
    hidden.status = Status.PUBLISHED
    hidden.save()
    assert "secret" in client.get("/").text
