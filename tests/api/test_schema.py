"""The API against its own description: no error of ours, and no answer that it does not describe."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.stories import canada_story
from tracker.wsgi import application

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(settings):
    settings.API_RATE = (1_000_000, 60)
    settings.ALLOWED_HOSTS = ["*"]
    canada_story()
    for signal in (request_started, request_finished):  # the test's transaction is on that connection
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


NOUNS = ["actors", "commitments", "issues", "sources", "statements"]
ADDRESSES = [f"/{noun}{end}" for noun in NOUNS for end in ("", "/{slug}")] + ["/stances/{issue}/{actor}"]


def test_every_address_is_tried(client):
    told = client.get("/api/v1/openapi.json").json()["paths"]
    assert sorted(told) == sorted(f"/api/v1{address}" for address in ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_answers_as_it_says(described, address):
    operation = described[f"/api/v1{address}"]["GET"]

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case):
        # A description cannot say which slugs and values exist: 422 tells of those that do not.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask()
