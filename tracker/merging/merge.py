"""One record into another: planned and shown, then written as one change that can be undone as one."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.changes.writing import NAMED, Refused
from tracker.models import SETTLED, Actor, Changeset, Document, Origin, Redirect, Source, Status, recording
from tracker.querysets import chunks

from .candidates import MERGEABLE
from .fields import Choice, choices, merged
from .moves import Moves, moves


@dataclass(slots=True)
class Plan:
    """What merging `drop` into `keep` would do. With obstacles, it is not done."""

    keep: Any  # as it will be
    drop: Any
    choices: list[Choice]
    moves: list[Moves]
    obstacles: list[str]
    notes: list[str]
    token: str  # of all that the plan was made from

    @property
    def moved(self) -> int:
        return sum(len(each.rows) for each in self.moves)


def plan(keep: Any, drop: Any, asked: Mapping[str, str] | None = None) -> Plan:
    """Work out a merge; nothing is written. `asked`: by field, whose value it shall be: keep, drop, both.

    The two records are changed in memory: read them anew for anything else. Raises ValueError where the two
    cannot be merged at all.
    """
    table = type(keep)
    if table not in MERGEABLE or type(drop) is not table or keep.pk == drop.pk:
        raise ValueError("Two different records of one table can be merged.")
    token = _token(keep, drop)
    made = choices(keep, drop, asked or {})
    notes = list(_notes(keep, drop))
    was_organization = getattr(keep, "is_organization", None)
    merged(keep, drop, made)
    notes += _unlink(keep, drop)
    moving, obstacles = moves(keep, drop)
    obstacles += _contradictions(keep, drop, moving)
    if isinstance(keep, Actor) and keep.is_organization != was_organization:
        obstacles += _other_kind(keep)
    if not obstacles:
        obstacles += _invalid(keep, moving)
    return Plan(keep, drop, made, moving, _cut(obstacles), notes, f"{token}{_counted(moving)}")


def merge(
    table: Any,
    keep: int,
    drop: int,
    *,
    user: Any,
    reason: str = "",
    asked: Mapping[str, str] | None = None,
    token: str | None = None,
) -> Changeset:
    """Merge, all or nothing, in one change. `token`: of the plan that a person saw and agreed to.

    Raises Refused, and LookupError where one of the two is not there any more.
    """
    with transaction.atomic():
        found = {
            record.pk: record for record in table.objects.select_for_update().filter(pk__in=[keep, drop])
        }
        if len(found) < 2:
            raise LookupError("One of the two is not there any more.")
        made = plan(found[keep], found[drop], asked)
        if made.obstacles:
            raise Refused(made.obstacles)
        if token is not None and token != made.token:
            raise Refused(["Something of the two was changed since this page was shown: look again."])
        with recording(Origin.MERGE, user=user, reason=reason) as act:
            _write(table, made)
            Redirect.objects.create(
                table=table._meta.model_name,
                slug=made.drop.slug,
                loser=drop,
                target=keep,
                public=made.drop.status in SETTLED,
                changeset=act.changeset,
            )
            return act.changeset


def _write(table: Any, made: Plan) -> None:
    for each in made.moves:
        _delete(each.table, {fold.row.pk for fold in each.folds})
        _update(each)
    _delete(table, {made.drop.pk})
    made.keep.save()


def _delete(table: Any, pks: set[int]) -> None:
    """Delete rows to which nothing refers any more. Read anew: history keeps them as they were."""
    for patch in chunks(pks):
        gone = list(table.objects.filter(pk__in=patch).order_by("pk"))
        table.objects.filter(pk__in=patch)._raw_delete(table.objects.db)
        table.history.note_deleted(gone)


def _update(each: Moves) -> None:
    """Write the columns that change: one statement for all rows of which the same ones do."""
    alike: dict[tuple[tuple[str, int | None], ...], list[int]] = defaultdict(list)
    for row in each.rows:
        alike[tuple(each.changed[row.pk].items())].append(row.pk)
    for columns, pks in alike.items():
        for patch in chunks(pks):
            each.table.objects.filter(pk__in=patch).update(**dict(columns))
    if each.rows:
        each.table.history.bulk_history_create(each.rows, batch_size=500, update=True)


def _token(keep: Any, drop: Any) -> str:
    values = [
        str(getattr(record, each.attname)) for record in (keep, drop) for each in record._meta.concrete_fields
    ]
    return hashlib.sha256("\0".join(values).encode()).hexdigest()[:16]


def _counted(moving: list[Moves]) -> str:
    rows = [f"{each.table.__name__}{sorted(each.changed)}" for each in moving]
    return hashlib.sha256("".join(rows).encode()).hexdigest()[:16]


def _notes(keep: Any, drop: Any) -> Iterator[str]:
    """What a person should know of, and what forbids nothing."""
    if drop.status == Status.PUBLISHED and keep.status != Status.PUBLISHED:
        yield (
            f"“{drop}” is published and “{keep}” is not: nothing of it would be public any more, "
            "and its address would lead nowhere. Swap the two, or publish the survivor."
        )


def _unlink(keep: Any, drop: Any) -> list[str]:
    """No source is a copy of itself."""
    if isinstance(keep, Source) and keep.copy_of_id in (keep.pk, drop.pk):
        keep.copy_of = None
        return ["One is marked as a copy of the other: the mark goes, since they will be one."]
    return []


def _contradictions(keep: Any, drop: Any, moving: list[Moves]) -> Iterator[str]:
    """What cannot be true of one source."""
    if not isinstance(keep, Source):
        return
    if keep.copy_of_id and any(each.table is Source for each in moving):
        yield (
            f"Other sources are copies of “{drop}”, and the survivor would itself be a copy: of a copy there "
            "is none. Swap the two, or leave “copy of” empty."
        )
    texts = {each.source_id: each.text for each in Document.objects.filter(source__in=[keep.pk, drop.pk])}
    if len(set(texts.values())) > 1:
        yield (
            "Both have a text attached, and the texts differ; each fragment is anchored in its own. "
            "Mark one as a copy of the other instead."
        )
    elif texts and keep.sha256 not in ("", hashlib.sha256(next(iter(texts.values())).encode()).hexdigest()):
        yield "The text that is attached does not have the SHA-256 chosen here."


def _other_kind(keep: Actor) -> Iterator[str]:
    """Rows of the survivor itself that its new kind contradicts."""
    kind = keep.get_kind_display().lower()
    spoken = keep.members.exists() or keep.statements_on_behalf.exists()
    if (keep.is_organization and keep.memberships.exists()) or (not keep.is_organization and spoken):
        yield f"“{keep}” has roles, members or statements that its kind, {kind}, does not allow."


def _invalid(keep: Any, moving: list[Moves]) -> Iterator[str]:
    """What the tables' own rules say to the survivor and to each row that moves."""
    try:
        keep.full_clean(exclude=_links(keep), validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        yield from _said(str(keep), error)
    for each in moving:
        for row in each.rows:
            try:
                row.clean()
            except ValidationError as error:
                yield from _said(f"The {each.table._meta.verbose_name} “{row}”", error)


def _links(record: Any) -> list[str]:
    """Foreign keys, whose records are there: checking each would be a query."""
    return [each.name for each in record._meta.concrete_fields if each.is_relation]


def _said(name: str, error: ValidationError) -> Iterable[str]:
    return [f"{name}: {message}" for message in error.messages]


def _cut(obstacles: list[str]) -> list[str]:
    left = len(obstacles) - NAMED
    return [*obstacles[:NAMED], f"And {left} more."] if left > 0 else obstacles
