"""What merging leaves behind: old addresses that lead on, and pairs that a person found to be two."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from .changes import Changeset

MAX_STEPS = 100  # merges of merges that an old address is followed through


class NotDuplicate(models.Model):
    """Two records of one table that look alike and are two: they are not proposed again.

    By primary key, which a record keeps for good: through new addresses, and when it is deleted and restored.
    """

    records = ("one", "other")

    table = models.CharField(max_length=30)
    one = models.PositiveBigIntegerField(help_text="The lower of the two keys.")
    other = models.PositiveBigIntegerField()
    at = models.DateTimeField("when", default=now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="who"
    )

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "pair that is no duplicate"
        verbose_name_plural = "pairs that are no duplicates"
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(fields=["table", "one", "other"], name="not_duplicate_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="not_duplicate_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.one} and {self.other}"


class Redirect(models.Model):
    """The address of a record that was merged into another, for as long as the merge stands.

    `public` says whether the public knew the address: one that it never knew tells nothing now.
    """

    records = ("target",)

    table = models.CharField(max_length=30)
    slug = models.SlugField("old address", max_length=100)
    loser = models.PositiveBigIntegerField(db_index=True, help_text="Primary key of the record merged away.")
    target = models.PositiveBigIntegerField(help_text="Primary key of the record that survived.")
    public = models.BooleanField()
    changeset = models.ForeignKey(
        Changeset, on_delete=models.PROTECT, related_name="redirects", verbose_name="merge"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = "old address"
        verbose_name_plural = "old addresses"
        default_permissions = ("view",)
        indexes = [
            # who asks for a record that is not there
            models.Index(fields=["table", "slug"], name="redirect_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.slug}"


def stands(changeset: Changeset) -> bool:
    """Whether a change is in force: not undone, or its undoing undone in turn. A query a step."""
    return not any(stands(later) for later in changeset.undone_by.all())


def moved_to(model: Any, slug: str, *, public: bool = False) -> Any:
    """The record into which the one at this address was merged, at last; None where there is none.

    `public`: only where the public knew the address. Whether it may see the record is for the caller to ask.
    Asks only for an address that no record has.
    """
    known = {"public": True} if public else {}
    return _survivor(model, _standing(model, slug=slug, **known))


def merged_into(model: Any, key: int) -> Any:
    """The record into which the one with this primary key was merged, at last; None where there is none."""
    return _survivor(model, _standing(model, loser=key))


def _survivor(model: Any, redirect: Redirect | None) -> Any:
    for _ in range(MAX_STEPS):
        if redirect is None:
            return None
        record = model._default_manager.filter(pk=redirect.target).first()
        if record is not None:
            return record
        redirect = _standing(model, loser=redirect.target)
    return None


def merged_away(model: Any) -> dict[str, str]:
    """Every address that leads to another record by now, and that record's address. Four queries, or one."""
    redirects = list(Redirect.objects.filter(table=model._meta.model_name).order_by("id"))
    if not redirects:
        return {}
    undone = _undone()
    standing = [each for each in redirects if each.changeset_id not in undone]
    onward = {each.loser: each.target for each in standing}
    ends = {each.slug: _end(onward, each.target) for each in standing}
    slugs = dict(model._default_manager.filter(pk__in=set(ends.values())).values_list("pk", "slug"))
    held = set(model._default_manager.filter(slug__in=list(ends)).values_list("slug", flat=True))
    return {old: slugs[pk] for old, pk in ends.items() if pk in slugs and old not in held}


def _undone() -> set[int]:
    """The keys of all changes that are not in force. What undoes comes after what it undoes."""
    undone: set[int] = set()
    for later in Changeset.objects.filter(undoes__isnull=False).order_by("-pk").only("undoes"):
        if later.pk not in undone and later.undoes_id is not None:
            undone.add(later.undoes_id)
    return undone


def _end(onward: dict[int, int], pk: int) -> int:
    for _ in range(MAX_STEPS):
        if pk not in onward:
            break
        pk = onward[pk]
    return pk


def _standing(model: Any, **which: Any) -> Redirect | None:
    found = Redirect.objects.filter(table=model._meta.model_name, **which).order_by("-id")
    return next((each for each in found.select_related("changeset") if stands(each.changeset)), None)
