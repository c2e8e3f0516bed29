"""What lines and statements are called: right English whoever speaks, for whom and to whom."""

import pytest

from tests.factories import make_actor, make_issue, make_person, make_statement
from tracker.history.headings import demand, heading, statement_link, subject
from tracker.history.links import OWN, Link

CANADA, FRANCE = Link("Canada", "/canada/", "government"), Link("France", "/france/", "government")
UN, NATO = Link("United Nations", "/un/", "intergovernmental"), Link("NATO", "/nato/", "intergovernmental")
BAIRD, BOULDEN = Link("John Baird", "/baird/", "person"), Link("Jane Boulden", "/boulden/", "person")
ALLIES = Link("Allies of Canada (2017)", "/allies/", "unnamed")
ROLE, AID = Link("own military role in Mali", "/role/", OWN), Link("aid for Mali", "/aid/")


@pytest.mark.parametrize(
    ("actor", "issue", "whose", "expected"),
    [
        (CANADA, ROLE, (), "Canada on its own military role in Mali"),
        (CANADA, ROLE, (CANADA,), "Canada on its own military role in Mali"),
        (BAIRD, ROLE, (CANADA,), "John Baird on Canada’s own military role in Mali"),
        (BAIRD, ROLE, (UN,), "John Baird on United Nations’ own military role in Mali"),
        (BAIRD, ROLE, (BAIRD, CANADA), "John Baird on their and Canada’s own military role in Mali"),
        (BAIRD, ROLE, (), "John Baird on their own military role in Mali"),
        (CANADA, AID, (), "Canada on aid for Mali"),
        (BAIRD, AID, (CANADA,), "John Baird on aid for Mali"),
    ],
)
def test_a_line(actor, issue, whose, expected):
    assert heading(actor, issue, whose) == expected
    assert expected.endswith(f" on {subject(actor, issue, whose)}")


@pytest.mark.parametrize(
    ("actor", "issue", "addressees", "expected"),
    [
        (BOULDEN, ROLE, [CANADA], "Jane Boulden to Canada, on its own military role in Mali"),
        (ALLIES, ROLE, [CANADA], "Allies of Canada (2017) to Canada, on its own military role in Mali"),
        (CANADA, ROLE, [BAIRD], "Canada to John Baird, on their own military role in Mali"),
        (FRANCE, ROLE, [CANADA, NATO], "France to Canada and NATO, on their own military role in Mali"),
        (BOULDEN, AID, [CANADA, FRANCE, NATO], "Jane Boulden to Canada, France and NATO, on aid for Mali"),
    ],
)  # fmt: skip
def test_a_demand(actor, issue, addressees, expected):
    assert demand(actor, issue, addressees) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "for_france", "to_canada", "issue", "rung", "expected"),
    [
        ("declares", True, False, "own role", 0, "France on its own role"),
        ("pledges", True, True, "own role", 0, "France on its own role"),
        ("requests", True, True, "own role", 0, "France to Canada, on its own role"),
        ("criticises", False, True, "own role", 0, "Zeller to Canada, on its own role"),
        ("requests", True, False, "own role", 0, "France on its own role"),
        ("requests", True, True, "talks", 0, "France on talks"),
        ("declares", True, True, "own role", None, "France to Canada, on own role"),
        ("declares", True, False, "own role", None, "France on its own role"),
        ("declares", False, False, "own role", 0, "Zeller on their own role"),
    ],
)
def test_a_statement(act, for_france, to_canada, issue, rung, expected):
    said = make_statement(
        "said",
        make_person("zeller", name="Zeller"),
        make_issue("role", name=issue),
        rung,
        act=act,
        on_behalf_of=make_actor("france", name="France") if for_france else None,
        addressee=make_actor("canada", name="Canada") if to_canada else None,
    )
    found = statement_link(said)
    assert found.text == expected
    assert found.url == f"/issues/role/{'france' if for_france else 'zeller'}/"
