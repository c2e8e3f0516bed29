"""An upload that is at odds with what people edited: each is shown, decided, and nothing is lost unasked."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.test_transfer import HEADER, confirm, text, upload
from tracker.admin import conflicts
from tracker.models import Actor, Changeset, Origin

ROWS = {
    "canada": "canada,Canada,government,CA,,,,published,\n",
    "france": "france,France,government,FR,,,,published,\n",
    "germany": "germany,Germany,government,DE,,,,published,\n",
}
FILE = HEADER + "".join(ROWS.values())
CHANGED = FILE.replace("Canada", "Dominion of Canada").replace("Germany", "Federal Germany")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))


@pytest.fixture
def at_odds(client: Client, edit: Callable[..., Any]) -> str:
    """Three actors imported; Canada and Germany edited by hand, and differently in the file."""
    confirm(client, upload(client, FILE))
    edit(actor("canada"), name="The Canadas", change_reason="reread")
    edit(actor("germany"), name="Deutschland", description="Edited.", change_reason="reread")
    return CHANGED.replace("France", "The Republic of France")


def actor(slug: str) -> Actor:
    return Actor.objects.get(slug=slug)


def names() -> dict[str, str]:
    return dict(Actor.objects.order_by("slug").values_list("slug", "name"))


def decide(client: Client, preview: Any, **choices: str) -> Any:
    """Press the button with these choices; those that the page has checked are sent as a browser would."""
    shown = preview.context["conflicts"].shown
    fields = {it.field: it.decision.value for it in shown if it.decision.value != "stop"}
    fields |= {it.field: choices[it.key] for it in shown if it.key in choices}
    fields |= {name: value for name, value in choices.items() if name == "page"}
    token = preview.context["confirm_form"].initial["token"]
    return client.post("/admin/tracker/actor/process_import/", {"token": token} | fields, follow=True)


# what the preview shows


def test_each_conflict_is_shown_with_three_values_by_whom_and_a_choice(client: Client, at_odds: str) -> None:
    preview = upload(client, at_odds)
    page = text(preview)
    assert "2 records were edited by hand, and the file says something else" in page
    assert "2 are not decided yet. Nothing is saved until each is decided." in page
    assert "0 new, 1 changed, 0 as they are." in page
    germany = page[page.index("germany last changed by ada") :]
    assert "Column As last imported Here In the file" in germany
    assert "name As last imported: Germany Here: Deutschland In the file: Federal Germany" in germany
    assert "description As last imported: (empty) Here: Edited. In the file: (empty)" in germany
    assert "Keep what is here Take the file’s not decided" in germany
    assert "checked" not in preview.content.decode()
    assert names()["germany"] == "Deutschland"


def test_what_an_import_did_not_make_has_no_third_value(client: Client, db: None) -> None:
    Actor.objects.create(slug="spain", name="Spain", kind="government")
    page = text(upload(client, HEADER + "spain,Kingdom of Spain,government,,,,,draft,\n"))
    assert "name As last imported: not known Here: Spain In the file: Kingdom of Spain" in page


def test_what_the_file_changes_besides_stands_apart(client: Client, at_odds: str) -> None:
    preview = upload(client, at_odds).content.decode()
    table = preview[preview.index('<table class="import-preview">') :]
    assert "<del>France</del>" in table
    assert "Federal Germany" not in table


# deciding


def test_each_is_decided_for_itself(client: Client, at_odds: str, admin: User) -> None:
    page = decide(client, upload(client, at_odds), canada="keep", germany="overwrite")
    assert names() == {
        "canada": "The Canadas",
        "france": "The Republic of France",
        "germany": "Federal Germany",
    }
    assert actor("germany").description == ""
    assert "Imported from actors.csv: 0 new, 2 changed, 0 as they were, 1 kept as edited." in text(page)


def test_nothing_is_saved_until_each_is_decided(client: Client, at_odds: str) -> None:
    before = names()
    page = decide(client, upload(client, at_odds), germany="overwrite")
    assert "One record is not decided yet. Nothing was saved." in text(page)
    assert names() == before
    assert [(it.key, it.decision.value) for it in page.context["conflicts"].shown] == [
        ("canada", "stop"),
        ("germany", "overwrite"),
    ]
    decide(client, page, canada="keep")
    assert names()["germany"] == "Federal Germany"


@pytest.mark.parametrize("answer", ["", "stop", "both", "<x>"])
def test_what_is_no_answer_decides_nothing(client: Client, at_odds: str, answer: str) -> None:
    before = names()
    page = decide(client, upload(client, at_odds), canada=answer, germany=answer)
    assert "2 records are not decided yet. Nothing was saved." in text(page)
    assert names() == before


@pytest.mark.parametrize(("edits", "name"), [("keep", "Deutschland"), ("overwrite", "Federal Germany")])
def test_all_are_decided_at_once_with_the_upload(client: Client, at_odds: str, edits: str, name: str) -> None:
    preview = upload(client, at_odds, edits=edits)
    assert {it.decision.value for it in preview.context["conflicts"].shown} == {edits}
    confirm(client, preview)
    assert names()["germany"] == name


def test_what_was_decided_for_all_can_be_decided_anew_for_one(client: Client, at_odds: str) -> None:
    decide(client, upload(client, at_odds, edits="overwrite"), canada="keep")
    assert (names()["canada"], names()["germany"]) == ("The Canadas", "Federal Germany")


@pytest.mark.parametrize(("choice", "there"), [("keep", False), ("overwrite", True)])
def test_what_was_deleted_by_hand_stays_away_or_comes_back(
    client: Client, at_odds: str, choice: str, there: bool
) -> None:
    client.post(
        f"/admin/tracker/actor/{actor('france').pk}/delete/", {"post": "yes", "change_reason": "twice"}
    )
    preview = upload(client, FILE, edits="keep")
    page = text(preview)
    assert "france deleted by ada" in page
    assert "A person deleted it. The file says: slug france name France kind government country FR" in page
    assert "Leave it deleted Bring it back" in page
    decide(client, preview, france=choice)
    assert ("france" in names()) is there


def test_keeping_all_changes_nothing_and_says_so(client: Client, at_odds: str) -> None:
    count = Changeset.objects.count()
    page = confirm(client, upload(client, CHANGED, edits="keep"))
    assert "Imported from actors.csv: 0 new, 0 changed, 1 as they were, 2 kept as edited." in text(page)
    assert Changeset.objects.count() == count


# someone was quicker


def test_an_edit_after_the_preview_is_decided_anew(
    client: Client, at_odds: str, edit: Callable[..., Any]
) -> None:
    preview = upload(client, at_odds)
    edit(actor("germany"), name="Bundesrepublik", change_reason="reread")
    before = names()
    page = decide(client, preview, canada="overwrite", germany="overwrite")
    said = text(page)
    assert "What is here has changed since the preview. Nothing was saved: look again." in said
    assert '"germany" was changed by a person since.' in said.replace("&quot;", '"')
    assert names() == before
    shown = {it.key: it for it in page.context["conflicts"].shown}
    assert (shown["canada"].decision.value, shown["canada"].since) == ("overwrite", False)
    assert (shown["germany"].decision.value, shown["germany"].since) == ("stop", True)
    decide(client, page, germany="keep")
    assert (names()["canada"], names()["germany"]) == ("Dominion of Canada", "Bundesrepublik")


def test_a_record_that_was_not_at_odds_is_asked_about_too(
    client: Client, at_odds: str, edit: Callable[..., Any]
) -> None:
    preview = upload(client, at_odds, edits="overwrite")
    edit(actor("france"), name="La France", change_reason="reread")
    page = decide(client, preview)
    assert page.context["conflicts"].new == ['"france"']
    assert names()["france"] == "La France"


def test_an_edit_taken_back_after_the_preview_is_said(
    client: Client, at_odds: str, edit: Callable[..., Any]
) -> None:
    """To keep what is here was decided; it is not here any more."""
    preview = upload(client, at_odds, edits="keep")
    edit(actor("germany"), name="Germany", description="", change_reason="reread")
    page = decide(client, preview)
    assert '"germany" is no longer at odds with the file.' in text(page).replace("&quot;", '"')
    assert names()["germany"] == "Germany"
    decide(client, page)
    assert names()["germany"] == "Federal Germany"


def test_a_deletion_after_the_preview_is_asked_about(client: Client, at_odds: str) -> None:
    preview = upload(client, at_odds, edits="overwrite")
    actor("france").delete()
    page = decide(client, preview)
    assert page.context["conflicts"].new == ['"france"']
    assert "france" not in names()


def test_what_was_decided_is_for_its_own_record_alone(client: Client, at_odds: str) -> None:
    """A choice for a record that the preview did not list is passed over."""
    preview = upload(client, at_odds)
    token = preview.context["confirm_form"].initial["token"]
    data = {"token": token} | {f"decide-{'0' * 20}": "overwrite"}
    page = client.post("/admin/tracker/actor/process_import/", data)
    assert "2 records are not decided yet." in text(page)


# many


def test_many_conflicts_are_paged_and_none_is_cut(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "PAGE", 3)
    rows = [f"actor-{number},Actor,government,,,,,draft,\n" for number in range(8)]
    Actor.objects.bulk_create(Actor(slug=f"actor-{n}", name="By hand", kind="government") for n in range(8))
    page = upload(client, HEADER + "".join(rows))
    assert "Page 1 of 3" in text(page)
    page = decide(client, page, **{f"actor-{number}": "overwrite" for number in range(8)})
    assert "5 records are not decided yet. Nothing was saved." in text(page)
    assert page.context["conflicts"].page == 2
    page = decide(client, page, page="3", **{"actor-3": "keep", "actor-4": "keep", "actor-5": "keep"})
    assert [it.key for it in page.context["conflicts"].shown] == ["actor-6", "actor-7"]
    decide(client, page, **{"actor-6": "keep", "actor-7": "overwrite"})
    taken = sorted(slug for slug, name in names().items() if name == "Actor")
    assert taken == ["actor-0", "actor-1", "actor-2", "actor-7"]


@pytest.mark.parametrize(
    ("asked", "got"), [("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("9" * 30, 1)]
)
def test_any_page_can_be_asked_for(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, asked: str, got: int
) -> None:
    monkeypatch.setattr(conflicts, "PAGE", 1)
    Actor.objects.bulk_create(Actor(slug=f"a-{n}", name="By hand", kind="government") for n in range(3))
    file = HEADER + "".join(f"a-{n},Actor,government,,,,,draft,\n" for n in range(3))
    assert decide(client, upload(client, file), page=asked).context["conflicts"].page == got


def test_a_preview_asks_no_more_for_many_conflicts_than_for_few(client: Client, db: None) -> None:
    counted = []
    for count in (3, 60):
        Actor.objects.all().delete()
        file = HEADER + "".join(f"a-{n},Actor {n},government,,,,,draft,\n" for n in range(count))
        confirm(client, upload(client, file, edits="overwrite"))
        for each in Actor.objects.all():
            each.name = "By hand"
            each.save()
        with CaptureQueriesContext(connection) as caught:
            assert len(upload(client, file).context["conflicts"].shown) == count
        counted.append(len(caught))
    assert counted[0] == counted[1]


# what comes of it


def test_an_import_leads_to_its_own_page(client: Client, at_odds: str, admin: User) -> None:
    page = decide(client, upload(client, at_odds), canada="keep", germany="overwrite")
    changeset = Changeset.objects.latest("pk")
    assert page.redirect_chain == [(changeset.get_absolute_url(), 302)]
    assert (changeset.origin, changeset.user) == (Origin.IMPORT, admin)
    (file,) = changeset.files
    assert (file["name"], file["changed"], file["kept"]) == ("actors.csv", 2, 1)
    assert re.fullmatch("[0-9a-f]{64}", file["sha256"])


def test_who_may_not_see_changes_is_led_to_the_list(staff: Callable[..., Client]) -> None:
    client = staff("add_actor", "change_actor", "view_actor", "publish_actor")
    page = confirm(client, upload(client, FILE))
    assert page.redirect_chain == [("/admin/tracker/actor/", 302)]
    assert "All imports so far" not in text(client.get("/admin/tracker/actor/import/"))


def test_all_imports_are_listed(client: Client, at_odds: str) -> None:
    page = client.get("/admin/tracker/actor/import/")
    address = "/admin/tracker/changeset/?origin__exact=import"
    assert f'<a href="{address}">All imports so far</a>' in page.content.decode()
    listed = client.get(address).context["cl"].result_list
    assert {it.origin for it in listed} == {"import"}
    assert len(listed) == 1
