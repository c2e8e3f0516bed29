"""An import at odds with what was edited by hand, in a browser: previewed, decided, done, undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from tests.admin.conftest import form_data
from tracker.models import Actor, Changeset

SIZES = [(1280, 800), (390, 844)]


@pytest.fixture
def signed_in(page: Page, site: str, admin_user) -> Page:
    client = Client()
    client.force_login(admin_user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return page


@pytest.fixture
def exported(site: str, tmp_path: Path) -> Path:
    """The actors as an export has them, and then changed: in the file, and by hand since."""
    call_command("export_seeds", str(tmp_path / "seeds"), verbosity=0)
    file = tmp_path / "seeds" / "actors.csv"
    rows = file.read_text(encoding="utf-8").splitlines()
    changed = [
        row.replace(f",{name},", f",{name} (from the file),")
        for row, name in zip(rows, names(rows), strict=True)
    ]
    file.write_text("\n".join([rows[0], *changed[1:4], *rows[4:], NEW]) + "\n", encoding="utf-8")
    return file


NEW = "jane-doe,Jane Doe,,person,,,,,,,draft,"


def names(rows: list[str]) -> list[str]:
    """The second cell of each row; none of the first has a comma in it."""
    return [row.split(",")[1] for row in rows]


def edit_by_hand(user, actor: Actor, name: str) -> None:
    client = Client()
    client.force_login(user)
    address = f"/admin/tracker/actor/{actor.pk}/change/"
    sent = form_data(client.get(address)) | {"name": name, "change_reason": "reread"}
    assert client.post(address, sent).status_code == 302


def check(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    """At both sizes, by day and by night; nothing makes the page itself scroll sideways."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Promise.allSettled(document.getAnimations().map(it => it.finished))")  # they fade
            assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 800})


def test_an_import_with_conflicts_is_decided_done_and_undone(
    signed_in: Page, site: str, admin_user, exported: Path, assert_accessible
) -> None:
    page, before = signed_in, dict(Actor.objects.values_list("slug", "name"))
    kept, taken, plain = list(Actor.objects.order_by("slug"))[:3]
    edit_by_hand(admin_user, kept, "Kept by hand")
    edit_by_hand(admin_user, taken, "Edited by hand")

    page.goto(f"{site}/admin/tracker/actor/import/")
    check(page, assert_accessible)
    page.get_by_label("File:").set_input_files(exported)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="2 records were edited by hand")).to_be_visible()
    check(page, assert_accessible)

    conflict = page.locator(".conflict").filter(has_text=kept.slug).first
    expect(conflict.get_by_role("row", name="name")).to_contain_text(kept.name)
    expect(conflict.get_by_role("row", name="name")).to_contain_text("Kept by hand")
    expect(conflict.get_by_role("row", name="name")).to_contain_text(f"{kept.name} (from the file)")
    changed = page.get_by_role("region", name="Rows that change something")
    expect(changed.get_by_role("row", name="New jane-doe")).to_be_visible()
    expect(changed.locator("ins")).to_have_text([f"{plain.name} (from the file)"])

    page.get_by_role("group", name=kept.slug).get_by_label("Keep what is here").check()
    page.get_by_role("button", name="Import these").click()
    expect(page.get_by_text("One record is not decided yet. Nothing was saved.")).to_be_visible()
    check(page, assert_accessible)
    assert not Actor.objects.filter(slug="jane-doe").exists()

    page.get_by_role("group", name=taken.slug).get_by_label("Take the file’s").check()
    page.get_by_role("button", name="Import these").click()
    expect(page.locator(".messagelist")).to_contain_text(
        "1 new, 2 changed, 49 as they were, 1 kept as edited"
    )
    changeset = Changeset.objects.latest("pk")
    assert page.url == site + changeset.get_absolute_url()
    expect(page.locator(".facts")).to_contain_text("actors.csv: 1 new, 2 changed")
    after = dict(Actor.objects.values_list("slug", "name"))
    assert after == before | {
        kept.slug: "Kept by hand",
        taken.slug: f"{taken.name} (from the file)",
        plain.slug: f"{plain.name} (from the file)",
        "jane-doe": "Jane Doe",
    }

    page.get_by_role("link", name="Undo…").click()
    page.get_by_label("Why").fill("wrong file")
    page.get_by_role("button", name="Undo this change").click()
    expect(page.get_by_text("Undone: every record is as it was before that change.")).to_be_visible()
    undone = dict(Actor.objects.values_list("slug", "name"))
    assert undone == before | {kept.slug: "Kept by hand", taken.slug: "Edited by hand"}

    page.goto(f"{site}/admin/tracker/actor/import/")
    page.get_by_role("link", name="All imports so far").click()
    listed = page.get_by_role("row").filter(has_text="Imported from actors.csv")
    expect(listed).to_contain_text("undone")
