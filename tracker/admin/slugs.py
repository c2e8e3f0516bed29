"""Addresses proposed for what has no name of its own."""

from itertools import count

from django.utils.text import slugify

from tracker.models import Actor, Issue, Redirect, Statement

MAX_LENGTH = 100


def _short(actor: Actor) -> str:
    """A person's last name, as well as a slug tells it; of others the whole."""
    return actor.slug if actor.is_organization else actor.slug.rpartition("-")[2]


def statement_slug(said_on: str, speaker: Actor | None, issue: Issue | None, pk: int | None = None) -> str:
    """Day, speaker and issue, numbered where another statement has that address already."""
    day = said_on.partition("/")[0].rstrip("~")
    parts = [day, _short(speaker) if speaker else "", issue.slug if issue else ""]
    stem = slugify("-".join(part for part in parts if part)) or "statement"
    stem = stem[: MAX_LENGTH - 5].strip("-")
    others = Statement.objects.exclude(pk=pk) if pk else Statement.objects.all()
    taken = set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
    led_on = Redirect.objects.filter(table="statement", slug__startswith=stem)
    taken |= set(led_on.values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)
