"""Whatever is chosen: every field ends as theirs or as mine, and nothing else changes."""

from itertools import product
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.admin.collision import address, answer, bea, opened, questions, save, second
from tests.factories import indexed_once, make_evidence, make_issue, make_person, make_source, make_statement
from tracker.admin.collision.compare import BOTH, MINE, THEIRS
from tracker.admin.collision.items import items_of
from tracker.admin.collision.marks import RECORD, Table, read, written
from tracker.admin.collision.merge import merged
from tracker.admin.collision.sheet import Part, Sent, Sheet
from tracker.models import Evidence, Statement

__all__ = ["bea"]  # the fixture

FIELDS = ("summary", "note", "condition")
WORDS = st.sampled_from(["", "a", "b", "c", "two\nlines"])
VALUES = st.fixed_dictionaries(dict.fromkeys(FIELDS, WORDS))
ROW_FIELDS = ("words", "start")
ROW = st.fixed_dictionaries({"words": WORDS, "start": st.sampled_from([None, 1, 2])})


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """As a browser sends them."""
    return {k: "" if v is None else str(v).replace("\n", "\r\n") for k, v in values.items()}


def record_sheet() -> Sheet:
    table = Table(RECORD, Statement, "id", 1)
    return Sheet(table, {name: forms.CharField(required=False) for name in FIELDS}, {})


def row_sheet() -> Sheet:
    fields = {"words": forms.CharField(required=False), "start": forms.IntegerField(required=False)}
    return Sheet(Table("evidence", Evidence, "statement_id", 1), fields, {"words": "", "start": None})


@given(base=st.none() | VALUES, theirs=VALUES, mine=VALUES, data=st.data())
def test_every_field_ends_as_theirs_or_as_mine(base: Any, theirs: Any, mine: Any, data: Any) -> None:
    sent = plain(mine)
    post = QueryDict(mutable=True)
    post.update(sent | {"_save": "Save", "change_reason": "reread"})
    part = Part(record_sheet(), 1, base, theirs, Sent(None, 1, sent))
    items = items_of([part])
    chosen = {it.key: data.draw(st.sampled_from([THEIRS, MINE]), it.key) for it in items}
    outcome = merged(post, [part], items, chosen)
    by_field = {it.field: it for it in items}
    for name in FIELDS:
        if name not in by_field:
            assert plain(theirs)[name] == sent[name]
        expected = theirs if name in by_field and chosen[by_field[name].key] == THEIRS else sent
        assert outcome[name].replace("\r\n", "\n") == expected[name].replace("\r\n", "\n")
    assert (outcome["_save"], outcome["change_reason"]) == ("Save", "reread")
    assert set(outcome) == set(post)


@given(base=VALUES, theirs=VALUES, mine=VALUES)
def test_only_what_both_changed_differently_has_to_be_chosen(base: Any, theirs: Any, mine: Any) -> None:
    part = Part(record_sheet(), 1, base, theirs, Sent(None, 1, plain(mine)))
    kinds = {it.field: it.kind for it in items_of([part])}
    for name in FIELDS:
        they, i = theirs[name] != base[name], mine[name] != base[name]
        expected = None if theirs[name] == mine[name] else BOTH if they and i else THEIRS if they else MINE
        assert kinds.get(name) == expected


@given(
    rows=st.lists(st.tuples(st.none() | ROW, st.none() | ROW, st.none() | ROW, st.booleans()), max_size=4),
    new=st.lists(ROW, max_size=2),
    data=st.data(),
)
def test_every_row_ends_as_theirs_or_as_mine(rows: Any, new: Any, data: Any) -> None:
    """Rows as they were, as they stand, as they were sent (None: not there), and whether I removed them."""
    sheet, post, parts = row_sheet(), QueryDict(mutable=True), []
    post.update({"evidence-TOTAL_FORMS": str(len(rows) + len(new)), "evidence-INITIAL_FORMS": str(len(rows))})
    for number, (base, theirs, mine, removed) in enumerate(rows):
        sent = None if mine is None else Sent(number, number + 10, plain(mine), removed)
        if sent is not None:
            send(post, number, sent, key=number + 10)
        parts.append(Part(sheet, number + 10, base, theirs, sent))
    for number, row in enumerate(new, len(rows)):
        sent = Sent(number, None, plain(row))
        send(post, number, sent, key="")
        parts.append(Part(sheet, None, None, None, sent))
    items = items_of(parts)
    chosen = {it.key: data.draw(st.sampled_from([THEIRS, MINE]), it.key) for it in items if it.to_choose}
    outcome = merged(post, parts, items, chosen)
    initial, total = int(outcome["evidence-INITIAL_FORMS"]), int(outcome["evidence-TOTAL_FORMS"])
    standing = [part for part in parts if part.theirs is not None]
    assert [outcome[f"evidence-{n}-id"] for n in range(initial)] == [str(part.key) for part in standing]
    for n, part in enumerate(standing):
        for name in ROW_FIELDS:
            versions = [plain(dict(part.theirs or {}))[name]] + (
                [part.sent.values[name]] if part.sent else []
            )
            assert outcome[f"evidence-{n}-{name}"].replace("\n", "\r\n").replace("\r\r", "\r") in versions
        removed = f"evidence-{n}-DELETE" in outcome
        assert not removed or (part.sent is not None and part.sent.removed)
    mine_only = [part.sent for part in parts if part.theirs is None and part.sent and not part.sent.removed]
    for n in range(initial, total):
        assert outcome[f"evidence-{n}-id"] == ""
        assert {name: outcome[f"evidence-{n}-{name}"] for name in ROW_FIELDS} in [
            it.values for it in mine_only
        ]
    assert total - initial >= len(new)


