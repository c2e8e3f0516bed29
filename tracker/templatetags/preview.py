"""What an import's preview shows of a wide table."""

from typing import Any

from django import template

register = template.Library()

LEADING = 3
"""Columns that tell which record a row is: in every table, no more than the first three."""


@register.filter
def narrowed(result: Any) -> dict[str, list[Any]]:
    """Headers and rows (`import_type`, `cells`) of a result, without columns where nothing changes."""
    rows = result.valid_rows()
    kept = [
        place
        for place, _ in enumerate(result.diff_headers)
        if place < LEADING or any(_changes(row.diff[place]) for row in rows)
    ]
    return {
        "headers": [result.diff_headers[place] for place in kept],
        "rows": [
            {"import_type": row.import_type, "cells": [row.diff[place] for place in kept]} for row in rows
        ],
    }


def _changes(cell: str) -> bool:
    """A diff as the library writes it: text is escaped, so these can only be its own marks."""
    return "<ins" in cell or "<del" in cell
