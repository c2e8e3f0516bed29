"""Files of the comparing pages, of a search and of the codebook: whole, coded, safe to open."""

import csv
import io
import json

import pytest

from tests.factories import make_actor, make_statement
from tests.stories import Story, canada_story
from tracker.history import reversals

pytestmark = pytest.mark.django_db

FILES = [
    "/compare/matrix",
    "/compare/reversals",
    "/compare/distance",
    "/compare/issue/military-role-mali",
    "/compare/actor/canada",
    "/codebook",
    "/search",
]


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.mark.parametrize("stem", FILES)
def test_each_page_offers_all_formats_with_what_narrows_it(client, story, stem):
    query = "?q=harper" if stem == "/search" else "?as_of=2013-06&without=unnamed"
    page = client.get(f"{stem}/{query}")
    files = {file.kind: file.url for file in page.context["take"].files}
    assert files == {ending: f"{stem}.{ending}{query}" for ending in ("csv", "xlsx", "json")}
    for address in files.values():
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("stem", FILES)
@pytest.mark.parametrize(
    "asked", ["as_of=foo", "actor=%00&kind=x&page=-1&issue=%00", "q=%00", "q=-", "since=x"]
)
def test_what_cannot_be_read_in_an_address_breaks_nothing(client, story, stem, asked):
    assert client.get(f"{stem}.csv?{asked}").status_code == 200


def test_without_data_there_are_columns(client, db):
    for stem in ("/compare/matrix", "/compare/reversals", "/compare/distance", "/search"):
        assert rows(client.get(f"{stem}.csv")) == []
        assert "address" in client.get(f"{stem}.csv").content.decode()


def test_a_search_for_nothing_offers_no_file(client, story):
    assert "take" not in client.get("/search/").context
    assert "take" not in client.get("/search/?q=nowhere").context


def test_a_matrix_tells_each_stance_by_its_slug(client, story):
    (row,) = [it for it in rows(client.get("/compare/matrix.csv")) if it["actor"] == "canada"]
    assert row == {
        "actor": "canada",
        "actor_name": "Canada",
        "kind": "government",
        "issue": "military-role-mali",
        "issue_name": "own military role in Mali",
        "stance": "airlift-open-ended",
        "stance_label": "Airlift, open-ended",
        "stale": "yes",
        "last_change": "up",
        "only_asked": "no",
        "address": "http://testserver/issues/military-role-mali/canada/",
    }


def test_a_side_by_side_tells_the_last_shift_and_its_cause(client, story):
    (row,) = rows(client.get("/compare/issue/military-role-mali.csv?actor=canada"))
    told = [row[name] for name in ("changed_from", "changed_to", "changed_on", "cause", "statements")]
    assert told == ["airlift-for-a-set-time", "airlift-open-ended", "2013-03-14", "same_speaker", "7"]


def test_reversals_and_a_search_are_whole_where_their_pages_are_many(client, story, monkeypatch):
    for number in range(8):
        rung = 0 if number % 2 else 4
        said = {"said_on": f"2018-01-{number + 10}", "on_behalf_of": story.canada, "source": story.source}
        make_statement(f"back-and-forth-{number}", story.harper, story.issue, rung, **said)
    monkeypatch.setattr(reversals, "PAGE_SIZE", 3)
    page = client.get("/compare/reversals/").context["page"]
    found = rows(client.get("/compare/reversals.csv?page=2"))
    assert len(found) == page.page.paginator.count > 3
    assert {"across", "turned"} <= {way for row in found for way in row["ways"].split("; ")}
    assert all(int(row["fewest_days"]) <= int(row["most_days"]) for row in found)
    searched = client.get("/search/?q=harper").context["page"]
    assert len(rows(client.get("/search.csv?q=harper"))) == searched.total > 5


def test_a_codebook_knows_values_uses_and_rungs(client, story):
    found = {(row["kind"], row["issue"], row["value"]): row for row in rows(client.get("/codebook.csv"))}
    pledges = found["act", "", "pledges"]
    assert (pledges["label"], pledges["used"]) == ("Pledges", "1")
    assert pledges["example"] == "http://testserver/statements/harper-one-week/"
    assert pledges["address"] == "http://testserver/codebook/#act-pledges"
    assert ("rung", "military-role-mali", "airlift-open-ended") in found
    assert ("rule", "", "9") in found


def test_no_cell_is_a_formula_and_json_keeps_the_words(client, story):
    evil = make_actor("evil", name="=cmd|' /C calc'!A0")
    make_statement("evil-said", evil, story.issue, 0, source=story.source)
    for address, column in (("/compare/matrix", "actor_name"), ("/search", "name")):
        query = "?q=calc&kind=actor" if address == "/search" else "?kind=all"
        assert "'=cmd|' /C calc'!A0" in {row[column] for row in rows(client.get(f"{address}.csv{query}"))}
        kept = json.loads(client.get(f"{address}.json{query}").content)["rows"]
        assert "=cmd|' /C calc'!A0" in {row[column] for row in kept}
