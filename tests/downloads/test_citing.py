"""Citations, word for word: a page, with the address that shows the same again."""

import json
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.utils.translation import override

from tests.factories import make_source
from tests.stories import canada_story
from tracker.downloads.citing import Article, Work
from tracker.history.sources import Printed
from tracker.words import day_in_words

STANCE = "/issues/military-role-mali/canada"


def work(title: str) -> Work:
    return Work(
        "key", title, "https://example.org/a/?as_of=2013-01-16", date(2013, 1, 16), date(2026, 11, 28)
    )


def test_in_words():
    assert work("Canada on airlift").in_words == (
        "Positions. “Canada on airlift.” As of 16 January 2013. "
        "Accessed 28 November 2026. https://example.org/a/?as_of=2013-01-16"
    )


def test_bibtex():
    assert work("Canada on airlift").bibtex == (
        "@misc{key,\n"
        "  author = {{Positions}},\n"
        "  title = {{Canada on airlift}},\n"
        "  year = {2026},\n"
        "  note = {As of 2013-01-16},\n"
        "  url = {https://example.org/a/?as_of=2013-01-16},\n"
        "  urldate = {2026-11-28},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "escaped"),
    [
        ("100 % & more", r"100 \% \& more"),
        ("{a} \\ b", r"\{a\} \textbackslash{} b"),
        ("Côte d’Ivoire_#1", r"Côte d’Ivoire\_\#1"),
        ("a ~ b ^ $c", r"a \textasciitilde{} b \textasciicircum{} \$c"),
        ("two\n lines", "two lines"),
    ],
)
def test_bibtex_is_escaped(title, escaped):
    assert f"  title = {{{{{escaped}}}}},\n" in work(title).bibtex


PRINTED = Printed(
    title="Hollande presses PM & others",
    byline="Jane Roe",
    outlet="The Globe & Mail",
    published="2013-01-16",
    inferred=True,
    address="https://globe.example/a",
    language="en",
)
ARTICLE = Article("key", PRINTED, "https://example.org/sources/a/", date(2026, 11, 28))


def test_of_a_source_the_article_is_cited():
    assert ARTICLE.in_words == (
        "Jane Roe. “Hollande presses PM & others.” The Globe & Mail, 16 January 2013 (date inferred). "
        "https://globe.example/a "
        "As recorded by Positions, accessed 28 November 2026: https://example.org/sources/a/"
    )
    assert ARTICLE.bibtex == (
        "@misc{key,\n"
        "  author = {{Jane Roe}},\n"
        "  title = {{Hollande presses PM \\& others}},\n"
        "  howpublished = {The Globe \\& Mail},\n"
        "  year = {2013},\n"
        "  month = jan,\n"
        "  note = {Published 2013-01-16 (date inferred). "
        "As recorded by Positions, accessed 2026-11-28: https://example.org/sources/a/},\n"
        "  language = {en},\n"
        "  url = {https://globe.example/a},\n"
        "}\n"
    )
    (cited,) = json.loads(ARTICLE.csl)
    assert cited["type"] == "article-newspaper"
    assert cited["author"] == [{"literal": "Jane Roe"}]
    assert cited["container-title"] == "The Globe & Mail"
    assert cited["issued"] == {"date-parts": [[2013, 1, 16]]}
    assert cited["URL"] == "https://globe.example/a"


def test_an_article_without_byline_day_or_address_leaves_them_out():
    printed = replace(PRINTED, byline="", published="2012-12/2013-01", inferred=False, address="")
    bare = replace(ARTICLE, source=printed)
    assert bare.in_words.startswith("“Hollande presses PM & others.” The Globe & Mail, ")
    for name in ("author", "month", "url"):
        assert f"  {name} = " not in bare.bibtex
    assert "  year = {2013},\n" in bare.bibtex
    (cited,) = json.loads(bare.csl)
    assert cited["issued"] == {"date-parts": [[2012, 12, 1], [2013, 1, 31]]}
    assert not {"author", "URL"} & set(cited)


@pytest.mark.django_db
def test_the_page_of_a_source_says_how_to_cite_the_article_and_its_files_the_same(client):
    canada_story()
    make_source("odd", title="50 % & {more}", url="https://globe.example/odd")
    page = client.get("/sources/odd/?as_of=2013")
    work = page.context["take"].work
    assert (work.source.title, work.source.address) == ("50 % & {more}", "https://globe.example/odd")
    assert work.record == "http://testserver/sources/odd/"
    assert "<summary>Cite this article</summary>" in page.text
    assert "author = {{Positions}}" not in work.bibtex
    assert work.bibtex == client.get("/sources/odd.bib?as_of=2013").text
    assert work.csl == client.get("/sources/odd.csl.json").text


@pytest.mark.django_db
def test_csl_of_a_line_through_a_lens(client):
    canada_story()
    answer = client.get(f"{STANCE}.csl.json?as_of=2013-01-16&without=unnamed&axis=scale")
    assert answer["Content-Type"] == "application/vnd.citationstyles.csl+json"
    (cited,) = json.loads(answer.content)
    assert cited["id"] == "issues-military-role-mali-canada-without-unnamed-2013-01-16"
    assert cited["title"] == "Canada on its own military role in Mali (Without unnamed sources)"
    assert cited["URL"] == f"http://testserver{STANCE}/?as_of=2013-01-16&without=unnamed"
    assert cited["issued"] == cited["accessed"] != {"date-parts": [[2013, 1, 16]]}
    assert cited["note"] == "As of 2013-01-16"
    page = client.get(cited["URL"].removeprefix("http://testserver"))
    assert page.context["page"].as_of == date(2013, 1, 16)
    printed = unescape(page.text).partition('<p class="printed">')[2].partition("</p>")[0]
    assert printed == page.context["take"].work.in_words
    assert cited["URL"] in printed
    assert len(page.context["page"].entries) == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/actors/canada", "Canada"),
        ("/issues/military-role-mali", "What about military-role-mali?"),
        (
            "/statements/harper-one-week",
            "Stephen Harper (Canada), about 14 January 2013: own military role in Mali",
        ),
        ("/commitments/one-c-17", "One transport plane"),
    ],
)
def test_a_page_says_how_to_cite_it_and_the_files_say_the_same(client, address, title):
    canada_story()
    work = client.get(f"{address}/").context["take"].work
    assert work.title == title
    assert work.bibtex == client.get(f"{address}.bib").text
    assert work.csl == client.get(f"{address}.csl.json").text
    assert work.address.endswith(f"{address}/?as_of={work.seen.isoformat()}")


@pytest.mark.django_db
def test_a_page_in_french_is_cited_in_french(client):
    canada_story()
    work = client.get("/fr/actors/canada/?as_of=2013-01-01").context["take"].work
    address = "http://testserver/fr/actors/canada/?as_of=2013-01-01"
    with override("fr"):
        assert work.in_words == (
            "Positions. «\u00a0Canada\u00a0». Au 1er janvier 2013. "
            f"Consulté le {day_in_words(work.seen)}. {address}"
        )
    written = client.get("/fr/actors/canada.bib?as_of=2013-01-01").text
    for line in ("language = {fr}", "note = {État au 2013-01-01}", f"url = {{{address}}}"):
        assert f"  {line},\n" in written
    (cited,) = json.loads(client.get("/fr/actors/canada.csl.json?as_of=2013-01-01").content)
    assert (cited["language"], cited["URL"]) == ("fr", address)
    assert cited["id"] == "fr-actors-canada-2013-01-01"
