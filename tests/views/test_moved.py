"""The old address of a record that was merged leads on, as long as the merge stands, and tells no secret."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_commitment, make_issue, make_person, make_source, make_statement
from tests.stories import Story, canada_story
from tracker.changes.undo import undo
from tracker.merging.merge import merge
from tracker.models import Actor, Changeset, Commitment, Issue, Source, Statement

pytestmark = pytest.mark.django_db


def merged(keep: Any, drop: Any) -> Changeset:
    return merge(type(keep), keep.pk, drop.pk, user=None)


NOUNS = ("actor", "issue", "source", "statement", "commitment")
FEEDS = ("shifts", "statements", "commitments")


def made(noun: str, slug: str, **fields: Any) -> Any:
    """A record of this kind, with whom and what it needs."""
    if noun in ("statement", "commitment"):
        ada = Actor.objects.filter(slug="ada").first() or make_person("ada")
        issue = Issue.objects.filter(slug="mali").first() or make_issue("mali")
        return (make_statement if noun == "statement" else make_commitment)(slug, ada, issue, **fields)
    return {"actor": make_person, "issue": make_issue, "source": make_source}[noun](slug, **fields)


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


# what an address is of, and the address; {} is a record's slug
OF_A_RECORD = [
    *(
        (noun, f"/{noun}s/{{}}.{ending}")
        for noun in NOUNS
        for ending in ("csv", "xlsx", "json", "bib", "csl.json")
    ),
    *((noun, f"/api/v1/{noun}s/{{}}") for noun in NOUNS),
    *(("actor", f"/actors/{{}}/{kind}.atom") for kind in FEEDS),
    *(("issue", f"/issues/{{}}/{kind}.atom") for kind in FEEDS),
]
OF_A_LINE = [
    *(f"/issues/military-role-mali/{{}}.{ending}" for ending in ("csv", "xlsx", "json", "svg", "png", "bib")),
    *(f"/issues/military-role-mali/{{}}/{kind}.atom" for kind in FEEDS),
    "/issues/military-role-mali/{}/embed/",
    "/api/v1/stances/military-role-mali/{}",
]


@pytest.mark.parametrize("address", OF_A_LINE)
def test_files_feeds_and_the_api_of_a_line_lead_on(client: Client, address: str) -> None:
    story: Story = canada_story()
    merged(story.harper, make_person("steven-harper"))
    old, new = address.format("steven-harper"), address.format("stephen-harper")
    response = client.get(f"{old}?as_of=2014")
    assert (response.status_code, response["Location"]) == (301, f"{new}?as_of=2014")
    assert response["Cache-Control"] == "max-age=3600"
    assert client.get(f"{new}?as_of=2014").status_code == 200
    assert client.get(address.format("nobody")).status_code == 404


@pytest.mark.parametrize(("noun", "address"), [it for it in OF_A_RECORD if it[0] != "issue"])
def test_files_feeds_and_the_api_of_a_record_lead_on(client: Client, noun: str, address: str) -> None:
    keep, drop = made(noun, "one"), made(noun, "other")
    merged(keep, drop)
    response = client.get(address.format("other") + "?as_of=2014")
    assert (response.status_code, response["Location"]) == (301, address.format("one") + "?as_of=2014")
    if "/api/" in address or "atom" in address:
        assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("noun", "address"), OF_A_RECORD)
def test_files_feeds_and_the_api_say_why_a_record_was_withdrawn(
    client: Client, noun: str, address: str
) -> None:
    made(noun, "gone", status="withdrawn", withdrawn_because="It <took> it back.")
    response = client.get(address.format("gone"))
    words = f"The {noun} that stood at this address was withdrawn. The reason: It <took> it back."
    assert response.status_code == 410
    if "/api/" in address:
        assert response.json() == {"detail": [words]}
    else:
        assert (response["Content-Type"], response.text) == ("text/plain; charset=utf-8", f"{words}\n")


@pytest.mark.parametrize(("noun", "address"), OF_A_RECORD)
@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_files_feeds_and_the_api_tell_nothing_of_drafts(
    client: Client, noun: str, address: str, status: str
) -> None:
    made(noun, "secret", status=status)
    assert client.get(address.format("secret")).status_code == 404


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
