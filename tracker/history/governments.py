"""A government in a sentence, called as its band on the charts: “the Harper government”."""

from django.utils.translation import gettext as _

from tracker.languages import Text, is_foreign

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
    if not isinstance(label, Text) or label.lang != "fr":
        return ""  # “Transition government” is no « transition » where nobody said it in French
    return _ARTICLES.get(label.partition(" ")[0].lower(), "")


def short(label: str) -> str:
    """Without the noun, for little room: “Harper”; « Harper », whose noun comes first."""
    return label.partition(" ")[2] if _article(label) and " " in label else label.rpartition(" ")[0] or label


def the(label: str) -> str:
    """“the Harper government”, « le gouvernement Harper », with no article where none is known: not before a
    label in another language than the page's.
    """
    if is_foreign(label):
        return label
    article = _article(label)
    return f"{article}{label}" if article else _("the %(government)s") % {"government": label}
