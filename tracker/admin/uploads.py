"""Uploads between their preview and their confirmation, where nobody else can reach them.

The library keeps them in the shared folder for temporary files and takes the file's name from the
confirmation as the browser sends it: whoever may import could have any file there read and deleted.
Here the folder is the server's own, and the name travels signed for one person, table and hour.
"""

import os
import re
import stat
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.exceptions import SuspiciousFileOperation
from import_export.tmp_storages import BaseStorage

LIFETIME = 60 * 60
"""Seconds between preview and confirmation."""

_NAME = re.compile(r"[0-9a-f]{32}")


def folder() -> Path:
    """The server's own folder, made when needed. Raises SuspiciousFileOperation if others can write there."""
    path = Path(tempfile.gettempdir()) / f"policy-positions-uploads-{os.getuid()}"
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise SuspiciousFileOperation(f"{path} is not this server's own folder.")
    return path


class UploadStorage(BaseStorage):  # type: ignore[misc]
    """django-import-export's temporary storage (IMPORT_EXPORT_TMP_STORAGE_CLASS), for one upload."""

    name: str | None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if self.name is not None and not _NAME.fullmatch(self.name):
            raise SuspiciousFileOperation("Not the name of an upload.")

    def save(self, data: bytes) -> None:
        _forget_old()
        self.name = uuid4().hex
        handle = os.open(self._path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)

    def read(self) -> bytes:
        """Raises FileNotFoundError once it was removed."""
        return self._path().read_bytes()

    def remove(self) -> None:
        self._path().unlink(missing_ok=True)

    def exists(self) -> bool:
        return self._path().is_file()

    def _path(self) -> Path:
        return folder() / str(self.name)


def _forget_old() -> None:
    """Delete what was never confirmed."""
    for path in folder().iterdir():
        if path.lstat().st_mtime < time.time() - LIFETIME:
            path.unlink(missing_ok=True)
