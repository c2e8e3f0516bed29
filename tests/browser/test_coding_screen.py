"""The coding screen in a browser: from a pasted article to saved statements, by keyboard and without JS."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import LOOKS
from tests.browser.test_coding import choose, sign_in
from tracker.models import Document, Evidence, Issue, Membership, Source, Statement

TEXT = (
    "Short of news 🙂 the minister spoke at noon.\n"
    "We will send no soldiers, he said, and no planes.\n"
    "Later he found words for the trainers: they may come.\n"
)


@pytest.fixture
def staff(page: Page, site: str, admin_user) -> Page:
    """A page that is logged in."""
    sign_in(page, site, admin_user)
    return page


@pytest.fixture
def article(site: str) -> Source:
    source = Source.objects.create(
        slug="noon", title="Word at noon", publisher="Test Post", published_on="2013-02-21", dated_by="stated"
    )
    Document.objects.create(source=source, text=TEXT)
    return source


class Keys:
    """A keyboard that counts: a key with its modifiers is one stroke."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        self.press(*text)

    def choose(self, search: str, name: str) -> None:
        """In a box that searches: type, wait until the wanted is first, take it."""
        self.type(search)
        expect(self.page.locator(".select2-results__option--highlighted")).to_have_text(name)
        self.press("Enter")


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def open_screen(page: Page, site: str, source: Source) -> Locator:
    page.goto(f"{site}/admin/tracker/statement/add/?source={source.pk}")
    text = page.locator("#source-text")
    expect(text).to_be_focused()
    return text


def select(page: Page, down: int, words_to_skip: int, words: int) -> None:
    """With the caret at the start of the text: some lines down, some words on, then select."""
    for key in ["ArrowDown"] * down + ["Home"] + ["Control+ArrowRight"] * words_to_skip:
        page.keyboard.press(key)
    for _ in range(words):
        page.keyboard.press("Control+Shift+ArrowRight")


def test_a_new_article_is_coded_from_paste_to_saved_statements_by_keyboard_alone(
    staff: Page, site, assert_accessible
):
    keys = Keys(staff)
    staff.goto(f"{site}/admin/tracker/source/add/")
    expect(staff.get_by_label("Title")).to_be_focused()
    for text in ("Word at noon", "Test Post", "", "", "2013-02-21", "S", ""):
        staff.keyboard.type(text)
        staff.keyboard.press("Tab")
    expect(staff.get_by_label("Text:", exact=True)).to_be_focused()
    staff.keyboard.insert_text(TEXT)
    staff.keyboard.press("Tab")
    staff.keyboard.press("Tab")
    staff.keyboard.press("Enter")
    expect(staff.locator("#source-text")).to_be_focused()
    assert Document.objects.get(source__slug="test-post-word-at-noon").text == TEXT

    select(staff, 1, 0, 5)
    keys.press("Enter")
    expect(staff.locator("#id_evidence-0-words")).to_have_value("We will send no soldiers")
    keys.choose("Baird", "John Baird")
    keys.press("Tab")
    expect(staff.get_by_label("Said on")).to_be_focused()
    keys.type("2013-02-20")
    keys.press("Tab")
    expect(staff.locator(".proposal")).to_have_text(
        "Filled in: Canada, as Minister of Foreign Affairs on that day."
    )
    keys.press("Tab", "Tab")
    finish(staff, keys, "Baird rules out soldiers.", "N")
    first = Statement.objects.get(summary="Baird rules out soldiers.")
    evidence = first.evidence.get()
    assert (evidence.words, evidence.start, evidence.end) == ("We will send no soldiers", 44, 68)
    assert evidence.words_of == "article"  # the text has no quotation marks
    assert TEXT[44:68] == evidence.words
    assert (str(first.on_behalf_of), first.said_on, first.act) == ("Canada", "2013-02-20", "declares")
    assert (first.firmness, first.attribution, first.position.label) == ("firm", "quoted", "No military role")

    # The next: source, speaker, principal and day are kept, and the caret stands behind the passage.
    expect(staff.locator("#source-text")).to_be_focused()
    expect(staff.locator("#source-text mark")).to_have_text("We will send no soldiers")
    expect(staff.locator(".messagelist .success")).to_be_in_viewport()
    assert_accessible(staff)
    select(staff, 1, 1, 3)
    keys = Keys(staff)
    keys.press("Enter")
    finish(staff, keys, "Baird leaves room for trainers.", "T")
    second = Statement.objects.get(summary="Baird leaves room for trainers.")
    assert second.evidence.get().words == "he found words"
    assert (second.speaker, second.on_behalf_of, second.said_on) == (
        first.speaker,
        first.on_behalf_of,
        "2013-02-20",
    )
    typed = len("Baird leaves room for trainers.")
    assert keys.count - typed == 18, (
        "keystrokes from a selected passage to saved, beside the summary; no click"
    )


