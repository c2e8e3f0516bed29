"""Leaving a page whose form holds unsaved work: the browser asks first, and only then."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.test_bulk import open_list
from tests.browser.test_coding import choose, sign_in
from tests.factories import make_membership, make_person
from tracker.models import Actor, Source, Statement


class Leaving:
    """Goes to the front page, and knows whether the browser asked. The answer is to stay."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked = page, []
        page.on("dialog", self._stay)

    def _stay(self, dialog: Dialog) -> None:
        self.asked.append(dialog.type)
        dialog.dismiss()

    def goes(self) -> bool:
        """Whether the page let go without a word."""
        self.asked.clear()
        address = self.page.url
        self.page.get_by_role("link", name="Home", exact=True).click()
        if self.asked:
            assert (self.asked, self.page.url) == (["beforeunload"], address)
            return False
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Overview")
        return True


@pytest.fixture
def staff(page: Page, site: str, admin_user) -> Page:
    sign_in(page, site, admin_user)
    return page


@pytest.fixture
def leaving(staff: Page) -> Leaving:
    return Leaving(staff)


def touch(page: Page) -> None:
    """A browser asks nothing of who never touched the page."""
    page.get_by_role("heading", level=1).click()


@pytest.fixture
def canada(site: str) -> Actor:
    return Actor.objects.get(slug="canada")


def change_page(site: str, record) -> str:
    return f"{site}/admin/tracker/{record._meta.model_name}/{record.pk}/change/"


def test_what_was_typed_is_not_left_without_a_word(staff: Page, site, canada, leaving):
    staff.goto(change_page(site, canada))
    touch(staff)
    description = staff.locator("#id_description")
    was = description.input_value()
    description.fill("A country.")
    assert not leaving.goes()
    expect(description).to_have_value("A country.")
    description.fill(was)
    assert leaving.goes()


def test_an_untouched_form_is_left(staff: Page, site, canada, leaving):
    for address in (change_page(site, canada), f"{site}/admin/tracker/actor/add/"):
        staff.goto(address)
        touch(staff)
        assert leaving.goes()


def test_a_saved_form_is_left(staff: Page, site, canada, leaving):
    staff.goto(change_page(site, canada))
    touch(staff)
    staff.locator("#id_description").fill("A country.")
    staff.get_by_label("Why this change").fill("was empty")
    staff.get_by_role("button", name="Save and continue editing").last.click()
    expect(staff.locator(".messagelist .success")).to_be_visible()
    assert leaving.asked == []
    touch(staff)
    assert leaving.goes()


def test_what_came_back_with_an_error_is_not_saved_either(staff: Page, site, canada, leaving):
    staff.goto(change_page(site, canada))
    touch(staff)
    staff.locator("#id_name").fill("")
    staff.locator("#id_description").fill("A country.")
    staff.get_by_role("button", name="Save", exact=True).last.click()
    expect(staff.locator(".errornote")).to_be_visible()
    assert leaving.asked == []
    touch(staff)
    assert not leaving.goes()


def test_a_box_that_searches_counts(staff: Page, site, leaving):
    staff.goto(f"{site}/admin/tracker/statement/add/")
    choose(staff, "Speaker", "Stephen Harper")
    assert not leaving.goes()


def test_what_scripts_fill_in_on_load_does_not_count(staff: Page, site, canada, leaving):
    """The coding screen of a speaker and a day: the principal is filled in, the effect is told."""
    speaker = make_person("one-role")
    make_membership(speaker, canada, role="Minister of Noon", speaks_for=True, start="2012")
    source = Source.objects.filter(document__isnull=False).first() or Source.objects.first()
    query = f"speaker={speaker.pk}&said_on=2013-02-21&source={source.pk}"
    staff.goto(f"{site}/admin/tracker/statement/add/?{query}")
    staff.wait_for_load_state("networkidle")
    touch(staff)
    assert leaving.goes()


def test_a_row_that_was_only_added_is_no_work_and_its_words_are(staff: Page, site, leaving):
    statement = Statement.objects.filter(evidence__isnull=False).first()
    staff.goto(change_page(site, statement))
    rows = statement.evidence.count()
    staff.locator("#evidence-group .add-row a").click()
    staff.locator(f"#id_evidence-{rows}-words").wait_for()
    assert leaving.goes()
    staff.goto(change_page(site, statement))
    staff.locator("#evidence-group .add-row a").click()
    staff.locator(f"#id_evidence-{rows}-words").fill("no mission")
    assert not leaving.goes()


def test_what_is_to_be_set_on_many_records_counts(staff: Page, site, leaving):
    open_list(staff, site, "Set issue and rung…", 2)
    touch(staff)
    assert leaving.goes()
    open_list(staff, site, "Set issue and rung…", 2)
    staff.locator("#id_position").select_option(index=1)
    touch(staff)
    staff.get_by_role("button", name="Preview").click()
    expect(staff.locator("#preview-heading")).to_be_visible()
    assert leaving.asked == []
    touch(staff)
    assert not leaving.goes()
