"""Side by side: what each page shows of the story, what it says where there is nothing, and of bad input."""

from html import unescape

import pytest

from tests.factories import indexed_once, make_actor, make_issue, make_membership, make_person, make_statement
from tests.stories import Story, canada_story
from tracker.models import Actor

pytestmark = pytest.mark.django_db

ISSUE = "/compare/issue/military-role-mali/"
PAGES = [
    "/compare/matrix/",
    "/compare/reversals/",
    "/compare/distance/?actor=canada",
    ISSUE,
    "/compare/actor/canada/",
]


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


def test_the_matrix_as_of_a_day_leads_to_lines_of_that_day(client, story):
    page = client.get("/compare/matrix/?as_of=2013-01-20")
    (row,) = [row for row in page.context["page"].matrix.rows if row.actor.text == "Canada"]
    (cell,) = [cell for cell in row.cells if cell]
    assert (cell.rung.label, cell.trend) == ("Airlift, for a set time", 1)
    assert cell.url == "/issues/military-role-mali/canada/?as_of=2013-01-20"
    assert "As of 20 January 2013:" in page.text


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("", {"Canada"}),
        ("people", {"Stephen Harper"}),
        ("all", {"Canada", "Stephen Harper"}),
        ("nonsense", {"Canada"}),
    ],
)
def test_the_matrix_of_a_kind(client, story, kind, named):
    page = client.get(f"/compare/matrix/?kind={kind}")
    assert named <= {row.actor.text for row in page.context["page"].matrix.rows}
    assert ("There is no kind of actor “nonsense”." in page.text) == (kind == "nonsense")


def test_each_mark_side_by_side_leads_to_its_statement_and_keeps_out_of_the_way_of_keys(client, story):
    page = client.get(f"{ISSUE}?actor=canada&as_of=2014").text
    mark = (
        '<a href="/issues/military-role-mali/canada/?as_of=2014#s-harper-no-mission" tabindex="-1">'
        "<title>8 January 2013</title>"
    )
    assert page.count(mark) == 1


def test_a_long_matrix_has_pages(client, story):
    with indexed_once():
        for number in range(60):
            make_statement(
                f"said-{number}", make_person(f"p-{number:02}"), story.issue, 1, source=story.source
            )
    page = client.get("/compare/matrix/?kind=people&page=2")
    assert page.context["page"].page.number == 2
    assert 'href="?kind=people&amp;page=1"' in page.text


def test_actors_side_by_side_on_one_time(client, story):
    page = client.get(f"{ISSUE}?actor=canada&actor=stephen-harper").context["page"]
    canada, harper = page.columns
    assert canada.actor.text == "Canada"
    assert canada.cell.rung.label == "Airlift, open-ended"
    assert (canada.shift.from_rung.label, canada.shift.up) == ("Airlift, for a set time", True)
    assert canada.shift.url == "/issues/military-role-mali/canada/#shift-2"
    assert canada.spark.width == harper.spark.width
    assert [rung.value for rung in page.ladder] == sorted((rung.value for rung in page.ladder), reverse=True)


def test_without_a_choice_those_who_said_most(client, story):
    page = client.get(ISSUE).context["page"]
    assert page.columns[0].actor.text == "Canada"
    assert len(page.columns) == 3


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("actor=nobody", "There is no actor “nobody”."),
        ("actor=%00", "There is no actor “ ”."),
        ("actor=france", "France said nothing on this that counts here."),
        ("as_of=foo", "Shown as of today."),
    ],
)
def test_what_cannot_be_shown_side_by_side_is_told(client, story, asked, told):
    make_actor("france-2")
    page = client.get(f"{ISSUE}?{asked}")
    assert any(told in fault for fault in page.context["page"].faults)
    assert page.status_code == 200


def test_one_alone_is_offered_others_on_the_same_day(client, story):
    make_statement("france-all-in", story.france, story.issue, 4, said_on="2013-02-01", source=story.source)
    page = client.get(f"{ISSUE}?actor=canada&as_of=2013-06&without=unnamed")
    (other, *_) = page.context["page"].others
    assert other.text == "Stephen Harper"
    assert other.url == f"{ISSUE}?actor=canada&actor=stephen-harper&as_of=2013-06&without=unnamed"
    assert "Canada stands alone here. Put beside it:" in page.text
    assert "Distance between two of them:" not in page.text
    both = client.get(other.url)
    assert [column.actor.text for column in both.context["page"].columns] == ["Canada", "Stephen Harper"]
    assert "stands alone" not in both.text
    assert (
        '<a href="/compare/distance/?actor=canada&amp;actor=stephen-harper&amp;as_of=2013-06'
        '&amp;without=unnamed">Canada and Stephen Harper</a>.'
    ) in both.text
    assert 'href="/issues/military-role-mali/?as_of=2013-06"' in both.text


def test_one_alone_where_nobody_else_spoke_is_told(client, story):
    issue = make_issue("alone")
    make_statement("alone", story.france, issue, 1, source=story.source)
    page = client.get("/compare/issue/alone/")
    assert "France stands alone here: nobody else said anything on this that counts here." in page.text


