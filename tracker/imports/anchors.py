"""Whether quoted words stand where the evidence says, in the texts that are attached.

Places are counted in Unicode code points, end exclusive, as in a W3C TextPositionSelector.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tracker.models import Document

from .references import chunks
from .upserts import Draft


def check_anchors(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, str, str]]:
    """Faults of the evidence of a batch whose source has its text attached."""
    texts = texts_of({draft.record.source_id for draft in drafts})
    for draft in drafts:
        text = texts.get(draft.record.source_id)
        message = misplaced(draft.record, text, draft.record.source.slug) if text is not None else ""
        if message:
            yield draft, "words", message


def texts_of(sources: Iterable[int]) -> dict[int, str]:
    """The attached text of each source that has one, by the source's primary key."""
    texts: dict[int, str] = {}
    for part in chunks(sources):
        texts.update(Document.objects.filter(source__in=part).values_list("source_id", "text"))
    return texts


def misplaced(evidence: Any, text: str, source: str) -> str:
    """What is wrong with the place of an evidence's words; empty if nothing is."""
    words, start, end = evidence.words, evidence.start, evidence.end
    if start is None:
        return "" if words in text else f'“{words}” does not stand in "{source}".'
    if text[start:end] == words:
        return ""
    return f'“{words}” does not stand at {start}–{end} of "{source}"; {_where(words, text)}'


def _where(words: str, text: str) -> str:
    places: list[str] = []
    found = text.find(words)
    while found >= 0 and len(places) < 3:
        places.append(str(found))
        found = text.find(words, found + 1)
    if not places:
        return "it stands nowhere in it."
    return f"it stands at {' and '.join(places)}."
