"""The choice of a rung: only of the statement's issue, each with its definition at hand."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.urls import reverse

from tracker.models import Position

from .widgets import KEY

if TYPE_CHECKING:
    _ModelChoiceField = forms.ModelChoiceField[Position]
else:
    _ModelChoiceField = forms.ModelChoiceField

NO_POSITION = ("", "Took no position")


class RungSelect(forms.Select):
    """A ladder as a select, with its definitions below; admin/rungs.js follows the chosen issue."""

    template_name = "admin/tracker/rung_select.html"
    rungs: list[Position] = []

    class Media:
        js = ["admin/js/autocomplete.js", "tracker/admin/rungs.js"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["rungs"] = self.rungs
        context["widget"]["attrs"]["data-rungs"] = reverse("admin:tracker_issue_rungs", args=[0])
        return context


class RungField(_ModelChoiceField):
    """A rung, chosen from the ladder of one issue; from all ladders, in groups, while none is known.

    Any rung is accepted here: the model says which one does not belong to the issue, and why.
    """

    widget = RungSelect

    def __init__(self, **kwargs: Any) -> None:
        help_text = "The rung taken, by its definition. Empty: spoke on the issue, took no position."
        super().__init__(Position.objects.all(), required=False, help_text=help_text, **kwargs)

    def offer(self, issue: str, chosen: str) -> None:
        """Offer the rungs of the issue with this primary key, and the one chosen; all if it names none."""
        every = Position.objects.select_related("issue").order_by("issue__name", "-value")
        if not KEY.fullmatch(issue):
            self.choices = [NO_POSITION, *_in_groups(every)]
            return
        rungs = list(every.filter(Q(issue=issue) | Q(pk=chosen if KEY.fullmatch(chosen) else None)))
        ladder = [rung for rung in rungs if str(rung.issue_id) == issue]
        stray = [rung for rung in rungs if rung not in ladder]  # chosen before the issue was changed
        self.widget.rungs = ladder
        self.choices = [NO_POSITION, *_choices(ladder), *_in_groups(stray)]


def _choices(rungs: Iterable[Position]) -> list[tuple[int, str]]:
    return [(rung.pk, rung.label) for rung in rungs]


def _in_groups(rungs: Iterable[Position]) -> list[tuple[str, list[tuple[int, str]]]]:
    return [(name, _choices(group)) for name, group in groupby(rungs, lambda rung: rung.issue.name)]
