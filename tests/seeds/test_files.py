"""The form of the seed files: as their README promises."""

import csv
import re
from itertools import pairwise

import pytest

from tests.test_translations import faults

from .conftest import SEEDS, table

README = (SEEDS / "README.md").read_text(encoding="utf-8")
COLUMNS = {
    name: [column.strip(" *") for column in columns.split(",")]
    for name, columns in re.findall(r"^\| (\w+)\.csv \| (.+) \|$", README, re.MULTILINE)
}
KEYS = {
    name: re.findall(r"\*\*(\w+)\*\*", columns)
    for name, columns in re.findall(r"^\| (\w+)\.csv \| (.+) \|$", README, re.MULTILINE)
}
SORTED_BY = KEYS | {"positions": ["issue", "value"], "evidence": ["statement", "source", "start", "words"]}
NUMBERS = {("positions", "value"), ("evidence", "start")}

# each column that refers to another file's slugs
REFERENCES = [
    ("memberships", "person", "actors"),
    ("memberships", "organization", "actors"),
    ("positions", "issue", "issues"),
    ("sources", "copy_of", "sources"),
    ("statements", "speaker", "actors"),
    ("statements", "on_behalf_of", "actors"),
    ("statements", "addressee", "actors"),
    ("statements", "issue", "issues"),
    ("evidence", "statement", "statements"),
    ("evidence", "source", "sources"),
    ("commitments", "maker", "actors"),
    ("commitments", "recipient", "actors"),
    ("commitments", "issue", "issues"),
    ("commitment_events", "commitment", "commitments"),
    ("commitment_events", "statement", "statements"),
]


def test_the_readme_names_every_file():
    assert sorted(COLUMNS) == sorted(path.stem for path in SEEDS.glob("*.csv"))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_has_the_columns_that_the_readme_names(name):
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == COLUMNS[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_what_is_given_in_french_is_given_throughout_and_spaced_as_french_is(name):
    pairs = [(column.removesuffix("_fr"), column) for column in COLUMNS[name] if column.endswith("_fr")]
    untold = [(row[coded], row[french]) for row in table(name) for coded, french in pairs]
    assert [coded for coded, french in untold if bool(coded) != bool(french)] == []
    french = [row[column] for row in table(name) for _coded, column in pairs if column != "aliases_fr"]
    assert [told for told in french if faults(told)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_is_plain(name):
    content = (SEEDS / f"{name}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_are_sorted(name):
    def key(row):
        return [int(row[at] or -1) if (name, at) in NUMBERS else row[at] for at in SORTED_BY[name]]

    assert [(key(one), key(two)) for one, two in pairwise(table(name)) if key(one) > key(two)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_keys_are_unique(name):
    keys = [tuple(row[column] for column in KEYS[name]) for row in table(name)]
    assert len(keys) == len(set(keys)) > 0


@pytest.mark.parametrize(("name", "column", "target"), REFERENCES)
def test_every_reference_resolves(name, column, target):
    known = {row["slug"] for row in table(target)}
    assert {row[column] for row in table(name) if row[column]} <= known


def test_a_position_is_a_rung_of_its_issue():
    rungs = {(row["issue"], row["slug"]) for row in table("positions")}
    taken = {(row["issue"], row["position"]) for row in table("statements") if row["position"]}
    assert taken <= rungs
