"""Whose words stand in quotation marks: told in words wherever fragments are shown, the speaker's first."""

import csv
import re

import pytest

from tests.factories import make_evidence, make_source, make_statement
from tests.stories import Story, canada_story
from tracker.models import Evidence, Source, Statement

pytestmark = pytest.mark.django_db

SPEAKER, ARTICLE = Evidence.WordsOf.values
LISTED, PAGE = "/statements/?year=1999", "/statements/grounded/"
LINE = "/issues/military-role-mali/canada/"
MIXED = [("told one", ARTICLE), ("said one", SPEAKER), ("told two", ARTICLE), ("said two", SPEAKER)]


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


@pytest.fixture
def said(story: Story) -> Statement:
    return make_statement("grounded", story.harper, story.issue, 1, said_on="1999", on_behalf_of=story.canada)


def show(said: Statement, source: Source, fragments: list[tuple[str, str]]) -> None:
    """Evidence in the order of the text."""
    for number, (words, whose) in enumerate(fragments):
        start = number * 50
        make_evidence(said, source, words, words_of=whose, start=start, end=start + len(words))


def quotes(page: str) -> list[str]:
    """What the quotations of a page say, source by source, as a reader reads it."""
    found = re.findall(r'<ul class="quotes">(.*?)</ul>', page, re.DOTALL)
    items = [item for each in found for item in re.findall(r"<li.*?>(.*?)(?:<cite>|</li>)", each, re.DOTALL)]
    marked = (re.sub(r"<q>(.*?)</q>", r"“\1”", item) for item in items)
    return [" ".join(re.sub(r"<[^>]+>", "", item).split(" ")).strip() for item in marked]


@pytest.mark.parametrize(
    ("fragments", "english", "french"),
    [
        ([("said", SPEAKER)], "“said”", "“said”"),
        (
            [("told", ARTICLE)],
            "In the article’s words: “told”",
            "Dans les termes de l’article\u00a0: “told”",
        ),
        (
            MIXED,
            "“said one” · “said two”; in the article’s words: “told one” · “told two”",
            "“said one” · “said two”\u00a0; dans les termes de l’article\u00a0: “told one” · “told two”",
        ),
    ],
)
def test_what_the_speaker_said_comes_first_and_then_the_articles_words(
    client, story, said, fragments, english, french
):
    show(said, story.source, fragments)
    assert quotes(client.get(LISTED).text) == [english]
    assert quotes(client.get(f"/fr{LISTED}").text) == [f"{french} (en anglais)"]


def test_each_source_is_told_by_itself(client, story, said):
    show(said, story.source, [("told here", ARTICLE), ("said here", SPEAKER)])
    show(said, make_source("another"), [("told there", ARTICLE)])
    assert sorted(quotes(client.get(LISTED).text)) == [
        "In the article’s words: “told there”",
        "“said here”; in the article’s words: “told here”",
    ]


@pytest.mark.parametrize("address", [LISTED, PAGE, f"{LINE}?as_of=1999"])
def test_whose_words_they_are_leads_to_what_that_means(client, story, said, address):
    show(said, story.source, MIXED)
    page = client.get(address).text
    assert 'href="/codebook/#words_of-article"' in page
    assert 'id="words_of-article"' in client.get("/codebook/").text


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("", ["The speaker’s own words", "The article’s words"]),
        ("/fr", ["Les mots mêmes de l’auteur de la déclaration", "Les mots de l’article"]),
    ],
)
def test_a_statements_page_has_them_under_two_heads(client, story, said, language, labels):
    show(said, story.source, MIXED)
    page = client.get(f"{language}{PAGE}").text
    assert re.findall(r'#words_of-\w+">([^<]+)</a>', page) == labels
    assert quotes(page) == ["“said one”", "“said two”", "“told one”", "“told two”"]


@pytest.mark.parametrize(
    ("query", "where"),
    [("%22said two%22", "“said two”"), ("%22told two%22", "In the article’s words: “told two”")],
)
def test_a_search_says_in_whose_words_it_found_something(client, story, said, query, where):
    show(said, story.source, MIXED)
    page = client.get(f"/search/?q={query}").context["page"]
    (hit,) = (hit for group in page.groups for hit in group.hits)
    assert "".join(piece.text for piece in hit.snippet) == where


def test_a_feed_says_in_whose_words_it_quotes(client, story):
    show(Statement.objects.get(slug="harper-one-week"), story.source, [("told", ARTICLE)])
    feed = client.get(f"{LINE}shifts.atom").text
    assert ";“for a week” (The Daily Test, 14 March 2013)" in feed
    assert "In the article’s words: “told” (The Daily Test, 14 March 2013)" in feed


def test_files_and_the_api_say_it_of_each_fragment(client, story, said):
    show(said, story.source, [("told", ARTICLE), ("said", SPEAKER)])
    (row,) = csv.DictReader(client.get("/statements.csv?year=1999").text.splitlines())
    assert (row["words"], row["words_of"]) == ("“said”; “told”", "speaker; article")
    told = client.get("/api/v1/statements/grounded").json()["evidence"]
    assert [(each["words"], each["words_of"]) for each in told] == [("said", SPEAKER), ("told", ARTICLE)]
