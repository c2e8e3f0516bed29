"""The front page: how many records stand where, and who changed what lately."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_actor
from tracker.imports.load import load
from tracker.models import Actor

NOON = datetime(2027, 1, 5, 12, tzinfo=UTC)


def front(client: Client) -> Any:
    return client.get("/admin/").context


def test_records_are_counted_by_status_and_linked_to_their_list(client: Client) -> None:
    make_actor("canada")
    make_actor("france", status="in_review")
    make_actor("mali", status="in_review")
    tally = next(tally for tally in front(client)["tallies"] if tally.name == "actors")
    assert [(at.status, at.number) for at in tally.counts] == [
        ("Draft", 0),
        ("In review", 2),
        ("Published", 1),
        ("Withdrawn", 0),
    ]
    assert client.get(tally.counts[1].url).context["cl"].result_count == 2


def test_changes_of_all_people_are_listed_newest_first(client: Client, admin: User) -> None:
    canada = make_actor("canada")
    canada.name, canada._change_reason = "Kanada", "new spelling"
    canada._history_user = admin
    canada.save()
    canada.delete()
    assert [(it.did, it.what, it.who, it.why) for it in front(client)["changes"]] == [
        ("deleted", "Kanada", "ada", "new spelling"),
        ("changed", "Kanada", "ada", "new spelling"),
        ("added", "Canada", "not signed in", ""),
    ]


def test_what_one_import_wrote_is_one_change(client: Client, tmp_path: Path) -> None:
    head = "slug,name,kind,country,aliases,wikidata,description,status,withdrawn_because\n"
    rows = "".join(f"body-{number},Body {number},agency,,,,,draft,\n" for number in range(12))
    (tmp_path / "actors.csv").write_text(head + rows)
    issue = "slug,name,question,about,scope,status,withdrawn_because\nrole,role,What?,own_conduct,,draft,\n"
    (tmp_path / "issues.csv").write_text(issue)
    make_actor("earlier")
    assert load(tmp_path, at=NOON).faults == ()
    changes = [(it.what, it.noun, it.did, it.why, it.url) for it in front(client)["changes"]]
    assert changes[0] == (
        "12 actors, 1 issue",
        "records",
        "added",
        "Imported from actors.csv and 1 more",
        "",
    )
    assert [what for what, *_ in changes[1:]] == ["Earlier"]


def test_an_import_of_one_table_leads_to_its_list(client: Client, tmp_path: Path) -> None:
    head = "slug,name,kind,country,aliases,wikidata,description,status,withdrawn_because\n"
    (tmp_path / "actors.csv").write_text(head + "a,A,agency,,,,,draft,\nb,B,agency,,,,,draft,\n")
    load(tmp_path, at=NOON)
    assert [(it.what, it.url) for it in front(client)["changes"]] == [("2 actors", "/admin/tracker/actor/")]


def test_a_change_leads_to_its_record_unless_that_is_gone(client: Client, admin: User) -> None:
    kept, gone = make_actor("kept"), make_actor("gone")
    address = f"/admin/tracker/actor/{kept.pk}/change/"
    gone.delete()
    changes = {(it.did, it.what): it.url for it in front(client)["changes"]}
    assert changes["added", "Kept"] == address
    assert changes["deleted", "Gone"] == ""
    assert client.get(changes["added", "Gone"], follow=True).status_code == 200
    assert not Actor.objects.filter(slug="gone").exists()