def test_side_by_side_names_the_time_that_all_share(client, story):
    page = client.get(f"{ISSUE}?actor=canada&actor=stephen-harper&as_of=2013-06-30")
    time = page.context["page"].time
    assert [tick.text for tick in time.ticks][:1] + [tick.text for tick in time.ticks][-1:] == [
        "2012",
        "2013",
    ]
    assert "All lines share one time, from 20 December 2012 to 30 June 2013, in which" in page.text
    assert '<text class="tick"' in page.text


@pytest.mark.parametrize(
    ("address", "links"),
    [
        (
            "/issues/military-role-mali/canada/",
            [
                "/compare/issue/military-role-mali/?actor=canada&{}",
                "/compare/actor/canada/?{}",
                "/compare/reversals/?actor=canada&issue=military-role-mali&{}",
            ],
        ),
        (
            "/compare/distance/?actor=canada&actor=stephen-harper&",
            ["/compare/issue/military-role-mali/?actor=canada&actor=stephen-harper&{}"],
        ),
        (
            "/issues/military-role-mali/",
            ["/compare/issue/military-role-mali/?{}", "/compare/reversals/?issue=military-role-mali&{}"],
        ),
        (
            "/actors/canada/",
            [
                "/compare/actor/canada/?{}",
                "/compare/reversals/?actor=canada&{}",
                "/compare/distance/?actor=canada&{}",
            ],
        ),
    ],
)
def test_what_leads_to_a_comparison_keeps_the_day_and_what_is_left_out(client, story, address, links):
    whole = address in ("/issues/military-role-mali/", "/actors/canada/")  # which show all evidence
    lens = "as_of=2013-03-20" if whole else "as_of=2013-03-20&without=unnamed"
    page = unescape(client.get(f"{address}{'' if '?' in address else '?'}{lens}").text)
    for link in links:
        assert f'href="{link.format(lens)}"' in page, link


def test_at_most_six(client, story):
    names = [make_person(f"p-{number}").slug for number in range(8)]
    for name in names:
        make_statement(f"by-{name}", _actor(name), story.issue, 1, source=story.source)
    page = client.get(f"{ISSUE}?{'&'.join(f'actor={name}' for name in names)}").context["page"]
    assert len(page.columns) == 6
    assert page.faults == ("At most 6 fit beside each other: the first 6 are shown.",)


def _actor(slug: str):
    from tracker.models import Actor

    return Actor.objects.get(slug=slug)


def test_before_and_after_a_change_of_government(client, story):
    trudeau = _actor("justin-trudeau")
    make_statement(
        "trudeau-none",
        trudeau,
        story.issue,
        0,
        on_behalf_of=story.canada,
        said_on="2016-02-01",
        source=story.source,
    )
    page = client.get("/compare/actor/canada/").context["page"]
    (change,) = page.changes
    assert (change.old, change.new, change.day.isoformat()) == (
        "Harper government",
        "Trudeau government",
        "2015-11-04",
    )
    (row,) = change.rows
    assert row.before.rung.label == "Airlift, open-ended"
    assert row.before.card.slug == "harper-as-long-as-needed"
    assert row.first.card.slug == "trudeau-none"
    assert row.last is None
    assert row.moved == "down 2 rungs"
    assert change.compared


def test_where_no_line_is_known_on_both_sides_of_a_change_it_says_so(client, story):
    page = client.get("/compare/actor/canada/")
    (change,) = page.context["page"].changes
    assert [row.moved for row in change.rows] == [""]
    assert "No line is known on both sides of this change, so nothing can be compared across it:" in page.text
    assert "<small>not known on one side at least</small>" in page.text


def test_a_side_without_a_stance_says_whether_nothing_was_said(client, story):
    """To decline a position, to be a signal and to be silent are three things."""
    other = make_issue("un-peacekeeping")
    own = {"on_behalf_of": story.canada, "source": story.source}
    make_statement("declines", story.harper, other, None, said_on="2013-03-14", **own)
    trudeau = Actor.objects.get(slug="justin-trudeau")
    make_statement("goes", trudeau, other, 2, said_on="2016-02-01", **own)
    make_statement("alone", story.harper, make_issue("aid"), 1, said_on="2013-03-14", **own)
    (change,) = client.get("/compare/actor/canada/").context["page"].changes
    told = {row.issue.slug: (row.before_without, row.first_without) for row in change.rows}
    assert told["un-peacekeeping"][0] == "took no position, on 14 March 2013"
    assert told["aid"][1] == ""
    assert told["military-role-mali"][1] == "nothing on record, one signal"
    page = client.get("/compare/actor/canada/").text
    assert "<small>took no position, on 14 March 2013</small>" in page
    assert "<small>no statement found</small>" in page
    seen = client.get("/compare/actor/canada/?without=unnamed").text
    assert "<small>no statement that counts here</small>" in seen
    assert "no statement found" not in seen


