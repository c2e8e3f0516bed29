"""Whether quoted words stand where the evidence says, in the texts that are attached.

Places are counted in Unicode code points, end exclusive, as in a W3C TextPositionSelector.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from tracker.models import Document
from tracker.querysets import chunks

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
    place = f"{start}" if end is None else f"{start}–{end}"
    return f'“{words}” does not stand at {place} of "{source}"; {_where(words, text)}'


def anchored(words: str, start: int | None, end: int | None, text: str) -> dict[str, Any]:
    """What is wanting of words, start and end, as the text has them; nothing where that is not plain.

    A form's box makes one blank of a line end; a text whose lines are broken by hand keeps its own.
    """
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    if start is None:
        found = list(islice(pattern.finditer(text), 2))
        match = found[0] if len(found) == 1 else None
    else:
        match = pattern.match(text, start)
    if match is None:
        return {}
    return {"words": match[0], "start": match.start(), "end": match.end() if end is None else end}


def _where(words: str, text: str) -> str:
    found = [str(place) for place in places(words, text)[:3]]
    if not found:
        return "it stands nowhere in it."
    return f"it stands at {' and '.join(found)}."


def places(words: str, text: str) -> list[int]:
    """Every place at which the words start."""
    found: list[int] = []
    place = text.find(words)
    while place >= 0:
        found.append(place)
        place = text.find(words, place + 1)
    return found
