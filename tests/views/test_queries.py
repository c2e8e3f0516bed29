"""Every page asks the database a fixed number of questions, however many records there are."""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from tests.factories import (
    indexed_once,
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
from tests.remembered import remembered
from tests.stories import canada_story
from tracker.urls import PUBLIC

pytestmark = pytest.mark.django_db

WHETHER_IT_CHANGED = 1  # asked before every page, and alone where a browser has it already

PAGES = {
    "/": 22,
    "/actors/": 2,
    "/actors/canada/": 19,
    "/actors/stephen-harper/": 19,
    "/issues/": 5,
    "/issues/military-role-mali/": 14,
    "/issues/military-role-mali/canada/": 14,
    "/issues/military-role-mali/canada/?axis=scale": 14,
    "/sources/": 2,
    "/sources/harper-visit/": 6,
    "/statements/": 8,
    "/statements/?actor=canada&issue=military-role-mali&year=2013": 11,
    "/statements/harper-one-week/": 13,
    "/commitments/": 2,
    "/commitments/?maker=canada&status=overdue&sort=deadline&as_of=2013&page=2": 2,
    "/commitments/one-c-17/": 6,
    "/commitments/one-c-17/?as_of=2013-02": 6,
    "/codebook/": 26,
    "/compare/": 4,
    "/compare/matrix/?kind=all": 13,
    "/compare/reversals/?actor=canada&as_of=2013": 13,
    "/compare/distance/?actor=canada&actor=france": 13,
    "/compare/issue/military-role-mali/?actor=canada": 9,
    "/compare/actor/canada/": 12,
    "/compare/matrix.csv?kind=all": 13,
    "/compare/reversals.csv?actor=canada&as_of=2013": 13,
    "/compare/distance.csv?actor=canada&actor=france": 13,
    "/compare/issue/military-role-mali.csv?actor=canada": 9,
    "/compare/actor/canada.csv": 12,
    "/codebook.csv": 26,
    "/search.csv?q=summary": 8,
    "/search.csv": 0,
    "/issues/military-role-mali/canada/embed/": 14,
    "/issues/military-role-mali/canada.csv": 14,
    "/issues/military-role-mali/canada.svg": 14,
    "/issues/military-role-mali/canada.bib": 14,
    "/issues/military-role-mali.csv": 14,
    "/issues/military-role-mali.bib": 1,
    "/issues.csv": 5,
    "/actors.csv": 2,
    "/actors/canada.csv": 19,
    "/actors/canada.bib": 1,
    "/sources.csv": 2,
    "/sources/harper-visit.csv": 6,
    "/sources/harper-visit.bib": 1,
    "/statements.csv": 3,
    "/statements/harper-one-week.csv": 4,
    "/statements/harper-one-week.bib": 4,
    "/commitments.csv": 2,
    "/commitments/one-c-17.csv": 6,
    "/commitments/one-c-17.bib": 1,
    "/data/": 15,
    "/api/": 0,
    "/data/positions.zip": 15,
    "/data/positions.zip.sha256": 15,
    "/feeds/": 0,
    "/feeds/shifts.atom": 18,
    "/feeds/statements.atom": 5,
    "/feeds/commitments.atom": 5,
    "/actors/canada/shifts.atom": 13,
    "/issues/military-role-mali/canada/statements.atom": 7,
    "/report/statement/harper-one-week/": 1,
    "/search/": 1,
    "/search/?q=summary": 9,
    "/search/?q=harper&kind=statement&issue=military-role-mali&actor=canada&since=2013": 11,
}


def test_every_kind_of_page_is_counted():
    names = {pattern.name for pattern in PUBLIC}
    assert {resolve(urlsplit(address).path).url_name for address in PAGES} == names


@remembered
def longer_story() -> None:
    """Three times as much of everything, tied to the same actor, issue, source and commitment."""
    story = canada_story()
    with indexed_once():
        for number in range(12):
            tell_more(story, number)


WORLDS = {"few": canada_story, "many": longer_story}


@pytest.mark.parametrize(("address", "queries"), PAGES.items())
@pytest.mark.parametrize("world", WORLDS)
def test_page(client, django_assert_num_queries, address, queries, world):
    WORLDS[world]()
    with django_assert_num_queries(WHETHER_IT_CHANGED + queries):
        assert client.get(address).status_code == 200


def tell_more(story, number: int) -> None:
    person = make_person(f"person-{number}")
    make_membership(person, story.canada)
    source = make_source(f"source-{number}", copy_of=story.source)
    said = make_statement(
        f"more-{number}",
        person,
        story.issue,
        number % 5,
        on_behalf_of=story.canada,
        addressee=story.france,
        source=story.source,
        said_on=f"2014-{number + 1:02}-01",
    )
    make_evidence(said, source, "the same again")
    make_event(story.plane, said, kind="reaffirmed")
    pledge = make_commitment(f"pledge-{number}", story.canada, story.issue)
    make_event(pledge, said)
    make_issue(f"issue-{number}")
    make_actor(f"actor-{number}")


def test_a_page_that_is_not_there_asks_at_most_twice(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(WHETHER_IT_CHANGED + 2):
        assert client.get(reverse("actor", args=["nobody"])).status_code == 404


@pytest.mark.parametrize(
    "address", [address for address in PAGES if "atom" not in address and "report" not in address]
)
def test_a_page_that_did_not_change_is_not_made(client, django_assert_num_queries, address):
    canada_story()
    tag = client.get(address)["ETag"]
    with django_assert_num_queries(WHETHER_IT_CHANGED):
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304
