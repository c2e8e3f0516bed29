"""What the public's search reads: the words of each public record, folded."""

from django.db import models


class SearchEntry(models.Model):
    """The words of one public record, as tracker/search/ folds them: a copy, made anew at any time.

    The database's own full-text index hangs on this table (migration 0008): on SQLite an FTS5 table that
    triggers keep, on PostgreSQL a column that it computes itself. A migration that alters the table on
    SQLite has to lay the triggers anew, since Django makes such a table anew.
    """

    kind = models.CharField(max_length=12)  # the noun's model name: "statement"
    record = models.BigIntegerField()  # its key
    name = models.TextField()  # weighs more
    body = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "record"], name="searchentry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}: {self.name[:60]}"
