"""What keeps readers from a statement, or from what shows it: told to who publishes it, and never a bar."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tracker.models import Evidence, Reviewed, Source, Statement, Status
from tracker.querysets import chunks
from tracker.words import and_list

NAMED = ("speaker", "maker", "on_behalf_of", "addressee", "recipient", "issue")
"""The fields in which records name others that have to be public with them."""


def unpublished(record: Reviewed) -> list[Reviewed]:
    """Who and what it names that is not published; while one is not, no reader sees it."""
    named = [getattr(record, name, None) for name in NAMED]
    found: dict[tuple[str, int], Reviewed] = {}
    for each in named:
        if each is not None and each.status != Status.PUBLISHED:
            found[each._meta.model_name or "", each.pk] = each
    return list(found.values())


def unpublished_sources(sources: Iterable[Source]) -> list[Source]:
    """The sources of one statement, if none of them is published; nothing while one of them is."""
    found = {source.pk: source for source in sources}.values()
    return [] if any(source.status == Status.PUBLISHED for source in found) else list(found)


def why_hidden(record: Reviewed) -> str:
    """Who and what has to be published before readers see it, in words; empty where all is."""
    named = unpublished(record)
    if not named:
        return ""
    verb = "is" if len(named) == 1 else "are"
    return f"Readers see it only once {and_list(quoted(named))} {verb} published."


def why_unseen(statement: Statement, sources: Iterable[Source]) -> str:
    """What is to be published yet, of a statement that is published, in words; empty where all is."""
    hidden, unseen = why_hidden(statement), unpublished_sources(sources)
    said = [hidden] if hidden else []
    if unseen:
        said.append(f"No published source shows it: publish {' or '.join(quoted(unseen))} too.")
    return " ".join(said)


def why_unseen_each(records: Sequence[Reviewed]) -> dict[int, str]:
    """Of records of one noun by primary key, those of which there is something to say.

    Of statements a query for each 900 of them; of others none, where what they name is loaded.
    """
    sources: dict[int, list[Source]] = defaultdict(list)
    statements = [record.pk for record in records if isinstance(record, Statement)]
    for part in chunks(statements):
        for row in Evidence.objects.filter(statement__in=part).select_related("source").order_by("pk"):
            sources[row.statement_id].append(row.source)
    why = {
        each.pk: why_unseen(each, sources[each.pk]) if isinstance(each, Statement) else why_hidden(each)
        for each in records
    }
    return {pk: said for pk, said in why.items() if said}


def quoted(records: Iterable[Reviewed]) -> list[str]:
    return [f"“{record}”" for record in records]
