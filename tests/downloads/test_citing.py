"""Citations, word for word: a page, with the address that shows the same again."""

import json
from datetime import date

import pytest
from django.utils.translation import override

from tests.factories import make_source
from tests.stories import canada_story
from tracker.downloads.citing import Work
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
        "  year = {2013},\n"
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


@pytest.mark.django_db
def test_csl_of_a_line_through_a_lens(client):
    canada_story()
    answer = client.get(f"{STANCE}.csl.json?as_of=2013-01-16&without=unnamed&axis=scale")
    assert answer["Content-Type"] == "application/vnd.citationstyles.csl+json"
    (cited,) = json.loads(answer.content)
    assert cited["id"] == "issues-military-role-mali-canada-2013-01-16"
    assert cited["title"] == "Canada on its own military role in Mali"
    assert cited["URL"] == f"http://testserver{STANCE}/?as_of=2013-01-16&without=unnamed"
    assert cited["issued"] == {"date-parts": [[2013, 1, 16]]}
    page = client.get(cited["URL"].removeprefix("http://testserver"))
    assert page.context["page"].as_of == date(2013, 1, 16)
    assert len(page.context["page"].entries) == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/actors/canada", "Canada"),
        ("/issues/military-role-mali", "What about military-role-mali?"),
        ("/sources/odd", "50 % & {more}"),
        ("/statements/harper-one-week", "Canada, about 14 January 2013: own military role in Mali"),
        ("/commitments/one-c-17", "One transport plane"),
    ],
)
def test_a_page_says_how_to_cite_it_and_the_files_say_the_same(client, address, title):
    canada_story()
    make_source("odd", title="50 % & {more}")
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
