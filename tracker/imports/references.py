"""Slugs of a file to the records that they name, some thousand at a time."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from tracker.models import Actor, Position, Redirect, Source, merged_away
from tracker.querysets import chunks

from .readers import did_you_mean

Key = tuple[str, ...]

# What the models' own rules ask of a related record. The rest stays in the database: should a rule come
# to need more, it still gets it, with a query of its own.
_NEEDED: dict[Any, tuple[str, ...]] = {
    Actor: ("slug", "kind"),
    Position: ("slug", "issue", "issue__slug", "label"),
    Source: ("slug", "copy_of"),
}
_KEPT = 20_000  # records of one table that stay in memory between batches
_SUGGESTED_FROM = 2_000


class References:
    """The records that files refer to, by key: (slug,), of a position (issue's slug, slug).

    `broken` holds the keys of rows that stand in a file but have a fault of their own, and `unread` the
    tables whose file could not be read to its end: what refers to them has no fault because of that.
    `renamed` holds the primary keys of records that a file names by a key which a person changed since.
    `absent` holds the keys of rows whose records people deleted, and which stay away.
    """

    def __init__(self) -> None:
        self._known: dict[Any, dict[Key, Any]] = defaultdict(dict)
        self.broken: dict[Any, set[Key]] = defaultdict(set)
        self.absent: dict[Any, set[Key]] = defaultdict(set)
        self.unread: set[Any] = set()
        self.renamed: dict[Any, dict[Key, int]] = defaultdict(dict)
        self._merged: dict[Any, dict[str, str]] = {}

    def merged(self, model: Any) -> dict[str, str]:
        """Slugs of records that were merged into others, and the slugs of those."""
        if self._any_merged and model not in self._merged:
            self._merged[model] = merged_away(model)
        return self._merged.get(model, {})

    @cached_property
    def _any_merged(self) -> bool:
        return Redirect.objects.exists()

    def load(self, model: Any, keys: set[Key]) -> None:
        """Have the records with these keys at hand, as far as there are any."""
        known = self._known[model]
        if len(known) > _KEPT:
            known.clear()
        first = {key[0] for key in keys if key not in known}
        for part in chunks(sorted(first)):
            known.update(self._fetch(model, part))
        self._load_renamed(model, keys - known.keys())

    def _load_renamed(self, model: Any, keys: set[Key]) -> None:
        renamed = {self.renamed[model][key]: key for key in keys & self.renamed[model].keys()}
        for part in chunks(renamed):
            for record in self._lean(model).filter(pk__in=part):
                self._known[model][renamed[record.pk]] = record

    @staticmethod
    def _lean(model: Any) -> Any:
        found = model.objects.only(*_NEEDED.get(model, ("slug",)))
        return found.select_related("issue") if model is Position else found

    def _fetch(self, model: Any, slugs: list[str]) -> dict[Key, Any]:
        found = self._lean(model)
        if model is Position:
            rungs = found.filter(issue__slug__in=slugs)
            return {(rung.issue.slug, rung.slug): rung for rung in rungs}
        return {(record.slug,): record for record in found.filter(slug__in=slugs)}

    def forget(self, model: Any) -> None:
        """The table was written to: ask anew."""
        self._known.pop(model, None)
        self._merged.pop(model, None)

    def get(self, model: Any, key: Key) -> Any:
        """The record. Raises LookupError with a message for an analyst; an empty one where the fault
        lies with the row referred to.
        """
        found = self._known[model].get(key)
        if found is None:
            excused = model in self.unread or key in self.broken[model] or key in self.absent[model]
            raise LookupError("" if excused else self._unknown(model, key))
        return found

    def _unknown(self, model: Any, key: Key) -> str:
        if model is Position:
            return self._no_rung(*key)
        slugs = model.objects.order_by("slug").values_list("slug", flat=True)[:_SUGGESTED_FROM]
        return f'there is no {model._meta.verbose_name} "{key[0]}"{did_you_mean(key[0], slugs)}'

    def _no_rung(self, issue: str, slug: str) -> str:
        rungs = Position.objects.filter(issue__slug=issue).order_by("value").values_list("slug", flat=True)
        return f'"{slug}" is not a rung of "{issue}"; it has {", ".join(rungs) or "none"}.'

    def put(self, model: Any, key: Key, record: Any) -> None:
        """Let `key` stand for a record that is not written yet."""
        self._known[model][key] = record
