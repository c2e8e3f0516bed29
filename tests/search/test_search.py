"""What a question finds: the same on every engine, and nothing that is not public."""

import pytest

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
from tests.stories import canada_story
from tracker.models import Source
from tracker.search.engines import best
from tracker.search.marking import mark
from tracker.search.questions import read_question
from tracker.search.texts import KINDS

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    """The slugs of what is found, kind by kind, the best of each first."""
    question = read_question(typed)
    slugs = []
    for kind in KINDS:
        public = kind.model.objects.published()
        records = public.in_bulk(best(kind, question, public, 0, 50))
        slugs += [records[key].slug for key in best(kind, question, public, 0, 50)]
    return slugs


@pytest.fixture
def _library() -> None:
    """A few records whose words are hard to find."""
    ivory = make_actor(
        "cote-divoire", name="Côte d’Ivoire", aliases="Ivory Coast; RCI", country="CI", description="A state."
    )
    un = make_actor("un", name="United Nations", aliases="U.N.; ONU; Organisation des Nations unies")
    koeur = make_person("koeur", name="Ægir Lœvenbruck-Østby", description="Envoy in Straße 9.")
    make_membership(koeur, un, role="Special Representative")
    issue = make_issue("aid", ("No aid", "Emergency aid"), name="aid to neighbours", question="Is aid given?")
    wire = make_source("wire", title="“As long as needed”: L’armée at the border", publisher="Agence Télé")
    long = make_statement(
        "long", koeur, issue, 1, on_behalf_of=un, summary="Says that aid goes on as long as it is needed."
    )
    make_evidence(long, wire, "as long as needed")
    make_statement("plane", koeur, issue, 0, addressee=ivory, summary="Will not lend a C-17 Globemaster III.")
    trucks = make_commitment("trucks", un, issue, title="40 trucks", kept_when="Forty trucks reach Kayes.")
    make_event(trucks, long, note="Fuel came on top.")


@pytest.mark.usefixtures("_library")
@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        # accents, case, apostrophes, ligatures
        ("Côte d’Ivoire", {"cote-divoire", "plane"}),
        ("cote d'ivoire", {"cote-divoire", "plane"}),
        ("COTE D IVOIRE", {"cote-divoire", "plane"}),
        ("ivoire", {"cote-divoire", "plane"}),
        ("aegir loevenbruck ostby", {"koeur", "long", "plane"}),
        ("LŒVENBRUCK", {"koeur", "long", "plane"}),
        ("strasse", {"koeur"}),
        ("l'armee", {"wire"}),
        ("armée", {"wire"}),
        # aliases, abbreviations
        ("ivory coast", {"cote-divoire"}),
        ("ONU", {"un"}),
        ("U.N.", {"un"}),  # and not “United”: two letters begin too much
        ("nations unies", {"un"}),
        # the last word may be a beginning, no other may; one or two letters begin nothing
        ("globem", {"plane"}),
        ("globem lend", set()),
        ("lend globem", {"plane"}),
        ("forty tru", {"trucks"}),
        ("lend g", set()),
        # all of the words, in any order, wherever they stand in the record
        ("needed representative", set()),
        ("needed lœvenbruck", {"long"}),
        ("kayes nations", {"trucks"}),
        # phrases in any marks
        ('"as long as needed"', {"long", "wire"}),
        ("“As long as needed”", {"long", "wire"}),
        ("« as long as needed »", {"long", "wire"}),
        ('"needed as long"', set()),
        ('"it is needed as long"', set()),  # from one text into the next
        ('"as long as it', {"long"}),
        ("C-17", {"plane"}),
        ("C17", {"plane"}),
        ("c17 globe", {"plane"}),
        ("C1", set()),
        ("17-C", set()),
        # words left out
        ("needed -agence", {"long"}),
        ('needed -"long as it"', {"wire"}),
        ("needed -needed", set()),
        ("needed - agence", {"wire"}),
        # each kind by its own words
        ("special representative", {"koeur"}),
        ("emergency", {"aid", "long"}),
        ("agence", {"wire"}),
        ("fuel", {"trucks"}),
        ("is aid given", {"aid"}),
        # nothing in a question is an operator
        ("needed AND nothing", set()),
        ("needed OR nothing", set()),
        ("aid NOT given", set()),
        ("name:ivoire", set()),
        ("need*", {"long", "wire"}),
        ("(ivory coast)", {"cote-divoire"}),
        ("ivory & coast | !x", set()),
        ("ivory' coast\" ;--", {"cote-divoire"}),
        ("ivory\x00coast", {"cote-divoire"}),
        ("%", set()),
        ("ivo_re", set()),
        ("^ivory", {"cote-divoire"}),
    ],
)
def test_a_question_finds(typed, slugs):
    assert set(found(typed) if read_question(typed) else ()) == slugs


