"""Make the index of the public search anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from tracker.search.indexing import rebuild


class Command(BaseCommand):
    help = (
        "Make the index of the public search anew. It is kept up to date by itself; this is for a database "
        "that was written to by other means."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            counts = rebuild()
        self.stdout.write(
            "Found by search now: "
            + ", ".join(f"{number} of {kind}" for kind, number in counts.items())
            + "."
        )
