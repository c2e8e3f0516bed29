"""Whether a record changed since its page was opened, and who changed it."""

from typing import Any

from django.utils.timezone import localtime


def changed_since(record: Any) -> str:
    """In words: that the record or its rows changed while a page of it was open."""
    latest = record.history.select_related("history_user").first()
    who, when = str(latest.history_user or "someone"), localtime(latest.history_date)
    return (
        "This record or its rows changed after you had opened this page; it was last saved by "
        f"{who} on {when:%Y-%m-%d} at {when:%H:%M}. Nothing of yours is saved yet: look at the record's "
        "history first. To save again puts your version in place of theirs."
    )
