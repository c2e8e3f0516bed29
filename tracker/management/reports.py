"""What an import came to, in lines for a terminal."""

from collections.abc import Iterator

from tracker.imports.outcomes import Conflict, Documents, Edits, Outcome, Tally

_COLUMNS = ("new", "changed", "unchanged", "kept", "left", "pruned")
_NAMED = 20  # records that a line names


def summary_lines(outcome: Outcome) -> Iterator[str]:
    """The table of rows per file, then what is worth a sentence: of an import that was not refused."""
    yield f"{'':22}" + "".join(f"{name:>11}" for name in _COLUMNS)
    for tally in outcome.tallies:
        yield f"{tally.file:22}" + "".join(f"{number:>11,}" for number in _numbers(tally))
    if outcome.missing:
        yield f"Not there: {', '.join(outcome.missing)}."
    for tally in outcome.tallies:
        yield from _left_lines(tally)
    yield from _document_lines(outcome.documents)
    yield _verdict(outcome)


def _numbers(tally: Tally) -> tuple[int, ...]:
    left = len(tally.left) - tally.pruned
    return tally.created, tally.changed, tally.unchanged, tally.kept, left, tally.pruned


def _left_lines(tally: Tally) -> Iterator[str]:
    if tally.left:
        named = ", ".join(tally.left[:_NAMED])
        more = f" and {len(tally.left) - _NAMED:,} more" if len(tally.left) > _NAMED else ""
        stay = "removed" if tally.pruned == len(tally.left) else "still here; --prune removes them"
        yield f"{tally.file}: no longer in the file, {stay}: {named}{more}."


def _document_lines(documents: Documents) -> Iterator[str]:
    if documents.attached or documents.unchanged:
        yield f"Texts: {documents.attached} attached, {documents.unchanged} unchanged."
    if documents.unmatched:
        yield f"Texts that match no source: {', '.join(documents.unmatched)}."


def _verdict(outcome: Outcome) -> str:
    if not outcome.changes:
        kept = any(tally.kept for tally in outcome.tallies)
        holds = "but for what people edited, " if kept else ""
        return f"Nothing to change: {holds}the database holds what the files say."
    return "Checked: nothing was written." if outcome.checked_only else "Written."


def conflict_lines(outcome: Outcome) -> Iterator[str]:
    """Each record that a person edited and the file contradicts, with both values."""
    for conflict in outcome.conflicts:
        place = f"{conflict.file}:{conflict.line}" if conflict.line else conflict.file
        yield f"{place}: {conflict.key} {_happened(conflict, outcome.edits)}"
        for it in conflict.differences:
            yield f'  {it.column}: here "{it.here}", in the file "{it.file}"'


def _happened(conflict: Conflict, edits: Edits) -> str:
    done = {Edits.STOP: "", Edits.KEEP: "; the edits are kept", Edits.OVERWRITE: "; the file was followed"}
    if conflict.differences:
        return f"was edited by hand{done[edits]}:"
    if conflict.into:
        return f'was merged into "{conflict.into}"{done[edits]}.'
    what = "was deleted by hand" if conflict.line else "was edited by hand and left the file"
    return f"{what}{done[edits]}."
