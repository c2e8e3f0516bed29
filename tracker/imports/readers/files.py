"""Opening what may be a trap: only plain files, at once, of a size that can be meant."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from .places import Fault, Unreadable

MAX_FILE = 128 * 2**20
"""Bytes. A table of 100,000 statements has some 40 MB."""

_FLAGS = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK


def open_plain(path: Path, limit: int = MAX_FILE) -> BinaryIO:
    """Open a plain file to read its bytes. Raises Unreadable for a folder, link, pipe or device.

    Opens without waiting and without following a link, and looks at what it has opened, so that a
    file swapped for something else in between is refused too.
    """
    try:
        _refuse(path, os.lstat(path), limit)
        handle = os.open(path, _FLAGS)
    except OSError as error:
        raise Unreadable(Fault(path.name, 0, "", f"cannot be read: {error.strerror}.")) from None
    file = os.fdopen(handle, "rb")
    try:
        _refuse(path, os.fstat(handle), limit)
    except Unreadable:
        file.close()
        raise
    return file


def _refuse(path: Path, found: os.stat_result, limit: int) -> None:
    message = _objection(found, limit)
    if message:
        raise Unreadable(Fault(path.name, 0, "", message))


def _objection(found: os.stat_result, limit: int) -> str:
    if stat.S_ISDIR(found.st_mode):
        return "is a folder, not a file."
    if stat.S_ISLNK(found.st_mode):
        return "is a link; put the file itself here."
    if not stat.S_ISREG(found.st_mode):
        return "is a pipe or a device, not a file."
    if found.st_size > limit:
        return f"has {found.st_size:,} bytes; at most {limit:,} are read."
    return ""
