"""The French pages show the French labels, and say where one is English; the English pages show none."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.factories import make_issue
from tracker.models import (
    Actor,
    Commitment,
    CommitmentEvent,
    Issue,
    Membership,
    Position,
    Source,
    Statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def _shipped(db: None) -> None:
    call_command("import_seeds", str(Path(settings.BASE_DIR) / "seeds"), stdout=io.StringIO())


def page(client, path):
    return client.get(path).content.decode()


PAGES = [
    ("/actors/united-states/", "États-Unis", "Le gouvernement des É", "aussi É.-U., USA, Washington"),
    ("/statements/2013-01-15-canada-military-role/", "et les entretiens de la fin de semaine", "12 janvier"),
    ("/statements/2013-03-14-harper-no-combat/", "dans un article daté du 14 mars"),
    ("/sources/globe-2012-07-13-no-plans/", "et Obama décide", "Le titre est celui de la page du média"),
    ("/commitments/canada-un-troops/", "le total n’est pas rappelé", "Répartis sur plusieurs missions"),
    ("/commitments/canada-aid-mali/", "Aucune somme n’est indiquée."),
    ("/issues/military-role-mali/", "ôle militaire au Mali", "Transport aérien limité"),
    ("/issues/military-role-mali/canada/", "rôle militaire au Mali", "Harper souligne de nouveau qu"),
    ("/statements/2013-03-14-harper-no-combat/", "premier ministre", "Harper souligne de nouveau qu"),
    ("/commitments/canada-c17-airlift/", "Un avion de transport C-17", "Un C-17 canadien vole"),
    ("/codebook/", "Aucun rôle militaire", "casques bleus. Quel que soit le nombre."),
    ("/compare/actor/canada/", "gouvernement Trudeau", "gouvernement Harper"),
    ("/search/?q=casques+bleus", "casques bleus", "<mark>casques</mark>"),
]


@pytest.mark.usefixtures("_shipped")
def test_each_page_in_its_language(client):
    for path, *labels in PAGES:
        french, english = page(client, f"/fr{path}"), page(client, path)
        assert [label for label in labels if label not in french] == [], path
        assert [label for label in labels if label in english.partition("<main")[2]] in (
            [],
            ["casques bleus"],
        )


@pytest.mark.usefixtures("_shipped")
def test_what_has_no_french_is_marked_as_english(client):
    Actor.objects.update(description_fr="")
    Issue.objects.update(question_fr="")
    Statement.objects.update(summary_fr="")
    Commitment.objects.update(kept_when_fr="", note_fr="")
    CommitmentEvent.objects.update(note_fr="")
    Statement.objects.update(date_basis_fr="", note_fr="")
    Source.objects.update(date_basis_fr="", note_fr="")
    Actor.objects.update(aliases_fr="")
    for path, text in [
        ("/actors/united-states/", "The government of the United States."),
        ("/issues/military-role-mali/", "What military part will the actor itself take in Mali?"),
        ("/statements/2013-03-14-harper-no-combat/", "Harper stresses once more that Canada"),
        ("/commitments/canada-c17-airlift/", "A Canadian C-17 flies for the French operation"),
        ("/commitments/canada-c17-airlift/", "One week, counted from the offer, since"),
        ("/commitments/canada-aid-mali/", "No sum is named."),
        ("/statements/2013-03-14-ayrault-military-role/", "A wish: see the codebook on firmness."),
        ("/statements/2013-03-14-ayrault-military-role/", "“Thursday”, in an article dated 14 March 2013."),
        ("/sources/huffpost-2013-03-14-harper-pondering/", "The date line; 14 March 2013 was a Thursday"),
        ("/actors/united-states/", "U.S., US, USA, Washington"),
    ]:
        assert f'<span lang="en">{text}' in page(client, f"/fr{path}"), path
        assert '<span lang="en">' not in page(client, path), path


@pytest.mark.usefixtures("_shipped")
def test_names_that_have_no_french_are_marked_in_headings_ladders_charts_and_results(client):
    Actor.objects.update(description_fr="")
    Issue.objects.update(name_fr="")
    Position.objects.update(label_fr="")
    Membership.objects.update(administration_fr="")
    for path, *marked in [
        ("/issues/military-role-mali/", '<h1><span lang="en">Own military role in Mali</span></h1>'),
        (
            "/issues/military-role-mali/canada/",
            '<span lang="en">own military role in Mali</span></h1>',
            'sous <span lang="en">Harper government</span>',
            '<title lang="en">Harper government</title>',
            '#rung-military-role-mali-no-military-role" lang="en"><title>No military role',
            '<span lang="en">No military role</span></a>',
        ),
        ("/compare/actor/canada/", '<span lang="en">Trudeau government</span>'),
        ("/actors/canada/", '<span lang="en">Own military role in Mali</span></a></h3>'),
        ("/", '<span lang="en">own military role in Mali</span></a></p>'),
        ("/search/?q=%22government+of+the%22&kind=actor", '<mark lang="en">government</mark>'),
    ]:
        french, english = page(client, f"/fr{path}"), page(client, path)
        assert [mark for mark in marked if mark not in french] == [], path
        assert 'lang="en">' not in english.partition("<main")[2].partition("</main>")[0], path


@pytest.mark.usefixtures("_shipped")
def test_what_an_article_says_is_marked_with_its_language(client):
    """Its title and its words; not a title in brackets, which is ours and in the language of the coding."""
    french = Source.objects.get(slug="globe-2012-07-13-no-plans")
    french.language = "fr-CA"
    french.save()
    slug = french.evidence.first().statement.slug
    for start, marked in [("/fr", "en"), ("", "fr")]:
        for path in [
            "/sources/",
            f"/sources/{french.slug}/",
            f"/statements/{slug}/",
            "/search/?q=mali&kind=source",
        ]:
            told = re.findall(r'<(?:span|mark) lang="(\w+)">', page(client, start + path))
            assert set(told) <= {marked}, (start, path)
    assert '<q><span lang="fr">' in page(client, f"/statements/{slug}/")
    assert "(in French)" in page(client, f"/statements/{slug}/")
    assert "(in French)" not in page(client, f"/fr/statements/{slug}/")
    assert '<small class="tongue">(en anglais)</small>' in page(
        client, "/fr/issues/military-role-mali/canada/"
    )
    assert "<q><span" not in page(client, f"/fr/statements/{slug}/")
    assert '<h1><span lang="fr">' in page(client, f"/sources/{french.slug}/")


@pytest.mark.usefixtures("_shipped")
@pytest.mark.parametrize(
    ("asked", "slug", "found"),
    [
        ("/fr/search/?q=Etats-Unis&kind=actor", "united-states", True),
        ("/fr/search/?q=United+States&kind=actor", "united-states", True),
        ("/fr/search/?q=%22casques+bleus%22&kind=commitment", "canada-un-training", True),
        ("/fr/search/?q=C%C3%89DEAO&kind=actor", "ecowas", True),
        ("/search/?q=CEDEAO&kind=actor", "ecowas", False),
        ("/search/?q=avion&kind=commitment", "canada-c17-airlift", False),
        ("/fr/search/?q=avion&kind=commitment", "canada-c17-airlift", True),
        ("/fr/search/?q=rappel%C3%A9&kind=commitment", "canada-un-troops", True),
        ("/search/?q=rappel%C3%A9&kind=commitment", "canada-un-troops", False),
        ("/fr/search/?q=ONU&kind=actor", "united-nations", True),
        ("/fr/search/?q=UNSC&kind=actor", "un-security-council", True),
    ],
)
def test_a_reader_searches_in_the_language_of_the_page(client, asked, slug, found):
    assert (f"s/{slug}/" in page(client, asked)) is found


@pytest.mark.usefixtures("_shipped")
def test_files_and_the_api_give_both(client):
    for site in ("", "/fr"):
        header, *rows = page(client, f"{site}/actors.csv").splitlines()
        assert header.startswith("slug,name,name_fr,kind,country,country_name,description,description_fr,")
        assert any(row.startswith("united-states,United States,États-Unis,") for row in rows)
        header, row = csv.reader(page(client, f"{site}/statements.csv?q=wish&actor=france").splitlines()[:2])
        told = dict(zip(header, row, strict=True))
        assert told["note"] == "A wish: see the codebook on firmness."
        assert told["note_fr"] == "Un souhait\u00a0: voir la grille de codage, au sujet de la fermeté."
        assert told["date_basis_fr"].endswith(", dans un article daté du 14 mars 2013.")
    turn = client.get("/api/v1/commitments/canada-c17-airlift").json()["turns"][0]
    assert turn["note"].startswith("One week, counted from the offer, since")
    assert turn["note_fr"].startswith("Une semaine, comptée à partir de l’offre, puisque")
    issue = client.get("/api/v1/issues/military-role-mali").json()
    assert (issue["name"], issue["name_fr"]) == ("own military role in Mali", "rôle militaire au Mali")
    assert issue["positions"][0] == {
        "slug": "no-military-role",
        "name": "No military role",
        "name_fr": "Aucun rôle militaire",
    }


@pytest.mark.django_db
def test_a_search_speaks_french_between_its_words(client):
    issue = make_issue("role")
    rung = issue.positions.get(value=1)
    rung.label_fr, rung.definition_fr = "Pont aérien limité", "Transport aérien, pour un temps dit."
    rung.save()
    page = client.get("/fr/search/?q=transport")
    (hit,) = page.context["page"].groups[0].hits
    assert "Pont aérien limité\u00a0: Transport" in "".join(piece.text for piece in hit.snippet)
    assert "«\u00a0Une expression\u00a0» entre guillemets" in page.text