def test_a_new_article_goes_from_paste_to_the_published_page(staff: Page, site):
    staff.goto(f"{site}/admin/tracker/source/add/")
    for label, text in (
        ("Title", "Word at noon"),
        ("Publisher", "Test Post"),
        ("Published on", "2013-02-21"),
    ):
        staff.get_by_label(label).fill(text)
    staff.get_by_label("The date is").select_option(label="Stated in the source")
    staff.get_by_label("Text:", exact=True).fill(TEXT)
    staff.get_by_role("button", name="Save and code this source").last.click()
    expect(staff.locator("#source-text")).to_be_focused()
    select(staff, 1, 0, 5)
    staff.keyboard.press("Enter")
    choose(staff, "Speaker", "John Baird")
    staff.get_by_label("Said on").fill("2013-02-20")
    choose(staff, "Issue", "own military role in Mali")
    staff.locator("#id_position").select_option(label="No military role")
    staff.get_by_label("Summary:", exact=True).fill("Baird rules out soldiers.")
    for label, word in (("Act", "Declares"), ("Firmness", "Firm"), ("Attribution", "Quoted")):
        staff.get_by_label(f"{label}:").select_option(label=word)
    expect(staff.locator("#verdict")).to_contain_text("own military role")
    staff.get_by_role("button", name="Save and publish").last.click()
    expect(staff.locator(".messagelist")).to_contain_text("was added successfully")
    statement = Statement.objects.get(summary="Baird rules out soldiers.")
    staff.goto(f"{site}/admin/tracker/source/{statement.evidence.get().source_id}/change/")
    staff.get_by_role("button", name="Save and publish").last.click()
    expect(staff.locator(".messagelist")).to_contain_text("was changed successfully")
    assert staff.goto(site + statement.get_absolute_url()).status == 200
    expect(staff.locator("main")).to_contain_text("Baird rules out soldiers.")
    expect(staff.locator("main")).to_contain_text("We will send no soldiers")
    expect(staff.locator("main")).to_contain_text("Word at noon")
    assert "no planes" not in staff.content()  # the fragment is public, the text is not


def finish(page: Page, keys: Keys, summary: str, rung: str) -> None:
    """From the issue to saved."""
    expect(page.locator("#id_issue + .select2 .select2-selection")).to_be_focused()
    keys.choose("own m", "own military role in Mali")
    expect(page.locator("#id_position option")).not_to_have_count(1)
    keys.press("Tab", rung, "Tab", "Tab")
    keys.type(summary)
    keys.press("Tab", "D", "Tab", "F", "Tab", "Q", "Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text(f"Saved: {summary}")


def test_a_new_article_is_coded_without_a_script(browser: Browser, site, admin_user, assert_accessible):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, admin_user)
    page.goto(f"{site}/admin/tracker/source/add/")
    page.get_by_label("Title").fill("Word at noon")
    page.get_by_label("Publisher").fill("Test Post")
    page.get_by_label("Published on").fill("2013-02-21")
    page.get_by_label("The date is").select_option(label="Stated in the source")
    page.get_by_label("Text:", exact=True).fill(TEXT)
    page.get_by_role("button", name="Save and code this source").click()
    expect(page.locator("#source-text")).to_contain_text("We will send no soldiers")
    page.locator("#id_evidence-0-words").fill("We will send no soldiers")
    page.locator("[name=speaker-slug]").fill("john-baird")
    page.locator("[name=issue-slug]").fill("military-role-mali")
    page.locator("#id_position").select_option(label="No military role")
    page.locator("#id_act").select_option(label="Declares")
    page.get_by_label("Summary:", exact=True).fill("Baird rules out soldiers.")
    page.locator("#id_firmness").select_option(label="Firm")
    page.locator("#id_attribution").select_option(label="Quoted")
    page.get_by_label("Said on").fill("2013-02-20")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict")).to_contain_text("Once it and “Word at noon (Test Post)” are published:")
    expect(page.locator("#verdict")).to_contain_text("“On behalf of” is empty")
    assert not Statement.objects.filter(summary="Baird rules out soldiers.").exists()
    page.get_by_role("button", name="Save and code the next").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved: Baird rules out soldiers.")
    expect(page.locator(".messagelist")).to_contain_text("“On behalf of” is empty")
    expect(page.locator("#source-text mark a")).to_have_text("We will send no soldiers")
    expect(page.get_by_label("Said on")).to_have_value("2013-02-20")
    page.locator("#source-text mark a").click()
    expect(page.get_by_label("Summary:", exact=True)).to_have_value("Baird rules out soldiers.")
    context.close()
    evidence = Evidence.objects.get(words="We will send no soldiers")
    assert (evidence.start, evidence.end) == (44, 68)


