"""Governments called by who heads them, “Harper government”: in a sentence, and by themselves.

The label is data, in English. Where it ends in a word for a government, that word can be translated, and
stands where the language has it: « gouvernement Harper ».
"""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_LABEL = re.compile(r"(?P<name>.+) (?P<kind>government|presidency|administration|cabinet)")
_ALONE: Mapping[str, Promise] = {
    "government": _("%(name)s government"),
    "presidency": _("%(name)s presidency"),
    "administration": _("%(name)s administration"),
    "cabinet": _("%(name)s cabinet"),
}
_IN_SENTENCE: Mapping[str, Promise] = {
    "government": _("the %(name)s government"),
    "presidency": _("the %(name)s presidency"),
    "administration": _("the %(name)s administration"),
    "cabinet": _("the %(name)s cabinet"),
}


def government(label: str) -> str:
    """As a heading or a chart names it."""
    return _called(label, _ALONE) or label


def under(label: str) -> str:
    """What follows “under” in a sentence: “the Harper government”."""
    return _called(label, _IN_SENTENCE) or str(_("the %(label)s")) % {"label": label}


def _called(label: str, by_kind: Mapping[str, Promise]) -> str:
    match = _LABEL.fullmatch(label)
    return str(by_kind[match["kind"]]) % {"name": match["name"]} if match else ""
