"""Two people at one statement in two browsers: the second to save sees both versions and chooses."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tracker.models import Document, Statement

Open = Callable[..., Page]


@pytest.fixture
def open_as(browser: Browser, site: str) -> Iterator[Open]:
    """A browser of one's own, signed in: open_as("ada", java_script_enabled=False)."""
    contexts = []

    def sign_in(name: str, **settings) -> Page:
        client = Client()
        client.force_login(User.objects.get_or_create(username=name, is_staff=True, is_superuser=True)[0])
        context = browser.new_context(**settings)
        contexts.append(context)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
        context.add_cookies([session])
        return context.new_page()

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture
def statement(site: str) -> Statement:
    """One with evidence, whose words may be changed at will: no text is attached to its source."""
    Document.objects.all().delete()
    found = Statement.objects.filter(evidence__isnull=False).order_by("slug").first()
    assert found is not None
    return found


def collide(site: str, statement: Statement, ada: Page, bea: Page) -> None:
    """Both open it; ada saves first; bea is asked."""
    address = f"{site}/admin/tracker/statement/{statement.pk}/change/"
    for page in (ada, bea):
        page.goto(address)
    fill(ada, "Ada’s summary.", "ada quotes this")
    ada.locator("#id_note").fill("Ada’s note.")
    ada.locator("#id_change_reason").fill("second source found")
    ada.get_by_role("button", name="Save", exact=True).first.click()
    expect(ada.locator(".messagelist .success")).to_be_visible()
    fill(bea, "Bea’s summary.", "bea quotes this")
    bea.locator("#id_date_basis").fill("Bea’s basis.")
    bea.locator("#id_change_reason").fill("reread")
    bea.get_by_role("button", name="Save", exact=True).first.click()
    expect(bea.get_by_role("heading", level=1)).to_have_text(
        "This statement was changed by ada while you had it open"
    )


def fill(page: Page, summary: str, words: str) -> None:
    page.locator("#id_summary").fill(summary)
    page.locator("#id_evidence-0-words").fill(words)
    for edge in ("start", "end"):
        page.locator(f"#id_evidence-0-{edge}").fill("")


def outcome(statement: Statement) -> tuple[str, ...]:
    statement.refresh_from_db()
    words = [row.words for row in statement.evidence.all() if row.words.endswith("quotes this")]
    return (statement.summary, *words, statement.note, statement.date_basis)


def test_two_editors_collide_and_the_second_chooses(
    open_as: Open, site, statement, assert_accessible
) -> None:
    ada, bea = open_as("ada"), open_as("bea")
    collide(site, statement, ada, bea)
    assert outcome(statement)[:3] == ("Ada’s summary.", "ada quotes this", "Ada’s note.")
    summary = bea.get_by_role("group", name="Summary")
    expect(summary.get_by_text("second source found")).to_be_visible()
    summary.get_by_label("As you have it here").check()
    row = bea.get_by_role("group", name="words").first
    row.get_by_label("As ada saved it").check()
    for scheme in ("light", "dark"):
        bea.emulate_media(color_scheme=scheme)
        assert_accessible(bea)
    bea.get_by_role("button", name="Save what is chosen").click()
    expect(bea.locator(".messagelist .info")).to_contain_text("From you: Date basis and Summary")
    assert outcome(statement) == ("Bea’s summary.", "ada quotes this", "Ada’s note.", "Bea’s basis.")


def test_by_keyboard_without_scripts_on_a_phone(open_as: Open, site, statement) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": False}
    ada, bea = open_as("ada"), open_as("bea", **phone)
    collide(site, statement, ada, bea)
    bea.locator("#record-summary-theirs").focus()
    bea.keyboard.press("ArrowDown")  # to the other of the two, which chooses it
    bea.keyboard.press("Tab")
    bea.keyboard.press("Space")  # the first version of the row
    bea.keyboard.press("Enter")
    expect(bea.locator(".messagelist .info")).to_contain_text("From you: Date basis and Summary")
    assert outcome(statement) == ("Bea’s summary.", "ada quotes this", "Ada’s note.", "Bea’s basis.")


def test_the_page_fits_a_phone(open_as: Open, site, statement, assert_accessible) -> None:
    ada, bea = open_as("ada"), open_as("bea", viewport={"width": 390, "height": 800})
    collide(site, statement, ada, bea)
    assert bea.evaluate("document.documentElement.scrollWidth") == 390
    assert_accessible(bea)


def test_words_typed_for_a_record_that_is_gone_come_back(
    open_as: Open, site, statement, assert_accessible
) -> None:
    statement.commitment_events.all().delete()
    ada, bea = open_as("ada"), open_as("bea")
    address = f"{site}/admin/tracker/statement/{statement.pk}"
    bea.goto(f"{address}/change/")
    bea.locator("#id_summary").fill("Bea’s summary.")
    bea.locator("#id_change_reason").fill("reread")
    ada.goto(f"{address}/delete/")
    ada.get_by_label("Why it is deleted").fill("coded twice")
    ada.get_by_role("button", name="Yes, I’m sure").click()
    expect(ada.locator(".messagelist .success")).to_be_visible()
    bea.get_by_role("button", name="Save", exact=True).first.click()
    expect(bea.get_by_text("Bea’s summary.")).to_be_visible()
    assert_accessible(bea)
    bea.get_by_role("button", name="Save it as a new record").click()
    said = bea.locator(".messagelist .success")
    expect(said.filter(has_text="Bea’s summary.").first).to_be_visible()
    assert Statement.objects.get(slug=statement.slug).summary == "Bea’s summary."
