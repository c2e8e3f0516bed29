"""No page asks the database once per row: five rows and fifty cost the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import form_data
from tests.admin.test_site import TABLES
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
from tracker.models import Document


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(caught)


@indexed_once()
def populate(start: int, stop: int) -> None:
    """Rows in every table, each with relations of its own."""
    for number in range(start, stop):
        person, organization = make_person(f"person-{number}"), make_actor(f"country-{number}")
        make_membership(person, organization, role=f"Minister {number}")
        issue = make_issue(f"issue-{number}", rungs=("Low", "High"))
        source = make_source(f"source-{number}", published_on=f"20{number:02}")
        Document.objects.create(source=source, text="Words. " * 9)
        statement = make_statement(
            f"statement-{number}", person, issue, 1, on_behalf_of=organization, source=source
        )
        commitment = make_commitment(f"commitment-{number}", organization, issue, recipient=person)
        make_event(commitment, statement, quantity=number, unit="troops")


@pytest.mark.parametrize("table", TABLES)
def test_a_list_asks_no_more_for_fifty_rows_than_for_five(client: Client, table: str) -> None:
    populate(0, 5)
    address = f"/admin/tracker/{table}/"
    client.get(address)  # content types are asked for once
    few = queries(client, address)
    populate(5, 50)
    assert queries(client, address) == few
    assert few <= 9


@indexed_once()
def many_roles(name: str, count: int) -> Any:
    person = make_person(name)
    for number in range(count):
        make_membership(person, make_actor(f"{name}-body-{number}"), role=f"Role {number}")
    return person


@indexed_once()
def many_members(name: str, count: int) -> Any:
    body = make_actor(name)
    for number in range(count):
        make_membership(make_person(f"{name}-person-{number}"), body)
    return body


def many_rungs(name: str, count: int) -> Any:
    return make_issue(name, rungs=tuple(f"Rung {number}" for number in range(count)))


@indexed_once()
def much_evidence(name: str, count: int) -> Any:
    statement = make_statement(name, make_person(f"{name}-person"), make_issue(f"{name}-issue"))
    for number in range(count):
        make_evidence(statement, make_source(f"{name}-source-{number}"), f"word {number}")
    return statement


@indexed_once()
def many_turns(name: str, count: int) -> Any:
    ada, issue = make_person(f"{name}-person"), make_issue(f"{name}-issue")
    commitment = make_commitment(name, ada, issue)
    for number in range(count):
        said = make_statement(f"{name}-{number}", ada, issue)
        make_event(commitment, said, quantity=number, unit="troops")
    return commitment


@pytest.mark.parametrize("make", [many_roles, many_members, many_rungs, much_evidence, many_turns])
def test_a_form_asks_no_more_for_many_rows_than_for_few(
    client: Client, make: Callable[[str, int], Any]
) -> None:
    few, many = make("few", 3), make("many", 30)
    addresses = [f"/admin/tracker/{each._meta.model_name}/{each.pk}/change/" for each in (few, many)]
    client.get(addresses[0])  # content types are asked for once
    assert queries(client, addresses[1]) == queries(client, addresses[0])


@pytest.mark.parametrize("make", [many_roles, many_rungs, much_evidence, many_turns])
def test_saving_asks_no_more_for_many_untouched_rows_than_for_few(
    client: Client, make: Callable[[str, int], Any]
) -> None:
    few, many = (save(client, make(name, count)) for name, count in (("few", 3), ("many", 30)))
    assert many == few


def save(client: Client, record: Any) -> int:
    address = f"/admin/tracker/{record._meta.model_name}/{record.pk}/change/"
    sent = form_data(client.get(address))
    client.post(address, sent | {"version": ""})  # content types are asked for once
    with CaptureQueriesContext(connection) as caught:
        response = client.post(address, sent | {"version": ""})
    assert response.status_code == 302, address
    return len(caught)


@pytest.mark.parametrize("table", ["actor", "statement", "membership", "commitmentevent"])
def test_a_history_asks_no_more_for_many_versions_than_for_few(client: Client, table: str) -> None:
    populate(1, 2)
    record = apps.get_model("tracker", table)._default_manager.first()
    address = f"/admin/tracker/{table}/{record.pk}/history/"
    record.save()
    client.get(address)
    few = queries(client, address)
    for _ in range(20):
        record.save()
    assert queries(client, address) == few


@pytest.mark.parametrize("make", [many_roles, many_members, many_rungs, much_evidence, many_turns])
def test_deleting_asks_no_more_for_many_rows_than_for_few(
    client: Client, make: Callable[[str, int], Any]
) -> None:
    few, many = make("few", 3), make("many", 30)
    addresses = [f"/admin/tracker/{each._meta.model_name}/{each.pk}/delete/" for each in (few, many)]
    client.get(addresses[0])  # content types are asked for once
    assert queries(client, addresses[1]) == queries(client, addresses[0])


def test_the_front_page_asks_no_more_as_the_tables_grow(client: Client) -> None:
    populate(0, 5)
    client.get("/admin/")
    cache.clear()  # which lines are stale is kept until a statement changes
    few = queries(client, "/admin/")
    populate(5, 30)
    assert queries(client, "/admin/") == few


@pytest.mark.parametrize(
    "address",
    [
        "/admin/search/?q=person",
        "/admin/stale-lines/",
        "/admin/tracker/statement/?q=person",
        "/admin/tracker/statement/?problem=no-role",
        "/admin/tracker/statement/?status__exact=published&by=ada",
    ],
)
def test_finding_asks_no_more_as_the_tables_grow(client: Client, address: str) -> None:
    populate(0, 6)
    client.get(address)
    cache.clear()
    few = queries(client, address)
    populate(6, 30)
    assert queries(client, address) == few
    assert few <= 16


def test_an_autocomplete_asks_no_more_for_many_than_for_few(client: Client) -> None:
    populate(0, 3)
    address = "/admin/autocomplete/?app_label=tracker&model_name=commitmentevent&field_name=statement&term="
    client.get(address)
    few = queries(client, address)
    populate(3, 20)
    assert queries(client, address) == few
