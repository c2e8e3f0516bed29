"""Every answer of the API asks the database a fixed number of questions, however many records there are."""

import pytest
from django.urls import resolve

from tests.views.test_queries import WHETHER_IT_CHANGED, WORLDS
from tracker.api import api

pytestmark = pytest.mark.django_db

ANSWERS = {
    "/api/v1/actors": 2,
    "/api/v1/actors/canada": 2,
    "/api/v1/issues": 5,
    "/api/v1/issues/military-role-mali": 3,
    "/api/v1/sources": 2,
    "/api/v1/sources/harper-visit": 2,
    "/api/v1/statements": 4,
    "/api/v1/statements/harper-one-week": 3,
    "/api/v1/commitments": 2,
    "/api/v1/commitments/one-c-17": 6,
    "/api/v1/stances/military-role-mali/canada": 14,
    "/api/v1/shifts": 16,
}
BRACES = str.maketrans("", "", "{}")


def test_every_kind_of_answer_is_counted():
    described = {resolve(path.translate(BRACES)).route for path in api.get_openapi_schema()["paths"]}
    assert {resolve(address).route for address in ANSWERS} == described


@pytest.mark.parametrize(("address", "queries"), ANSWERS.items())
@pytest.mark.parametrize("world", WORLDS)
def test_answer(client, django_assert_num_queries, address, queries, world):
    WORLDS[world]()
    with django_assert_num_queries(WHETHER_IT_CHANGED + queries):
        assert client.get(address).status_code == 200
