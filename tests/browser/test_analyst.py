"""The analyst's path: a correction in the admin, seen on the public page at once."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tracker.models import Statement


@pytest.fixture
def statement(site: str) -> Statement:
    published = Statement.objects.published().filter(on_behalf_of__slug="canada")
    return published.order_by("slug").first()


@pytest.fixture
def form(page: Page, site: str, statement: Statement, admin_user: User) -> Page:
    """The statement's form, reached as an analyst would reach it."""
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(admin_user.username)
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()
    page.locator("#content").get_by_role("link", name="Statements", exact=True).first.click()
    page.locator("#searchbar").fill(statement.slug)
    page.get_by_role("button", name="Search").click()
    page.locator("#result_list").get_by_role("link", name=statement.summary).click()
    expect(page.get_by_label("Summary:", exact=True)).to_have_value(statement.summary)
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")


def test_a_corrected_summary_is_on_the_public_page(form: Page, site, statement):
    form.get_by_label("Summary:", exact=True).fill("Canada's minister rules out soldiers, as corrected.")
    form.get_by_label("Why this change").fill("Second source found.")
    save(form)
    form.get_by_role("link", name="View on site").click()
    expect(form).to_have_url(site + statement.get_absolute_url())
    expect(form.get_by_role("heading", level=1)).to_have_text(
        "Canada's minister rules out soldiers, as corrected."
    )
    form.goto(f"{site}/issues/{statement.issue.slug}/canada/")
    expect(form.locator("main")).to_contain_text("Canada's minister rules out soldiers, as corrected.")


def test_the_correction_and_its_reason_are_in_the_history(form: Page, statement):
    form.get_by_label("Summary:", exact=True).fill("As corrected.")
    form.get_by_label("Why this change").fill("Second source found.")
    save(form)
    form.get_by_role("link", name="History").click()
    expect(form.locator("#content")).to_contain_text("Second source found.")


def test_a_withdrawn_statement_leaves_the_public_pages(form: Page, site, statement, expected_complaints):
    form.get_by_label("Status").select_option(label="Withdrawn")
    form.get_by_label("Withdrawn because").fill("The outlet took it back.")
    form.get_by_label("Why this change").fill("See its correction.")
    save(form)
    expected_complaints.append("410 (Gone)")
    assert form.goto(site + statement.get_absolute_url()).status == 410
    expect(form.locator("main")).to_contain_text("The outlet took it back.")
    expect(form.locator("main")).not_to_contain_text(statement.summary)
    form.goto(f"{site}/statements/")
    expect(form.locator("main")).not_to_contain_text(statement.summary)
