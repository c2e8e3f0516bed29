"""Seed files of any size, the same for the same size: for measurements and for tests that need bulk."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tracker.imports.resources import RESOURCES

ISSUES, RUNGS = 10, 6
WORDS = (
    "aid airlift ally border ceasefire convoy council deadline envoy force harbour mandate mission patrol "
)
WORDS += (
    "pledge police port quota rescue sanction shelter summit supply talks training treaty troops truce vote"
)

Row = dict[str, object]


def write_seeds(directory: Path, statements: int) -> None:
    """Write a folder of seed files with that many statements, each with one piece of evidence."""
    directory.mkdir(parents=True, exist_ok=True)
    tables = _tables(statements)
    for resource in RESOURCES:
        with (directory / f"{resource.file}.csv").open("w", encoding="utf-8", newline="") as file:
            names = resource.table().names
            writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(sorted_rows(tables[resource.file], resource.table().key))


def sorted_rows(rows: Iterable[Row], key: Iterable[str]) -> list[Row]:
    return sorted(rows, key=lambda row: [str(row[name]) for name in key])


def _tables(statements: int) -> dict[str, Iterable[Row]]:
    random = Random(2013)
    sources = max(1, statements // 20)
    said = list(_statements(random, statements))
    return {
        "actors": _actors(),
        "memberships": _memberships(),
        "issues": _issues(),
        "positions": _positions(),
        "sources": (_source(random, number) for number in range(sources)),
        "statements": said,
        "evidence": (_evidence(random, row, sources) for row in said),
        "commitments": [],
        "commitment_events": [],
    }


def _text(random: Random, words: int) -> str:
    return " ".join(random.choices(WORDS.split(), k=words))


def _day(random: Random) -> date:
    return date(2010, 1, 1) + timedelta(random.randrange(5_000))


def _actors() -> Iterator[Row]:
    for number in range(50):
        yield {
            "slug": f"state-{number}",
            "name": f"State {number}",
            "kind": "government",
            "status": "published",
        }
        yield {"slug": f"head-{number}", "name": f"Head {number}", "kind": "person", "status": "published"}


def _memberships() -> Iterator[Row]:
    for number in range(50):
        yield {
            "person": f"head-{number}",
            "organization": f"state-{number}",
            "role": "Prime Minister",
            "rank": "head",
            "speaks_for": "true",
            "start": 2010,
        }


def _issues() -> Iterator[Row]:
    for number in range(ISSUES):
        yield {
            "slug": f"issue-{number}",
            "name": f"issue {number}",
            "question": "What will it do?",
            "about": "own_conduct",
            "status": "published",
        }


def _positions() -> Iterator[Row]:
    for issue in range(ISSUES):
        for value in range(RUNGS):
            yield {
                "issue": f"issue-{issue}",
                "slug": f"rung-{value}",
                "value": value,
                "label": f"Rung {value}",
                "definition": f"Counts as {value}.",
            }


def _source(random: Random, number: int) -> Row:
    return {
        "slug": f"source-{number:06}",
        "title": _text(random, 6).capitalize(),
        "publisher": "The Daily Measure",
        "url": f"https://example.org/{number}",
        "published_on": _day(random),
        "dated_by": "stated",
        "language": "en",
        "status": "published",
    }


def _statements(random: Random, count: int) -> Iterator[Row]:
    for number in range(count):
        state, issue = random.randrange(50), random.randrange(ISSUES)
        firmness = random.choice(["considering", "conditional", "firm", "done"])
        yield {
            "slug": f"statement-{number:07}",
            "speaker": f"head-{state}",
            "on_behalf_of": f"state-{state}",
            "issue": f"issue-{issue}",
            "position": random.choice(["", *(f"rung-{value}" for value in range(RUNGS))]),
            "bound": "exact",
            "act": random.choice(["declares", "pledges", "criticises", "acts"]),
            "addressee": random.choice(["", f"state-{random.randrange(50)}"]),
            "firmness": firmness,
            "condition": _text(random, 4) if firmness == "conditional" else "",
            "attribution": random.choice(["quoted", "paraphrased", "formal"]),
            "said_on": random.choice([_day(random), f"{_day(random):%Y-%m}"]),
            "summary": _text(random, 14).capitalize(),
            "status": "published",
        }


def _evidence(random: Random, statement: Row, sources: int) -> Row:
    words, start = _text(random, 8), random.randrange(5_000)
    return {
        "statement": statement["slug"],
        "source": f"source-{random.randrange(sources):06}",
        "start": start,
        "end": start + len(words),
        "words": words,
    }
