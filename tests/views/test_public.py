"""Nothing that is not published reaches a public page, by whatever relation it hangs there."""

from collections.abc import Iterator
from html import unescape
from itertools import product

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.factories import (
    make_actor,
    make_commitment,
    make_event,
    make_evidence,
    make_issue,
    make_membership,
    make_person,
    make_source,
    make_statement,
)
from tests.stories import Story, canada_story
from tracker.models import Actor, Commitment, Document, Issue, Source, Statement
from tracker.urls import PUBLIC

pytestmark = pytest.mark.django_db

SECRET = "Zugzwang"  # in every word of every record that is planted
TEXT = "Fingerspitzengefuehl"  # in every document
REASON = "The source <took> it back."  # of every record that was withdrawn
NOUNS = {"actor": Actor, "issue": Issue, "source": Source, "statement": Statement, "commitment": Commitment}


@pytest.fixture(params=["draft", "in_review", "withdrawn"])
def planted(request) -> Story:
    """The story, with a record that is not public in every place where one could hang."""
    story, hidden = canada_story(), {"status": request.param}
    if request.param == "withdrawn":
        hidden["withdrawn_because"] = REASON
    said = Statement.objects.get(slug="harper-one-week")
    ghost = make_actor("secret-actor", name=f"{SECRET} A", description=SECRET, aliases=SECRET, **hidden)
    person = make_person("secret-person", name=f"{SECRET} P", **hidden)
    issue = make_issue("secret-issue", (f"{SECRET} low", f"{SECRET} high"), name=SECRET, **hidden)
    source = make_source(
        "secret-source", title=SECRET, publisher=SECRET, byline=SECRET, note=SECRET, **hidden
    )
    words = {"summary": SECRET, "note": SECRET, "source": story.source, "said_on": "2013-02-01"}
    drafted = make_statement("secret-said", story.harper, story.issue, 4, **words, **hidden)
    make_statement("by-secret", person, story.issue, 4, on_behalf_of=story.canada, **words)
    make_statement("for-secret", story.harper, story.issue, 4, on_behalf_of=ghost, **words)
    make_statement("to-secret", story.harper, story.issue, 4, addressee=ghost, act="requests", **words)
    make_statement("on-secret", story.harper, issue, 1, on_behalf_of=story.canada, **words)
    make_evidence(said, source, SECRET)
    make_membership(person, story.canada, role=SECRET, rank="head", administration=f"{SECRET} government")
    make_membership(story.harper, ghost, role=SECRET, rank="head")
    make_event(story.plane, drafted, kind="broken", note=SECRET, quantity=77777, unit=SECRET)
    pledge = {"title": SECRET, "kept_when": SECRET}
    make_event(make_commitment("secret-pledge", story.canada, story.issue, **pledge, **hidden), said)
    make_event(make_commitment("by-ghost", ghost, story.issue, **pledge), said)
    make_event(make_commitment("to-ghost", story.canada, story.issue, recipient=ghost, **pledge), said)
    make_event(make_commitment("on-secret-issue", story.canada, issue, **pledge), said)
    make_source("copy-of-secret", copy_of=source)
    Document.objects.create(source=story.source, text=f"The plane was lent. {TEXT}.")
    return story


OF_RECORDS = {*NOUNS, "stance", "report", "compare_issue", "compare_actor"}  # pages of which there are many


def slugs_of(noun: str) -> list[str]:
    return list(NOUNS[noun].objects.values_list("slug", flat=True))


def of_pattern(name: str) -> Iterator[str]:
    if name in NOUNS:
        yield from (reverse(name, args=[slug]) for slug in slugs_of(name))
    elif name == "stance":
        yield from (reverse(name, args=pair) for pair in product(slugs_of("issue"), slugs_of("actor")))
    elif name == "compare_issue":
        yield from (reverse(name, args=[slug]) for slug in slugs_of("issue"))
    elif name == "compare_actor":
        yield from (reverse(name, args=[slug]) for slug in slugs_of("actor"))
    elif name == "report":
        yield from (reverse(name, args=[noun, slug]) for noun in NOUNS for slug in slugs_of(noun))
    else:
        yield reverse(name)


