"""Coding in a browser: rungs follow the issue, rows are added, files are looked at before they go in."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from tests.browser.conftest import LOOKS
from tracker.models import Actor, Issue, Statement

NO_POSITION = "Took no position"


@pytest.fixture
def staff(page: Page, site: str, admin_user) -> Page:
    """A page that is logged in."""
    sign_in(page, site, admin_user)
    return page


def sign_in(page: Page, site: str, user) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])


def rungs(issue: Issue) -> list[str]:
    return [NO_POSITION, *issue.positions.order_by("-value").values_list("label", flat=True)]


def choose(page: Page, label: str, text: str) -> None:
    """Pick a record in an autocomplete box, as a mouse would: in the box that searches, not in the plain
    one of the same name that stands in its place until the script has drawn it. What a busy machine
    closed again, or a click did not reach, is opened once more, as a person would.
    """
    box = page.locator(".select2-container").get_by_role("combobox", name=label).first
    search = page.locator(".select2-container--open .select2-search__field")
    for _ in range(4):
        box.click()
        with suppress(TimeoutError):
            search.wait_for(timeout=3000)
            break
    search.fill(text)
    page.locator(".select2-results__option", has_text=text).first.click()


def search(page: Page, label: str, text: str) -> Locator:
    """Look for a record that is not there; gives what the box says."""
    page.wait_for_load_state("networkidle")
    page.locator(".select2-container").get_by_role("combobox", name=label).first.click()
    page.locator(".select2-container--open .select2-search__field").fill(text)
    said = page.locator(".select2-results__message", has_text="No results found")
    expect(said).to_be_visible()
    return said


@pytest.mark.parametrize("by", ["click", "Enter"])
def test_a_speaker_that_does_not_exist_yet_is_added_from_the_search(staff: Page, site, by: str):
    staff.goto(f"{site}/admin/tracker/statement/add/")
    staff.locator("#id_summary").fill("Says it first.")
    said = search(staff, "Speaker", "Théo Nova")
    expect(said.get_by_role("link")).to_have_text("Add “Théo Nova” as a new actor (Enter)")
    with staff.expect_popup() as opened:
        said.get_by_role("link").click() if by == "click" else staff.keyboard.press("Enter")
    form = opened.value
    expect(form.get_by_label("Name:")).to_have_value("Théo Nova")
    expect(form.get_by_label("Slug:")).to_have_value("theo-nova")
    form.get_by_label("Kind:").select_option(label="Person")
    with form.expect_event("close"):
        form.get_by_role("button", name="Save", exact=True).click()
    expect(staff.locator("#id_speaker + .select2")).to_contain_text("Théo Nova")
    expect(staff.locator("#id_speaker")).to_have_value(str(Actor.objects.get(slug="theo-nova").pk))
    expect(staff.locator("#id_summary")).to_have_value("Says it first.")


def test_who_may_not_add_is_told_to_search_otherwise(staff: Page, site):
    user = User.objects.create_user("sam", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["add_statement", "view_actor", "view_issue"])
    )
    sign_in(staff, site, user)
    staff.goto(f"{site}/admin/tracker/statement/add/")
    said = search(staff, "Speaker", "Théo Nova")
    expect(said).to_have_text("No results found Try fewer letters, or another name.")


def test_the_rungs_follow_the_chosen_issue(staff: Page, site):
    role, aid = Issue.objects.get(slug="military-role-mali"), Issue.objects.get(slug="aid-mali")
    staff.goto(f"{site}/admin/tracker/statement/add/")
    options = staff.locator("#id_position option")
    expect(options).to_have_text([NO_POSITION])
    choose(staff, "Issue", role.name)
    expect(options).to_have_text(rungs(role))
    expect(staff.locator("dl.rungs dd").first).to_have_text(role.positions.last().definition)
    staff.locator("#id_position").select_option(index=1)
    choose(staff, "Issue", aid.name)
    expect(options).to_have_text(rungs(aid))
    expect(staff.locator("#id_position")).to_have_value("")


def test_boxes_that_search_have_the_name_of_their_field(staff: Page, site):
    staff.goto(f"{site}/admin/tracker/statement/add/")
    staff.get_by_role("button", name="Add another Evidence").click()
    for name in ("Speaker", "On behalf of", "Issue", "Addressee", "Source"):
        expect(staff.get_by_role("combobox", name=name).first).to_be_visible()


def test_a_statement_is_coded_from_its_source(staff: Page, site):
    staff.goto(f"{site}/admin/tracker/statement/add/")
    choose(staff, "Source", "Mali")
    staff.locator("#id_evidence-0-words").fill("no boots on the ground")
    choose(staff, "Speaker", "John Baird")
    choose(staff, "On behalf of", "Canada")
    choose(staff, "Issue", "own military role in Mali")
    staff.locator("#id_position").select_option(label="No military role")
    staff.locator("#id_act").select_option(label="Declares")
    staff.get_by_label("Summary:", exact=True).fill("Baird rules out soldiers.")
    staff.locator("#id_firmness").select_option(label="Firm")
    staff.locator("#id_attribution").select_option(label="Quoted")
    staff.get_by_label("Said on").fill("2013-02-20")
    staff.get_by_role("button", name="Save", exact=True).last.click()
    expect(staff.locator(".messagelist")).to_contain_text("was added successfully")
    coded = Statement.objects.get(slug="2013-02-20-baird-military-role-mali")
    assert coded.position.label == "No military role"
    assert coded.evidence.get().words == "no boots on the ground"


def test_a_rung_is_changed_without_a_script(browser: Browser, site, admin_user):
    statement = Statement.objects.filter(issue__slug="military-role-mali", bound="exact").first()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, admin_user)
    page.goto(f"{site}/admin/tracker/statement/{statement.pk}/change/")
    page.locator("#id_position").select_option(label="Combat troops")
    page.get_by_label("Why this change").fill("reread")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    context.close()
    statement.refresh_from_db()
    assert statement.position.label == "Combat troops"


def test_a_statement_is_coded_without_a_script(browser: Browser, site, admin_user):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, admin_user)
    page.goto(f"{site}/admin/tracker/statement/add/")
    page.locator("[name=speaker-slug]").fill("canada")
    page.locator("[name=issue-slug]").fill("military-role-mali")
    page.locator("#id_position").select_option(label="No military role")
    page.locator("#id_act").select_option(label="Declares")
    page.get_by_label("Summary:", exact=True).fill("Canada stays out.")
    page.locator("#id_firmness").select_option(label="Firm")
    page.locator("#id_attribution").select_option(label="Quoted")
    page.get_by_label("Said on").fill("2013-02-21")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    context.close()
    assert Statement.objects.filter(slug="2013-02-21-canada-military-role-mali").exists()


def upload(page: Page, site: str, rows: str) -> None:
    page.goto(f"{site}/admin/tracker/actor/import/")
    header = "slug,name,kind,country,aliases,wikidata,description,status,withdrawn_because\n"
    file = {"name": "actors.csv", "mimeType": "text/csv", "buffer": (header + rows).encode()}
    page.locator("#id_import_file").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()


def test_a_faulty_file_is_answered_with_its_faults(staff: Page, site, assert_accessible):
    upload(staff, site, "germany,Germany,kingdom,DE,,,,draft,\n")
    expect(staff.locator(".faults")).to_contain_text('kind: "kingdom" is not one of')
    assert_accessible(staff)


def test_a_file_is_looked_at_and_then_goes_in(staff: Page, site, assert_accessible):
    upload(staff, site, "germany,Germany,government,DE,,,,draft,\n")
    expect(staff.locator(".import-preview")).to_contain_text("Germany")
    assert_accessible(staff)
    staff.get_by_role("button", name="Import these").click()
    expect(staff.locator(".messagelist")).to_contain_text("1 new")
    assert Actor.objects.filter(slug="germany").exists()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_page_is_wider_than_the_window_in_light_and_in_dark(
    staff: Page, site, assert_accessible, width: int, scheme: str
):
    staff.set_viewport_size({"width": width, "height": 900})
    staff.emulate_media(color_scheme=scheme)
    statement = Statement.objects.order_by("slug").first()
    table = f"{site}/admin/tracker/statement"
    for address in (
        f"{site}/admin/",
        f"{table}/",
        f"{table}/{statement.pk}/change/",
        f"{table}/{statement.pk}/history/",
        f"{table}/import/",
        f"{table}/export/",
        f"{site}/admin/auth/user/1/change/",
    ):
        staff.goto(address)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert staff.evaluate(wide) == 0, address
        assert_accessible(staff)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in(page: Page, site, assert_accessible, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/admin/")
    assert_accessible(page)