def test_what_is_called_so_comes_before_what_mentions_it():
    issue, who = make_issue("aid"), make_person("someone")
    make_statement("mentions", who, issue, summary="Speaks of other things.", note="Convoys were not named.")
    make_statement("says", who, issue, summary="Convoys will go.")
    make_statement("mentions-too", who, issue, summary="Speaks.", condition="if convoys may pass, safely")
    assert found("convoys")[0] == "says"


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_what_is_not_published_is_not_found_and_is_found_once_it_is(status):
    story = canada_story()
    hidden = {"status": status, "withdrawn_because": "Wrong." if status == "withdrawn" else ""}
    records = [
        make_actor("zebra-actor", name="Zebra", **hidden),
        make_issue("zebra-issue", name="zebra", **hidden),
        make_source("zebra-source", title="Zebra", **hidden),
        make_statement("zebra-said", story.harper, story.issue, summary="Zebra.", **hidden),
        make_commitment("zebra-pledge", story.canada, story.issue, title="Zebra", **hidden),
    ]
    assert found("zebra") == []
    for record in records:
        record.status, record.withdrawn_because = "published", ""
        record.save()
    assert set(found("zebra")) == {record.slug for record in records}
    for record in records:
        record.status = "draft"
        record.save()
    assert found("zebra") == []


def test_an_index_that_is_late_shows_nothing_hidden():
    canada_story()
    assert found("peacekeepers soon") == ["un-summit"]
    Source.objects.filter(slug="un-summit").update(status="draft")
    assert found("peacekeepers soon") == []


def test_words_that_a_hidden_source_or_organisation_lends_find_nothing():
    story = canada_story()
    lab = make_actor("lab", name="Quagga Laboratory")
    make_membership(story.harper, lab, role="Okapi keeper")
    make_evidence(story.plane.events.first().statement, make_source("leak"), "a quokka on board")
    assert found("okapi") == ["stephen-harper"]
    assert found("quokka") == ["harper-one-week"]
    lab.status = "draft"
    lab.save()
    leak = Source.objects.get(slug="leak")
    leak.status = "draft"
    leak.save()
    assert found("okapi") + found("quokka") == []


def test_an_edit_is_found_anew_also_where_another_record_names_it():
    story = canada_story()
    assert found("zanzibar") == []
    story.harper.name = "Stephen Zanzibar"
    story.harper.save()
    assert set(found("zanzibar")) == {
        "stephen-harper",
        "harper-no-mission",
        "harper-no-combat",
        "harper-one-week",
        "harper-as-long-as-needed",
    }
    assert found('"stephen harper"') == []
    rung = story.issue.positions.get(value=2)
    rung.label = "Zeppelin, open-ended"
    rung.save()
    assert set(found("zeppelin")) == {"military-role-mali", "harper-as-long-as-needed"}


def test_what_is_deleted_is_gone():
    story = canada_story()
    assert found("transport plane") == ["one-c-17"]
    story.plane.delete()
    assert found("transport plane") == []


@pytest.mark.parametrize("typed", ["un", "U.N.", "ONU un"])
def test_an_abbreviation_is_marked_as_it_is_found(typed: str):
    pieces = mark("The U.N. and its C-17.", read_question(typed))
    assert [piece.text for piece in pieces if piece.marked] == ["U.N."]
