"""Imports and edits by chance, each undone again in turn."""

import csv
from datetime import timedelta
from pathlib import Path
from random import Random

from django.contrib.auth.models import User
from django.db import transaction

from tests.imports.conftest import TUESDAY
from tracker.changes.undo import undo
from tracker.imports.load import load
from tracker.imports.outcomes import Edits
from tracker.models import Actor, Changeset, Evidence, Origin, Position, Statement, recording

from .conftest import everything
from .test_undo_import import by_hand, loaded, seeds

__all__ = ["loaded", "seeds"]  # fixtures


def test_a_walk_of_imports_and_edits_is_walked_back(loaded: Changeset, seeds: Path, ada: User) -> None:
    """Forty steps by chance, each undone again in turn: every state on the way comes back."""
    random = Random(3)
    states, made = [everything()], []
    while len(made) < 40:
        changeset = step(random, seeds, ada, len(made))
        if changeset is not None:
            made.append(changeset)
            states.append(everything())
    for changeset in reversed(made):
        states.pop()
        undo(changeset, user=ada)
        assert everything() == states[-1], changeset


def step(random: Random, seeds: Path, user: User, number: int) -> Changeset | None:
    """An edit by hand, a deletion, or an import of files that somebody changed."""
    latest = Changeset.objects.latest("pk")
    do = random.choice(["edit", "delete", "import", "import", "import"])
    if do == "edit":
        table = random.choice([Statement, Position, Actor])
        record = random.choice(list(table._default_manager.order_by("pk")))
        field = {Statement: "summary", Position: "label", Actor: "name"}[table]
        return by_hand(record, user, **{field: f"By hand {number}"})
    if do == "delete":
        evidence = list(Evidence.objects.order_by("pk"))
        with transaction.atomic(), recording(Origin.HAND, user=user):
            if evidence:
                random.choice(evidence).delete()
    else:
        name, column = random.choice([("statements", 13), ("actors", 1), ("positions", 3)])
        _change_row(random, seeds / f"{name}.csv", column, f"File {number}")
        if random.random() < 0.3:
            _swap_places(random, seeds / "positions.csv")
        edits = random.choice([Edits.KEEP, Edits.OVERWRITE])
        outcome = load(seeds, at=TUESDAY + timedelta(hours=number), edits=edits)
        assert not outcome.faults or edits is Edits.KEEP, outcome.faults
    after = Changeset.objects.latest("pk")
    return after if after != latest else None


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _change_row(random: Random, path: Path, column: int, value: str) -> None:
    rows = _read(path)
    rows[random.randrange(1, len(rows))][column] = value
    _write(path, rows)


def _swap_places(random: Random, path: Path) -> None:
    rows = _read(path)
    same = [row for row in rows[1:] if row[0] == "lake-patrol"]
    one, other = random.sample(same, 2)
    one[2], other[2] = other[2], one[2]
    _write(path, rows)
