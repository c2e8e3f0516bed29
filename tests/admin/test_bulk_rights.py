"""Who may change many records at once, of which tables; deleting many; how much it asks of the database."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.bulk import choose, confirm, latest, look, refused, run, said, sealed_and_shown
from tests.changes.conftest import everything
from tests.factories import indexed_once, make_actor, make_issue, make_person, make_source, make_statement
from tests.stories import Story
from tracker.changes.undo import undo
from tracker.models import Actor, Changeset, Commitment, Issue, Origin, Source, Statement

NOUNS: tuple[Any, ...] = (Actor, Issue, Source, Statement, Commitment)
ANALYST = ("view_statement", "change_statement")
EDITOR = (*ANALYST, "publish_statement")


@pytest.fixture
def _publishing(db: None) -> None:
    """The right to publish, whoever makes it."""
    for model in NOUNS:
        Permission.objects.get_or_create(
            codename=f"publish_{model._meta.model_name}",
            content_type=ContentType.objects.get_for_model(model),
            defaults={"name": f"Can publish {model._meta.verbose_name}"},
        )


@pytest.fixture
def drafts(story: Story) -> list[Statement]:
    return [make_statement(slug, story.harper, story.issue, status="draft") for slug in ("one", "two")]


# rights


@pytest.mark.usefixtures("_publishing")
def test_an_analyst_tags_drafts_and_no_more(
    staff: Callable[..., Client], drafts: list[Statement], statement: Statement
) -> None:
    page = look(staff(*ANALYST), choose(staff("change_statement", "view_statement"), "tag", drafts), add="x")
    assert page.status_code == 302, "the selection is another's"
    analyst = staff(*ANALYST, "view_actor")
    page = look(analyst, choose(analyst, "tag", [*drafts, statement]), add="x")
    assert refused(page) == {statement.slug: "This statement is published: ask an editor to change it."}
    confirm(analyst, page, reason="")
    assert set(Statement.objects.filter(tags="x")) == set(drafts)


@pytest.mark.usefixtures("_publishing")
@pytest.mark.parametrize("name", ["publish", "withdraw"])
def test_only_who_may_publish_publishes_and_withdraws(
    staff: Callable[..., Client], drafts: list[Statement], name: str
) -> None:
    analyst, editor = staff(*ANALYST), staff(*EDITOR)
    assert choose(analyst, name, drafts).status_code == 302
    page = choose(editor, name, drafts)
    assert page.status_code == 200
    forged = {"selection": page.context["selection"], "because": "x"}
    assert analyst.post(f"/admin/tracker/statement/bulk/{name}/", forged).status_code == 403
    run(editor, name, drafts, **({"because": "Taken back."} if name == "withdraw" else {}))
    drafts[0].refresh_from_db()
    assert drafts[0].status == {"publish": "published", "withdraw": "withdrawn"}[name]


@pytest.mark.parametrize("name", ["send_to_review", "set_rung", "reassign", "tag"])
def test_who_may_only_look_changes_nothing(
    client: Client, staff: Callable[..., Client], drafts: list[Statement], name: str
) -> None:
    reader = staff("view_statement")
    page = choose(client, name, drafts)
    before = everything()
    sent = {"selection": page.context["selection"], "add": "x", "apply": "1"}
    assert reader.post(f"/admin/tracker/statement/bulk/{name}/", sent).status_code == 403
    assert everything() == before


def test_a_right_lost_since_the_preview_counts(client: Client, admin: User, drafts: list[Statement]) -> None:
    page = look(client, choose(client, "tag", drafts), add="x")
    admin.is_superuser = False
    admin.is_staff = True
    admin.save()
    admin.user_permissions.set(Permission.objects.filter(codename__in=["view_statement"]))
    sent = {"selection": page.context["selection"], "preview": page.context["preview"], "apply": "1"}
    assert client.post("/admin/tracker/statement/bulk/tag/", sent).status_code == 403
    assert not Statement.objects.filter(tags="x").exists()


def test_a_table_has_its_own_actions_alone(client: Client, story: Story) -> None:
    assert client.get("/admin/tracker/actor/bulk/tag/").status_code == 404
    assert client.get("/admin/tracker/statement/bulk/nonsense/").status_code == 404
    assert client.get("/admin/tracker/statement/bulk/tag/").status_code == 302
    assert client.post("/admin/tracker/evidence/bulk/publish/").status_code in (302, 404)


@pytest.mark.parametrize("model", NOUNS)
def test_every_noun_is_published_withdrawn_and_sent_to_review(
    client: Client, admin: User, story: Story, model: Any
) -> None:
    records = list(model.objects.all()[:2])
    before = everything()
    for name, choice in (
        ("send_to_review", {}),
        ("publish", {}),
        ("withdraw", {"because": "The source took it back."}),
    ):
        page = run(client, name, records, **choice)
        assert " changed." in said(page)[0]
    for _ in range(3):
        undo(latest_undone(), user=admin)
    assert everything() == before


def latest_undone() -> Any:
    """The newest bulk action that still stands."""
    return Changeset.objects.filter(origin=Origin.BULK, undone_by=None).latest("pk")


# deleting


def test_deleting_many_is_one_change_and_can_be_undone(
    client: Client, admin: User, drafts: list[Statement]
) -> None:
    before = everything()
    page = delete(client, drafts)
    assert "Successfully deleted 2 statements." in said(page)
    done = latest()
    assert (done.origin, done.user) == (Origin.BULK, admin)
    assert done.get_absolute_url() in page.content.decode()
    assert Statement.history.filter(changeset=done, history_type="-").count() == 2
    undo(done, user=admin)
    assert everything() == before


def test_deleting_what_is_in_use_is_refused_and_says_by_what(client: Client, story: Story) -> None:
    before = everything()
    page = delete(client, [story.harper, make_person("nobody")])
    assert "Cannot delete actors" in page.content.decode()
    assert "Summary of harper-one-week." in page.content.decode()
    Actor.objects.filter(slug="nobody").delete()
    assert everything() == before


def delete(client: Client, records: list[Any]) -> Any:
    table = records[0]._meta.model_name
    chosen = {"action": "delete_selected", "_selected_action": [record.pk for record in records]}
    return client.post(
        f"/admin/tracker/{table}/", chosen | {"post": "yes", "change_reason": "x"}, follow=True
    )


# the database


CHOICES: dict[str, Callable[[Story], dict[str, Any]]] = {
    "set_rung": lambda story: {
        "issue": story.issue.pk,
        "position": story.issue.positions.get(value=2).pk,
    },
    "reassign": lambda story: {"speaker-slug": "peter-mackay", "principal": "own"},
    "tag": lambda story: {"add": "x"},
    "withdraw": lambda story: {"because": "Taken back."},
}


def kinds(caught: CaptureQueriesContext) -> list[str]:
    """The queries, each batch of one kind counted once."""
    queries = (query["sql"] for query in caught.captured_queries)
    shapes = [re.sub(r"[0-9]+|'[^']*'", "?", sql)[:60].split(" (")[0] for sql in queries]
    return [shape for at, shape in enumerate(shapes) if at == 0 or shape != shapes[at - 1]]


@pytest.mark.parametrize("name", CHOICES)
def test_many_records_ask_no_more_than_few_but_for_batches(client: Client, story: Story, name: str) -> None:
    with indexed_once():
        made = [
            make_statement(
                f"s-{number:03}",
                make_person(f"p-{number}"),
                story.issue,
                on_behalf_of=make_actor(f"o-{number}"),
            )
            for number in range(303)
        ]
    choice = CHOICES[name](story)
    few, many = (measure(client, name, part, choice) for part in (made[:3], made[3:]))
    assert many == few


def measure(client: Client, name: str, records: list[Statement], choice: dict[str, Any]) -> list[Any]:
    page = choose(client, name, records)
    with CaptureQueriesContext(connection) as looked:
        page = look(client, page, **choice)
    assert len(page.context["plan"].changes) == len(records)
    with CaptureQueriesContext(connection) as done:
        opts = page.context["opts"]
        sent = sealed_and_shown(page)
        address = f"/admin/tracker/{opts.model_name}/bulk/{name}/"
        assert client.post(address, sent | {"apply": "1", "reason": "why"}).status_code == 302
    return [len(looked), kinds(done)]


def test_two_thousand_records_are_one_action(client: Client, story: Story) -> None:
    Statement.objects.bulk_create(
        Statement(
            slug=f"s-{number:04}",
            speaker=story.harper,
            issue=story.issue,
            act="declares",
            firmness="firm",
            attribution="quoted",
            said_on="2013-01-08",
            summary="Many.",
        )
        for number in range(2000)
    )
    made = list(Statement.objects.filter(summary="Many."))
    Statement.history.bulk_history_create(made)
    page = client.post(
        "/admin/tracker/statement/?q=Many",
        {"action": "tag", "_selected_action": [made[0].pk], "select_across": 1, "index": 0},
    )
    page = look(client, page, add="x")
    assert len(page.context["preview"]) < 100_000
    assert said(confirm(client, page)) == ["2,000 statements changed."]
    assert Statement.objects.filter(tags="x").count() == 2000


def test_other_tables_know_nothing_of_rungs(client: Client, db: None) -> None:
    make_source("one")
    make_issue("two")
    for table in ("source", "issue"):
        page = client.get(f"/admin/tracker/{table}/")
        actions = [name for name, _ in page.context["action_form"].fields["action"].choices]
        assert "publish" in actions
        assert "set_rung" not in actions
