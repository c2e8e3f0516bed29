"""A merge and its undo, and a deleted statement restored, as an editor does them."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import make_membership, make_person, make_statement
from tests.merging.worlds import everything
from tracker.models import Actor, Issue, Statement

SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 844}]


@pytest.fixture
def editor(page: Page, site: str, admin_user) -> Page:
    client = Client()
    client.force_login(admin_user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return page


@pytest.fixture
def twin(site: str) -> Actor:
    """The prime minister a second time, by a slip of the pen."""
    canada = Actor.objects.get(slug="canada")
    twin = make_person("steven-harper", name="Steven Harper", country="CA")
    make_membership(twin, canada, role="Prime Minister", rank="head", start="2006-02-06")
    issue = Issue.objects.get(slug="military-role-mali")
    make_statement("twin-said", twin, issue, 0, on_behalf_of=canada, said_on="2014-01-01")
    return twin


def look(page: Page, check: Callable[[Page], None]) -> None:
    """Light and dark, wide and narrow: axe finds nothing, and nothing is cut off."""
    for size in SIZES:
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            check(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.set_viewport_size(SIZES[0])
    page.emulate_media(color_scheme="light")


def test_a_merge_and_its_undo(editor: Page, site: str, twin: Actor, assert_accessible) -> None:
    before = everything()
    editor.goto(f"{site}/admin/tracker/actor/")
    editor.get_by_role("link", name="Likely duplicates").click()
    pair = editor.get_by_role("region", name="The same last name and country")
    expect(pair).to_contain_text("Steven Harper")
    look(editor, assert_accessible)
    pair.get_by_role("link", name="Compare and merge").click()
    expect(editor.get_by_text("Steven Harper becomes part of Stephen Harper.")).to_be_visible()
    expect(editor.get_by_text("Also known as: Steven Harper")).to_be_visible()
    expect(editor.get_by_role("heading", name="1 statement")).to_be_visible()
    look(editor, assert_accessible)
    editor.get_by_label("Why").fill("One man, spelled twice.")
    editor.get_by_role("button", name="Merge the two").click()
    expect(editor.get_by_text("“Steven Harper” was merged into “Stephen Harper”.")).to_be_visible()
    undo = editor.get_by_role("link", name="Undo the merge").get_attribute("href")

    editor.goto(f"{site}/actors/steven-harper/")
    assert editor.url == f"{site}/actors/stephen-harper/"
    editor.goto(f"{site}/issues/military-role-mali/steven-harper/")
    assert editor.url == f"{site}/issues/military-role-mali/stephen-harper/"

    editor.goto(f"{site}{undo}")
    editor.get_by_label("Why").fill("Two men after all.")
    editor.get_by_role("button", name="Undo this change").click()
    expect(editor.get_by_text("Undone: every record is as it was before that change.")).to_be_visible()
    assert everything() == before
    editor.goto(f"{site}/statements/twin-said/")
    expect(editor.get_by_role("link", name="Steven Harper").first).to_be_visible()


def test_restoring_a_deleted_statement(editor: Page, site: str, twin: Actor, assert_accessible) -> None:
    before = everything()
    said = Statement.objects.get(slug="twin-said")
    editor.goto(f"{site}/admin/tracker/statement/{said.pk}/delete/")
    editor.get_by_label("Why").fill("Coded twice.")
    editor.get_by_role("button", name="Yes, I’m sure").click()
    assert not Statement.objects.filter(pk=said.pk).exists()
    editor.get_by_role("link", name="Restore what was deleted").click()
    expect(editor.get_by_role("row", name="Summary of twin-said.")).to_contain_text("twin-said")
    look(editor, assert_accessible)
    editor.get_by_label("Why").fill("A slip.")
    editor.get_by_role("button", name="Restore").click()
    expect(editor.get_by_text("Restored, with the rows that went with it")).to_be_visible()
    assert everything() == before
    editor.goto(f"{site}/statements/twin-said/")
    expect(editor.get_by_role("heading", level=1)).to_be_visible()


def test_it_all_works_without_scripts(browser, site: str, twin: Actor, admin_user) -> None:
    client = Client()
    client.force_login(admin_user)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page = context.new_page()
    page.goto(f"{site}/admin/duplicates/actor/")
    page.get_by_role("button", name="Not a duplicate").first.click()
    expect(page.get_by_text("they will not be proposed again")).to_be_visible()
    harper = Actor.objects.get(slug="stephen-harper")
    page.goto(f"{site}/admin/tracker/actor/merge/?keep={twin.pk}&drop={harper.pk}")
    page.get_by_role("link", name="Swap: let the other survive").click()
    page.get_by_label("Why").fill("One man.")
    page.get_by_role("button", name="Merge the two").click()
    expect(page.get_by_text("was merged into")).to_be_visible()
    assert not Actor.objects.filter(pk=twin.pk).exists()
    context.close()
