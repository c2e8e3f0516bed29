"""What readers call the records of a table, in their own language."""

from typing import Any

from django.utils.translation import gettext, gettext_noop

NOUNS = frozenset(
    {
        gettext_noop("actor"),
        gettext_noop("issue"),
        gettext_noop("source"),
        gettext_noop("statement"),
        gettext_noop("commitment"),
    }
)
"""As Django names the tables by itself: to say so in each `Meta` would only ask for a migration."""


def noun(model: Any) -> str:
    """“statement”, « déclaration »."""
    name = str(model._meta.verbose_name)
    return gettext(name) if name in NOUNS else name
