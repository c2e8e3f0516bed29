"""The API against its own description: no error of ours, and no answer that it does not describe.

Asked of the shipped data, with names that are there among those that are not.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tracker.models import Actor, Commitment, Issue, Source, Statement
from tracker.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


@pytest.fixture
def described(settings):
    settings.API_RATE = (1_000_000, 60)
    settings.ALLOWED_HOSTS = ["*"]
    for signal in (request_started, request_finished):  # the test's transaction is on that connection
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


NOUNS = {
    "actors": Actor,
    "commitments": Commitment,
    "issues": Issue,
    "sources": Source,
    "statements": Statement,
}
ADDRESSES = [
    *(f"/{noun}{end}" for noun in NOUNS for end in ("", "/{slug}")),
    "/shifts",
    "/stances/{issue}/{actor}",
]
KNOWN = {
    "issue": "military-role-mali",
    "actor": "canada",
    "maker": "canada",
    "as_of": "2013",
    "since": "2012",
}


def test_every_address_is_tried(client):
    told = client.get("/api/v1/openapi.json").json()["paths"]
    assert sorted(told) == sorted(f"/api/v1{address}" for address in ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_answers_as_it_says(described, address):
    operation = described[f"/api/v1{address}"]["GET"]
    noun, known = address.split("/")[1], KNOWN
    if "{slug}" in address:
        known = {**known, "slug": NOUNS[noun].objects.published().first().slug}

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), data=st.data())
    def ask(case, data):
        for given_by in (case.path_parameters, case.query):
            for name in sorted({*given_by} & {*known}):
                if data.draw(st.booleans()):
                    given_by[name] = known[name]
        # A description cannot say which slugs and values exist: 422 tells of those that do not.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask()
