"""One tiny bad file per fault, each with the exact message that the analyst gets; nothing is written."""

import pytest

from tracker.imports.load import load
from tracker.models import Membership, Record

from .conftest import BAD, TEXTS, TUESDAY, everything

FAULTS: dict[str, list[str]] = {
    "bad_slugs": [
        "actors.csv:2: slug: Use small letters, digits and single hyphens.",
        'actors.csv:3: country: "CAN" is not an ISO 3166-1 code of a country: CA, FR.',
        "actors.csv:3: slug: Use small letters, digits and single hyphens.",
        "actors.csv:3: wikidata: A Wikidata id is a Q and a number: Q16.",
    ],
    "bare_carriage_returns": [
        "actors.csv:1: the lines end in a bare carriage return; save the file with \\n or \\r\\n.",
    ],
    "byte_order_mark": [
        "actors.csv:1: starts with a byte-order mark; save the file as UTF-8 without one.",
    ],
    "column_twice": [
        "actors.csv:1: name: the column is there 2 times.",
    ],
    "control_character": [
        "actors.csv:2: name: holds a control character; type the text anew.",
    ],
    "copies_of_copies": [
        "sources.csv:4: copy_of: Name the original: a source that is not itself a copy.",
        "sources.csv:5: copy_of: Name the original: a source that is not itself a copy.",
    ],
    "duplicate_key": [
        'actors.csv:4: slug: "rudolf" stands in line 2 already.',
    ],
    "duplicate_long_key": [
        'evidence.csv:3: "rudolf-boat / herald-boats / send us food" stands in line 2 already.',
    ],
    "empty_file": [
        "actors.csv: the file is empty; it needs at least its header.",
    ],
    "end_before_start": [
        "memberships.csv:2: end: The role ends before it starts.",
    ],
    "every_fault_at_once": [
        'actors.csv:2: kind: "alliance" is not one of person, government, intergovernmental, '
        "party, agency, armed_group, organisation, unnamed.",
        "actors.csv:3: name: must not be empty.",
        "positions.csv:2: the row has 2 cells; the header has 5.",
        'positions.csv:4: issue: there is no issue "no-such-issue".',
        'statements.csv:3: addressee: there is no actor "nobody".',
        'statements.csv:6: said_on: "2013-13" is not a day of the calendar.',
    ],
    "formula": [
        'actors.csv:2: name: "=HYPERLINK("https://…" begins like a formula; if it is text, put '
        "an apostrophe before it: '=HYPERLINK(\"https://…",
        'actors.csv:3: aliases: "@SUM(A1)" begins like a formula; if it is text, put an '
        "apostrophe before it: '@SUM(A1)",
        'actors.csv:3: description: "-1+1" begins like a formula; if it is text, put an '
        "apostrophe before it: '-1+1",
    ],
    "fragment_of_13_words": [
        "evidence.csv:2: words: The fragment has 13 words; at most 12 may be quoted (an "
        "apostrophe or hyphen parts words).",
    ],
    "half_a_cell": [
        "actors.csv:3: the file ends half-way: inside a quoted cell of the row that starts here.",
    ],
    "half_a_row": [
        "actors.csv:3: the file ends half-way: the last line has no line end, and the row has 3 "
        "cells; the header has 9.",
    ],
    "impossible_date": [
        'statements.csv:2: said_on: "2013-02-30" is not a day of the calendar.',
        'statements.csv:3: said_on: "last Tuesday" is not a date. Write 2013, 2013-01, '
        "2013-01-15, an interval 2012-12/2013-01-08; ~ at the end for “about”.",
    ],
    "javascript_address": [
        "sources.csv:2: url: Give a web address: https://…",
    ],
    "missing_column": [
        "actors.csv:1: aliases: missing column.",
    ],
    "misspelt_column": [
        "actors.csv:1: description: missing column.",
        'actors.csv:1: descripton: unknown column; did you mean "description"?',
    ],
    "no_such_table": [
        "statement.csv: no table has this name; the tables are actors, commitment_events, "
        "commitments, evidence, issues, memberships, positions, sources, statements.",
    ],
    "nul": [
        "actors.csv:2: the line holds a NUL character, which no text has.",
    ],
    "ragged_row": [
        "actors.csv:2: the row has 10 cells; the header has 9.",
    ],
    "rules_of_the_model": [
        "statements.csv:2: addressee: Say of whom this is requested.",
        "statements.csv:2: bound: A ceiling or floor needs the rung that it bounds.",
        "statements.csv:2: condition: Give the condition of a conditional statement, and only of one.",
        "statements.csv:2: on_behalf_of: Only an organisation can be spoken for.",
    ],
    "rung_of_another_issue": [
        'statements.csv:2: position: "food" is not a rung of "lake-patrol"; it has none, one-boat, fleet.',
    ],
    "semicolons": [
        "actors.csv:1: the cells are separated by semicolons; save the file with commas.",
    ],
    "stray_quote": [
        "actors.csv:2: a quoted cell goes on after its closing quote; a quote within one is written twice.",
    ],
    "two_rungs_change_into_one_place": [
        'positions.csv:3: value: This issue already has a rung at this place: "no-aid".',
    ],
    "two_rungs_one_place": [
        'positions.csv:4: value: This issue already has a rung at this place: "one-boat".',
        "positions.csv:5: value: 99999 is not between -32768 and 32767.",
    ],
    "unknown_column": [
        "actors.csv:1: mood: unknown column.",
    ],
    "unknown_slug": [
        'statements.csv:2: speaker: there is no actor "rudolff"; did you mean "rudolf"?',
    ],
    "whose_words": [
        'evidence.csv:2: words_of: "reporter" is not one of speaker, article.',
    ],
    "withdrawn_without_a_word": [
        "actors.csv:2: withdrawn_because: Say why it is withdrawn: the public reads this.",
        "actors.csv:3: withdrawn_because: Only a withdrawn record has such a reason.",
    ],
    "words_not_in_text": [
        'evidence.csv:2: words: “A fleet may sail” does not stand at 20–36 of "herald-boats"; it '
        "stands at 25.",
        "evidence.csv:4: words: “one boat, and soon” does not stand at 110–128 of "
        '"herald-boats"; it stands at 111 and 264.',
        'evidence.csv:5: words: “send us boat” does not stand at 136–148 of "herald-boats"; it '
        "stands nowhere in it.",
        'evidence.csv:6: words: “Ask me nothing” does not stand in "herald-boats".',
    ],
    "wrong_encoding": [
        "actors.csv:3: is not UTF-8 (byte 0xe9, number 48 of the line); save the file as UTF-8.",
    ],
    "wrong_numbers": [
        'commitment_events.csv:2: quantity: "5,000" is not a number: write 5000 or 0.5.',
        'commitment_events.csv:3: quantity: "=5+5" begins like a formula; if it is text, put an '
        "apostrophe before it: '=5+5",
        "commitment_events.csv:4: quantity: Ensure that there are no more than 2 decimal places.",
        "commitment_events.csv:5: qualifier: A qualifier needs a quantity.",
        "commitment_events.csv:6: quantity: 12345678901234.56 has more than 15 digits, which not every "
        "database keeps.",
    ],
    "wrong_types": [
        'memberships.csv:2: speaks_for: "TRUE" is neither true nor false.',
        "memberships.csv:3: role: holds nothing but space.",
        "memberships.csv:3: speaks_for: must not be empty.",
    ],
    "wrong_words": [
        'statements.csv:2: act: "declared" is not one of declares, pledges, requests, criticises, acts.',
        'statements.csv:2: status: "Published" is not one of draft, in_review, published, withdrawn.',
    ],
}


def test_every_bad_file_has_its_message():
    assert {path.name for path in BAD.iterdir()} == set(FAULTS)


@pytest.mark.parametrize("folder", FAULTS)
def test_a_bad_file_is_refused_with_its_message(loaded, folder):
    before = everything()
    outcome = load(BAD / folder, at=TUESDAY, documents=TEXTS)
    assert [str(fault) for fault in outcome.faults] == FAULTS[folder]
    assert everything() == before


def test_what_only_the_database_refuses_is_a_fault_too(loaded, seeds, monkeypatch):
    """A constraint that no rule of the model foretells."""
    monkeypatch.setattr(Membership, "clean", Record.clean)
    before = everything()
    outcome = load(BAD / "end_before_start", at=TUESDAY)
    [fault] = outcome.faults
    assert str(fault).startswith("memberships.csv:2: the database refuses one of the rows from here on: ")
    assert "membership_starts_before_it_ends" in fault.message
    assert everything() == before
