"""Held against the articles themselves: fragments stand where they say, and no text was copied."""

import re
import subprocess
from collections.abc import Iterator

import pytest

from .conftest import SEEDS, table

ROOT = SEEDS.parent
MOST_WORDS = 12
# two ways to count words: an accent is a letter to one, and parts a word to the other
WORDS = [re.compile(r"[^\W_]+"), re.compile(r"[a-z0-9]+")]


@pytest.fixture(scope="session")
def by_source(texts) -> dict[str, str]:
    return {row["slug"]: texts[row["sha256"]] for row in table("sources") if row["sha256"] in texts}


def test_every_article_is_a_source_and_every_source_an_article(texts):
    assert sorted(row["sha256"] for row in table("sources")) == sorted(texts)


def test_every_fragment_stands_where_it_says(by_source):
    elsewhere = [
        row
        for row in table("evidence")
        if by_source[row["source"]][int(row["start"]) : int(row["end"])] != row["words"]
    ]
    assert elsewhere == []


def in_quotation_marks(text: str, start: int, end: int) -> bool:
    """Of a text with straight marks, whose every paragraph is one line."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return before.count('"') % 2 == 1 and '"' not in text[start:end]


ANOTHERS = {  # in quotation marks, and not said by the statement's speaker
    ("2012-07-13-ecowas-diplomatic-role", 729),  # by Canada's minister, of the West African bloc
    ("2012-12-20-unsc-intervention", 1718),  # by the prime minister, of the resolution
    ("2013-01-15-harper-no-answer", 1159),  # by his director of communications, of both leaders
}


def test_a_fragment_is_the_speakers_where_it_stands_in_quotation_marks(by_source):
    rows = [row for row in table("evidence") if '"' in by_source[row["source"]]]  # one text has lost them
    at = {(row["statement"], int(row["start"])): row for row in rows}
    marked = {
        key
        for key, row in at.items()
        if in_quotation_marks(by_source[row["source"]], int(row["start"]), int(row["end"]))
    }
    assert marked - ANOTHERS == {key for key, row in at.items() if row["words_of"] == "speaker"}
    assert marked >= ANOTHERS


@pytest.mark.parametrize("word", WORDS, ids=["unicode", "ascii"])
def test_no_fragment_is_too_long(word):
    long = [row["words"] for row in table("evidence") if len(word.findall(row["words"].lower())) > MOST_WORDS]
    assert long == []


def runs(text: str, word: re.Pattern[str]) -> Iterator[tuple[str, ...]]:
    words = word.findall(text.lower())
    return (tuple(words[at : at + MOST_WORDS + 1]) for at in range(len(words) - MOST_WORDS))


def tracked_texts() -> dict[str, str]:
    """Every text file that git keeps or would add, by its name."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout, to tell the project's files from others")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return {
        str(path.relative_to(ROOT)): path.read_bytes().decode("utf-8", errors="replace")
        for path in paths
        if path.is_file()
    }


@pytest.mark.parametrize("word", WORDS, ids=["unicode", "ascii"])
def test_no_file_repeats_more_of_an_article_than_a_fragment(texts, word):
    forbidden = {run for text in texts.values() for run in runs(text, word)}
    copied = {name for name, text in tracked_texts().items() if not forbidden.isdisjoint(runs(text, word))}
    assert copied == set()


def test_a_copied_run_would_be_seen(texts):
    text = next(iter(texts.values()))
    forbidden = set(runs(text, WORDS[0]))
    copy = "…" + " ".join(WORDS[0].findall(text)[20 : 20 + MOST_WORDS + 1]) + "…"
    assert not forbidden.isdisjoint(runs(copy, WORDS[0]))
