"""The stance-history page as of a day and without a class of evidence, all in its address."""

import html
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.factories import make_membership, make_person, make_source, make_statement
from tests.stories import canada_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_story")]

ADDRESS = "/issues/military-role-mali/canada/"
WIRE = "?without_outlet=The+Wire"
NO_HEAD = "neither a head of state or government on record nor a formal decision or act"


@pytest.fixture
def _story() -> None:
    """As told, and one more plane that only The Wire knows of."""
    story = canada_story()
    official = make_person("john-baird")
    make_membership(official, story.canada)
    make_statement(
        "baird-peacekeepers",
        official,
        story.issue,
        3,
        on_behalf_of=story.canada,
        attribution="paraphrased",
        said_on="2013-03-20",
        source=make_source("wire", publisher="The Wire"),
    )


def text(page) -> str:
    return html.unescape(page.text)


def test_everything_as_of_today_says_nothing_of_switches(client: Client):
    page = client.get(ADDRESS)
    assert page.context["page"].differing is None
    assert "Show everything" not in page.text
    assert 'class="asof"' not in page.text
    assert '<details class="switches">' in page.text


@pytest.mark.parametrize(
    ("query", "since"),
    [
        ("", ""),
        ("?as_of=2012", "Since then: 3 shifts."),
        ("?as_of=2013-03-14", "Since then: 1 shift."),
        ("?as_of=2013-03-14&without_outlet=The+Wire", "No shift is on record since then."),
        ("?as_of=2014", "No shift is on record since then."),
    ],
)
def test_an_earlier_day_says_what_the_line_did_since(client: Client, query: str, since: str):
    assert client.get(ADDRESS + query).context["page"].since == since


@pytest.mark.parametrize(
    ("query", "nothing"), [("", "no statement"), ("?only=heads", "none that counts here")]
)
def test_a_gap_is_no_silence_where_evidence_is_left_out(client: Client, query: str, nothing: str):
    for chart in client.get(ADDRESS + query).context["page"].charts:
        words = " ".join(text.text for text in chart.texts if text.kind == "gap")
        assert nothing in words
        assert ("no statement" in words) is (nothing == "no statement")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            f"{ADDRESS}embed/?without=unnamed",
            "<strong>Without unnamed sources:</strong> what else was said is",
        ),
        ("/compare/matrix/?only=heads", "<strong>Only heads of state or government, and formal decisions or"),
        (
            "/compare/distance/?without=paraphrase",
            "<strong>Without paraphrase:</strong> what else was said is",
        ),
        (
            f"{ADDRESS}.svg?without=unnamed".replace("/.", "."),
            "mission in Mali (Without unnamed sources)</title>",
        ),
    ],
)
def test_whatever_leaves_the_page_or_compares_says_what_it_leaves_out(
    client: Client, address: str, told: str
):
    assert told.replace("mission", "own military role") in text(client.get(address))
    assert "left out here" not in client.get(address.partition("?")[0]).text


def test_a_dot_in_the_matrix_is_no_silence_where_evidence_is_left_out(client: Client):
    assert "a dot: no statement found." in text(client.get("/compare/matrix/"))
    assert "a dot: no statement that counts here." in text(client.get("/compare/matrix/?without=unnamed"))


def test_as_of_a_day_is_what_was_said_by_then(client: Client):
    page = client.get(f"{ADDRESS}?as_of=2013-01-16")
    shown = page.context["page"]
    assert (shown.now.rung.label, shown.now.stale, len(shown.shifts)) == (
        "Airlift, for a set time",
        False,
        1,
    )
    assert "<strong>As of 16 January 2013:</strong> what is dated by then, whenever it was told." in page.text
    assert f'Since then: 2 shifts. <a href="{ADDRESS}">Today</a>' in page.text
    assert 'value="2013-01-16"' in page.text
    assert "<title>Canada on its own military role in Mali, as of 16 January 2013 · Positions" in page.text
    assert '<a class="rungword" href="/commitments/one-c-17/?as_of=2013-01-16">' in page.text
    assert "harper-as-long-as-needed" not in page.text
    assert "official-still-alive" not in page.text


def test_without_an_outlet_the_line_is_derived_anew_and_says_what_changed(client: Client):
    page = client.get(ADDRESS + WIRE)
    shown = page.context["page"]
    assert (shown.now.rung.label, len(shown.shifts)) == ("Airlift, open-ended", 2)
    assert shown.differing.through == "Without The Wire"
    assert shown.differing.sentences == (
        "1 of 8 statements is left out.",
        "The stance is “Airlift, open-ended” instead of “Peacekeepers”.",
        "Shift 3 (from “Airlift, open-ended” to “Peacekeepers”, 20 March 2013) is gone.",
    )
    assert "Canada went from No military role to Airlift, open-ended in 9 weeks, in two steps" in text(page)
    assert [(each.card.slug, each.why) for each in shown.left_out] == [
        ("baird-peacekeepers", "shown only by The Wire")
    ]
    assert 'id="s-baird-peacekeepers"' not in page.text
    assert '<a href="#left-out">Which</a>' in page.text
    assert f'<a href="{ADDRESS}">Show everything</a>' in page.text
    assert (
        "<title>Canada on its own military role in Mali (Without The Wire) · Positions</title>" in page.text
    )
    assert "Shown from all evidence, here and below the chart." in page.text
    assert '<details class="switches" open>' in page.text


