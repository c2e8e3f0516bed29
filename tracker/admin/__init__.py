"""The analysts' workplace: Django's own admin, one module per noun (DESIGN: The shape)."""

from . import actors, changes, commitments, issues, people, sources, statements
from .site import site

__all__ = [
    "actors",
    "addresses",
    "changes",
    "commitments",
    "issues",
    "people",
    "site",
    "sources",
    "statements",
]
