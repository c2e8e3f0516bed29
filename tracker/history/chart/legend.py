"""What the shapes and lines of a chart mean, in the order of a legend: for pages and for the chart's file."""

from collections.abc import Collection
from dataclasses import dataclass

from ..links import codebook


@dataclass(frozen=True, slots=True)
class Meaning:
    """`shape`: as templates/tracker/_legendshape.html draws it; `url`: where the codebook explains it."""

    shape: str
    label: str
    url: str


_MEANINGS = (
    ("record", "on record", "rule-2"),
    ("if", "on record, on a condition", "firmness-conditional"),
    ("act", "an act", "act-acts"),
    ("signal", "signal: unnamed, or the press’s reading", "role-signals"),
    ("weighing", "signal: only considering", "firmness-considering"),
    ("weaker", "outranked that day", "role-yields"),
    ("pressure", "asked by others", "role-pressure"),
    ("limit", "ruled out beyond this", "rule-3"),
    ("mixed", "mixed message", "rule-5"),
    ("stale", "silence: stale", "rule-6"),
    ("none", "took no position", "role-declines"),
    ("made", "a commitment made", "turn-made"),
    ("again", "reaffirmed", "turn-reaffirmed"),
    ("longer", "extended", "turn-extended"),
    ("more", "increased", "turn-increased"),
    ("less", "reduced", "turn-reduced"),
    ("split", "split", "turn-split"),
    ("part", "delivered in part", "turn-delivered_in_part"),
    ("done", "delivered", "turn-delivered"),
    ("ended", "lapsed, withdrawn or broken", "turn-lapsed"),
    ("due", "due", "rule-9"),
    ("late", "past its day", "rule-9"),
)


def legend(shown: Collection[str]) -> tuple[Meaning, ...]:
    """Of what is drawn (`Drawing.shown`)."""
    return tuple(Meaning(shape, label, codebook(at)) for shape, label, at in _MEANINGS if shape in shown)
