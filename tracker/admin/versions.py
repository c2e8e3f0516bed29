"""Whether a record changed since its page was opened, and who changed it."""

from typing import Any

from django.utils.timezone import localtime


def latest_version(record: Any) -> int | None:
    """The key of the record's latest version; None where none was kept."""
    found: int | None = record.history.values_list("pk", flat=True).first()
    return found


def changed_since(record: Any, seen: int) -> str:
    """In words: who changed the record after version `seen`, when, and which fields."""
    latest = record.history.select_related("history_user").first()
    who = str(latest.history_user or "Someone")
    when = localtime(latest.history_date)
    return (
        f"{who} saved this record on {when:%Y-%m-%d} at {when:%H:%M}, after you had opened it"
        f"{_fields(latest, record.history.filter(pk=seen).first())}. Nothing of yours is saved yet: "
        "compare with the record's history. To save again puts your version in place of theirs."
    )


def _fields(latest: Any, seen: Any) -> str:
    if seen is None:
        return ""
    fields = [field for field in latest.tracked_fields if field.editable]
    changed = [field for field in fields if getattr(latest, field.attname) != getattr(seen, field.attname)]
    return f" ({', '.join(str(field.verbose_name) for field in changed)})" if changed else ""
