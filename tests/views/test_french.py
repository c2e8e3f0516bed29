"""Each public page in French: under /fr/, whole, valid, and drawn as its English twin is."""

import html
import re
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.template import Origin
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation.template import templatize

from tests.factories import make_actor
from tests.stories import canada_story
from tests.views.test_html import JAVA, faults
from tests.views.test_queries import PAGES, WHETHER_IT_CHANGED
from tracker.reporting import forms

pytestmark = pytest.mark.django_db

TEMPLATES = Path(settings.BASE_DIR) / "tracker" / "templates"
FILE = re.compile(r"\.(csv|svg|bib|zip|sha256|atom)$")
ADDRESSES = [address for address in PAGES if not FILE.search(urlsplit(address).path)]
STANCE = "/issues/military-role-mali/canada/"
EDITION = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
DRAWN = re.compile(r'\s(x|y|cx|cy|r|d|[xy][12]|width|height|viewBox|transform)="([^"]*)"')
SHAPES = re.compile(r"<(?:line|circle|path)\b[^>]*>")
MARKED = re.compile(r"gettext\(u?(['\"])(?P<text>.*?)\1\)", re.DOTALL)
SHOWN = re.compile(r""">([^<>]+)<|\s(?:aria-label|title|placeholder|data-label|content)="([^"]*)\"""")


def interface() -> dict[str, str]:
    """What the public templates say in English and no French one says, whole and without values."""
    said = set()
    for path in [*TEMPLATES.glob("*.html"), *TEMPLATES.glob("tracker/*.html")]:
        plain = templatize(path.read_text(), origin=Origin(str(path)))
        said |= {found["text"] for found in MARKED.finditer(plain)}
    with translation.override("fr"):
        pairs = {text: translation.gettext(text) for text in said if "%" not in text}
    return {text: french for text, french in pairs.items() if text not in pairs.values()}


def shown(page: str) -> set[str]:
    """Text nodes, and what attributes say."""
    return {html.unescape(text or attribute).strip() for text, attribute in SHOWN.findall(page)}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    found = interface()
    assert len(found) > 250
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_there_in_french(client, django_assert_num_queries, english, address):
    canada_story()
    with django_assert_num_queries(WHETHER_IT_CHANGED + PAGES[address]):
        answer = client.get(f"/fr{address}")
    assert answer.status_code == 200
    assert '<html lang="fr">' in answer.text
    assert not shown(answer.text) & english.keys()


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "embed" not in address])
def test_each_page_leads_to_the_same_in_the_other_language(client, address):
    canada_story()
    asked = address.replace("&", "&amp;")
    english, french = client.get(address).text, client.get(f"/fr{address}").text
    assert f'<a href="/fr{asked}" lang="fr" hreflang="fr">Français</a>' in english
    assert f'<a href="{asked}" lang="en" hreflang="en">English</a>' in french
    told = [
        ("en", f"http://testserver{asked}"),
        ("x-default", f"http://testserver{asked}"),
        ("fr", f"http://testserver/fr{asked}"),
    ]
    assert EDITION.findall(english) == EDITION.findall(french) == told
    assert '<html lang="en">' in english


@pytest.mark.parametrize("ending", ["", "?axis=scale", "embed/"])
def test_the_same_is_drawn_in_both_languages(client, ending):
    canada_story()
    english, french = (client.get(f"{stem}{STANCE}{ending}").text for stem in ("", "/fr"))
    shapes = [[DRAWN.findall(shape) for shape in SHAPES.findall(page)] for page in (english, french)]
    assert shapes[0] == shapes[1] != []
    assert not [value for _, value in DRAWN.findall(french) if re.search(r"\d,\d", value)]


def test_a_drawing_with_parts_of_a_unit_keeps_its_points():
    dot = {"kind": "record", "x": 12.75, "y": 3.5}
    spark = {"width": 99.5, "height": 12.5, "strokes": [], "dots": [dot]}
    with translation.override("fr"):
        drawn = render_to_string("tracker/_spark.html", {"spark": spark})
    assert 'viewBox="0 0 99.5 12.5"' in drawn
    assert 'cx="12.75" cy="3.5"' in drawn


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"text": ""}, "Dites ce qui est faux."),
        ({"kind": ""}, "Choisissez ce qui s’en rapproche le plus."),
        (
            {"source": "ftp://x.example/"},
            "Donnez une adresse qui commence par https:// ou http://, ou laissez",
        ),
        ({"stamp": "forged"}, "Ce formulaire ne venait pas de cette page."),
    ],
)
def test_the_form_of_a_report_speaks_french(client, said, message):
    canada_story()
    cache.clear()
    address = "/fr/report/statement/harper-one-week/"
    form = client.get(address).text
    assert "Qu’est-ce qui est faux, et qu’est-ce qui serait juste\N{NO-BREAK SPACE}?" in form
    assert "Au plus 2000 caractères et 3 liens." in form
    words = {"kind": "date", "text": "The day is another one.", "stamp": forms.stamp("x")}
    answer = client.post(address, words | said)
    assert message in html.unescape(answer.text)
    assert "Ceci n’a pas été envoyé." in answer.text


@pytest.mark.parametrize(
    ("address", "language", "title"),
    [
        ("/fr/no/such/page/", "fr", "Page introuvable"),
        ("/no/such/page/", "en", "No such page"),
        ("/fr/actors/nobody/", "fr", "Page introuvable"),
        ("/actors/nobody/", "en", "No such page"),
        ("/french/", "en", "No such page"),
    ],
)
def test_what_is_not_there_says_so_in_the_language_of_its_address(client, address, language, title):
    answer = client.get(address)
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in answer.text
    assert f"<h1>{title}</h1>" in answer.text
    assert "hreflang" not in answer.text  # it is not there in the other language either


def test_why_a_record_was_withdrawn_can_be_read_in_the_other_language(client):
    make_actor("gone", status="withdrawn", withdrawn_because="It took it back.")
    answer = client.get("/actors/gone/")
    assert answer.status_code == 410
    assert '<a href="/fr/actors/gone/" lang="fr" hreflang="fr">Français</a>' in answer.text


@pytest.mark.parametrize(
    ("code", "language", "title"),
    [("fr", "fr", "Une erreur s’est produite"), ("en-gb", "en", "Something broke here")],
)
def test_a_fault_of_ours_is_told_without_request_or_context(django_assert_num_queries, code, language, title):
    with translation.override(code), django_assert_num_queries(0):
        page = get_template("500.html").render()
    assert f"<h1>{title}</h1>" in page
    assert f'<html lang="{language}">' in page


@pytest.mark.skipif(not JAVA, reason="needs Java on the PATH")
def test_french_pages_are_valid_html(client, tmp_path):
    call_command("import_seeds", verbosity=0, stdout=StringIO())
    for name in ("home", "issues", "statements", "commitments", "codebook", "compare_distance", "feeds"):
        (tmp_path / f"{name}.html").write_text(client.get(f"/fr{reverse(name)}").text)
    for name, address in {"stance": STANCE, "issue": "/issues/military-role-mali/", "nothing": "/x/"}.items():
        (tmp_path / f"{name}.html").write_text(client.get(f"/fr{address}").text)
    assert faults(tmp_path) == []
