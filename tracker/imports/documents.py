"""Article texts of a folder to the sources that they are the texts of, by SHA-256 of their bytes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.models import Document, Evidence, Source
from tracker.querysets import chunks

from .anchors import misplaced
from .causes import Cause
from .outcomes import Conflict, Difference, Documents, Edits
from .readers import Fault, Unreadable, open_plain

MAX_TEXT = 10 * 2**20
"""Bytes of one text."""


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_untouched(document: Document) -> bool:
    """Whether the text is as the last import attached it."""
    return document.import_digest == sha256(document.text)


class Attach:
    """The texts of one folder. `run` once the sources are in, `recheck` once the evidence is."""

    def __init__(self, directory: Path, cause: Cause) -> None:
        self.directory = directory
        self.cause = cause
        self.faults: list[Fault] = []
        self.conflicts: list[Conflict] = []
        self.outcome = Documents()
        self._written: list[Document] = []

    def run(self) -> None:
        """Attach each text to every source with its fingerprint."""
        texts = dict(self._texts())
        matched, unchanged = set(), 0
        for part in chunks(texts):
            for source in Source.objects.filter(sha256__in=part).select_related("document").order_by("slug"):
                matched.add(source.sha256)
                unchanged += not self._attach(source, *texts[source.sha256])
        unmatched = tuple(name for sha, (name, _) in texts.items() if sha not in matched)
        self.outcome = Documents(len(self._written), unchanged, unmatched)

    def _texts(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Fingerprint, file name and text of each readable file."""
        if not self.directory.is_dir():
            self.faults.append(Fault(str(self.directory), 0, "", "is not a folder of texts."))
            return
        for path in sorted(self.directory.glob("*.txt")):
            try:
                text = _read(path)
            except Unreadable as unreadable:
                self.faults += unreadable.faults
            else:
                yield sha256(text), (path.name, text)

    def _attach(self, source: Source, name: str, text: str) -> bool:
        """Whether anything was written."""
        document = getattr(source, "document", None)
        if document is not None and document.text == text:
            return False
        if document is not None and not is_untouched(document) and not self._may_overwrite(source, name):
            return False
        written: Any = document or Document(source=source)  # with what simple_history reads off it
        written.text = text
        written.import_digest = source.sha256
        written._change_reason = f"Attached from {name}"[:100]
        written.save()
        self._written.append(written)
        return True

    def _may_overwrite(self, source: Source, name: str) -> bool:
        differences = (Difference("text", "edited by hand", "another text"),)
        self.conflicts.append(Conflict(name, 0, f'"{source.slug}"', differences))
        return self.cause.edits is Edits.OVERWRITE

    def recheck(self, checked: set[int]) -> None:
        """Fault evidence in the database whose words a new text does not bear out; `checked` was
        looked at already.
        """
        texts = {document.source_id: document.text for document in self._written}
        for part in chunks(sorted(texts)):
            rest = Evidence.objects.filter(source__in=part).select_related("source", "statement")
            for evidence in rest.order_by("pk"):
                message = misplaced(evidence, texts[evidence.source_id], evidence.source.slug)
                if message and evidence.pk not in checked:
                    said = f'evidence of "{evidence.statement.slug}": {message}'
                    self.faults.append(Fault("evidence.csv", 0, "", said))


def _read(path: Path) -> str:
    try:
        with open_plain(path, MAX_TEXT) as file:
            data = file.read()
        text = data.decode("utf-8")
    except OSError as error:
        raise Unreadable(Fault(path.name, 0, "", f"cannot be read: {error.strerror}.")) from None
    except UnicodeDecodeError:
        raise Unreadable(Fault(path.name, 0, "", "is not UTF-8; a text is taken as it is.")) from None
    if "\0" in text:
        raise Unreadable(Fault(path.name, 0, "", "holds a NUL character, which no text has."))
    return text
