"""The ledger: said, then done, as of a day; narrowed, sorted, in pages."""

import re
from datetime import date

import pytest

from tests.factories import make_actor, make_commitment, make_event, make_issue, make_statement
from tracker.models import Actor, Commitment, Issue

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 28)


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch) -> None:
    monkeypatch.setattr("tracker.views.commitments.localdate", lambda: TODAY)


def turn(pledge: Commitment, day: str, kind: str = "made", **kw) -> None:
    said = make_statement(f"{pledge.slug}-{day}-{kind}", pledge.maker, pledge.issue, said_on=day)
    make_event(pledge, said, kind=kind, **kw)


@pytest.fixture
def world() -> tuple[Actor, Issue]:
    """Four pledges: one late and extended, one in part, one delivered, one only of 2016."""
    canada, france = make_actor("canada"), make_actor("france")
    role, aid = make_issue("role"), make_issue("aid")
    late = make_commitment("late", canada, role, kind="equipment", note="Announced as an aim.")
    turn(late, "2013-01-14", quantity=1, unit="aircraft", deadline="2013-01-24")
    turn(late, "2013-01-24", "extended", deadline="2013-02-15")
    part = make_commitment("part", canada, role, kind="troops")
    turn(part, "2013-02-01", quantity=600, unit="troops", qualifier="up_to", deadline="2013-12-31")
    turn(part, "2013-03-01", "delivered_in_part", quantity=150, unit="troops")
    done = make_commitment("done", france, aid, kind="funds")
    turn(done, "2013-01-01", quantity=10_000_000, unit="USD")
    turn(done, "2013-06-01", "delivered", quantity=10_000_000, unit="USD")
    turn(make_commitment("young", france, aid, kind="funds"), "2016", deadline="2030-01-01")
    return canada, aid


def shown(client, query: str = "") -> list[str]:
    return [row.slug for row in client.get(f"/commitments/{query}").context["page"].rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["young", "done", "part", "late"]),
        ("?maker=canada", ["part", "late"]),
        ("?issue=aid", ["young", "done"]),
        ("?kind=troops", ["part"]),
        ("?status=overdue", ["part", "late"]),
        ("?status=extended", ["late"]),
        ("?status=open", ["young", "late"]),
        ("?status=delivered&maker=france", ["done"]),
        ("?status=delivered&maker=canada", []),
        ("?sort=deadline", ["late", "part", "young", "done"]),
        ("?sort=overdue", ["late", "part", "young", "done"]),
        ("?sort=maker", ["part", "late", "young", "done"]),
        ("?sort=nonsense", ["young", "done", "part", "late"]),
        ("?as_of=2013-02", ["part", "late", "done"]),
        ("?as_of=2013-02&status=overdue", ["late"]),
        ("?as_of=2012", []),
        ("?as_of=2013-01-20&maker=france&kind=troops", []),
        ("?as_of=2013-01-20&kind=troops", []),
        ("?status=broken", []),
    ],
)
def test_it_is_narrowed_sorted_and_shown_as_of_a_day(client, world, query, expected):
    assert shown(client, query) == expected


def options(client, query: str, name: str) -> list[str]:
    facets = client.get(f"/commitments/{query}").context["page"].facets
    (facet,) = (facet for facet in facets if facet.name == name)
    return [f"{'*' * option.chosen}{option.value} {option.count}" for option in facet.choices]


def test_each_choice_says_how_many_it_would_show(client, world):
    assert options(client, "", "maker") == ["canada 2", "france 2"]
    assert options(client, "", "status") == [
        "open 2",
        "delivered_in_part 1",
        "delivered 1",
        "overdue 2",
        "extended 1",
    ]
    assert options(client, "?maker=canada", "maker") == ["*canada 2", "france 2"]
    assert options(client, "?maker=canada", "status") == [
        "open 1",
        "delivered_in_part 1",
        "delivered 0",
        "overdue 2",
        "extended 1",
    ]
    assert options(client, "?status=overdue&maker=france", "kind") == ["troops 0", "equipment 0", "funds 0"]


