"""The front page: how many records stand where, and who changed what lately."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_actor
from tracker.models import Actor


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


def test_a_change_leads_to_its_record_unless_that_is_gone(client: Client, admin: User) -> None:
    kept, gone = make_actor("kept"), make_actor("gone")
    address = f"/admin/tracker/actor/{kept.pk}/change/"
    gone.delete()
    changes = {(it.did, it.what): it.url for it in front(client)["changes"]}
    assert changes["added", "Kept"] == address
    assert changes["deleted", "Gone"] == ""
    assert client.get(changes["added", "Gone"], follow=True).status_code == 200
    assert not Actor.objects.filter(slug="gone").exists()
