"""A government in a sentence, called as its band on the charts: “the Harper government”."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

_ARTICLES = {
    "administration": "l’",
    "cabinet": "le ",
    "gouvernement": "le ",
    "junte": "la ",
    "présidence": "la ",
    "régime": "le ",
    "transition": "la ",
}
"""French ones go by the noun, with which a French label begins."""


def short(label: str) -> str:
    """Without the noun, for little room: “Harper”; « Harper », whose noun comes first."""
    first, _space, rest = label.partition(" ")
    return rest if rest and first.lower() in _ARTICLES else label.rpartition(" ")[0] or label


def the(label: str) -> str:
    """“the Harper government”, « le gouvernement Harper », with no article where none is known."""
    french = (get_language() or "").startswith("fr")
    article = _ARTICLES.get(label.partition(" ")[0].lower(), "") if french else ""
    return f"{article}{label}" if article else _("the %(government)s") % {"government": label}
