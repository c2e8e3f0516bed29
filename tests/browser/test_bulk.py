"""Recoding many statements in a browser: chosen in the list, looked at, done, taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LOOKS
from tests.browser.test_coding import sign_in
from tracker.changes.undo import undo
from tracker.models import Changeset, Issue, Origin, Statement

MALI = "military-role-mali"


@pytest.fixture
def staff(page: Page, site: str, admin_user) -> Page:
    """A page that is logged in."""
    sign_in(page, site, admin_user)
    return page


def rungs() -> dict[str, int | None]:
    return dict(Statement.objects.filter(issue__slug=MALI).values_list("slug", "position"))


def open_list(page: Page, site: str, action: str, number: int) -> None:
    """Choose the first of an issue's statements, and an action."""
    issue = Issue.objects.get(slug=MALI)
    page.goto(f"{site}/admin/tracker/statement/?issue__id__exact={issue.pk}&bound__exact=exact")
    boxes = page.locator("input.action-select")
    for place in range(number):
        boxes.nth(place).check()
    page.locator("select[name=action]").first.select_option(label=action)
    page.get_by_role("button", name="Go").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(action.removesuffix("…"))


def test_twenty_statements_are_recoded_looked_at_and_taken_back(staff: Page, site, admin_user):
    before = rungs()
    issue = Issue.objects.get(slug=MALI)
    rung = issue.positions.get(value=2)
    open_list(staff, site, "Set issue and rung…", 20)
    expect(staff.get_by_role("heading", name="Set issue and rung")).to_be_visible()
    expect(staff.locator("#id_issue")).to_have_value(str(issue.pk))
    staff.locator("#id_position").select_option(label=rung.label)
    staff.get_by_role("button", name="Preview").click()
    expect(staff.locator("#preview-heading")).to_be_visible()
    counts = [int(text) for text in staff.locator(".counts strong").all_text_contents()]
    assert sum(counts) == 20
    assert rungs() == before
    staff.get_by_label("Why this change").fill("the ladder was read anew")
    staff.get_by_role("button", name=f"Change these {counts[0]}").click()
    expect(staff.locator(".messagelist")).to_contain_text(f"{counts[0]} statements changed.")
    after = rungs()
    assert sum(after[slug] != before[slug] for slug in before) == counts[0]
    staff.get_by_role("link", name="See what was done, or undo it").click()
    expect(staff.locator("#content")).to_contain_text("the ladder was read anew")
    undo(Changeset.objects.get(origin=Origin.BULK), user=admin_user)
    assert rungs() == before


def test_the_rungs_follow_the_issue_and_none_can_still_be_chosen(staff: Page, site):
    open_list(staff, site, "Set issue and rung…", 2)
    aid = Issue.objects.get(slug="aid-mali")
    staff.locator("#id_issue").select_option(label=aid.name)
    labels = list(aid.positions.order_by("-value").values_list("label", flat=True))
    expected = ["Leave each as it is", "Took no position", *labels]
    expect(staff.locator("#id_position option")).to_have_text(expected)


def test_a_speaker_is_assigned_without_a_script(browser: Browser, site, admin_user):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, admin_user)
    open_list(page, site, "Re-assign speaker…", 3)
    page.locator("[name=speaker-slug]").fill("john-baird")
    page.get_by_role("button", name="Preview").click()
    changing = int(page.locator(".counts strong").first.text_content() or 0)
    page.get_by_label("Why this change").fill("heard again")
    page.get_by_role("button", name="Change").click()
    expect(page.locator(".messagelist")).to_contain_text("changed.")
    assert Changeset.objects.get(origin=Origin.BULK).reason == "heard again"
    assert Statement.history.filter(changeset__origin=Origin.BULK).count() == changing
    context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("action", ["Set issue and rung…", "Re-assign speaker…", "Add or remove tags…"])
def test_the_page_is_accessible(
    staff: Page, site, assert_accessible: Callable[[Page], None], action: str, width: int, scheme: str
):
    staff.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    staff.set_viewport_size({"width": width, "height": 900})
    open_list(staff, site, action, 3)
    assert_accessible(staff)
    if "tags" in action:
        staff.get_by_label("Add tags").fill("check date")
        staff.get_by_role("button", name="Preview").click()
    elif "rung" in action:
        staff.locator("#id_position").select_option(value="none")
        staff.get_by_role("button", name="Preview").click()
    else:
        staff.get_by_role("button", name="Preview").click()
    expect(staff.locator("#preview-heading, .errorlist").first).to_be_visible()
    assert_accessible(staff)
    assert staff.evaluate("document.documentElement.scrollWidth") <= width
