"""The front page: what is on one's desk, how many records stand where, and who changed what lately."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_actor, make_source
from tracker.imports.load import load
from tracker.models import Changeset

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
    assert [(it.what, it.who, it.why) for it in front(client)["changes"]] == [
        ("deleted actor “Kanada”", "ada", "new spelling"),
        ("changed actor “Kanada”", "ada", "new spelling"),
        ("added actor “Canada”", "not signed in", ""),
    ]


def test_what_one_import_wrote_is_one_change(client: Client, tmp_path: Path) -> None:
    head = "slug,name,kind,country,aliases,wikidata,description,status,withdrawn_because\n"
    rows = "".join(f"body-{number},Body {number},agency,,,,,draft,\n" for number in range(12))
    (tmp_path / "actors.csv").write_text(head + rows)
    issue = "slug,name,question,about,scope,status,withdrawn_because\nrole,role,What?,own_conduct,,draft,\n"
    (tmp_path / "issues.csv").write_text(issue)
    make_actor("earlier")
    assert load(tmp_path, at=NOON).faults == ()
    act = Changeset.objects.latest("pk")
    changes = [(it.what, it.origin, it.why, it.url) for it in front(client)["changes"]]
    said = "added 12 actors; added issue “role”"
    assert changes[0] == (said, "Import", f"Imported from {tmp_path.name}/", act.get_absolute_url())
    assert [what for what, *_ in changes[1:]] == ["added actor “Earlier”"]


def test_a_change_leads_to_its_page_also_where_its_record_is_gone(client: Client) -> None:
    make_actor("gone").delete()
    for change in front(client)["changes"]:
        page = client.get(change.url)
        assert (page.status_code, "Gone" in page.content.decode()) == (200, True)


def test_changes_to_what_one_may_not_see_are_left_out(staff: Callable[..., Client], db: None) -> None:
    make_actor("canada")
    make_source("article")
    changes = front(staff("view_source"))["changes"]
    assert [(it.what, it.url) for it in changes] == [("added source “Article”", "")]


def names(pile: Any) -> list[str]:
    return [item.what for item in pile.items]


@pytest.fixture
def bea(db: None) -> User:
    return User.objects.create_user("bea", is_staff=True)


def save(record: Any, user: User | None, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(record, name, value)
    record._history_user = user
    record.save()


def test_my_drafts_are_those_that_i_wrote_or_was_the_last_to_change(
    client: Client, admin: User, bea: User
) -> None:
    mine, theirs, touched, taken_over = (make_actor(slug) for slug in ("mine", "theirs", "touched", "taken"))
    for record in (mine, theirs, touched, taken_over):
        record.history.update(history_user=admin if record == mine else bea)
    save(mine, bea, status="draft")  # written by me, last changed by bea
    save(theirs, bea, status="draft")
    save(touched, admin, status="draft")
    save(taken_over, admin, status="draft")
    save(taken_over, bea, description="Bea's now.")
    drafts = front(client)["drafts"]
    assert (drafts.number, sorted(names(drafts))) == (2, ["Mine", "Touched"])
    assert [(part.number, part.name) for part in drafts.parts] == [(2, "actors")]
    assert client.get(drafts.parts[0].url).context["cl"].result_count == 2


def test_my_drafts_of_all_nouns_the_latest_first(client: Client, admin: User) -> None:
    actor, source = make_actor("army", status="draft"), make_source("story", status="draft")
    for number in range(6):
        save(make_actor(f"more-{number}", status="draft"), admin)
    save(actor, admin)
    save(source, admin)
    drafts = front(client)["drafts"]
    assert (drafts.number, names(drafts)[:2], len(drafts.items)) == (8, ["Story", "Army"], 5)
    assert [(part.number, part.name) for part in drafts.parts] == [(7, "actors"), (1, "source")]


def test_the_queue_has_the_longest_first_with_who_sent_it_and_since_when(
    client: Client, admin: User, bea: User
) -> None:
    first, second = make_actor("first", status="draft"), make_source("second", status="draft")
    save(second, bea, status="in_review")
    save(first, bea, status="in_review")
    save(first, admin, status="draft")  # sent back
    save(second, admin, note="Corrected while it waits.")
    save(first, admin, status="in_review")
    queue = front(client)["waiting"]
    assert [(item.what, item.noun, item.who) for item in queue.items] == [
        ("Second", "source", "bea"),
        ("First", "actor", "ada"),
    ]
    assert queue.items[0].when == second.history.get(status="in_review", history_user=bea).history_date
    assert [client.get(part.url).context["cl"].result_count for part in queue.parts] == [1, 1]


def test_what_comes_back_lies_with_who_sent_it_until_somebody_else_takes_it_over(
    client: Client, admin: User, bea: User
) -> None:
    record = make_actor("army", status="draft")  # by nobody, as from a file
    for name, status, why in (("bea", "in_review", ""), ("ada", "draft", "one source is not enough")):
        record._change_reason = why
        save(record, User.objects.get(username=name), status=status)
    theirs = Client()
    theirs.force_login(User.objects.create_superuser("cleo"))
    own = Client()
    own.force_login(bea)
    bea.is_superuser = True
    bea.save()

    def desk(client: Client) -> list[tuple[str, str]]:
        return [(item.what, item.sent_back) for item in front(client)["drafts"].items]

    word = "Sent back by ada: one source is not enough"
    assert (desk(own), desk(client), desk(theirs)) == ([("Army", word)], [], [])
    assert own.get("/admin/tracker/actor/?by=bea").context["cl"].result_count == 1
    record._change_reason = ""
    save(record, User.objects.get(username="cleo"), description="Hers now.")
    assert (desk(own), desk(theirs)) == ([], [("Army", word)])
    save(record, bea, status="in_review")
    save(record, bea, status="draft")  # taken back by who had sent it
    assert (desk(own), desk(client)) == ([("Army", "")], [])


def test_what_was_public_since_is_no_longer_sent_back(client: Client, admin: User, bea: User) -> None:
    record = make_actor("army", status="draft")
    save(record, admin, status="in_review")
    save(record, bea, status="published")
    save(record, bea, status="draft")
    save(record, admin, description="Anew.")
    assert [(item.what, item.sent_back) for item in front(client)["drafts"].items] == [("Army", "")]


def test_an_empty_desk_says_so(client: Client) -> None:
    page = client.get("/admin/").content.decode()
    for line in (
        "No drafts of yours.",
        "Nothing waits for review.",
        "Nothing has been changed yet.",
        "Filter a list, then choose",
    ):
        assert line in page


def test_an_editor_sees_the_queue_first_an_analyst_the_own_drafts(
    client: Client, staff: Callable[..., Client]
) -> None:
    def order(page: str) -> bool:
        return page.index('id="waiting"') < page.index('id="drafts"')

    assert order(client.get("/admin/").content.decode())
    assert not order(staff("view_actor", "change_actor").get("/admin/").content.decode())


def test_desk_and_queue_hold_only_what_the_user_may_see(staff: Callable[..., Client], admin: User) -> None:
    make_source("secret", status="in_review")
    make_actor("open", status="in_review")
    assert names(front(staff("view_actor"))["waiting"]) == ["Open"]
    assert front(staff())["waiting"].number == 0


def test_a_record_without_history_waits_too(client: Client) -> None:
    make_actor("old", status="in_review").history.all().delete()
    (item,) = front(client)["waiting"].items
    assert (item.what, item.who, item.when) == ("Old", "", None)


def test_the_list_of_a_colleague_who_is_gone_is_empty_and_says_whose(client: Client) -> None:
    make_actor("army", status="draft")
    page = client.get("/admin/tracker/actor/?by=nobody")
    assert page.context["cl"].result_count == 0
    assert "Worked on by: <strong>nobody</strong>" in page.content.decode()
