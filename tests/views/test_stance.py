"""The stance-history page."""

import re

import pytest
from django.test import Client

from tests.factories import make_actor, make_source, make_statement
from tests.stories import canada_story
from tracker.models import Statement

pytestmark = pytest.mark.django_db

ADDRESS = "/issues/military-role-mali/canada/"


@pytest.fixture
def html(client: Client) -> str:
    canada_story()
    return client.get(ADDRESS).text


def test_it_opens_with_the_finding(html):
    assert "<h1>Canada on its own military role in Mali</h1>" in html
    finding = (
        "Canada went from No military role to Airlift, open-ended in 9 weeks, in two steps, "
        "both under the Harper government; last confirmed on 14 March 2013, "
        "nothing on record since but one signal, on 15 November 2017."
    )
    assert f'<meta name="description" content="{finding}">' in html


def test_the_five_facts(client):
    canada_story()
    facts = client.get(ADDRESS).context["page"]
    assert (facts.now.rung.label, facts.now.stale) == ("Airlift, open-ended", True)
    assert (len(facts.shifts), facts.mixed, facts.own, facts.sources) == (2, 2, 7, 2)


def test_what_was_asked_on_one_day_stands_in_one_order_on_every_machine(client):
    story = canada_story()
    asked = [f"asked-{number}" for number in range(6)]
    for slug in reversed(asked):
        make_statement(
            slug, story.france, story.issue, 2, act="requests", addressee=story.canada, said_on="2013-01-20"
        )
    entries = client.get(ADDRESS).context["page"].entries
    assert [entry.card.slug for entry in entries if entry.card.slug in asked] == asked


def test_a_shift_is_a_pair_with_its_days_cause_and_who_contradicted_it(client):
    canada_story()
    first, second = client.get(ADDRESS).context["page"].shifts
    assert (first.from_rung.label, first.to_rung.label) == ("No military role", "Airlift, for a set time")
    assert (first.size, first.apart, first.cause.text) == ("+1 rung", "6 days", "same speaker")
    assert [card.slug for card in second.contradicted_by] == ["aide-weeks"]
    assert [source.text for source in second.hangs_on] == ["Harper on the plane"]


def test_a_shift_tells_what_others_asked_between_its_sides(client):
    story = canada_story()
    ask = {"act": "requests", "addressee": story.canada}
    for day in ("2013-01-12", "2013-01-30", "2013-03-15"):
        make_statement(f"asked-{day}", story.france, story.issue, 2, said_on=day, **ask)
    page = client.get(ADDRESS)
    first, second = page.context["page"].shifts
    assert [card.slug for card in first.pressed] == ["fabius-asks", "asked-2013-01-12"]
    assert [card.slug for card in second.pressed] == ["asked-2013-01-30"]
    assert "France, 30 Jan 2013</a>. That it came before does not make it the reason.</p>" in page.text


def test_mixed_messages_lead_to_the_first_of_them(client):
    canada_story()
    page = client.get(ADDRESS)
    (first, _) = [entry.card.slug for entry in page.context["page"].entries if entry.mixed]
    assert f'<dd><a href="#s-{first}">2</a>' in page.text


def test_limits_and_pressure_have_their_own_place(client):
    canada_story()
    page = client.get(ADDRESS).context["page"]
    assert [(limit.rung.label, limit.ceiling, limit.until) for limit in page.limits] == [
        ("Peacekeepers", True, None)
    ]
    assert [entry.card.slug for entry in page.pressure] == ["fabius-asks"]


def test_a_limit_is_said_to_stand_only_as_far_as_articles_reach(client):
    canada_story()
    make_source("last", published_on="2018-02-03")
    assert "; nothing on record crosses it, up to 3 February 2018." in client.get(ADDRESS).text
    assert (
        "; nothing on record crosses it, up to 31 December 2013." in client.get(f"{ADDRESS}?as_of=2013").text
    )


def test_the_note_of_a_statement_stands_beside_the_shift_that_rests_on_it(client):
    canada_story()
    Statement.objects.filter(slug="harper-no-mission").update(note="“Direct” leaves room for other help.")
    shifts = client.get(ADDRESS).text.partition('id="shifts"')[2].partition("</section>")[0]
    note = "<strong>Why it was coded so.</strong> “Direct” leaves room for other help."
    assert shifts.count(note) == 1
    assert shifts.count("as said by that day") == 2


def test_every_mark_leads_to_its_statement_and_back(html):
    for slug in ("harper-no-mission", "fabius-asks", "official-still-alive"):
        assert html.count(f'href="#s-{slug}"') >= 2
        assert f'id="s-{slug}"' in html
        assert f'id="wide-{slug}"' in html
        assert f'id="narrow-{slug}"' in html
        assert f'href="#wide-{slug}"' in html
    for number in (1, 2):
        assert f'id="shift-{number}"' in html
        assert f'href="#wide-shift-{number}"' in html
        assert f'id="narrow-shift-{number}"' in html


