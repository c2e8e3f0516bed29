"""What the codebook promises of the coding itself: provenance, who spoke for whom, the ladders."""

import re
from collections import Counter
from datetime import date

import pytest

from tracker import edtf

from .conftest import SEEDS, Row, table

# Statements whose principal no membership explains, each with its reason. Empty, and best kept so.
NO_MEMBERSHIP: dict[str, str] = {}


def edge(text: str, side: str, unknown: date) -> date:
    return getattr(edtf.parse(text), side) if text else unknown


def speaks_for(member: Row, statement: Row) -> bool:
    """Whether the role is held on every day that the statement can have been made."""
    said = edtf.parse(statement["said_on"])
    return (
        (member["person"], member["organization"]) == (statement["speaker"], statement["on_behalf_of"])
        and member["speaks_for"] == "true"
        and edge(member["start"], "first", date.min) <= said.first
        and said.last <= edge(member["end"], "last", date.max)
    )


def test_every_principal_follows_from_a_membership():
    members = table("memberships")
    unexplained = [
        row["slug"]
        for row in table("statements")
        if row["on_behalf_of"] and not any(speaks_for(member, row) for member in members)
    ]
    assert unexplained == sorted(NO_MEMBERSHIP)


def test_an_organisation_that_speaks_itself_has_no_principal():
    kinds = {row["slug"]: row["kind"] for row in table("actors")}
    speakers = {row["speaker"] for row in table("statements") if row["on_behalf_of"]}
    assert {kinds[slug] for slug in speakers} == {"person", "unnamed"}


@pytest.mark.parametrize(
    ("slug", "attribution"),
    [
        ("2012-03-31-canada-aid", "formal"),  # a payment
        ("2013-01-15-canada-military-role", "formal"),  # an offer
        ("2013-01-10-mali-military-role", "paraphrased"),  # a call for help, not told as formal
        ("2013-03-14-african-forces-military-role", "unnamed"),  # whose forces they are is not told
        ("2017-11-15-canada-scouts-mali", "characterised"),  # a visit decides nothing
    ],
)
def test_what_is_told_as_a_fact_is_formal_only_where_a_named_body_decides_or_acts(slug, attribution):
    (row,) = (row for row in table("statements") if row["slug"] == slug)
    assert row["attribution"] == attribution


def test_no_unnamed_source_decides_or_acts_formally():
    unnamed = {row["slug"] for row in table("actors") if row["kind"] == "unnamed"}
    formal = [row for row in table("statements") if row["attribution"] == "formal"]
    assert [row["slug"] for row in formal if row["speaker"] in unnamed] == []


def test_every_statement_has_evidence():
    shown = {row["statement"] for row in table("evidence")}
    assert [row["slug"] for row in table("statements") if row["slug"] not in shown] == []


def test_every_source_shows_statements():
    shown = Counter(row["source"] for row in table("evidence"))
    assert {row["slug"] for row in table("sources")} == set(shown)


def test_every_date_that_was_inferred_says_from_what():
    assert [row["slug"] for row in table("statements") + table("sources") if not row["date_basis"]] == []


def test_a_statement_s_slug_starts_with_the_last_day_it_can_have_been_said():
    wrong = {
        row["slug"]: row["said_on"]
        for row in table("statements")
        if not row["slug"].startswith(edtf.parse(row["said_on"]).last.isoformat())
    }
    assert wrong == {}


def test_nothing_was_said_after_the_articles_that_show_it():
    published = {row["slug"]: edtf.parse(row["published_on"]).last for row in table("sources")}
    said = {row["slug"]: edtf.parse(row["said_on"]).last for row in table("statements")}
    late = [row for row in table("evidence") if said[row["statement"]] > published[row["source"]]]
    assert late == []


def test_a_turn_has_the_day_of_the_statement_that_shows_it():
    said = {row["slug"]: row["said_on"] for row in table("statements")}
    assert [row for row in table("commitment_events") if row["on"] != said[row["statement"]]] == []


def test_a_commitment_begins_with_its_making():
    events = table("commitment_events")
    made = {row["commitment"] for row in events if row["kind"] == "made"}
    assert made == {row["slug"] for row in table("commitments")}


@pytest.mark.parametrize("issue", sorted(row["slug"] for row in table("issues")))
def test_the_codebook_s_ladder_is_the_issue_s(issue):
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    section = re.search(rf"^### {issue}\n(.*?)(?=^### |\Z)", readme, re.MULTILINE | re.DOTALL)
    assert section is not None
    rungs = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+) \|$", section[1], re.MULTILINE)
    columns = ("value", "slug", "label", "definition")
    own = [row for row in table("positions") if row["issue"] == issue]
    assert rungs == [tuple(row[column] for column in columns) for row in own]
    assert [row["value"] for row in own] == [str(value) for value in range(len(own))]


def test_labels_fit_a_chart_s_axis():
    assert [row["label"] for row in table("positions") if len(row["label"].split()) > 4] == []
