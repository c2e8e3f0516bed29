"""What an import's preview shows of a wide table."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django import template

from tracker.languages import translates

register = template.Library()

LEADING = 3
"""Columns that tell which record a row is: in every table, no more than the first three as coded, without
what these say in another language.
"""

SHORT = 60
"""Characters up to which a cell is read at a glance: old and new stand side by side."""

_WORDS = re.compile(r"\s+|[^\s]+")
_MANY = 2_000  # words beyond which nobody compares them one by one


@register.filter
def narrowed(result: Any) -> dict[str, list[Any]]:
    """Headers and rows (`import_type`, `cells`) of a result, without columns where nothing changes."""
    rows = result.valid_rows()
    telling = [name for name in result.diff_headers if not translates(name)][:LEADING]
    kept = [
        place
        for place, name in enumerate(result.diff_headers)
        if name in telling or any(row.diff[place].changes for row in rows)
    ]
    return {
        "headers": [result.diff_headers[place] for place in kept],
        "rows": [
            {"import_type": row.import_type, "cells": [row.diff[place] for place in kept]} for row in rows
        ],
    }


class Part(NamedTuple):
    """A piece of a cell: "same", "del", "ins", or "becomes" between what it was and what it is."""

    kind: str
    text: str = ""


@register.filter
def parts(cell: Any) -> list[Part]:
    """What a cell was and what it becomes: side by side, or, in a long text, word by word."""
    old, new = cell
    if max(len(old), len(new)) > SHORT and old and new:
        one, other = _WORDS.findall(old), _WORDS.findall(new)
        if len(one) + len(other) <= _MANY:
            return list(_word_by_word(one, other))
    return [Part("del", old or "(empty)"), Part("becomes"), Part("ins", new or "(empty)")]


def _word_by_word(one: list[str], other: list[str]) -> Iterator[Part]:
    for what, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            yield Part("same", "".join(one[start:end]))
            continue
        if end > start:
            yield Part("del", "".join(one[start:end]))
        if stop > begin:
            yield Part("ins", "".join(other[begin:stop]))
