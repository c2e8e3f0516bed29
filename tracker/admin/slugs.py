"""Addresses proposed for what has no name of its own."""

from itertools import count
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from tracker.models import Actor, Issue, Source, Statement

MAX_LENGTH = 100


def _short(actor: Actor) -> str:
    """A person's last name, as well as a slug tells it; of others the whole."""
    return actor.slug if actor.is_organization else actor.slug.rpartition("-")[2]


def statement_slug(said_on: str, speaker: Actor | None, issue: Issue | None, pk: int | None = None) -> str:
    """Day, speaker and issue, numbered where another statement has that address already."""
    day = said_on.partition("/")[0].rstrip("~")
    parts = [day, _short(speaker) if speaker else "", issue.slug if issue else ""]
    stem = slugify("-".join(part for part in parts if part)) or "statement"
    others = Statement.objects.exclude(pk=pk) if pk else Statement.objects.all()
    return _numbered(stem, others)


def source_slug(publisher: str, title: str) -> str:
    """Outlet and title, numbered where another source has that address already."""
    return _numbered(slugify(f"{publisher}-{title}") or "source", Source.objects.all())


def _numbered(stem: str, others: QuerySet[Any]) -> str:
    stem = stem.replace("_", "-")[: MAX_LENGTH - 5].strip("-")
    taken = set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)
