"""What a spreadsheet unpacks to, found out before it is parsed in earnest.

A workbook is a zip of XML, and a few kilobytes of it can stand for gigabytes of zeros or a billion
cells. This looks at the sizes that the zip declares (zipfile unpacks no more than those), then runs a
streaming parser over the parts that keeps nothing but the place of the farthest cell.
"""

import re
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

MAX_UNPACKED = 256 * 2**20
MAX_RATIO = 100  # text packs to a tenth; only a bomb to a hundredth
MAX_PARTS = 200
MAX_ROWS = 400_000
MAX_COLUMNS = 100
_SMALL = 2**20  # bytes below which any ratio will do
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(slots=True)
class Extent:
    """The last row and column of a sheet that hold anything."""

    rows: int = 0
    columns: int = 0


def defused(package: ZipFile) -> Extent:
    """How far the sheets reach. Raises ValueError, with a message for an analyst, for a bomb."""
    _weigh(package)
    extent = Extent()
    for part in package.infolist():
        try:
            _scan(package, part.filename, extent)
        except expat.ExpatError:
            if part.filename.endswith((".xml", ".rels")):  # others may be pictures, or a sheet in disguise
                raise
    return extent


def _weigh(package: ZipFile) -> None:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise ValueError(f"holds {len(parts)} parts; a table's has a dozen.")
    if unpacked > MAX_UNPACKED or unpacked > max(_SMALL, MAX_RATIO * packed):
        raise ValueError(f"{packed:,} bytes would unpack to {unpacked:,}: refused.")


def _scan(package: ZipFile, name: str, extent: Extent) -> None:
    scan = _Scan(extent)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = scan.doctype
    parser.StartElementHandler = scan.start
    with package.open(name) as part:
        while chunk := part.read(2**16):
            parser.Parse(chunk)
    parser.Parse(b"", True)


class _Scan:
    """Follows rows and cells, in whatever part they lie; a cell counts once something is in it."""

    def __init__(self, extent: Extent) -> None:
        self.extent = extent
        self.row = 0
        self.column = 0

    def doctype(self, *declared: Any) -> None:
        raise ValueError("holds a document type, which no spreadsheet program writes: refused.")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif kind == "c":
            named = _LETTERS.match(attributes.get("r", ""))
            self.column = _number(named[0]) if named else self.column + 1
        elif kind in ("v", "is", "f"):
            self._count()

    def _count(self) -> None:
        if self.row > MAX_ROWS or self.column > MAX_COLUMNS:
            place = f"row {self.row:,}, column {self.column:,}"
            raise ValueError(f"holds a cell in {place}, far beyond any table: delete it.")
        self.extent.rows = max(self.extent.rows, self.row)
        self.extent.columns = max(self.extent.columns, self.column)


def _number(letters: str) -> int:
    """A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
