"""Article texts find their sources by fingerprint, and the evidence is held against them."""

import hashlib
import shutil

import pytest

from tests.factories import make_evidence
from tracker.imports.load import load
from tracker.imports.outcomes import Edits
from tracker.models import Document, Source, Statement

from .conftest import SEEDS, TEXTS, TUESDAY, edit, everything

TEXT = (TEXTS / "herald.txt").read_bytes().decode()


@pytest.fixture
def texts(tmp_path):
    return shutil.copytree(TEXTS, tmp_path / "texts")


def test_a_text_is_attached_to_its_source_and_the_rest_is_named(loaded):
    outcome = load(SEEDS, at=TUESDAY, documents=TEXTS)
    assert (outcome.faults, outcome.documents.attached) == ((), 1)
    assert outcome.documents.unmatched == ("nobodys.txt",)
    document = Document.objects.get()
    assert (document.source.slug, document.text) == ("herald-boats", TEXT)
    history = document.history.get()
    assert (history.history_change_reason, history.history_date) == ("Attached from herald.txt", TUESDAY)


def test_a_second_time_changes_nothing(loaded):
    load(SEEDS, at=TUESDAY, documents=TEXTS)
    before = everything()
    outcome = load(SEEDS, at=TUESDAY, documents=TEXTS)
    assert (outcome.changes, outcome.documents.unchanged) == (0, 1)
    assert everything() == before


def test_one_text_may_belong_to_two_sources(loaded):
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    Source.objects.update(sha256=sha256)
    outcome = load(SEEDS, at=TUESDAY, documents=TEXTS, edits=Edits.KEEP)
    assert outcome.documents.attached == 2


def test_words_are_held_against_a_text_that_is_attached_already(loaded, seeds):
    load(seeds, at=TUESDAY, documents=TEXTS)
    edit(seeds / "evidence.csv", "136,148,", "135,147,")
    assert [str(fault) for fault in load(seeds, at=TUESDAY).faults] == [
        'evidence.csv:5: words: “send us food” does not stand at 135–147 of "herald-boats"; it stands at 136.'
    ]


def test_places_count_characters_and_not_bytes(loaded, seeds):
    """There is a dash, an é and quotation marks before it."""
    assert len(TEXT[:207].encode()) > 207
    edit(seeds / "evidence.csv", "herald-boats,,,Ask me another", "herald-boats,207,221,Ask me another")
    assert load(seeds, at=TUESDAY, documents=TEXTS).faults == ()


def test_evidence_made_by_hand_is_held_against_a_new_text_too(loaded):
    statement = Statement.objects.get(slug="rudolf-quiet")
    make_evidence(statement, Source.objects.get(slug="herald-boats"), "no comment", start=0, end=10)
    before = everything()
    outcome = load(SEEDS, at=TUESDAY, documents=TEXTS)
    assert [str(fault) for fault in outcome.faults] == [
        'evidence.csv: evidence of "rudolf-quiet": “no comment” does not stand at 0–10 of '
        '"herald-boats"; it stands nowhere in it.'
    ]
    assert everything() == before
    assert not Document.objects.exists()


def test_a_text_edited_by_hand_is_a_conflict(loaded):
    load(SEEDS, at=TUESDAY, documents=TEXTS)
    document = Document.objects.get()
    document.text += "A correction."
    document.save()
    outcome = load(SEEDS, at=TUESDAY, documents=TEXTS)
    assert [(it.file, it.key) for it in outcome.conflicts] == [("herald.txt", '"herald-boats"')]
    assert outcome.refused
    load(SEEDS, at=TUESDAY, documents=TEXTS, edits=Edits.KEEP)
    assert Document.objects.get().text.endswith("A correction.")
    load(SEEDS, at=TUESDAY, documents=TEXTS, edits=Edits.OVERWRITE)
    assert Document.objects.get().text == TEXT


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"caf\xe9", "odd.txt: is not UTF-8; a text is taken as it is."),
        (b"a\0b", "odd.txt: holds a NUL character, which no text has."),
    ],
)
def test_a_text_that_cannot_be_taken(loaded, texts, data, message):
    (texts / "odd.txt").write_bytes(data)
    assert [str(fault) for fault in load(SEEDS, at=TUESDAY, documents=texts).faults] == [message]


def test_a_link_among_the_texts(loaded, texts):
    (texts / "odd.txt").symlink_to("/etc/passwd")
    assert [str(fault) for fault in load(SEEDS, at=TUESDAY, documents=texts).faults] == [
        "odd.txt: is a link; put the file itself here."
    ]


def test_a_folder_of_texts_that_is_not_there(loaded, tmp_path):
    outcome = load(SEEDS, at=TUESDAY, documents=tmp_path / "gone")
    assert [str(fault) for fault in outcome.faults] == [f"{tmp_path}/gone: is not a folder of texts."]


def test_the_shipped_evidence_stands_where_it_says(db, articles, settings):
    outcome = load(settings.BASE_DIR / "seeds", at=TUESDAY, documents=articles)
    assert (outcome.faults, outcome.documents.attached, outcome.documents.unmatched) == ((), 5, ())