def row(client, slug: str, query: str = "") -> str:
    """A row's words, cell by cell."""
    page = client.get(f"/commitments/{query}").text
    (found,) = (each for each in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL) if f"/{slug}/" in each)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", found, re.DOTALL)
    return " | ".join(" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells)


@pytest.mark.parametrize(
    ("slug", "query", "expected"),
    [
        (
            "late",
            "",
            "Canada | no one named | 1 aircraft | nothing reported | 15 February 2013 was 24 January 2013, "
            "extended once | open past its day no outcome on record Announced as an aim.",
        ),
        (
            "part",
            "",
            "Canada | no one named | up to 600 troops | 150 troops 25 % of the most pledged "
            "| 31 December 2013 | delivered in part past its day nothing further on record",
        ),
        (
            "done",
            "",
            "France | no one named | US$10 million | US$10 million 100 % of the amount "
            "| none given | delivered",
        ),
        (
            "late",
            "?as_of=2013-01-20",
            "Canada | no one named | 1 aircraft | nothing reported | 24 January 2013 | open",
        ),
    ],
)
def test_a_row_says_what_was_pledged_then_what_was_done(client, world, slug, query, expected):
    assert row(client, slug, query) == expected


def test_it_adds_up_by_maker(client, world):
    page = client.get("/commitments/?as_of=2025")
    makers = page.context["page"].makers
    assert [
        (each.maker.text, each.tally.made, each.tally.delivered, each.tally.part, each.tally.overdue)
        for each in makers
    ] == [("Canada", 2, 0, 1, 2), ("France", 2, 1, 0, 0)]
    assert {cell.label: cell.url for cell in makers[0].cells if cell.url} == {
        "Made": "/commitments/?maker=canada&as_of=2025",
        "Open": "/commitments/?maker=canada&status=open&as_of=2025",
        "In part": "/commitments/?maker=canada&status=delivered_in_part&as_of=2025",
        "Past its day": "/commitments/?maker=canada&status=overdue&as_of=2025",
        "Extended": "/commitments/?maker=canada&status=extended&as_of=2025",
    }
    words = (
        "by 2 makers: 2 open, 1 delivered in part, 1 delivered. "
        "2 past the day with no outcome on record, 1 extended."
    )
    assert f"<strong>4 commitments</strong> {words}" in page.text


@pytest.mark.parametrize("query", ["", "?kind=troops", "?status=overdue", "?issue=role&as_of=2013-02"])
def test_each_number_of_a_maker_leads_to_just_as_many(client, world, query):
    for each in client.get(f"/commitments/{query}").context["page"].makers:
        for cell in each.cells:
            if cell.url:
                assert len(shown(client, cell.url.removeprefix("/commitments/"))) == cell.count


def test_links_from_a_day_of_the_past_keep_the_day(client, world):
    page = client.get("/commitments/?as_of=2013-02").text
    assert 'href="/commitments/late/?as_of=2013-02"' in page
    assert "As of the end of 28 February 2013:" in page
    assert 'href="/issues/role/canada/?as_of=2013-02"' in page


def test_a_commitment_without_a_public_turn_is_filed_as_such_today_and_unknown_in_the_past(client, world):
    make_commitment("silent", *world)
    assert "silent" in shown(client)
    assert shown(client, "?status=no_turn") == ["silent"]
    assert "silent" not in shown(client, "?as_of=2025")
    assert client.get("/commitments/").context["page"].tally.made == 4


def test_long_ledgers_come_in_pages_that_keep_what_was_asked(client, world):
    canada, aid = world
    for number in range(30):
        turn(make_commitment(f"more-{number}", canada, aid), "2014-01-01")
    query = "?maker=canada&sort=deadline&as_of=2025"
    first = client.get(f"/commitments/{query}")
    assert len(first.context["page"].rows) == 25
    assert 'rel="next" href="?page=2&amp;maker=canada&amp;sort=deadline&amp;as_of=2025"' in first.text
    second = client.get("/commitments/?page=2&maker=canada&sort=deadline&as_of=2025")
    assert len(second.context["page"].rows) == 7
    assert 'rel="prev" href="?page=1&amp;maker=canada' in second.text
    assert second.context["page"].tally.made == 32
    for wrong in ("abc", "0", "-1", "999", "%00", "1e9"):
        assert client.get(f"/commitments/?page={wrong}").context["page"].rows


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?maker=nobody", "Nothing is filed under maker “nobody”, so it was left out of the filter."),
        ("?status=kept", "Nothing is filed under status “kept”, so it was left out of the filter."),
        ("?sort=nonsense", "A list cannot be sorted by “nonsense”."),
        ("?kind=%00", "so it was left out of the filter."),
        ("?issue=" + "x" * 5000, f"Nothing is filed under issue “{'x' * 80}”"),
        ("?as_of=2027", "&quot;2027&quot; lies in the future. Shown as of today."),
        ("?as_of=foo", "Shown as of today."),
        ("?as_of=%00", "Shown as of today."),
        ("?as_of=" + "9" * 5000, "Shown as of today."),
        ("?without=unnamed", "Commitments are shown from all evidence: here only a day can be asked for."),
    ],
)
def test_what_cannot_be_read_is_told_and_left_out(client, world, query, words):
    page = client.get(f"/commitments/{query}")
    assert page.status_code == 200
    assert words in page.text
    assert len(page.context["page"].rows) == 4


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?maker=france&kind=troops", "No commitment fits all of these filters."),
        ("?as_of=2012", "No commitment is known to have been made by 31 December 2012."),
    ],
)
def test_when_there_is_nothing_it_says_how_to_go_on(client, world, query, words):
    page = client.get(f"/commitments/{query}").text
    assert words in page
    assert 'class="ledger"' not in page
