"""The two formats of the admin's import and export pages, read and written as the command does.

In settings or on a ModelAdmin: `import_formats = export_formats = FORMATS`.
"""

import codecs
import io
from collections.abc import Collection
from typing import Any

from import_export.formats.base_formats import CSV, XLSX

from . import readers, writers


class Upload:
    """A file that was sent, still unread: only the resource knows its columns."""

    def __init__(self, data: bytes, suffix: str) -> None:
        self.data = data
        self.suffix = suffix

    def rows(self, name: str, columns: tuple[str, ...], may_lack: Collection[str]) -> Any:
        """As `readers.read`."""
        return readers.FORMATS[self.suffix](io.BytesIO(self.data), name, columns, may_lack)


class StrictCSV(CSV):  # type: ignore[misc]
    """UTF-8, read as bytes, so that nothing is decoded on the way.

    Excel begins its “CSV UTF-8” with a byte-order mark, and knows no other: of what people send it is no
    part. Seed files stand without one.
    """

    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> Upload:
        return Upload(in_stream.removeprefix(codecs.BOM_UTF8), ".csv")

    def export_data(self, dataset: Any, **kwargs: Any) -> bytes:
        return _written(dataset, ".csv")


class StrictXLSX(XLSX):  # type: ignore[misc]
    """One sheet of plain values; a bomb is refused before it is parsed."""

    def create_dataset(self, in_stream: bytes) -> Upload:
        return Upload(in_stream, ".xlsx")

    def export_data(self, dataset: Any, **kwargs: Any) -> bytes:
        return _written(dataset, ".xlsx")


def _written(dataset: Any, suffix: str) -> bytes:
    file = io.BytesIO()
    writers.WRITERS[suffix](file, dataset.headers, dataset, getattr(dataset, "numeric", ()))
    return file.getvalue()


FORMATS = [StrictCSV, StrictXLSX]
