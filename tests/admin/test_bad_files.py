"""Every bad file that the command refuses, sent to the import page: refused with the same words."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.admin.test_transfer import upload
from tests.imports.conftest import BAD, MONDAY, SEEDS, TEXTS, everything
from tests.imports.test_bad_files import FAULTS
from tracker.imports.load import load
from tracker.imports.resources import RESOURCES

# A file is read alone here, and in a folder with others there.
NEEDS_ITS_FOLDER = {"every_fault_at_once", "no_such_table"}
# What Excel writes before a CSV is no fault of what a person sends: test_transfer.py.
NO_FAULT_HERE = {"byte_order_mark"}
TABLES = {resource.file: resource._meta.model._meta.model_name for resource in RESOURCES}
FILES = [
    pytest.param(path, id=f"{path.parent.name}-{path.stem}")
    for path in sorted(BAD.glob("*/*.csv"))
    if path.parent.name not in NEEDS_ITS_FOLDER | NO_FAULT_HERE
]


@pytest.fixture
def _loaded(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not load(SEEDS, at=MONDAY, documents=TEXTS).refused
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))


def said(response: Any, file: str) -> list[str]:
    """The page's faults, written as the command writes them."""
    return [
        f"{file}:{line}: {error.error}"
        for line, errors in response.context["result"].row_errors()
        for error in errors
    ]


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("path", FILES)
def test_a_bad_file_is_refused_with_the_commands_message_and_nothing_is_saved(
    client: Client, path: Path
) -> None:
    before = everything()
    response = upload(client, path.read_bytes(), path.name, table=TABLES[path.stem])
    expected = [fault for fault in FAULTS[path.parent.name] if fault.startswith(path.name)]
    assert said(response, path.name) == [fault.replace(".csv: ", ".csv:1: ") for fault in expected]
    assert everything() == before
