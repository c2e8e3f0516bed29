"""Files of lists and pages: the same rows, in the same order, under the same filters as the page."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from tests.factories import make_actor, make_statement
from tests.stories import Story, canada_story
from tracker.downloads.table import answer, tabulated

pytestmark = pytest.mark.django_db

STANCE = "/issues/military-role-mali/canada"


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


# page, what it lists: attribute path in its context, then the file's column that holds the same
SAME = [
    ("/statements/", lambda it: [card.slug for card in it["page"].cards], "slug"),
    ("/statements/?actor=canada&year=2013", lambda it: [card.slug for card in it["page"].cards], "slug"),
    ("/statements/?q=harper&sort=oldest", lambda it: [card.slug for card in it["page"].cards], "slug"),
    ("/sources/?year=2013&sort=oldest", lambda it: [row.title for row in it["rows"]], "title"),
    (
        "/actors/?kind=person",
        lambda it: [row.actor.slug for group in it["groups"] for row in group.actors],
        "slug",
    ),
    ("/issues/", lambda it: [row.issue.slug for row in it["rows"]], "slug"),
    ("/sources/", lambda it: [row.title for row in it["rows"]], "title"),
    ("/actors/", lambda it: [row.actor.slug for group in it["groups"] for row in group.actors], "slug"),
    ("/commitments/", lambda it: [row.slug for row in it["page"].rows], "slug"),
    (f"{STANCE}/", lambda it: [entry.card.slug for entry in it["page"].entries], "slug"),
    (f"{STANCE}/?without=unnamed", lambda it: [entry.card.slug for entry in it["page"].entries], "slug"),
    (f"{STANCE}/?as_of=2013-01-20", lambda it: [entry.card.slug for entry in it["page"].entries], "slug"),
    ("/actors/canada/", lambda it: [row.name for row in it["page"].stances], "issue_name"),
    ("/sources/harper-visit/", lambda it: [card.slug for card in it["page"].statements], "slug"),
    ("/statements/harper-one-week/", lambda it: [it["page"].card.slug], "slug"),
    (
        "/compare/matrix/?kind=all&as_of=2013-06",
        lambda it: [cell.issue.slug for row in it["page"].matrix.rows for cell in row.cells if cell],
        "issue",
    ),
    (
        "/compare/matrix/?kind=people",
        lambda it: [row.actor.slug for row in it["page"].matrix.rows],
        "actor",
    ),
    (
        "/compare/distance/?actor=canada&actor=stephen-harper&as_of=2013-02",
        lambda it: [
            "" if row.apart is None else str(row.apart) for row in (*it["page"].rows, *it["page"].moments)
        ],
        "percent_apart",
    ),
    (
        "/compare/issue/military-role-mali/?actor=stephen-harper&actor=canada&without=unnamed",
        lambda it: [column.actor.slug for column in it["page"].columns],
        "actor",
    ),
    (
        "/compare/actor/canada/",
        lambda it: [row.line.text for change in it["page"].changes for row in change.rows],
        "line",
    ),
    (
        "/search/?q=harper&kind=statement&since=2013",
        lambda it: [hit.slug for group in it["page"].groups for hit in group.hits],
        "slug",
    ),
    (
        "/codebook/",
        lambda it: [
            *(rule.name for rule in it["page"].rules),
            *(term.label for group in it["page"].groups for term in group.terms),
            *(
                label
                for each in it["page"].issues
                for label in (each.issue.text, *(it.label for it in each.rungs))
            ),
        ],
        "label",
    ),
    ("/commitments/one-c-17/", lambda it: [turn.card.slug for turn in it["page"].turns], "statement"),
]


@pytest.mark.parametrize(("page", "shown", "column"), SAME, ids=[page for page, *_ in SAME])
def test_a_file_holds_what_its_page_shows(client, story, page, shown, column):
    answer = client.get(page)
    (link,) = (file.url for file in answer.context["take"].files if file.kind == "csv")
    assert link in answer.text.replace("&amp;", "&")
    listed = shown(answer.context)
    assert listed
    assert [row[column] for row in rows(client.get(link))] == listed


def test_a_file_is_whole_where_its_page_is_one_of_many(client, story):
    for number in range(30):
        make_statement(f"more-{number:02}", story.harper, story.issue, 0, source=story.source)
    page = client.get("/statements/?page=2&issue=military-role-mali")
    link = page.context["take"].files[0].url
    assert link == "/statements.csv?issue=military-role-mali"
    assert len(rows(client.get(link))) == page.context["page"].total


def test_a_line_tells_what_each_statement_did(client, story):
    columns = ("number", "slug", "line_role", "shift", "mixed_message", "stance_afterwards")
    found = rows(client.get(f"{STANCE}.csv"))
    assert [" ".join(row[name] or "-" for name in columns) for row in found] == [
        "1 mackay-examining signals - no -",
        "2 fabius-asks pressure - no -",
        "3 harper-no-mission opens - no no-military-role",
        "4 harper-no-combat limits - no no-military-role",
        "5 harper-one-week shifts 1 no airlift-for-a-set-time",
        "6 harper-as-long-as-needed shifts 2 no airlift-open-ended",
        "7 aide-weeks signals - yes airlift-open-ended",
        "8 official-still-alive signals - yes airlift-open-ended",
    ]


def test_the_three_formats_hold_the_same(client, story):
    as_csv = rows(client.get(f"{STANCE}.csv"))
    as_json = json.loads(client.get(f"{STANCE}.json").content)
    sheet = load_workbook(io.BytesIO(client.get(f"{STANCE}.xlsx").content)).active
    header, *cells = sheet.iter_rows(values_only=True)
    assert [
        {name: "" if cell is None else str(cell) for name, cell in row.items()} for row in as_json["rows"]
    ] == as_csv
    assert [dict(zip(header, (str(cell or "") for cell in row), strict=True)) for row in cells] == as_csv
    assert as_json["rows"][0]["number"] == 1
    assert as_json["title"] == "Canada on its own military role in Mali"
    assert as_json["address"] == f"http://testserver{STANCE}/?as_of={as_json['as_of']}"
    assert as_json["filter"] == ""


def test_a_number_that_is_missing_here_and_there_stays_a_number():
    moved = tabulated(
        [-2, None, 1], {"rungs": lambda it: it, "none": lambda it: None, "yes": lambda it: True}
    )
    assert moved.numeric == {"rungs"}
    plain = answer(moved, "csv", "moved", {}).content.decode().splitlines()
    assert plain == ["rungs,none,yes", "-2,,yes", ",,yes", "1,,yes"]
    told = json.loads(answer(moved, "json", "moved", {}).content)["rows"]
    assert [row["rungs"] for row in told] == [-2, None, 1]
    sheet = load_workbook(io.BytesIO(answer(moved, "xlsx", "moved", {}).content)).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["rungs", -2, None, 1]


def test_a_file_of_what_stands_today_says_today(client, story):
    for address in ("/search.json?q=harper", "/statements.json?", "/actors.json?"):
        today = json.loads(client.get(address).content)["as_of"]
        assert json.loads(client.get(f"{address}&as_of=2013").content)["as_of"] == today


def test_a_file_has_a_name_that_says_what_and_when(client, story):
    answer = client.get(f"{STANCE}.csv?as_of=2013-01-20")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    expected = 'attachment; filename="issues-military-role-mali-canada-2013-01-20.csv"'
    assert answer["Content-Disposition"] == expected


LENS = "as_of=2013-06-30&without=unnamed&without_outlet=The+Daily+Test"
NARROWED = [
    (
        f"{STANCE}.json?{LENS}",
        "issues-military-role-mali-canada-without-unnamed-without-outlet-the-daily-test",
        f"{STANCE}/?{LENS}",
        "Without unnamed sources and The Daily Test",
    ),
    (
        "/statements.json?actor=canada&outlet=Nobody&year=2013&page=2&sort=oldest",
        "statements-actor-canada-year-2013-sort-oldest",
        "/statements/?actor=canada&year=2013&sort=oldest",
        "Actor: Canada; Year: 2013",
    ),
    (
        "/actors.json?kind=person",
        "actors-kind-person",
        "/actors/?kind=person",
        "Kind: People",
    ),
    (
        "/commitments.json?maker=canada&status=open&sort=deadline&as_of=2013-06-30",
        "commitments-maker-canada-status-open-sort-deadline",
        "/commitments/?maker=canada&status=open&sort=deadline&as_of=2013-06-30",
        "Maker: Canada; Status: open",
    ),
    (
        "/compare/distance.json?actor=canada&actor=stephen-harper&as_of=2013-06-30",
        "compare-distance-actor-canada-stephen-harper",
        "/compare/distance/?actor=canada&actor=stephen-harper&as_of=2013-06-30",
        "Actors: Canada and Stephen Harper",
    ),
    (
        "/compare/issue/military-role-mali.json?actor=canada&only=heads&as_of=2013-06-30",
        "compare-issue-military-role-mali-actor-canada-only-heads",
        "/compare/issue/military-role-mali/?actor=canada&as_of=2013-06-30&only=heads",
        "Actors: Canada; Only heads of state or government, and formal decisions or acts",
    ),
    (
        "/compare/matrix.json?kind=people&as_of=2013-06-30",
        "compare-matrix-kind-people",
        "/compare/matrix/?kind=people&as_of=2013-06-30",
        "Kind: People",
    ),
    (
        "/compare/reversals.json?actor=canada&as_of=2013-06-30&without=unnamed",
        "compare-reversals-actor-canada-without-unnamed",
        "/compare/reversals/?actor=canada&as_of=2013-06-30&without=unnamed",
        "Actor: Canada; Without unnamed sources",
    ),
    (
        "/search.json?q=harper&kind=statement&since=2013",
        "search-q-harper-kind-statement-since-2013",
        "/search/?q=harper&kind=statement&since=2013",
        "Words: harper; Kind: Statements; From: 2013",
    ),
]


@pytest.mark.parametrize(("asked", "name", "address", "told"), NARROWED, ids=[it[1] for it in NARROWED])
def test_a_file_says_what_it_is_narrowed_to_and_at_which_address(client, story, asked, name, address, told):
    answer = client.get(asked)
    whole = json.loads(answer.content)
    assert whole["filter"] == told
    assert whole["address"] == f"http://testserver{address}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}-{whole["as_of"]}.json"'
    assert client.get(address.replace("/?", ".json?", 1)).content == answer.content


def test_no_cell_is_a_formula_and_json_keeps_the_words(client, story):
    make_actor("evil", name="=cmd|' /C calc'!A0", description="+1 é “ü”")
    found = next(row for row in rows(client.get("/actors.csv")) if row["slug"] == "evil")
    assert (found["name"], found["description"]) == ("'=cmd|' /C calc'!A0", "'+1 é “ü”")
    kept = json.loads(client.get("/actors.json").content)["rows"]
    assert next(row["name"] for row in kept if row["slug"] == "evil") == "=cmd|' /C calc'!A0"


def test_what_a_sheet_cannot_hold_is_told_and_the_csv_has_it(client, story):
    make_statement("long", story.harper, story.issue, 0, source=story.source, note="x" * 40_000)
    refused = client.get("/statements.xlsx")
    assert refused.status_code == 422
    expected = "note: a spreadsheet cell holds 32,767 characters. Take the CSV file instead.\n"
    assert refused.text.endswith(expected)
    assert "x" * 40_000 in client.get("/statements.csv").content.decode()


def test_an_empty_list_is_a_file_with_its_columns(client, db):
    assert client.get("/statements.csv").content.decode().startswith("slug,said_on,speaker,")
    assert rows(client.get("/statements.csv")) == []
    assert json.loads(client.get("/statements.json").content)["rows"] == []


@pytest.mark.parametrize(
    "address",
    ["/statements.exe", "/actors/nobody.csv", "/issues/military-role-mali/nobody.svg", "/actors/canada.png"],
)
def test_what_is_not_there(client, story, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("asked", ["as_of=foo", "as_of=%00", "as_of=9999-99", "year=x&actor=%00&page=-1"])
def test_what_cannot_be_read_in_an_address_breaks_nothing(client, story, asked):
    for address in (
        f"{STANCE}.csv",
        f"{STANCE}.svg",
        f"{STANCE}.bib",
        "/statements.json",
        "/commitments.csv",
    ):
        assert client.get(f"{address}?{asked}").status_code == 200, address


def test_only_reading(client, story):
    assert client.post("/statements.csv").status_code == 405


def test_scripts_of_any_site_may_read_every_file(client, story):
    """A notebook in a browser loads them straight from here."""
    addresses = [
        "/statements.csv",
        f"{STANCE}.svg",
        f"/fr{STANCE}.json",
        "/data/positions.zip",
        "/nowhere.csv",
    ]
    assert {client.get(address).get("Access-Control-Allow-Origin") for address in addresses} == {"*"}
