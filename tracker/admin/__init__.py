"""The analysts' workplace: Django's own admin, one module per noun (DESIGN: The shape)."""

from . import actors, changes, commitments, issues, leftbehind, people, reports, sources, statements
from .site import site

__all__ = [
    "actors",
    "changes",
    "commitments",
    "issues",
    "leftbehind",
    "people",
    "reports",
    "site",
    "sources",
    "statements",
]