def test_between_opposition_and_power(client, story):
    """A person's own line, by the offices held: before the first one, out of office."""
    party, mp = make_actor("npd", kind="party"), make_person("critic")
    make_membership(mp, party, role="Critic", start="2010-01-01", end="2015-11-03", rank="legislator")
    make_membership(mp, story.canada, role="Minister", start="2015-11-04", rank="minister")
    own = {"source": story.source}
    make_statement("in-opposition", mp, story.issue, 4, on_behalf_of=party, said_on="2013-01-08", **own)
    make_statement("in-power", mp, story.issue, 1, on_behalf_of=story.canada, said_on="2016-01-08", **own)
    page = client.get("/compare/actor/critic/").context["page"]
    assert page.of_office
    changes = [(change.old, change.new, [row.moved for row in change.rows]) for change in page.changes]
    assert changes == [
        ("Before any office", "Critic, Npd", [""]),
        ("Critic, Npd", "Minister, Canada", ["down 3 rungs"]),
    ]


def test_reversals_nearest_first_under_the_organisation(client, story):
    for number, (day, rung) in enumerate([("2014-01-01", 4), ("2014-01-03", 0)]):
        make_statement(
            f"turn-{number}",
            story.harper,
            story.issue,
            rung,
            on_behalf_of=story.canada,
            said_on=day,
            source=story.source,
        )
    page = client.get("/compare/reversals/").context["page"]
    assert {row.actor.text for row in page.rows} == {"Canada"}
    first = page.rows[0]
    assert (first.earlier.slug, first.later.slug, first.apart) == ("turn-0", "turn-1", "2 days apart")
    assert "across the middle" in first.ways
    own = client.get("/compare/reversals/?actor=stephen-harper").context["page"]
    assert own.page.paginator.count == 0


def test_many_pairs_cost_no_more_queries(client, story, django_assert_num_queries):
    def turn(number: int) -> None:
        make_statement(
            f"turn-{number:02}",
            story.harper,
            story.issue,
            4 * (number % 2),
            said_on=f"2014-01-{number + 1:02}",
            source=story.source,
        )

    turn(0)
    turn(1)
    for most in (False, True):
        with django_assert_num_queries(1 + 16):
            page = client.get("/compare/reversals/?actor=stephen-harper").context["page"]
        assert (len(page.rows) == 25) == most
        for number in () if most else range(2, 30):
            turn(number)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("actor=nobody", "Nothing is filed under actor “nobody”, so it was left out of the filter."),
        ("issue=nothing", "Nothing is filed under issue “nothing”, so it was left out of the filter."),
    ],
)
def test_a_filter_that_does_not_exist_is_told(client, story, asked, told):
    page = client.get(f"/compare/reversals/?{asked}")
    assert page.context["page"].found.applied.faults == (told,)
    assert told in unescape(page.text)


def test_what_is_as_far_apart_or_moved_as_far_stands_by_name(client, story):
    harper, trudeau = _actor("stephen-harper"), _actor("justin-trudeau")
    own = {"on_behalf_of": story.canada, "source": story.source}
    for slug, name in [("z", "aid"), ("y", "Élections"), ("x", "embargo")]:
        issue = make_issue(slug, name=name)
        make_statement(f"{slug}-before", harper, issue, 0, said_on="2015-01-01", **own)
        make_statement(f"{slug}-after", trudeau, issue, 1, said_on="2016-01-01", **own)
        make_statement(f"{slug}-france", story.france, issue, 1, said_on="2016-01-01", source=story.source)
    shown = ["aid", "Élections", "embargo"]
    distance = client.get("/compare/distance/?actor=canada&actor=france&as_of=2016-06").context["page"]
    assert [row.issue.text for row in distance.rows if row.apart == 0] == shown
    (change,) = client.get("/compare/actor/canada/").context["page"].changes
    assert [row.issue.text for row in change.rows if row.size == 1] == shown


@pytest.mark.parametrize("address", PAGES)
def test_without_data_a_page_says_so(client, db, address):
    if "actor/" in address or "issue/" in address:
        make_actor("canada")
        make_issue("military-role-mali")
    page = client.get(address)
    assert page.status_code == 200
    assert 'class="empty"' in page.text


@pytest.mark.parametrize("address", PAGES)
def test_every_page_looks_through_the_lens(client, story, address):
    query = f"{'&' if '?' in address else '?'}as_of=2013-01-20&without=unnamed"
    page = client.get(address + query)
    assert "As of 20 January 2013:" in page.text
    assert (
        'id="without-unnamed" value="unnamed" checked' in page.text.replace("\n", " ")
        or "checked" in page.text
    )


def test_a_withdrawn_actor_or_issue_has_no_comparison(client, story):
    story.canada.status = "withdrawn"
    story.canada.withdrawn_because = "Twice in the record."
    story.canada.save()
    assert client.get("/compare/actor/canada/").status_code == 410
    assert client.get("/compare/issue/nothing/").status_code == 404
