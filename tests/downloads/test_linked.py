"""Pages for machines: a statement as a Claim with its Quotations, a line as a Dataset."""

import json
import re

import pytest

from tests.factories import make_evidence, make_statement
from tests.stories import canada_story

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def described(client, address: str) -> dict:
    (block,) = BLOCK.findall(client.get(address).text)
    return json.loads(block)


def test_a_statement_is_a_claim_that_appears_in_articles(client):
    canada_story()
    claim = described(client, "/statements/harper-as-long-as-needed/")
    assert claim["@context"] == "https://schema.org"
    assert claim["@type"] == "Claim"
    assert claim["url"] == "http://testserver/statements/harper-as-long-as-needed/"
    assert claim["author"] == {
        "@type": "Organization",
        "name": "Canada",
        "url": "http://testserver/actors/canada/",
    }
    assert claim["dateCreated"] == "2013-03-14"
    (quotation,) = claim["appearance"]
    assert quotation["@type"] == "Quotation"
    assert quotation["text"] == "as long as needed"
    assert quotation["isPartOf"]["@type"] == "NewsArticle"
    assert quotation["isPartOf"]["headline"] == "Harper on the plane"


def test_only_the_speakers_own_words_are_said_to_be_spoken(client):
    story = canada_story()
    statement = make_statement(
        "told", story.harper, story.issue, source=story.source, on_behalf_of=story.canada
    )
    make_evidence(statement, story.source, "told in passing")
    spoken, told = described(client, "/statements/told/")["appearance"]
    assert spoken["spokenByCharacter"] == {
        "@type": "Person",
        "name": "Stephen Harper",
        "url": "http://testserver/actors/stephen-harper/",
    }
    assert (told["@type"], told["text"]) == ("Quotation", "told in passing")
    assert "spokenByCharacter" not in told


def test_a_day_that_is_not_known_is_not_claimed(client):
    canada_story()
    assert "dateCreated" not in described(client, "/statements/harper-one-week/")  # about the 14th


def test_a_line_is_a_dataset_of_the_actors_own_claims_with_its_files(client):
    canada_story()
    data = described(client, "/issues/military-role-mali/canada/?as_of=2013-06")
    assert data["@type"] == "Dataset"
    assert data["temporalCoverage"] == "2012-12-20/2013-03-14"
    names = {part["url"].rsplit("/", 2)[1] for part in data["hasPart"]}
    assert "harper-no-mission" in names
    assert "fabius-asks" not in names
    assert [file["contentUrl"] for file in data["distribution"]] == [
        f"http://testserver/issues/military-role-mali/canada.{ending}?as_of=2013-06"
        for ending in ("csv", "xlsx", "json")
    ]


def test_no_word_of_the_data_ends_the_block(client):
    story = canada_story()
    evil = "</script><script>alert(1)</script> & <!--"
    make_statement("evil", story.harper, story.issue, 0, summary=evil, source=story.source)
    assert described(client, "/statements/evil/")["text"] == evil
    assert "<script>alert" not in client.get("/statements/evil/").text


@pytest.mark.parametrize(
    "page", ["/statements/harper-as-long-as-needed/", "/issues/military-role-mali/canada/"]
)
def test_what_is_told_in_two_languages_is_one_thing(client, page):
    canada_story()
    english, french = described(client, page), described(client, f"/fr{page}")
    assert english["@id"] == french["@id"] == f"http://testserver{page}"
    assert (english["inLanguage"], french["inLanguage"]) == ("en", "fr")
    claims = [(each["@id"], each["url"]) for each in french.get("hasPart", [french])]
    assert claims
    assert all(address == thing.replace("testserver/", "testserver/fr/") for thing, address in claims)
