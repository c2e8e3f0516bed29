"""What was done at one go, and the thread that ties every row of every history to it.

A save, an import, a bulk action, a merge, an undo: each is one Changeset, and each version of each record
that came of it points there. Who, when, why and from where are said once, and can be undone as one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.dispatch import Signal, receiver
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from simple_history.manager import HistoryManager
from simple_history.signals import post_create_historical_record, pre_create_historical_record

REASON_LENGTH = 100  # as simple_history's history_change_reason


def moment_in_words(at: datetime) -> str:
    """When something was done, as each page of the admin says it."""
    return date_format(localtime(at), "DATETIME_FORMAT")


class Origin(models.TextChoices):
    """Where a change came from."""

    HAND = "hand", "By hand"
    IMPORT = "import", "Import"
    BULK = "bulk", "Bulk action"
    MERGE = "merge", "Merge"
    UNDO = "undo", "Undo"
    RESTORE = "restore", "Restored version"
    PROGRAM = "program", "Program"


class Changeset(models.Model):
    """One act: who, when, why, from where. Never changed once made, never deleted.

    `files`, of an import: name, sha256 and the number of rows created, changed, unchanged and kept.
    """

    at = models.DateTimeField("when")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,  # who did what stays known: an account that is not needed is deactivated
        null=True,
        related_name="+",
        verbose_name="who",
    )
    origin = models.CharField("from where", max_length=10, choices=Origin)
    reason = models.CharField("why", max_length=REASON_LENGTH, blank=True, default="")
    files = models.JSONField(blank=True, default=list)
    undoes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "change"
        default_permissions = ("view", "undo")
        indexes = [
            # the page of all changes, newest first
            models.Index(fields=["-at", "-id"], name="changeset_by_time"),
            # what one person did
            models.Index(fields=["user", "-at"], name="changeset_by_user"),
        ]

    def __str__(self) -> str:
        who = self.user.get_username() if self.user else "Not signed in"
        return f"{who}, {self.get_origin_display().lower()}, {moment_in_words(self.at)}"

    def get_absolute_url(self) -> str:
        """Its page in the admin: changes are not public."""
        return reverse("admin:tracker_changeset_change", args=[self.pk])


@dataclass
class Recording:
    """A changeset to be: made once something is written, so that nothing done leaves none behind."""

    origin: Origin
    user: Any = None
    reason: str = ""
    at: datetime = field(default_factory=now)
    undoes: Changeset | None = None
    made: Changeset | None = None
    touched: dict[Any, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def changeset(self) -> Changeset:
        if self.made is None:
            self.made = Changeset.objects.create(
                at=self.at,
                user=self.user,
                origin=self.origin,
                reason=self.reason[:REASON_LENGTH],
                undoes=self.undoes,
            )
        return self.made


written = Signal()
"""What one act wrote, once it is through and still inside its transaction. `touched`: keys by model; a row
that is part of a record stands for that record (`part_of`).
"""

_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recording(
    origin: Origin,
    *,
    user: Any = None,
    reason: str = "",
    at: datetime | None = None,
    undoes: Changeset | None = None,
) -> Iterator[Recording]:
    """Tie whatever is written within to one changeset. The innermost counts.

    Open it inside the transaction that it belongs to: a changeset that was rolled back is no changeset.
    `user` is None for a command. `reason`: left empty, it is the reason of the first record written.
    """
    signed_in = user if user is not None and user.is_authenticated else None
    made = Recording(origin, signed_in, reason, at or now(), undoes)
    token = _current.set(made)
    try:
        yield made
        _tell(made.touched)
    finally:
        _current.reset(token)


def _touch(records: Iterable[Any]) -> None:
    """Note what was written: to be told at the end of the act, or at once where there is none."""
    current = _current.get()
    touched = defaultdict(set) if current is None else current.touched
    for record in records:
        part_of = getattr(record, "part_of", "")
        model = record._meta.get_field(part_of).related_model if part_of else type(record)
        touched[model].add(getattr(record, f"{part_of}_id") if part_of else record.pk)
    if current is None:
        _tell(touched)


def _tell(touched: dict[Any, set[int]]) -> None:
    if touched and not connection.needs_rollback:  # what is taken back anyway needs nothing
        written.send(sender=Recording, touched=touched)


def _tie(version: Any) -> None:
    """Give a row of history its changeset, and what the changeset says of it."""
    current = _current.get()
    why = version.history_change_reason or ""
    if current is None:  # a shell, a test, a script: each save is an act of its own
        current = Recording(Origin.PROGRAM, version.history_user, why, version.history_date)
    elif current.made is None and not current.reason:
        current.reason = why
    version.changeset = current.changeset
    version.history_date = current.changeset.at
    version.history_user_id = current.changeset.user_id
    version.history_change_reason = why or current.changeset.reason or None


@receiver(pre_create_historical_record)
def _tie_one(history_instance: Any, **kwargs: Any) -> None:
    _tie(history_instance)


@receiver(post_create_historical_record)
def _touch_one(instance: Any, **kwargs: Any) -> None:
    _touch([instance])


class VersionManager(HistoryManager):  # type: ignore[misc]
    """simple_history's, whose bulk helpers send no signal: here they tie their rows too."""

    def bulk_history_create(self, objs: Collection[Any], **kwargs: Any) -> Any:
        current = _current.get()
        if current is None:
            with recording(
                Origin.PROGRAM,
                user=kwargs.get("default_user"),
                reason=kwargs.get("default_change_reason") or "",
                at=kwargs.get("default_date"),
            ):
                return self.bulk_history_create(objs, **kwargs)
        changeset = current.changeset
        kwargs["default_user"] = changeset.user
        kwargs["default_date"] = changeset.at
        kwargs["default_change_reason"] = kwargs.get("default_change_reason") or changeset.reason
        kwargs["custom_historical_attrs"] = {
            **(kwargs.get("custom_historical_attrs") or {}),
            "changeset": changeset,
        }
        made = super().bulk_history_create(objs, **kwargs)
        _touch(objs)
        return made

    def note_deleted(self, records: Iterable[Any]) -> None:
        """Write the last line of history of records that were deleted without a signal."""
        gone = list(records)
        if not gone:
            return
        fields = self.model.tracked_fields
        versions = [
            self.model(
                history_type="-",
                history_date=now(),
                **{field.attname: getattr(record, field.attname) for field in fields},
            )
            for record in gone
        ]
        for version in versions:
            _tie(version)
        self.model.objects.bulk_create(versions, batch_size=500)
        _touch(gone)


class Version(models.Model):
    """What every row of every history has beyond simple_history's own fields."""

    changeset = models.ForeignKey(Changeset, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
