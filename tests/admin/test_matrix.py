"""Who gets what from every address of the admin: roles across, addresses down.

A cell is the answer's status; `login` is the way to the login page. An address that is not in the
tables fails the test. "open" is what is draft or in review, "settled" what is published or withdrawn.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import reverse

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
from tracker.admin import site
from tracker.merging.candidates import MERGEABLE
from tracker.models import Document, NotDuplicate, Redirect, Report

ROLES = ["stranger", "staff", "viewer", "analyst", "editor", "administrator"]

# Of each of our tables: the nouns' and the rows' alike.
TABLES = """
page            method about    stranger staff viewer analyst editor administrator
changelist      GET    -        login    403   200    200     200    200
add             GET    -        login    403   403    200     200    200
add             POST   -        login    403   403    200     200    200
change          GET    open     login    403   200    200     200    200
change          POST   open     login    403   403    200     200    200
change          GET    settled  login    403   200    200     200    200
change          POST   settled  login    403   403    403     200    200
delete          GET    open     login    403   403    200     200    200
delete          POST   open     login    403   403    302     302    302
delete          GET    settled  login    403   403    403     200    200
delete          POST   settled  login    403   403    403     302    302
history         GET    open     login    403   200    200     200    200
history         GET    settled  login    403   200    200     200    200
version         GET    open     login    403   200    200     200    200
version         POST   open     login    403   403    302     302    302
version         GET    settled  login    403   200    200     200    200
version         POST   settled  login    403   403    403     302    302
deleted         GET    -        login    403   403    200     200    200
deleted         POST   -        login    403   403    200     200    200
import          GET    -        login    403   403    403     200    200
import          POST   -        login    403   403    403     200    200
process_import  GET    -        login    403   403    403     302    302
process_import  POST   -        login    403   403    403     302    302
export          GET    -        login    403   200    200     200    200
export          POST   -        login    403   200    200     200    200
"""

# Texts are neither imported nor exported.
TEXTS = """
page            method about    stranger staff viewer analyst editor administrator
import          GET    -        login    403   403    403     403    403
import          POST   -        login    403   403    403     403    403
process_import  GET    -        login    403   403    403     403    403
process_import  POST   -        login    403   403    403     403    403
export          GET    -        login    403   403    403     403    403
export          POST   -        login    403   403    403     403    403
"""

PEOPLE = """
page            method about    stranger staff viewer analyst editor administrator
changelist      GET    -        login    403   403    403     403    200
add             GET    -        login    403   403    403     403    200
add             POST   -        login    403   403    403     403    200
change          GET    open     login    403   403    403     403    200
change          POST   open     login    403   403    403     403    200
delete          GET    open     login    403   403    403     403    200
delete          POST   open     login    403   403    403     403    302
history         GET    open     login    403   403    403     403    200
password_change GET    open     login    403   403    403     403    200
password_change POST   open     login    403   403    403     403    200
"""

# Of the tables whose records can be merged; asked without two records, who may is sent to the list.
MERGES = """
page            method about    stranger staff viewer analyst editor administrator
merge           GET    -        login    403   403    403     302    302
merge           POST   -        login    403   403    403     302    302
"""

# Of what merging leaves behind.
LEFT = """
page            method about    stranger staff viewer analyst editor administrator
changelist      GET    -        login    403   200    200     200    200
add             GET    -        login    403   403    403     403    403
add             POST   -        login    403   403    403     403    403
"""
LEFT_PAGES = {"changelist", "add", "change", "delete", "history"}

CHANGES = """
page            method about    stranger staff viewer analyst editor administrator
changelist      GET    -        login    403   200    200     200    200
add             GET    -        login    403   403    403     403    403
add             POST   -        login    403   403    403     403    403
change          GET    open     login    403   200    200     200    200
change          POST   open     login    403   200    200     200    200
undo            GET    open     login    403   403    403     200    200
undo            POST   open     login    403   403    403     302    302
delete          GET    open     login    403   403    403     403    403
delete          POST   open     login    403   403    403     403    403
history         GET    open     login    403   200    200     200    200
"""

# What readers reported: looked at by all, settled by editors, written by nobody here.
REPORTS = """
page            method about    stranger staff viewer analyst editor administrator
changelist      GET    -        login    403   200    200     200    200
add             GET    -        login    403   403    403     403    403
add             POST   -        login    403   403    403     403    403
change          GET    open     login    403   200    200     200    200
change          POST   open     login    403   403    403     302    302
delete          GET    open     login    403   403    403     403    403
delete          POST   open     login    403   403    403     403    403
history         GET    open     login    403   200    200     200    200
"""

# Addresses that belong to no table, as they stand after /admin/.
OTHERS = """
address                               method stranger staff viewer analyst editor administrator
index                                 GET    login    200   200    200     200    200
app_list:tracker                      GET    login    404   200    200     200    200
app_list:auth                         GET    login    404   404    404     404    200
login                                 GET    200      302   302    302     302    302
logout                                POST   302      200   200    200     200    200
password_change                       GET    login    200   200    200     200    200
password_change                       POST   login    200   200    200     200    200
password_change_done                  GET    login    200   200    200     200    200
jsi18n                                GET    login    200   200    200     200    200
autocomplete                          GET    login    403   200    200     200    200
duplicates                            GET    login    403   200    200     200    200
duplicates_of:actor                   GET    login    403   200    200     200    200
duplicates_of:actor                   POST   login    403   403    302     302    302
tracker_issue_rungs                   GET    login    403   200    200     200    200
search                                GET    login    200   200    200     200    200
stale_lines                           GET    login    403   200    200     200    200
saved_filters                         GET    login    200   200    200     200    200
save_filter                           POST   login    302   302    302     302    302
share_filter:1                        POST   login    404   404    404     404    404
delete_filter:1                       POST   login    404   404    404     404    404
tracker_statement_behalf              GET    login    403   403    200     200    200
tracker_statement_check               POST   login    403   403    200     200    200
tracker_source_send_drafts:1          POST   login    403   403    404     404    404
tracker_actor_bulk:send_to_review     POST   login    403   403    302     302    302
tracker_actor_bulk:publish            POST   login    403   403    403     302    302
tracker_actor_bulk:withdraw           POST   login    403   403    403     302    302
tracker_issue_bulk:send_to_review     POST   login    403   403    302     302    302
tracker_issue_bulk:publish            POST   login    403   403    403     302    302
tracker_issue_bulk:withdraw           POST   login    403   403    403     302    302
tracker_source_bulk:send_to_review    POST   login    403   403    302     302    302
tracker_source_bulk:publish           POST   login    403   403    403     302    302
tracker_source_bulk:withdraw          POST   login    403   403    403     302    302
tracker_statement_bulk:send_to_review POST   login    403   403    302     302    302
tracker_statement_bulk:publish        POST   login    403   403    403     302    302
tracker_statement_bulk:withdraw       POST   login    403   403    403     302    302
tracker_commitment_bulk:send_to_review POST   login    403   403    302     302    302
tracker_commitment_bulk:publish       POST   login    403   403    403     302    302
tracker_commitment_bulk:withdraw      POST   login    403   403    403     302    302
tracker_statement_bulk:set_rung       POST   login    403   403    302     302    302
tracker_statement_bulk:reassign       POST   login    403   403    302     302    302
tracker_statement_bulk:tag            POST   login    403   403    302     302    302
tracker/actor/1/                      GET    login    302   302    302     302    302
no/such/page/                         GET    login    404   404    404     404    404
r/1/1/                                GET    login    404   404    404     404    404
"""

STATUS = {"open": ["draft", "in_review"], "settled": ["published", "withdrawn"], "-": [""]}
SENT = {
    "delete": {"post": "yes", "change_reason": "coded twice"},
    "export": {"format": "0"},
    "version": {"reason": "it was right"},
    "undo": {"reason": "it was wrong"},
}
ANSWER = {"status": "rejected", "answer": "The source says so.", "_save": "Save"}
SEARCH = "?app_label=tracker&model_name=statement&field_name=speaker"


def rows(table: str) -> list[dict[str, str]]:
    head, *lines = (line.split() for line in table.strip().splitlines())
    return [dict(zip(head, line, strict=True)) for line in lines]


def pages(table: str) -> set[str]:
    return {row["page"] for row in rows(table)}


def make_world(status: str) -> list[Any]:
    """One record of each of our tables at this status, or part of one; nothing forbids to delete it."""
    own = {"status": status, "withdrawn_because": "Not so." if status == "withdrawn" else ""}
    body, person = make_actor(f"body-{status}"), make_person(f"person-{status}", **own)
    ladder, article = make_issue(f"ladder-{status}"), make_source(f"article-{status}")
    shown = make_statement(f"shown-{status}", body, ladder)
    issue, source = make_issue(f"issue-{status}", **own), make_source(f"source-{status}", **own)
    statement = make_statement(f"said-{status}", body, ladder, **own)
    pledge = make_commitment(f"pledge-{status}", body, ladder, **own)
    rows: dict[str, Any] = {
        "role": make_membership(person, body),
        "label": issue.positions.get(value=0),
        "text": Document.objects.create(source=source, text="Said so."),
        "words": make_evidence(statement, article, "said so"),
        "note": make_event(pledge, shown),
    }
    for name, row in rows.items():  # else there is nothing to restore
        type(row)._default_manager.filter(pk=row.pk).update(**{name: "other"})
    return [person, issue, source, statement, pledge, *rows.values()]


@pytest.fixture
def world(db: None) -> dict[str, list[Any]]:
    return {status: make_world(status) for status in [*STATUS["open"], *STATUS["settled"]]}


@pytest.fixture
def people(db: None) -> list[Any]:
    return [User.objects.create_user("somebody"), Group.objects.create(name="some")]


@pytest.fixture
def sign_in(role: Callable[[str], Client]) -> Callable[[str], Client]:
    def sign_in(name: str) -> Client:
        if name not in ("stranger", "staff"):
            return role(name)
        client = Client()
        if name == "staff":
            client.force_login(User.objects.get_or_create(username="sam", is_staff=True)[0])
        return client

    return sign_in


def ask(client: Client, method: str, address: str, sent: dict[str, str]) -> str:
    """The answer's status, with all that came of it taken back."""
    with transaction.atomic():
        answer = client.post(address, sent) if method == "POST" else client.get(address)
        transaction.set_rollback(True)
    to_login = answer.status_code == 302 and answer["Location"].startswith("/admin/login/")
    return "login" if to_login else str(answer.status_code)


