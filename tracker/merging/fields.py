"""What the survivor of a merge will say: field by field, one's value or the other's, and no name lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import override

from tracker.languages import CODED
from tracker.models import Actor, Source
from tracker.models.actors import split_aliases

KEEP, DROP, BOTH = "keep", "drop", "both"
ALIASES = "; "

# What a merge does not choose: the survivor stays where it is, and as far in review as it is.
FIXED = {"id", "slug", "status", "withdrawn_because", "import_digest"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One field that the two records fill differently. `chosen`: "keep", "drop" or "both"."""

    name: str
    label: str
    keep: str
    drop: str
    options: tuple[str, ...]
    chosen: str

    @property
    def differs(self) -> bool:
        return bool(self.options)


def choices(keep: Any, drop: Any, asked: Mapping[str, str]) -> list[Choice]:
    """Every field of the two, in the table's order. Those that say the same have no options."""
    return [_choice(field, keep, drop, asked.get(field.name, "")) for field in chosen_fields(type(keep))]


def chosen_fields(table: Any) -> list[Any]:
    """The fields that a person fills. Aliases are united and never chosen."""
    united = {"aliases", "aliases_fr"} if table is Actor else set()
    return [f for f in table._meta.concrete_fields if f.editable and f.name not in FIXED | united]


def _choice(field: Any, keep: Any, drop: Any, asked: str) -> Choice:
    mine, theirs = getattr(keep, field.attname), getattr(drop, field.attname)
    options: tuple[str, ...] = ()
    if mine != theirs:
        options = (KEEP, DROP)
        if isinstance(field, models.TextField) and mine and theirs:
            options = (KEEP, DROP, BOTH)
    usual = BOTH if BOTH in options else DROP if mine in ("", None) else KEEP
    chosen = asked if asked in options else usual
    label = str(field.verbose_name)
    return Choice(field.name, label, shown(field, keep), shown(field, drop), options, chosen)


def shown(field: Any, record: Any) -> str:
    """A field's value as a person reads it."""
    if isinstance(field, models.ForeignKey):
        return str(getattr(record, field.name) or "")
    display = getattr(record, f"get_{field.name}_display", None)
    value = display() if display else getattr(record, field.name)
    return "" if value is None else str(value)


def merged(keep: Any, drop: Any, made: list[Choice]) -> None:
    """Give the survivor the chosen values; then no name and no address of either is lost."""
    before, after = _copy(keep), {choice.name: choice for choice in made}
    for field in chosen_fields(type(keep)):
        choice = after[field.name]
        if choice.differs and choice.chosen == DROP:
            setattr(keep, field.attname, getattr(drop, field.attname))
        elif choice.differs and choice.chosen == BOTH:
            both = (getattr(keep, field.attname), getattr(drop, field.attname))
            setattr(keep, field.attname, "\n\n".join(both))
    if isinstance(keep, Actor):
        keep.aliases, keep.aliases_fr = _aliases(keep, before, drop)
    if isinstance(keep, Source):
        _keep_addresses(keep, before, drop)


def _copy(record: Any) -> Any:
    values = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    return type(record)(**values)


def _aliases(merged: Actor, keep: Actor, drop: Actor) -> tuple[str, str]:
    """As coded and in French; no French where it would say the same again."""
    made = []
    for language in (CODED, "fr"):
        with override(language):
            made.append(ALIASES.join(_other_names(merged, keep, drop)))
    coded, french = made
    return coded, french if french != coded else ""


def _other_names(merged: Actor, keep: Actor, drop: Actor) -> list[str]:
    """All names of both but the one that it has now, each once; spelled differently is another name."""
    mine, theirs = (split_aliases(each.local("aliases")) for each in (keep, drop))
    every = map(str, [*mine, keep.local("name"), drop.local("name"), *theirs])
    return [name for name in dict.fromkeys(every) if name != merged.local("name")]


def _keep_addresses(merged: Source, keep: Source, drop: Source) -> None:
    """An address that is neither the page's nor the archived copy's any more stands in the note."""
    lost: list[str] = []
    for kind in ("url", "archive_url"):
        for source in (keep, drop):
            url = getattr(source, kind)
            if url and url not in (merged.url, merged.archive_url) and url not in lost + merged.note.split():
                lost.append(url)
    if lost:
        merged.note = "\n".join(filter(None, [merged.note, *(f"Also at {url}" for url in lost)]))
        if merged.note_fr:  # else the French page shows the note as coded
            merged.note_fr = "\n".join([merged.note_fr, *(f"Aussi à l’adresse {url}" for url in lost)])
