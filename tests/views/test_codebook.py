"""The codebook as a reader sees it: each rule and term with how often it is used, and where to see it."""

import re
from typing import Any

import pytest

from tests.factories import make_issue, make_source, make_statement
from tests.stories import Story, canada_story
from tracker.codebook import RULES
from tracker.models import Statement

pytestmark = pytest.mark.django_db

LINE = "/issues/military-role-mali/canada/"


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


def page_of(client: Any) -> Any:
    return client.get("/codebook/").context["page"]


def term(client: Any, anchor: str) -> Any:
    return next(it for group in page_of(client).groups for it in group.terms if it.anchor == anchor)


@pytest.mark.parametrize(
    ("number", "applied", "example"),
    [
        (1, "A stronger voice of the same day outranked no statements.", ""),
        (2, "Of 7 statements on lines, 3 are signals.", f"{LINE}#s-official-still-alive"),
        (3, "Limits that moved no line: 1 statement.", f"{LINE}#s-harper-no-combat"),
        (4, "Lines of organisations shifted 2 times.", f"{LINE}#shift-2"),
        (5, "Statements that differed from the line of their day: 2.", f"{LINE}#s-official-still-alive"),
        (6, "Of 1 line of organisations, 1 stands stale today.", LINE),
        (7, "", f"{LINE}?as_of=2013-03-13"),
        (8, "Articles that are copies of another’s story: 0.", ""),
        (9, "It tells where 1 commitment stands.", "/commitments/one-c-17/"),
    ],
)
def test_each_rule_says_how_often_it_applied_and_where_to_see_it(client, story, number, applied, example):
    rule = page_of(client).rules[number - 1]
    assert (rule.number, rule.applied) == (number, applied)
    assert (rule.example.url if rule.example else "") == example
    if example:
        answer = client.get(example)
        assert answer.status_code == 200
        anchor = example.partition("#")[2]
        assert not anchor or f'id="{anchor}"' in answer.text


def test_every_rule_and_every_term_can_be_linked_to(client, story):
    page = client.get("/codebook/").text
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    wanted = {f"rule-{number}" for number in range(1, 10)} | {"status-overdue", "role-shifts", "unit"}
    assert wanted <= set(anchors)
    for rule in RULES:
        assert rule.says.split(".")[0] in page
        assert rule.why.split(".")[0].split("”")[0] in page
    inside = set(re.findall(r'href="#([^"]+)"', page))
    assert inside <= set(anchors) | {"content"}


@pytest.mark.parametrize(
    ("anchor", "number"),
    [
        ("act-pledges", 1),
        ("act-criticises", 0),
        ("firmness-considering", 2),
        ("attribution-unnamed", 2),
        ("words_of-speaker", 6),
        ("words_of-article", 2),
        ("bound-ceiling", 1),
        ("role-opens", 1),
        ("role-shifts", 2),
        ("role-limits", 1),
        ("role-pressure", 1),
        ("kind-equipment", 1),
        ("turn-made", 1),
        ("rank-head", 2),
        ("rank-spokesperson", 0),
        ("dated-stated", 2),
        ("dated-inferred", 0),
    ],
)
def test_a_term_says_how_often_it_is_used_and_gives_one_example(client, story, anchor, number):
    use = term(client, anchor).use
    assert use.number == number
    assert (use.example is None) == (number == 0)
    if use.example:
        assert client.get(use.example.url).status_code == 200


def test_what_is_not_used_says_so_and_what_is_not_counted_says_nothing(client, story):
    assert term(client, "role-told").use is None
    page = client.get("/codebook/").text
    criticises = page[page.index('id="act-criticises"') :].partition("</dd>")[0]
    assert "not used yet" in criticises
    told = page[page.index('id="role-told"') :].partition("</dd>")[0]
    assert "statement" not in told.replace("statements", "")


def test_a_rung_has_its_number_and_an_example(client, story):
    issue = page_of(client).issues[0]
    rungs = {rung.label: rung.use for rung in issue.rungs}
    assert rungs["Combat troops"].number == 0
    assert rungs["Airlift, open-ended"].number == 1
    assert rungs["Airlift, open-ended"].example.url == "/statements/harper-as-long-as-needed/"


def test_only_what_is_public_is_counted(client, story):
    before = {it.anchor: it.use for group in page_of(client).groups for it in group.terms}
    hidden = {"status": "draft", "summary": "Zugzwang", "on_behalf_of": story.canada}
    make_statement("zzz-hidden", story.harper, story.issue, 4, **hidden)
    make_statement(
        "zzz-elsewhere", story.harper, make_issue("unpublished", status="draft"), 0, summary="Zugzwang"
    )
    make_statement("zzz-to-come", story.harper, story.issue, 4, said_on="2999", summary="Zugzwang")
    assert {it.anchor: it.use for group in page_of(client).groups for it in group.terms} == before
    assert "Zugzwang" not in client.get("/codebook/").text


def test_copies_of_a_story_are_counted_where_both_are_public(client, story):
    make_source("copy", copy_of=story.source)
    make_source("copy-of-a-draft", copy_of=make_source("drafted", status="draft"))
    rule = page_of(client).rules[7]
    assert rule.applied == "Articles that are copies of another’s story: 1."
    assert rule.example.url == "/sources/copy/"


def test_an_empty_site_still_says_what_the_rules_are(client):
    page = client.get("/codebook/")
    assert page.status_code == 200
    assert not Statement.objects.exists()
    assert "A line is what an actor can be held to." in page.text
    assert "To be seen here" not in page.text