def address_of(record: Any, page: str, about: str) -> str:
    meta = record._meta
    keys = [] if about == "-" else [record.pk]
    keys += [record.history.last().changeset_id] if page == "version" else []
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=keys)


def differing(client: Client, role: str, table: str, records: Callable[[str], list[Any]]) -> list[str]:
    """Cells of the table that are not so."""
    found = []
    for row in rows(table):
        for status in STATUS[row["about"]]:
            for record in records(status):
                name = "auth_user_" if record._meta.model_name == "user" else ""
                if row["page"] == "password_change" and not name:
                    continue
                address = address_of(record, row["page"], row["about"])
                sent = ANSWER if record._meta.model_name == "report" else SENT.get(row["page"], {})
                got = ask(client, row["method"], address, sent)
                if got != row[role]:
                    found.append(f"{row['method']} {address} ({status}): {got}, not {row[role]}")
    return found


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))


@pytest.fixture
def _unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are decided upon, not written out, which is most of what a thousand requests cost: what stands
    on each is for other tests.
    """
    monkeypatch.setattr("django.template.response.SimpleTemplateResponse.rendered_content", "")


@pytest.mark.usefixtures("_unwritten")
@pytest.mark.parametrize("name", ROLES)
def test_our_tables(sign_in: Callable[[str], Client], world: dict[str, list[Any]], name: str) -> None:
    client = sign_in(name)
    with_texts = {status: [it for it in found if isinstance(it, Document)] for status, found in world.items()}
    others = {status: [it for it in found if not isinstance(it, Document)] for status, found in world.items()}
    files = pages(TEXTS)
    head, *lines = TABLES.strip().splitlines()
    of_texts = "\n".join([head, *(line for line in lines if line.split()[0] not in files)])
    assert differing(client, name, TABLES, lambda status: others[status or "draft"]) == []
    assert differing(client, name, of_texts, lambda status: with_texts[status or "draft"]) == []
    assert differing(client, name, TEXTS, lambda status: with_texts[status or "draft"]) == []


@pytest.mark.parametrize("name", ROLES)
def test_users_and_groups(sign_in: Callable[[str], Client], people: list[Any], name: str) -> None:
    client = sign_in(name)
    assert differing(client, name, PEOPLE, lambda status: people if status != "in_review" else []) == []


@pytest.mark.parametrize("name", ROLES)
def test_changes(sign_in: Callable[[str], Client], db: None, name: str) -> None:
    """A change is looked at and, by editors, undone; it is never written."""
    changes = [make_actor("body").history.get().changeset]
    client = sign_in(name)
    assert differing(client, name, CHANGES, lambda status: changes if status != "in_review" else []) == []


@pytest.mark.parametrize("name", ROLES)
def test_reports(sign_in: Callable[[str], Client], db: None, name: str) -> None:
    body = make_actor("body")
    reports = [
        Report.objects.create(table="actor", record=body.pk, slug="body", kind="other", text="Not so.")
    ]
    client = sign_in(name)
    assert differing(client, name, REPORTS, lambda status: reports if status != "in_review" else []) == []


@pytest.mark.parametrize("name", ROLES)
def test_other_addresses(sign_in: Callable[[str], Client], db: None, name: str) -> None:
    issue, found = make_issue("ladder"), []
    for row in rows(OTHERS):
        page, _, app = row["address"].partition(":")
        if "/" in page:
            address = f"/admin/{page}"
        elif page == "tracker_issue_rungs":
            address = reverse(f"admin:{page}", args=[issue.pk])
        else:
            address = reverse(f"admin:{page}", args=[app] if app else []) + SEARCH * (page == "autocomplete")
        got = ask(sign_in(name), row["method"], address, {})
        if got != row[name]:
            found.append(f"{row['method']} {address}: {got}, not {row[name]}")
    assert found == []


@pytest.mark.parametrize("name", ROLES)
def test_merging(sign_in: Callable[[str], Client], world: dict[str, list[Any]], name: str) -> None:
    client = sign_in(name)
    mergeable = [record for record in world["draft"] if isinstance(record, MERGEABLE)]
    assert len(mergeable) == len(MERGEABLE)
    assert differing(client, name, MERGES, lambda status: mergeable) == []
    assert differing(client, name, LEFT, lambda status: [Redirect(), NotDuplicate()]) == []


def patterns() -> Iterator[tuple[str, str]]:
    """Every address of the admin: the application's and the table's name, or "", and the page's."""
    models = {f"{model._meta.app_label}_{model._meta.model_name}_" for model in site._registry}
    for pattern in site.get_urls():
        for each in getattr(pattern, "url_patterns", [pattern]):
            name = each.name or str(each.pattern)
            table = next((model for model in models if name.startswith(model)), "")
            yield table, name.removeprefix(table)


def test_every_address_is_in_the_tables() -> None:
    others = {row["address"].partition(":")[0] for row in rows(OTHERS)}
    known = {
        "tracker": pages(TABLES) | pages(MERGES) | LEFT_PAGES,
        "auth": pages(PEOPLE),
        "changeset": pages(CHANGES),
        "": others | {"<path:object_id>/", "(?P<url>.*)$"},  # tracker/actor/1/ and no/such/page/
    }
    unknown = [
        f"{table}{page}"
        for table, page in patterns()
        if page not in known["changeset" if "changeset" in table else table.partition("_")[0]]
        and f"{table}{page}" not in others
    ]
    assert unknown == []