def test_each_id_stands_once(html):
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def without_data(html: str) -> str:
    """A page without what it says to machines (downloads/linked.py), which is no script."""
    return html.replace('<script type="application/ld+json">', "")


def test_the_drawing_carries_no_style_and_no_script(html):
    assert "style=" not in html
    assert "<script" not in without_data(html)
    assert not re.search(r"\son[a-z]+=", html)


def test_the_table_behind_the_chart_says_what_each_statement_did(html):
    assert "<summary>The chart as a table</summary>" in html
    assert "first stance known" in html
    assert "moves the line (shift 1)" in html
    assert "signal; mixed message" in html
    assert "pressed by others" in html


def test_a_commitment_on_the_issue_is_shown(html):
    assert "One transport plane" in html
    turns = re.findall(r'<a href="/statements/([^/]+)/">(Made|Extended)</a> (\w+ \d+ \w+ \d+)', html)
    assert turns == [
        ("harper-one-week", "Made", "about 14 January 2013"),
        ("harper-as-long-as-needed", "Extended", "on 14 March 2013"),
    ]


def test_a_commitment_runs_along_the_chart_with_its_quantity_and_deadline(html):
    titles = re.findall(r'<a class="mark turn" href="([^"]+)"><title>([^<]+)</title>', html)
    assert titles == [
        (
            "#s-harper-one-week",
            "One transport plane. Made about 14 January 2013: 1 aircraft, due 23 January 2013",
        ),
        ("#s-harper-as-long-as-needed", "One transport plane. Extended on 14 March 2013"),
    ]
    assert re.findall(r'<text class="due"[^>]*>([^<]+)</text>', html) == ["was due 23 Jan 2013"]


def test_to_scale_is_an_address(client):
    canada_story()
    page = client.get(f"{ADDRESS}?axis=scale")
    assert page.context["page"].to_scale
    assert f'href="{ADDRESS}#chart">Step by step' in page.text


@pytest.mark.parametrize("axis", ["", "steps", "%00", "scale%27"])
def test_an_unknown_axis_is_step_by_step(client, axis):
    canada_story()
    assert not client.get(f"{ADDRESS}?axis={axis}").context["page"].to_scale


def test_an_actor_without_a_statement_is_told_apart_from_one_that_holds_none(client):
    canada_story()
    make_actor("belgium")
    page = client.get("/issues/military-role-mali/belgium/")
    assert page.status_code == 200
    assert "No statement by Belgium on this has been found." in page.text
    assert "That is not the same as a position of “none”" in page.text
    assert "<svg" not in page.text


def test_a_person_has_a_history_of_their_own(client):
    canada_story()
    page = client.get("/issues/military-role-mali/stephen-harper/")
    assert "<h1>Stephen Harper on Canada’s own military role in Mali</h1>" in page.text


def test_who_only_asked_something_of_another_is_said_to_have(client):
    canada_story()
    page = client.get("/issues/military-role-mali/france/")
    assert "<h1>France to Canada, on its own military role in Mali</h1>" in page.text
    assert "France spoke on this once, only to ask something of others or to criticise them." in page.text
    assert [entry.role.text for entry in page.context["page"].entries] == ["asks others"]


def test_what_another_said_without_asking_is_no_demand(client):
    story = canada_story()
    make_statement("thanks", story.france, story.issue, addressee=story.canada, said_on="2013-03-14")
    entries = client.get(ADDRESS).context["page"].entries
    assert {entry.card.slug: entry.role.text for entry in entries}["thanks"] == "said to it"


def test_markup_in_a_record_is_shown_as_text_everywhere(client):
    story = canada_story()
    mark = "<script>alert(1)</script>"
    make_statement(
        "mark",
        make_actor("marked", kind="unnamed", name=f"Name {mark}"),
        story.issue,
        1,
        on_behalf_of=story.canada,
        summary=f"Summary {mark}",
        note=f"Note {mark}",
        condition=f"If {mark}",
        firmness="conditional",
        date_basis=mark,
        said_on="2013-03-20",
        source=make_source("marked", title=f"Title {mark}", note=mark),
        words=f"Words {mark}",
    )
    for address in (
        ADDRESS,
        "/",
        "/statements/",
        "/statements/mark/",
        "/sources/marked/",
        "/actors/marked/",
        "/issues/military-role-mali/",
    ):
        page = client.get(address).text
        assert "<script" not in without_data(page)
        assert "<script>" not in page
        assert "&lt;script&gt;" in page


def test_its_own_statements_and_the_others_of_the_list_are_counted_apart(client):
    story = canada_story()
    said = {"addressee": story.canada, "said_on": "2013-02-01", "source": story.source}
    make_statement("thanks", story.france, story.issue, None, **said)
    page = client.get("/issues/military-role-mali/canada/")
    shown = page.context["page"]
    assert (shown.own, len(shown.pressure), shown.told, shown.asides) == (7, 1, 1, 0)
    assert len(shown.entries) == 9
    assert "<small>of its own, 1 pressing it, 1 said to it</small>" in page.text
