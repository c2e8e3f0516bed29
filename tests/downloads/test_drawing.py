"""The chart as a file: it stands alone, says where it comes from, and is legible on any machine."""

import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from tests.factories import make_actor
from tests.stories import canada_story

pytestmark = pytest.mark.django_db

CHART = "/issues/military-role-mali/canada"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _story(db: None) -> None:
    canada_story()


def test_the_svg_stands_alone(client):
    answer = client.get(f"{CHART}.svg?as_of=2013-06")
    assert answer["Content-Type"] == "image/svg+xml"
    root = ET.fromstring(answer.text)
    assert root.find(f"{SVG}title").text == "Canada on its own military role in Mali"
    words = [node.text for node in root.iter(f"{SVG}text")]
    assert f"As of 30 June 2013. http://testserver{CHART}/?as_of=2013-06-30" in words
    assert "on record" in words
    assert "var(" not in answer.text
    assert "Point at a mark" not in answer.text
    links = {node.get("href") for node in root.iter(f"{SVG}a")}
    assert links
    assert all(link.startswith("http://testserver/") for link in links)
    assert not re.search(r"<script|onload|@import|url\(", answer.text)


def test_the_png_is_drawn_at_twice_the_size_with_its_words(client):
    drawn = client.get(f"{CHART}.svg").text
    answer = client.get(f"{CHART}.png")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    root = ET.fromstring(drawn)
    size = struct.unpack(">II", answer.content[16:24])
    assert size == (2 * int(root.get("width")), 2 * int(root.get("height")))


def test_words_are_drawn_and_not_left_out(client):
    """A drawing whose words had no font would be as small a file as one without words."""
    from tracker.downloads.drawing import png

    drawn = client.get(f"{CHART}.svg").text
    wordless = re.sub(r"(<text[^>]*>)[^<]*", r"\1", drawn)
    assert len(png(drawn)) > 1.3 * len(png(wordless))


def test_without_a_statement_there_is_no_chart(client):
    make_actor("silent")
    assert client.get("/issues/military-role-mali/silent.svg").status_code == 404
    page = client.get("/issues/military-role-mali/silent/")
    assert page.context["take"].drawings == ()


def test_the_embed_and_no_other_page_may_stand_in_a_frame(client):
    embed, page = client.get(f"{CHART}/embed/"), client.get(f"{CHART}/")
    assert "frame-ancestors *" in embed["Content-Security-Policy"].split("; ")
    assert "script-src 'self'" in embed["Content-Security-Policy"].split("; ")
    assert "X-Frame-Options" not in embed
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"].split("; ")
    assert page["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in embed


def test_the_embed_shows_the_same_line_and_leads_to_its_page(client):
    code = client.get(f"{CHART}/?as_of=2013-06&without=unnamed").context["take"].embed.code
    (address,) = re.findall(r'src="http://testserver([^"]+)"', code)
    embed = client.get(address.replace("&amp;", "&"))
    assert embed.context["page"].as_of.isoformat() == "2013-06-30"
    whole = f"http://testserver{CHART}/?as_of=2013-06&amp;without=unnamed"
    assert f'<h1><a href="{whole}" rel="noopener">' in embed.text
    assert f'href="{whole}#shift-1"' in embed.text
    assert '<base target="_blank">' in embed.text


def test_in_a_frame_nothing_is_said_to_stand_below(client):
    embed = client.get(f"{CHART}/embed/").text
    assert 'href="http://testserver/statements/harper-one-week/"' in embed
    assert "follow it to the statement’s page." in embed
    assert "<title>Shift 1: before and after side by side, on its page</title>" in embed
    assert "below" not in embed
    assert '<ul class="legend">' in embed
    page = client.get(f"{CHART}/").text
    assert "follow it to the statement below." in page
    assert "<title>Shift 1: see it below, before and after side by side</title>" in page


def test_a_frame_is_as_high_as_what_stands_in_it(client):
    page = client.get(f"{CHART}/")
    embed, (wide, narrow) = page.context["take"].embed, page.context["page"].charts
    (height,) = re.findall(r'width="760" height="(\d+)"', embed.code)
    assert int(height) > wide.height * (760 - 32) / wide.width + 130
    assert embed.narrow_height > narrow.height * (360 - 32) / narrow.width + 130
    assert f'<code>width="360" height="{embed.narrow_height}"</code>' in page.text


def test_a_legend_names_a_number_that_is_drawn(client):
    chart = client.get(f"{CHART}/").context["page"].charts[0]
    assert chart.numbered is None
    drawn = replace(
        chart,
        glyphs=tuple(
            replace(glyph, label=(replace(glyph.label[0], text=str(glyph.number)),))
            for glyph in chart.glyphs
            if glyph.label and glyph.number in (3, 5)
        ),
    )
    assert drawn.numbered == 3
    words = {"drawing": drawn, "crowds": ()}
    told = render_to_string("tracker/_legend.html", words)
    assert '<b>3</b> <a href="#statements">no room for a name: number 3 below</a>' in told
    told = render_to_string("tracker/_legend.html", words | {"at": "/x/"})
    assert '<a href="/x/#statements">no room for a name: the statement’s number on the page</a>' in told


def test_in_french_it_is_another_drawing(client):
    """At an address of its own; a PNG that is kept is kept by what was drawn."""
    english, french = (client.get(f"{start}{CHART}.svg?as_of=2013-06") for start in ("", "/fr"))
    words = [node.text for node in ET.fromstring(french.text).iter(f"{SVG}text")]
    assert {"déclaration attribuée", "14 mars"} <= set(words)
    assert f"http://testserver/fr{CHART}/?as_of=2013-06-30" in french.text
    assert "fr-issues-military-role-mali-canada-2013-06-30.svg" in french["Content-Disposition"]
    assert "attribuée" not in english.text
    pictures = [client.get(f"{start}{CHART}.png?as_of=2013-06").content for start in ("", "/fr", "")]
    assert pictures[0] == pictures[2] != pictures[1]