def send(post: QueryDict, number: int, sent: Sent, key: Any) -> None:
    row = {f"evidence-{number}-{name}": value for name, value in sent.values.items()}
    post.update(row | {f"evidence-{number}-id": str(key)})
    if sent.removed:
        post[f"evidence-{number}-DELETE"] = "on"


@given(
    st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}\Z"), st.tuples(st.integers(0, 10**12), st.integers(0, 99)))
)
def test_marks_are_read_as_they_were_written(marks: Any) -> None:
    assert read(written(marks)) == marks


@given(st.text(max_size=40))
def test_marks_that_were_tampered_with_do_no_harm(text: str) -> None:
    assert all(isinstance(number, int) for mark in read(text).values() for number in mark)


@pytest.mark.parametrize("choices", list(product([THEIRS, MINE], repeat=3)))
def test_nothing_else_changes_in_the_tables(
    client: Client, bea: Client, statement: Statement, choices: tuple[str, str, str]
) -> None:
    was = Statement.objects.filter(pk=statement.pk).values().get()
    mine = opened(bea, statement)
    save(client, statement, summary="Theirs.", firmness="done", note="Theirs.")
    page = bea.post(
        address(statement), mine | {"summary": "Mine.", "firmness": "considering", "date_basis": "Mine."}
    )
    asked = dict(zip(("Summary", "Firmness", "Date basis"), choices, strict=True))
    assert {it.title for it in questions(page)} == {*asked, "Note"}
    assert bea.post(address(statement), answer(page, asked)).status_code == 302
    assert Statement.objects.filter(pk=statement.pk).values().get() == was | {
        "summary": "Theirs." if asked["Summary"] == THEIRS else "Mine.",
        "firmness": "done" if asked["Firmness"] == THEIRS else "considering",
        "date_basis": was["date_basis"] if asked["Date basis"] == THEIRS else "Mine.",
        "note": "Theirs.",
    }


# queries


@indexed_once()
def with_evidence(name: str, count: int) -> Statement:
    statement = make_statement(name, make_person(f"{name}-person"), make_issue(f"{name}-issue"))
    for number in range(count):
        make_evidence(statement, make_source(f"{name}-source-{number}"), f"word {number}")
    return statement


def test_the_choice_asks_the_database_no_more_for_many_rows_than_for_few(client: Client, db: None) -> None:
    bea = second()
    few, many = (
        collide(client, bea, with_evidence(name, count)) for name, count in (("few", 3), ("many", 30))
    )
    assert many == few


def collide(client: Client, bea: Client, statement: Statement) -> tuple[int, int]:
    """Every row changed by both: the queries of the page, and of the save, which writes one row."""
    mine = opened(bea, statement)
    rows = range(statement.evidence.count())
    save(client, statement, **{f"evidence-{row}-words": f"theirs {row}" for row in rows})
    sent = mine | {f"evidence-{row}-words": f"mine {row}" for row in rows}
    bea.post(address(statement), sent)  # content types are asked for once
    with CaptureQueriesContext(connection) as asking:
        page = bea.post(address(statement), sent)
    assert len(questions(page)) == len(rows)
    choices = {it.title: THEIRS for it in questions(page)} | {"Evidence “word 0”: words": MINE}
    with CaptureQueriesContext(connection) as saving:
        assert bea.post(address(statement), answer(page, choices)).status_code == 302
    return len(asking), len(saving)
