"""What is wrong with records: found, counted on the front page, and listed, by one definition."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_actor,
    make_commitment,
    make_event,
    make_evidence,
    make_issue,
    make_membership,
    make_person,
    make_source,
    make_statement,
)
from tests.stories import Story
from tracker.admin.problems import PROBLEMS
from tracker.history import stale
from tracker.history.lines import all_lines
from tracker.models import Commitment, Document, Evidence, Source, Statement

TODAY = date(2020, 6, 1)


def slugs(rows: Any) -> set[str]:
    return {row.slug for row in rows}


def troubles(client: Client) -> dict[str, Any]:
    return {trouble.name: trouble for trouble in client.get("/admin/").context["problems"]}


@pytest.fixture
def troubled(story: Story) -> Story:
    """The story, in which everything that can be wrong is wrong once."""
    ada, spain = make_person("ada-lovelace"), make_actor("spain")
    make_statement("ada-for-spain", ada, story.issue, 1, on_behalf_of=spain)
    make_statement("unshown", story.harper, story.issue, source=make_source("draft", status="draft"))
    hidden = make_actor("hidden", status="draft")
    make_statement("hidden-speaks", hidden, story.issue, 1, source=story.source)
    make_commitment("hidden-gives", hidden, story.issue)
    late = make_commitment("late", story.canada, story.issue)
    make_event(late, Statement.objects.get(slug="harper-one-week"), deadline="2013-01-23")
    make_source("unread")
    Document.objects.create(source=story.source, text="They said no mission.")
    return story


def test_the_front_page_counts_what_the_list_shows(client: Client, troubled: Story) -> None:
    found = troubles(client)
    for problem in PROBLEMS:
        trouble = found[problem.name]
        listed = client.get(trouble.url).context["cl"]
        assert trouble.number == listed.result_count > 0, problem.name
        records = {record.pk for record in listed.queryset}
        assert {int(url.split("/")[-3]) for _, url in trouble.first} <= records, problem.name
    lines = found["Stale lines"]
    assert lines.number == client.get(lines.url).context["page"].paginator.count > 0


def test_who_may_see_only_actors_is_told_of_no_problem_with_others(
    staff: Callable[..., Client], troubled: Story
) -> None:
    assert troubles(staff("view_actor")) == {}
    assert list(troubles(staff("view_source"))) == ["Sources without statements"]


def test_a_withdrawn_statement_needs_no_evidence(story: Story) -> None:
    for status in ("draft", "published", "withdrawn"):
        make_statement(status, story.harper, story.issue, status=status)
    found = Statement.objects.all().without_evidence()
    assert slugs(found) & {"draft", "published", "withdrawn"} == {"draft", "published"}


@pytest.mark.parametrize(
    ("words", "start", "stands"),
    [
        ("no mission", 13, True),
        ("no mission", 12, False),
        ("No mission", 13, False),
        ("no mission", 400, False),
        ("no mission", None, True),
        ("No mission", None, False),
        ("said no", 8, True),  # counted in code points, not in bytes or UTF-16 units
    ],
)
def test_words_are_looked_up_where_they_should_stand(
    story: Story, words: str, start: int | None, stands: bool
) -> None:
    Evidence.objects.all().delete()
    Document.objects.create(source=story.source, text="They é𝄞 said no mission.")
    statement = story.issue.statements.get(slug="harper-no-mission")
    end = None if start is None else start + len(words)
    make_evidence(statement, story.source, words, start=start, end=end)
    assert Evidence.objects.all().misplaced().exists() is not stands


def test_without_a_text_no_evidence_is_out_of_place(story: Story) -> None:
    assert not Evidence.objects.all().misplaced().exists()


@pytest.mark.parametrize(
    ("start", "end", "said_on", "held"),
    [
        ("", "", "2013-01-08", True),
        ("2013-01-08", "", "2013-01-08", True),
        ("2013-01-09", "", "2013-01-08", False),
        ("2013-01-09", "", "2013-01", True),
        ("", "2013-01-07", "2013-01-08", False),
        ("", "2013", "2013-01-08", True),
    ],
)
def test_a_role_is_held_on_the_days_on_which_something_may_have_been_said(
    db: None, start: str, end: str, said_on: str, held: bool
) -> None:
    """As the rules read it, who take from the role how much weight the speaker has."""
    ada, spain, issue = make_person("ada"), make_actor("spain"), make_issue("role")
    make_membership(ada, spain, start=start, end=end)
    make_membership(ada, make_actor("elsewhere"))
    make_statement("said", ada, issue, on_behalf_of=spain, said_on=said_on)
    (point,) = Statement.objects.all().to_points()
    assert (point.authority.name != "OTHER") is held
    assert Statement.objects.all().without_membership().exists() is not held


def test_an_organisation_and_who_speaks_for_nobody_need_no_role(db: None) -> None:
    issue, spain = make_issue("role"), make_actor("spain")
    make_statement("own", make_person("ada"), issue)
    make_statement("state", spain, issue, on_behalf_of=spain)
    assert not Statement.objects.all().without_membership().exists()


def test_what_is_held_back_is_published_and_not_public(troubled: Story) -> None:
    for model in (Statement, Commitment):
        public = model.objects.published().values("pk")
        expected = slugs(model.objects.filter(status="published").exclude(pk__in=public))
        assert slugs(model.objects.all().held_back()) == expected != set()


def test_one_published_source_is_enough_to_show_a_statement(troubled: Story) -> None:
    assert slugs(Statement.objects.all().unshown()) == {"unshown"}
    make_evidence(Statement.objects.get(slug="unshown"), troubled.source, "a word")
    assert not Statement.objects.all().unshown().exists()


@pytest.mark.parametrize(
    ("status", "attribution", "fragments", "lacking"),
    [
        ("published", "quoted", ["speaker"], False),
        ("published", "quoted", ["article", "speaker"], False),
        ("published", "quoted", ["article", "article"], True),
        ("published", "quoted", [], True),
        ("published", "paraphrased", ["article"], False),
        ("published", "spokesperson", ["article"], False),
        ("draft", "quoted", ["article"], False),
        ("withdrawn", "quoted", ["article"], False),
    ],
)
def test_what_is_published_as_quoted_needs_words_of_the_speaker(
    client: Client, story: Story, status: str, attribution: str, fragments: list[str], lacking: bool
) -> None:
    said = make_statement("said", story.harper, story.issue, status=status, attribution=attribution)
    for number, whose in enumerate(fragments):
        make_evidence(said, story.source, f"number {number}", words_of=whose)
    listed = client.get("/admin/tracker/statement/?problem=unspoken").context["cl"].queryset
    assert slugs(listed) == ({"said"} if lacking else set())


def test_a_source_with_a_statement_is_none_without(troubled: Story) -> None:
    assert slugs(Source.objects.all().without_statements()) == {"unread"}


def test_a_problem_that_is_none_is_ignored(client: Client, story: Story) -> None:
    everything = client.get("/admin/tracker/statement/").context["cl"].result_count
    assert client.get("/admin/tracker/statement/?problem=x").context["cl"].result_count == everything


def test_stale_lines_are_those_of_the_rules(story: Story) -> None:
    found = stale.stale_lines(TODAY)
    lines = all_lines(TODAY)
    for line in found:
        stance = lines[line.issue, line.actor].stance
        assert stance is not None
        assert (stance.stale, stance.rung, stance.last_confirmed) == (True, line.rung, line.last_confirmed)
    assert [(line.issue, line.actor) for line in found] == [("military-role-mali", "canada")]


def test_a_line_is_not_stale_before_its_time(story: Story) -> None:
    last = date(2013, 3, 14)
    assert stale.stale_lines(last + settings.STALE_AFTER) == ()
    assert len(stale.stale_lines(last + settings.STALE_AFTER + timedelta(1))) == 1


def test_stale_lines_are_read_once_until_something_changes(story: Story) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            stale.stale_lines(TODAY)
        return len(caught)

    first = cost()
    assert cost() == first - 2
    make_statement("again", story.harper, story.issue, 2, on_behalf_of=story.canada, said_on="2020-05")
    assert stale.stale_lines(TODAY) == ()
    Statement.objects.get(slug="again").delete()
    assert len(stale.stale_lines(TODAY)) == 1
    story.canada.status = "draft"
    story.canada.save()
    assert stale.stale_lines(TODAY) == ()


def test_a_rung_that_moved_moves_the_lines(story: Story) -> None:
    (before,) = stale.stale_lines(TODAY)
    rung = story.issue.positions.get(value=before.rung)
    rung.value = 9
    rung.save()
    assert [line.rung for line in stale.stale_lines(TODAY)] == [9]


def test_a_statement_that_moved_to_another_issue_confirms_no_more(story: Story) -> None:
    again = make_statement(
        "again", story.harper, story.issue, 2, on_behalf_of=story.canada, said_on="2020-05"
    )
    assert stale.stale_lines(TODAY) == ()
    again.issue = make_issue("other")
    again.position = again.issue.positions.get(value=2)
    again.save()
    assert [line.issue for line in stale.stale_lines(TODAY)] == ["military-role-mali"]


def test_too_many_to_be_read_at_once_are_counted_on_their_own_page(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stale, "AT_ONCE", 1)
    page = client.get("/admin/")
    assert troubles(client)["Stale lines"].number is None
    assert "counted on its page" in page.content.decode()
    client.get("/admin/stale-lines/")
    assert troubles(client)["Stale lines"].number == 1


def test_from_a_stale_line_to_the_line_and_to_a_form_that_knows_it(client: Client, story: Story) -> None:
    page = client.get("/admin/stale-lines/")
    (row,) = page.context["rows"]
    assert (row.actor, row.issue, row.rung) == ("Canada", "own military role in Mali", "Airlift, open-ended")
    assert row.last_confirmed == date(2013, 3, 14)
    assert client.get(row.line).status_code == 200
    form = client.get(row.add).context["adminform"].form
    assert form["on_behalf_of"].value() == str(story.canada.pk)
    assert form["issue"].value() == str(story.issue.pk)


def test_the_page_of_stale_lines_is_closed_to_who_may_not_see_them(
    staff: Callable[..., Client], story: Story
) -> None:
    assert staff("view_statement", "view_actor").get("/admin/stale-lines/").status_code == 403
    page = staff("view_statement", "view_actor", "view_issue").get("/admin/stale-lines/")
    assert page.status_code == 200
    assert "Code a statement" not in page.content.decode()


def test_no_stale_line_and_a_strange_page_number(client: Client) -> None:
    assert "No line is stale." in client.get("/admin/stale-lines/?p=x").content.decode()
