"""A small world of seed files, loaded, and a way to load more."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tracker.imports.load import load
from tracker.imports.outcomes import Outcome
from tracker.imports.resources import RESOURCES

DATA = Path(settings.BASE_DIR) / "tests" / "data"
SEEDS, BAD, TEXTS = DATA / "seeds", DATA / "bad", DATA / "texts"
MONDAY = datetime(2024, 5, 6, 9, 30, tzinfo=UTC)
TUESDAY = datetime(2024, 5, 7, 9, 30, tzinfo=UTC)

Load = Callable[..., Outcome]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All that imports write, digests and histories included."""
    models = [resource.table().model for resource in RESOURCES]
    tables = [*models, *(model.history.model for model in models)]
    return {model.__name__: sorted(model.objects.values_list(), key=repr) for model in tables}


def edit(path: Path, old: str, new: str) -> None:
    """Change a seed file as an analyst would. The old text must be there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path.name, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the small seeds, to be changed."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


@pytest.fixture
def loaded(db: None) -> Outcome:
    """The small seeds, in the database since Monday."""
    outcome = load(SEEDS, at=MONDAY)
    assert not outcome.refused, outcome
    return outcome
