"""All that is published, in one file: the seed format, described as a Frictionless Data Package.

https://datapackage.org/standard/data-package/: `datapackage.json` names each table, its columns and its
checksum. The same data give the same bytes, so that a checksum says whether anything changed.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import override

from tracker.history.codebook import terms_by_kind
from tracker.imports.resources import RESOURCES
from tracker.imports.tables import Table
from tracker.imports.writers import write_csv
from tracker.state import kept

NAME = "positions"
STAFF_ONLY = ("tags",)  # columns that stay, so that the files can be imported, and are empty
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of a ZIP: its files have no day of their own

ABOUT = """\
Positions: what governments and other actors say, promise and are, each claim with its source.

Every table is a CSV file (UTF-8, commas) in the format of the project's seed files; datapackage.json names
the columns, codebook.json says what the coded words mean, and a row names others by slug. Dates are EDTF:
2013-01 is some day of that month. Only published records are here. Of the sources themselves there are
fragments of at most twelve words; words_of says whether they are the speaker's own or the article's.

To load all of it into an empty tracker: unpack it and run `manage.py import_seeds FOLDER`.

"""


@dataclass(frozen=True, slots=True)
class File:
    name: str
    rows: int
    columns: tuple[str, ...]
    numeric: frozenset[str]
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Package:
    files: tuple[File, ...]
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def kept_package() -> Package:
    """The package, made anew only where anything was recorded since: one query a table, or none."""
    return kept("package", make_package)


def make_package() -> Package:
    """One query a table."""
    files = tuple(_files())
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in (
            ("README.txt", f"{ABOUT}Licence: {settings.DATA_LICENCE}\n".encode()),
            ("datapackage.json", _describe(files).encode()),
            ("codebook.json", _codebook().encode()),
            *((file.name, file.content) for file in files),
        ):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)
    return Package(files, archive.getvalue())


def _files() -> Iterator[File]:
    """The tables in the order in which they are imported: what a row names stands in an earlier one."""
    public: dict[type, set[str]] = {}
    for resource in RESOURCES:
        table = resource.table()
        found = table.model.objects.published()
        if "slug" in table.key:
            public.setdefault(table.model, set()).update(found.values_list("slug", flat=True))
        rows = list(_public(table, table.exported(found), public))
        content = io.BytesIO()
        write_csv(content, table.names, rows, table.numeric)
        yield File(f"{table.name}.csv", len(rows), tuple(table.names), table.numeric, content.getvalue())


def _public(
    table: Table, rows: Iterable[Sequence[str]], public: Mapping[type, Collection[str]]
) -> Iterator[list[str]]:
    """The rows without what is the staff's, and without the names of records that are not public."""
    nobody: Collection[str] = ()
    shown = {table.place(name): nobody for name in STAFF_ONLY if name in table.names} | {
        place: public[column.reference.model]
        for place, column in enumerate(table.columns)
        if column.reference and column.reference.model in public
    }
    for row in rows:
        cells = list(row)
        for place, known in shown.items():
            if cells[place] not in known:
                cells[place] = ""
        yield cells


def _codebook() -> str:
    """What the coded words mean, by the kind of word; rungs and their definitions are in positions.csv."""
    with override(settings.LANGUAGE_CODE):
        return json.dumps(terms_by_kind(), ensure_ascii=False, indent=1) + "\n"


def _describe(files: Collection[File]) -> str:
    described = {
        "name": NAME,
        "title": "Policy positions: statements, commitments and actors, each claim with its source",
        "licenses": [_licence(settings.DATA_LICENCE)],
        "resources": [_resource(file) for file in files],
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _licence(text: str) -> dict[str, str]:
    """Name and address as the standard has them: “CC BY 4.0, https://…”; the address may be missing."""
    title, _, path = text.partition(", ")
    named = {"name": title.replace(" ", "-"), "title": title}
    return {**named, "path": path} if path else named


def _resource(file: File) -> dict[str, Any]:
    fields = [{"name": name, "type": "number" if name in file.numeric else "string"} for name in file.columns]
    return {
        "name": file.name.removesuffix(".csv").replace("_", "-"),
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{file.sha256}",
        "schema": {"fields": fields},
    }
