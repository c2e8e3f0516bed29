"""Lists of the admin that somebody wants to come back to."""

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A name for one state of a list: its table, and what its address asks for.

    No Record: it says nothing about policy, is in no file and needs no history.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=80)
    table = models.CharField(max_length=100)  # "tracker.statement"
    query = models.CharField(max_length=1000)  # what stands behind the question mark
    shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "table", "name"],
                name="saved_filter_once",
                violation_error_message="You already have a filter of this name for this list.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
