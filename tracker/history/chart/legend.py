"""What the shapes and lines of a chart mean, in the order of a legend: for pages and for the chart's file."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from ..links import codebook


@dataclass(frozen=True, slots=True)
class Meaning:
    """`shape`: as templates/tracker/_legendshape.html draws it; `url`: where the codebook explains it."""

    shape: str
    label: str
    url: str


_MEANINGS = (
    ("record", pgettext_lazy("legend", "on record"), "rule-2"),
    ("if", pgettext_lazy("legend", "on record, on a condition"), "firmness-conditional"),
    ("act", pgettext_lazy("legend", "an act"), "act-acts"),
    ("signal", pgettext_lazy("legend", "signal: unnamed, or the press’s reading"), "role-signals"),
    ("signal-act", pgettext_lazy("legend", "signal: an act, but not on record"), "role-signals"),
    ("weighing", pgettext_lazy("legend", "signal: only considering"), "firmness-considering"),
    ("weaker", pgettext_lazy("legend", "outranked that day"), "role-yields"),
    ("pressure", pgettext_lazy("legend", "pressed by others"), "role-pressure"),
    ("limit", pgettext_lazy("legend", "ruled out beyond this"), "rule-3"),
    ("mixed", pgettext_lazy("legend", "mixed message"), "rule-5"),
    ("stale", pgettext_lazy("legend", "silence: stale"), "rule-6"),
    ("none", pgettext_lazy("legend", "took no position"), "role-declines"),
    ("made", pgettext_lazy("legend", "a commitment made"), "turn-made"),
    ("again", pgettext_lazy("legend", "reaffirmed"), "turn-reaffirmed"),
    ("longer", pgettext_lazy("legend", "extended"), "turn-extended"),
    ("more", pgettext_lazy("legend", "increased"), "turn-increased"),
    ("less", pgettext_lazy("legend", "reduced"), "turn-reduced"),
    ("split", pgettext_lazy("legend", "split"), "turn-split"),
    ("part", pgettext_lazy("legend", "delivered in part"), "turn-delivered_in_part"),
    ("done", pgettext_lazy("legend", "delivered"), "turn-delivered"),
    ("ended", pgettext_lazy("legend", "lapsed, withdrawn or broken"), "turn-lapsed"),
    ("due", pgettext_lazy("legend", "due"), "rule-9"),
    ("late", pgettext_lazy("legend", "past its day"), "rule-9"),
)


SHAPES = frozenset(shape for shape, _, _ in _MEANINGS)


def legend(shown: Collection[str]) -> tuple[Meaning, ...]:
    """Of what is drawn (`Drawing.shown`)."""
    return tuple(Meaning(shape, str(label), codebook(at)) for shape, label, at in _MEANINGS if shape in shown)