def addresses() -> Iterator[str]:
    """Every public address there can be, those of hidden records among them."""
    pages = list(_pages())
    yield from pages
    for page in pages:
        endings = ("csv", "json", "csl.json") if page.count("/") < 4 else ("csv", "json", "svg", "bib")
        yield from (f"{page.rstrip('/')}.{ending}" for ending in endings if page != "/")
    yield from ("/issues/military-role-mali/canada/embed/", "/data/positions.zip.sha256")
    yield "/issues/military-role-mali/canada/?axis=scale"
    for slug in Actor.objects.values_list("slug", flat=True):
        yield f"/statements/?actor={slug}"
        yield f"/statements.csv?actor={slug}"
    for query in ("maker=secret-actor", "issue=secret-issue&sort=maker", "status=broken", "as_of=2014"):
        yield f"/commitments/?{query}"
        yield f"/commitments.csv?{query}"
    yield from ("/commitments/one-c-17/?as_of=2014", "/commitments/secret-pledge/?as_of=2014")
    yield "/search/?q=harper"
    yield from ("/search.csv?q=harper", f"/search.csv?q={SECRET}")
    yield from ("/compare/matrix/?kind=all", "/compare/distance/?actor=canada&actor=secret-actor")
    yield from ("/compare/matrix.csv?kind=all", "/compare/distance.csv?actor=canada&actor=secret-actor")
    yield "/compare/issue/military-role-mali/?actor=secret-person&actor=canada"
    yield "/compare/issue/military-role-mali.csv?actor=secret-person&actor=canada"
    yield from _feeds()
    yield from ("/statements/?issue=secret-issue", "/statements/?year=2013", "/statements/?page=2")


def _feeds() -> Iterator[str]:
    for kind in ("shifts", "statements", "commitments"):
        yield f"/feeds/{kind}.atom"
        for slug in Actor.objects.values_list("slug", flat=True):
            yield f"/actors/{slug}/{kind}.atom"
            yield f"/issues/military-role-mali/{slug}/{kind}.atom"
        for slug in Issue.objects.values_list("slug", flat=True):
            yield f"/issues/{slug}/{kind}.atom"


def _pages() -> Iterator[str]:
    for pattern in PUBLIC:
        if pattern.name in OF_RECORDS or not pattern.pattern.converters:
            yield from of_pattern(pattern.name)


def text(answer: HttpResponse) -> str:
    """Of a page or a file."""
    return answer.content.decode(errors="replace")


def test_no_public_page_shows_a_hidden_record_or_a_text(client, planted):
    answers = {address: client.get(address) for address in addresses()}
    assert {answer.status_code for answer in answers.values()} - {410} == {200, 404}
    for address, answer in answers.items():
        shown = text(answer)
        assert SECRET not in shown, address
        assert TEXT not in shown, address
        assert "77777" not in shown, address
        assert (REASON in unescape(shown)) == (answer.status_code == 410), address


def test_a_hidden_record_has_no_page(client, planted):
    for name, model in NOUNS.items():
        for record in model.objects.exclude(status="published"):
            expected = 410 if record.status == "withdrawn" else 404
            assert client.get(reverse(name, args=[record.slug])).status_code == expected
    for slug in ("by-secret", "for-secret", "to-secret", "on-secret"):
        assert client.get(reverse("statement", args=[slug])).status_code == 404
    for slug in ("by-ghost", "to-ghost", "on-secret-issue"):
        assert client.get(reverse("commitment", args=[slug])).status_code == 404


@pytest.mark.parametrize("planted", ["withdrawn"], indirect=True)
def test_the_address_of_a_withdrawn_record_gives_the_reason(client, planted):
    """No other address does: see above."""
    page = client.get("/statements/secret-said/").text
    assert "The statement that stood at this address was withdrawn. The reason:" in page
    assert client.head("/statements/secret-said/").status_code == 410


@pytest.mark.parametrize("planted", ["withdrawn"], indirect=True)
def test_what_was_withdrawn_without_a_recorded_reason_says_so(client, planted):
    Statement.objects.filter(slug="secret-said").update(withdrawn_because="")
    assert "No reason was recorded." in client.get("/statements/secret-said/").text


def test_a_hidden_statement_moves_no_line(client, planted):
    page = client.get("/issues/military-role-mali/canada/").context["page"]
    assert [shift.to_rung.label for shift in page.shifts] == [
        "Airlift, for a set time",
        "Airlift, open-ended",
    ]


def test_staff_see_the_same_public_pages(admin_client, planted):
    for address in addresses():
        assert SECRET not in text(admin_client.get(address))
