"""The choice of a coding term, with what each term means at hand."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise

from tracker.codebook import MEANINGS
from tracker.models import Commitment, CommitmentEvent, Membership, Statement

TERMS: Mapping[tuple[Any, str], str] = {
    (Statement, "act"): "act",
    (Statement, "bound"): "bound",
    (Statement, "firmness"): "firmness",
    (Statement, "attribution"): "attribution",
    (Membership, "rank"): "rank",
    (Commitment, "kind"): "kind",
    (CommitmentEvent, "kind"): "turn",
}
"""The codebook's heading for each coded field."""


class TermSelect(forms.Select):
    """A select, and below it the codebook's line for each choice, folded; admin/terms.js shows
    the chosen one's beside it.
    """

    template_name = "admin/tracker/term_select.html"
    meanings: Mapping[str, Promise] = {}

    class Media:
        js = ["tracker/admin/terms.js"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = dict(self.choices)
        context["terms"] = [(key, labels[key], meaning) for key, meaning in self.meanings.items()]
        return context


def term_select(db_field: Any) -> TermSelect | None:
    """The widget of a model's field that holds a coding term; None for any other field."""
    heading = TERMS.get((db_field.model, db_field.name))
    if heading is None:
        return None
    widget = TermSelect()
    widget.meanings = MEANINGS[heading]
    return widget