def test_the_cursor_comes_once_the_boxes_that_search_are_drawn(staff: Page, site, article):
    staff.add_init_script("""
      const soon = setTimeout;
      setTimeout = (then, ms = 0) => soon(then, ms + (new Error().stack.includes("jquery") ? 500 : 0));
    """)  # jQuery draws them a moment after the page is read: here, a long one
    open_screen(staff, site, article)
    select(staff, 1, 0, 5)
    staff.keyboard.press("Enter")
    expect(staff.locator("#id_speaker + .select2 .select2-selection")).to_be_focused(timeout=50)


def test_places_are_counted_in_characters_behind_what_a_script_counts_as_two(staff: Page, site, article):
    open_screen(staff, site, article)
    select(staff, 0, 4, 2)
    staff.keyboard.press("Enter")
    start, end = (int(staff.locator(f"#id_evidence-0-{name}").input_value()) for name in ("start", "end"))
    assert TEXT[start:end] == staff.locator("#id_evidence-0-words").input_value() != ""
    assert start >= TEXT.index("🙂")


def test_words_are_taken_with_the_mouse_and_the_next_into_a_row_of_their_own(staff: Page, site, article):
    open_screen(staff, site, article)
    staff.evaluate("""() => {
      const node = document.querySelector("#source-text [data-start]").firstChild;
      getSelection().setBaseAndExtent(node, 0, node, 13);
    }""")
    use = staff.get_by_role("button", name="Use as evidence")
    use.click()
    expect(staff.locator("#passage-said")).to_have_text(
        "Taken as evidence: “Short of news”, 0 to 13. The article’s words."
    )
    staff.locator("#source-text").focus()
    staff.evaluate("""() => {
      const node = document.querySelector("#source-text [data-start]").firstChild;
      getSelection().setBaseAndExtent(node, 9, node, 14);
    }""")
    use.click()
    expect(staff.locator("#id_evidence-1-words")).to_have_value("news")
    expect(staff.locator("#id_evidence-1-source")).to_have_value(str(article.pk))
    staff.locator("#id_evidence-1-words").fill("new")
    expect(staff.locator("#id_evidence-1-start")).to_have_value("")


def test_more_than_twelve_words_are_said_at_once_and_not_taken(staff: Page, site, article):
    open_screen(staff, site, article)
    staff.keyboard.press("Control+a")
    expect(staff.locator("#passage-said")).to_contain_text("words selected; at most 12 may be quoted.")
    staff.keyboard.press("Enter")
    expect(staff.locator("#passage-said")).to_contain_text("Not taken:")
    expect(staff.locator("#id_evidence-0-words")).to_have_value("")


def test_the_text_cannot_be_edited(staff: Page, site, article):
    text = open_screen(staff, site, article)
    for key in ("x", "Backspace", "Delete", "Control+b", "Control+x"):
        staff.keyboard.press(key)
    staff.keyboard.insert_text("smuggled")
    assert text.evaluate("(each) => each.textContent") == TEXT
    expect(text).to_have_attribute("aria-readonly", "true")
    staff.keyboard.press("Tab")
    expect(text).not_to_be_focused()


def test_escape_leads_back_to_the_text(staff: Page, site, article):
    text = open_screen(staff, site, article)
    staff.get_by_label("Said on").focus()
    staff.keyboard.press("Escape")
    expect(text).to_be_focused()


