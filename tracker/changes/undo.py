"""Take back a changeset as a whole, bring back what was deleted, return to an earlier version."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction

from tracker.models import Changeset, Origin, recording
from tracker.models.changes import moment_in_words

from .edits import Edit, Key, edits, in_bulk, same
from .naming import named, page_in_admin
from .tables import rows_of
from .versions import state_at
from .writing import NAMED, Obstacle, Refused, write


def undo(changeset: Changeset, *, user: Any, reason: str = "") -> Changeset:
    """Let every record be as it was before the changeset. Gives the changeset that says so.

    Only as long as nothing built on it: raises Refused where a record was changed since, or is used by
    what came since; nothing is written then.
    """
    found = edits(changeset)
    obstacles = list(_built_on(changeset, found))
    if obstacles:
        raise Refused(obstacles)
    states = {edit.key: edit.before for edit in found}
    return _put_back(states, Origin.UNDO, user, reason, changeset, imported=_noted_by_import(found))


def obstacles(changeset: Changeset, *, user: Any) -> list[str]:
    """Why the changeset cannot be undone; nothing where it can. The real run, rolled back."""
    try:
        with transaction.atomic():
            undo(changeset, user=user)
            transaction.set_rollback(True)
    except Refused as refused:
        return refused.obstacles
    return []


def undelete(table: Any, pk: int, *, user: Any, reason: str = "") -> Changeset:
    """Bring a deleted record back, with the rows that went with it. Raises Refused, LookupError."""
    last = table.history.filter(id=pk).order_by("-history_id").first()
    if last is None or last.history_type != "-":
        raise LookupError(f"No deleted {table._meta.verbose_name} has the key {pk}.")
    went = [edit for edit in edits(last.changeset) if edit.after is None and edit.before is not None]
    return _put_back(_with_rows(went, (table, pk)), Origin.RESTORE, user, reason, None)


def restore(table: Any, pk: int, at: Changeset, *, user: Any, reason: str = "") -> Changeset:
    """Return a record and its rows to what they were once `at` was made. Raises Refused, LookupError."""
    target = state_at(table, pk, at)
    if target.get((table, pk)) is None:
        raise LookupError(f"There was no such {table._meta.verbose_name} then.")
    return _put_back(target, Origin.RESTORE, user, reason, None)


def _noted_by_import(found: list[Edit]) -> set[Key]:
    """Where the changeset set down what a file said last: an import, or the undoing of one."""
    return {
        edit.key
        for edit in found
        if edit.before and edit.after and edit.before.import_digest != edit.after.import_digest
    }


def _put_back(
    states: Mapping[Key, Any],
    origin: Origin,
    user: Any,
    reason: str,
    undoes: Changeset | None,
    imported: Collection[Key] = (),
) -> Changeset:
    """Write what differs from what is there. `imported`: whose `import_digest` is put back too; with all
    others it stays, so that the next import sees that a person wanted it otherwise.
    """
    with transaction.atomic(), recording(origin, user=user, reason=reason, undoes=undoes) as made:
        now = _present(states)
        for key, state in states.items():
            if state is not None and key in now and key not in imported:
                state.import_digest = now[key].import_digest
        changed = {key: state for key, state in states.items() if not _alike(key, now.get(key), state)}
        if not changed:
            raise Refused(["It is so already: nothing would change."])
        write(changed)
        return made.changeset


def _alike(key: Key, one: Any, other: Any) -> bool:
    digests = {it.import_digest for it in (one, other) if it is not None}
    return len(digests) < 2 and same(key[0], one, other)


def _present(keys: Iterable[Key]) -> dict[Key, Any]:
    by_table: dict[Any, list[int]] = {}
    for table, pk in keys:
        by_table.setdefault(table, []).append(pk)
    return {
        (table, pk): record
        for table, pks in by_table.items()
        for pk, record in in_bulk(table.objects, pks).items()
    }


def _built_on(changeset: Changeset, found: list[Edit]) -> Iterable[str]:
    """A sentence for each record that is no longer as the changeset left it."""
    now = _present(edit.key for edit in found)
    moved = [edit for edit in found if not same(edit.table, now.get(edit.key), edit.after)]
    for edit in moved[:NAMED]:
        yield _moved_on(edit)
    if len(moved) > NAMED:
        yield f"And {len(moved) - NAMED} more records were changed since."


def _moved_on(edit: Edit) -> str:
    later = edit.table.history.filter(id=edit.pk).select_related("changeset__user").order_by("-history_id")[0]
    who = later.changeset.user.get_username() if later.changeset.user else "someone not signed in"
    did = {"+": "made again", "~": "changed", "-": "deleted"}[later.history_type]
    noun, name = edit.table._meta.verbose_name, named(edit.after or edit.before or later)
    said = f"The {noun} “{name}” was {did} since, by {who} on {moment_in_words(later.history_date)}."
    return Obstacle(said, page_in_admin(edit.table, "history", edit.pk))


def _with_rows(went: list[Edit], root: Key) -> dict[Key, Any]:
    """The record, and the rows that went with it in the same changeset, and theirs."""
    back: dict[Key, Any] = {edit.key: edit.before for edit in went if edit.key == root}
    waiting = [root]
    while waiting:
        table, pk = waiting.pop()
        for rows, foreign_key in rows_of(table):
            for edit in went:
                if edit.table is rows and getattr(edit.before, foreign_key) == pk:
                    back[edit.key] = edit.before
                    waiting.append(edit.key)
    return back
