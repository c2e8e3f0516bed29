"""Whose words a passage holds, guessed from the marks around it as it is taken from the text."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_coding import sign_in
from tests.browser.test_coding_screen import open_screen
from tracker.models import Document, Evidence, Source, Statement

SPEAKER, ARTICLE = Evidence.WordsOf.values

# The passage stands between ⟦ and ⟧, which the text has not.
PARAGRAPHS = [
    ('He said: "⟦We will go⟧ if asked."', SPEAKER),
    ('He said: "⟦We will go if asked.⟧"', SPEAKER),
    ('He said: ⟦"We will go"⟧ and left.', SPEAKER),
    ('"We will go," ⟦he said on Monday⟧, "if asked."', ARTICLE),
    ('"We will go," he said, "⟦if anyone asks⟧."', SPEAKER),
    ('He says ⟦it would be "weeks, not months."⟧', ARTICLE),
    ('⟦He says "weeks"⟧', ARTICLE),
    ('It is "weeks" and ⟦no more than that⟧.', ARTICLE),
    ("She said: “⟦Nobody stays⟧ here.”", SPEAKER),
    ("She said: “Nobody stays.” ⟦Then she left⟧.", ARTICLE),
    ("She said: “He told us ‘⟦nobody stays⟧’ twice.”", SPEAKER),
    ("She said: “They call it “help” and ⟦mean it⟧.”", SPEAKER),
    ("Il a dit : «\u00a0⟦Nous restons⟧ ici.\u00a0»", SPEAKER),
    ("Il a dit : « Nous restons » ⟦sans hésiter⟧.", ARTICLE),
    ('🙂 He added ("⟦We 🙂 go⟧").', SPEAKER),
    ('"It begins here and is not closed.', None),
    ('"⟦It goes on here⟧," he said.', SPEAKER),
    ("⟦What follows is told⟧ without any mark.", ARTICLE),
    ('A 6" pipe and ⟦the rest of it⟧ are told.', ARTICLE),
    ("It’s the soldiers’ word that ⟦they’re well⟧.", ARTICLE),
]
MARK = re.compile("[⟦⟧]")


@pytest.fixture
def staff(page: Page, site: str, admin_user) -> Page:
    """A page that is logged in."""
    sign_in(page, site, admin_user)
    return page


def an_article(text: str) -> Source:
    source = Source.objects.create(
        slug="said",
        title="What was said",
        publisher="Test Post",
        published_on="2013-02-21",
        dated_by="stated",
    )
    Document.objects.create(source=source, text=text)
    return source


def take(page: Page, text: str, start: int, end: int) -> None:
    """Select what stands there in the text, of which nothing is coded yet, and use it as evidence."""
    units = [len(text[:place].encode("utf-16-le")) // 2 for place in (start, end)]
    page.locator("#source-text").focus()
    page.evaluate(
        """([start, end]) => {
          const node = document.querySelector("#source-text [data-start]").firstChild;
          getSelection().setBaseAndExtent(node, start, node, end);
        }""",
        units,
    )
    page.get_by_role("button", name="Use as evidence").click()


def take_all(page: Page, site: str, marked: str) -> list[str]:
    """Take every passage of the text, and give whose words the form then says that each holds."""
    parts = MARK.split(marked)
    text = "".join(parts)
    open_screen(page, site, an_article(text))
    for number, words in enumerate(parts[1::2]):
        start = sum(map(len, parts[: 2 * number + 1]))
        take(page, text, start, start + len(words))
        expect(page.locator(f"#id_evidence-{number}-words")).to_have_value(words)
    boxes = [page.locator(f"#id_evidence-{number}-words_of") for number in range(len(parts) // 2)]
    return [box.input_value() for box in boxes]


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "blank lines"])
def test_words_in_quotation_marks_are_the_speakers(staff: Page, site, between: str):
    found = iter(take_all(staff, site, between.join(paragraph for paragraph, _ in PARAGRAPHS)))
    read = [(paragraph, next(found) if whose else None) for paragraph, whose in PARAGRAPHS]
    assert read == PARAGRAPHS


def test_lines_broken_by_hand_are_one_paragraph(staff: Page, site):
    text = 'Noon.\n\nHe said: "We will\n⟦go if asked⟧,\nand stay."\n⟦Then he left⟧.\n'
    assert take_all(staff, site, text) == [SPEAKER, ARTICLE]


def test_the_guess_is_said_and_can_be_changed(staff: Page, site):
    assert take_all(staff, site, 'He said: "⟦We will go⟧."') == [SPEAKER]
    expect(staff.locator("#passage-said")).to_have_text(
        "Taken as evidence: “We will go”, 10 to 20. The speaker’s own words."
    )
    box = staff.get_by_label("Whose words").first
    expect(box).to_have_value(SPEAKER)
    box.select_option(label="The article’s words")
    expect(box).to_have_value(ARTICLE)


def test_without_a_script_nobody_is_quoted_unasked(browser: Browser, site, admin_user):
    statement = Statement.objects.get(slug="2012-07-13-baird-military-role")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, admin_user)
    page.goto(f"{site}/admin/tracker/statement/add/")
    expect(page.locator("#id_evidence-0-words_of")).to_have_value(ARTICLE)
    page.goto(f"{site}/admin/tracker/statement/{statement.pk}/change/")
    rows = page.locator("#evidence-group select[name$='-words_of']:visible")
    coded = [row.input_value() for row in rows.all()]
    context.close()
    assert sorted(coded) == sorted(statement.evidence.values_list("words_of", flat=True))
