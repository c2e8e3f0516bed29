"""A government in a sentence, called as its band on the charts: “the Harper government”."""

from django.utils.translation import gettext as _

from tracker.languages import reading

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


def _article(label: str) -> str:
    return _ARTICLES.get(label.partition(" ")[0].lower(), "") if reading() == "fr" else ""


def short(label: str) -> str:
    """Without the noun, for little room: “Harper”; « Harper », whose noun comes first."""
    return label.partition(" ")[2] if _article(label) and " " in label else label.rpartition(" ")[0] or label


def the(label: str) -> str:
    """“the Harper government”, « le gouvernement Harper », with no article where none is known."""
    article = _article(label)
    return f"{article}{label}" if article else _("the %(government)s") % {"government": label}
