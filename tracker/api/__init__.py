"""The JSON API: what the pages show, for programs. Read-only, and only what is published."""

from .main import api

__all__ = ["api"]