def test_of_several_roles_one_is_offered_and_a_choice_made_by_hand_is_left_alone(staff: Page, site, article):
    baird = Membership.objects.filter(person__slug="john-baird").first().person
    france = Membership.objects.filter(organization__slug="france").first().organization
    Membership.objects.create(person=baird, organization=france, role="Envoy", rank="other")
    open_screen(staff, site, article)
    choose(staff, "Speaker", "John Baird")
    staff.get_by_label("Said on").fill("2013-02-20")
    staff.get_by_label("Said on").blur()
    expect(staff.locator("#id_on_behalf_of")).to_have_value("")
    staff.get_by_role("button", name="France (Envoy)").click()
    expect(staff.locator("#id_on_behalf_of")).to_have_value(str(france.pk))
    staff.get_by_label("Said on").fill("2013-02-19")
    staff.get_by_label("Said on").blur()
    expect(staff.locator("#id_on_behalf_of")).to_have_value(str(france.pk))


def test_a_rung_that_is_lost_with_its_issue_is_said(staff: Page, site):
    statement = Statement.objects.filter(issue__slug="military-role-mali", bound="exact").first()
    label = statement.position.label
    staff.goto(f"{site}/admin/tracker/statement/{statement.pk}/change/")
    choose(staff, "Issue", Issue.objects.get(slug="aid-mali").name)
    expect(staff.locator(".rung-lost")).to_have_text(
        f"“{label}” is not a rung of this issue: now “Took no position”. Choose a rung."
    )


def test_what_saving_will_do_follows_the_form(staff: Page, site):
    statement = Statement.objects.get(slug="2012-07-13-baird-military-role")
    staff.goto(f"{site}/admin/tracker/statement/{statement.pk}/change/")
    staff.locator("#id_firmness").select_option(label="Considering")
    expect(staff.locator("#verdict")).to_contain_text("signal")
    meaning = staff.locator("#id_firmness-meaning")
    expect(meaning).to_have_text(
        "Still looking at it: examining, weighing, not ruled out. Never moves the line."
    )
    staff.locator("#id_firmness").select_option(label="Conditional")
    expect(staff.get_by_label("Condition:")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_what_was_saved_stands_in_view_above_where_the_text_goes_on(staff: Page, site, article, width: int):
    staff.set_viewport_size({"width": width, "height": 800})
    long = TEXT + "And so on, about other things.\n" * 200 + "At last: no mission.\n"
    Document.objects.filter(source=article).update(text=long)
    start = long.index("no mission")
    statement = Statement.objects.get(slug="2012-07-13-baird-military-role")
    row = Evidence.objects.create(
        statement=statement, source=article, words="no mission", start=start, end=start + 10
    )
    staff.goto(f"{site}/admin/tracker/statement/{statement.pk}/change/?source={article.pk}")
    staff.locator("#id_change_reason").fill("reread")
    staff.get_by_role("button", name="Save and code the next").last.click()
    expect(staff.locator("#source-text")).to_be_focused()
    expect(staff.locator(".messagelist .success")).to_be_in_viewport(ratio=1)
    expect(staff.locator(".messagelist .success")).to_have_text(f"Saved: {statement}")
    text, mark = (staff.locator(each).bounding_box() for each in ("#source-text", "#source-text mark"))
    assert text["y"] <= mark["y"] < text["y"] + text["height"]
    staff.get_by_role("link", name="Go on from there").click()
    expect(staff.locator(f"#source-text mark:has(#passage-{row.pk})")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_screen_fits_everyone(
    staff: Page, site, assert_accessible, article, admin_user, width: int, scheme: str
):
    staff.set_viewport_size({"width": width, "height": 900})
    staff.emulate_media(color_scheme=scheme)
    coded = Statement.objects.order_by("slug").first()
    for words, start in (("We will send", 44), ("send no soldiers", 52)):
        Evidence.objects.create(
            statement=coded, source=article, words=words, start=start, end=start + len(words)
        )
    for address in (
        f"statement/add/?source={article.pk}",
        f"statement/{coded.pk}/change/?source={article.pk}",
        "statement/add/",
        "source/add/",
        f"source/{article.pk}/change/",
    ):
        staff.goto(f"{site}/admin/tracker/{address}")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert staff.evaluate(wide) == 0, address
        assert_accessible(staff)
        staff.locator("details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
        assert_accessible(staff)
