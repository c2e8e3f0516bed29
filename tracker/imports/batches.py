"""What an import leaves of itself in its changeset: which files, with which bytes, and what came of them."""

from collections.abc import Sequence
from typing import Any

from tracker.models.changes import Recording


def file_entry(name: str, sha256: str, **counts: int) -> dict[str, Any]:
    """A file of Changeset.files: name, fingerprint of its bytes, and how many rows of each outcome."""
    return {"name": name, "sha256": sha256, **counts}


def keep_files(act: Recording, files: Sequence[dict[str, Any]]) -> None:
    """Note the files on the changeset; an import that changed nothing has none."""
    if act.made is not None:
        act.made.files = list(files)
        act.made.save(update_fields=["files"])
