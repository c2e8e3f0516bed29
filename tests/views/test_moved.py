"""The old address of a record that was merged leads on, as long as the merge stands, and tells no secret."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_commitment, make_issue, make_person, make_source, make_statement
from tests.stories import Story, canada_story
from tracker.changes.undo import undo
from tracker.merging.merge import merge
from tracker.models import Actor, Changeset, Commitment, Source, Statement

pytestmark = pytest.mark.django_db


def merged(keep: Any, drop: Any) -> Changeset:
    return merge(type(keep), keep.pk, drop.pk, user=None)


def test_every_noun_that_can_be_merged_leads_on(client: Client) -> None:
    ada, issue = make_person("ada"), make_issue("mali")
    pairs = [
        (make_person("one"), make_person("other")),
        (make_source("one"), make_source("other")),
        (make_statement("one", ada, issue), make_statement("other", ada, issue)),
        (make_commitment("one", ada, issue), make_commitment("other", ada, issue)),
    ]
    for keep, drop in pairs:
        merged(keep, drop)
        response = client.get(drop.get_absolute_url() + "?a=b")
        assert (response.status_code, response["Location"]) == (301, keep.get_absolute_url() + "?a=b")
        assert response["Cache-Control"] == "max-age=3600"
    assert {type(keep) for keep, _ in pairs} == {Actor, Source, Statement, Commitment}


def test_a_stance_leads_on(client: Client) -> None:
    story: Story = canada_story()
    merged(story.harper, make_person("steven-harper"))
    response = client.get("/issues/military-role-mali/steven-harper/?axis=scale")
    assert (response.status_code, response["Location"]) == (
        301,
        "/issues/military-role-mali/stephen-harper/?axis=scale",
    )
    assert client.get("/issues/nothing/steven-harper/").status_code == 404


@pytest.mark.parametrize(
    ("keep", "drop"), [("draft", "published"), ("published", "draft"), ("draft", "draft")]
)
def test_drafts_tell_nothing(client: Client, keep: str, drop: str) -> None:
    merged(make_person("one", status=keep), make_person("other", status=drop))
    assert client.get("/actors/other/").status_code == 404
    assert client.get("/issues/mali/other/").status_code == 404


def test_an_undone_merge_leads_nowhere(client: Client) -> None:
    keep, drop = make_person("one"), make_person("other")
    undo(merged(keep, drop), user=None)
    assert client.get("/actors/other/").status_code == 200
    Actor.objects.filter(pk=drop.pk).delete()
    assert client.get("/actors/other/").status_code == 404


def test_merges_of_merges_lead_to_the_last(client: Client) -> None:
    one, two, three = (make_person(name) for name in ("one", "two", "three"))
    merged(two, one)
    merged(three, two)
    assert client.get("/actors/one/")["Location"] == "/actors/three/"


def test_who_reads_french_is_led_to_the_french_page(client: Client) -> None:
    story: Story = canada_story()
    merged(story.harper, make_person("steven-harper"))
    for old in ("/actors/steven-harper/", "/issues/military-role-mali/steven-harper/"):
        response = client.get(f"/fr{old}?as_of=2013")
        new = old.replace("steven", "stephen")
        assert (response.status_code, response["Location"]) == (301, f"/fr{new}?as_of=2013")
