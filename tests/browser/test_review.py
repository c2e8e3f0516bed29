"""From draft to published page, by two people; what each finds on the way, and that axe finds nothing."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import Page, expect

from tracker.models import Statement
from tracker.roles import grant_roles


@pytest.fixture
def sign_in(page: Page, site: str) -> Callable[[str], Page]:
    """The page, from now on that of somebody of this group."""
    grant_roles(apps, "default")  # other browser tests have emptied the tables

    def sign_in(role: str) -> Page:
        user, _ = User.objects.get_or_create(username=f"an-{role}", is_staff=True)
        user.groups.set([Group.objects.get(name=role)])
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        return page

    return sign_in


@pytest.fixture
def statement(site: str) -> Statement:
    found = Statement.objects.order_by("slug").filter(commitment_events=None).first()
    Statement.objects.filter(pk=found.pk).update(status="draft")
    return found


def test_an_analyst_sends_a_draft_to_review_and_an_editor_sends_it_back_and_publishes_it(
    sign_in, site, statement, assert_accessible
):
    address = f"{site}/admin/tracker/statement/{statement.pk}/change/"
    page = sign_in("analyst")
    page.goto(address)
    expect(page.locator(".badge")).to_have_text("Draft")
    assert_accessible(page)
    page.get_by_role("button", name="Save and send to review").first.click()
    page.goto(address)
    expect(page.locator(".badge")).to_have_text("In review")
    expect(page.get_by_role("button", name="Save and publish")).to_have_count(0)
    page = sign_in("editor")
    page.goto(address)
    expect(page.get_by_role("button", name="Publish", exact=True).first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Send back").first.click()
    expect(page.locator(".errorlist")).to_have_text("Say why it goes back: its author reads this.")
    assert_accessible(page)
    page.get_by_label("Why this change").fill("Which day?")
    page.get_by_role("button", name="Send back").first.click()
    page = sign_in("analyst")
    page.goto(f"{site}/admin/")
    expect(page.locator(".sent-back")).to_have_text("Sent back by an-editor: Which day?")
    page.goto(address)
    page.get_by_role("button", name="Save and send to review").first.click()
    page = sign_in("editor")
    page.goto(address)
    page.get_by_role("button", name="Publish", exact=True).first.click()
    assert page.goto(site + statement.get_absolute_url()).status == 200
    page = sign_in("analyst")
    page.goto(address)
    expect(page.locator(".review")).to_contain_text(
        "This statement is published: ask an editor to change it."
    )
    expect(page.get_by_role("button", name="Save")).to_have_count(0)


def test_what_is_published_is_changed_and_deleted_with_a_reason(sign_in, site, statement, assert_accessible):
    Statement.objects.filter(pk=statement.pk).update(status="published")
    page = sign_in("editor")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/admin/tracker/statement/{statement.pk}/change/")
    page.get_by_label("Summary:", exact=True).fill("As corrected.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".errorlist")).to_have_text("The statement is published: say why you change it.")
    assert_accessible(page)
    page.goto(f"{site}/admin/tracker/statement/{statement.pk}/delete/")
    page.get_by_role("button", name="Yes, I’m sure").click()
    expect(page.locator(".errornote")).to_have_text("The statement is published: say why you delete it.")
    assert_accessible(page)
    page.get_by_label("Why it is deleted").fill("Coded twice.")
    page.get_by_role("button", name="Yes, I’m sure").click()
    expect(page.locator(".messagelist")).to_contain_text("was deleted successfully")


def test_the_page_of_what_was_withdrawn(page, site, statement, assert_accessible, expected_complaints):
    Statement.objects.filter(pk=statement.pk).update(status="withdrawn", withdrawn_because="Not his words.")
    expected_complaints.append("410 (Gone)")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.goto(site + statement.get_absolute_url()).status == 410
        expect(page.locator("main")).to_contain_text("Not his words.")
        assert_accessible(page)