@pytest.mark.parametrize(
    ("query", "statements"),
    [("", 8), ("?without=unnamed", 6), ("?without=paraphrase", 7), (WIRE, 7), ("?only=heads", 4)],
)
def test_each_switch(client: Client, query: str, statements: int):
    page = client.get(ADDRESS + query).context["page"]
    assert page.own == statements
    assert (page.differing is None) == (query == "")


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        ("?without=unnamed", {"aide-weeks": "unnamed source", "official-still-alive": "unnamed source"}),
        ("?without=paraphrase", {"baird-peacekeepers": "paraphrased"}),
        (
            "?only=heads&as_of=2013-01",
            {
                "mackay-examining": NO_HEAD,
                "fabius-asks": NO_HEAD,
            },
        ),
    ],
)
def test_what_is_left_out_is_listed_with_its_reason(client: Client, query: str, left_out: dict[str, str]):
    page = client.get(ADDRESS + query).context["page"]
    assert {each.card.slug: each.why for each in page.left_out} == left_out


def test_a_shift_that_hangs_on_one_story_leads_to_the_line_without_it(client: Client):
    page = client.get(f"{ADDRESS}?as_of=2014&without=unnamed")
    last = page.context["page"].shifts[-1]
    stories = {story.kind: story.without for story in last.hangs_on}
    assert stories["The Wire"] == f"{ADDRESS}?as_of=2014&without=unnamed&without_outlet=The+Wire"
    assert f'href="{html.escape(stories["The Wire"])}">see the line without The Wire</a>' in page.text
    assert len(client.get(stories["The Wire"]).context["page"].shifts) == 2


def test_a_shift_leads_to_the_line_as_it_was_known_that_day(client: Client):
    second = client.get(f"{ADDRESS}?without=unnamed").context["page"].shifts[1]
    assert second.then == f"{ADDRESS}?as_of=2013-03-14&without=unnamed"
    then = client.get(second.then).context["page"]
    assert (then.as_of.isoformat(), len(then.shifts)) == ("2013-03-14", 2)


def test_the_form_holds_what_is_asked(client: Client):
    page = client.get(f"{ADDRESS}?as_of=2013&axis=scale&without=paraphrase&without_outlet=The+Daily+Test")
    board = page.context["board"]
    assert (board.day, board.kept) == ("2013-12-31", (("axis", "scale"),))
    assert [box.label for box in (*board.boxes, *board.outlets) if box.ticked] == [
        "Leave out paraphrase and the press’s own reading",
        "The Daily Test",
    ]
    assert [box.label for box in board.outlets] == ["The Daily Test", "The Wire"]
    assert '<input type="hidden" name="axis" value="scale">' in page.text


def test_the_other_axis_keeps_what_is_asked(client: Client):
    asked = {"as_of": ["2013"], "without": ["unnamed"]}
    page = client.get(f"{ADDRESS}?as_of=2013&without=unnamed")
    other = page.context["page"].other_axis
    assert parse_qs(urlsplit(other).query) == {"axis": ["scale"], **asked}
    back = client.get(other).context["page"].other_axis
    assert parse_qs(urlsplit(back).query) == asked


def test_where_all_is_left_out_it_does_not_say_that_nothing_was_found(client: Client):
    page = client.get(f"{ADDRESS}{WIRE}&without_outlet=The+Daily+Test")
    assert "<h1>Canada on its own military role in Mali</h1>" in page.text
    assert (
        "Nothing is left of the eight statements by Canada on this: "
        "no stance can be read from what counts here." in page.text
    )
    assert "has been found" not in page.text
    assert "Let all evidence count" in page.text
    assert "<svg class" not in page.text


def test_before_the_first_statement_it_says_by_when_nothing_was_found(client: Client):
    page = client.get(f"{ADDRESS}?as_of=2010&without=unnamed")
    assert "No statement by Canada on this has been found that was made by 31 December 2010." in page.text
    assert "with this question by 31 December 2010." in page.text
    assert f'<a href="{ADDRESS}?without=unnamed">See today</a>' in page.text


def test_an_outlet_that_shows_nothing_here_changes_nothing(client: Client):
    make_source("other", publisher="Nobody's <Paper>")
    page = client.get(f"{ADDRESS}?without_outlet=Nobody%27s+%3CPaper%3E")
    assert page.context["page"].differing.sentences[0] == "None of its statements is left out."
    assert "Nobody&#x27;s &lt;Paper&gt;" in page.text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("as_of=foo", '"foo" is not a date.'),
        ("as_of=2013-02-30", '"2013-02-30" is not a day of the calendar. Shown as of today.'),
        ("as_of=2999", '"2999" lies in the future. Shown as of today.'),
        ("as_of=%00", "is not a date."),
        (f"as_of={'9' * 3000}", "is not a date."),
        ("without=rumours", 'There is no evidence called "rumours" to leave out: unnamed or paraphrase.'),
        ("only=kings", 'Only "heads" can be kept alone, not "kings".'),
        (
            "without_outlet=Nonsense",
            "Nothing is filed under without_outlet “Nonsense”, so it was left out of the filter.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_and_left_out(client: Client, query: str, told: str):
    page = client.get(f"{ADDRESS}?{query}")
    assert page.status_code == 200
    assert told in text(page)
    notice = page.text.partition('<p class="notice"')[2].partition("</p>")[0]
    assert len(notice) < 300
    assert page.context["page"].own == 8


def test_switches_cost_one_query_more_at_most(client: Client, django_assert_num_queries):
    """Whether an outlet exists; as of a day, three more: what the line did since."""
    for query, more in (("", 0), (WIRE, 1), ("?only=heads&without=unnamed&as_of=2014&axis=scale", 3)):
        with django_assert_num_queries(1 + 14 + more):
            client.get(ADDRESS + query)
