"""`manage.py import_seeds [DIR]`: read a folder of seed files into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.imports.load import load
from tracker.imports.outcomes import Outcome


class Command(BaseCommand):
    help = "Read seed files into the database: all of them or, with any fault, nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path, default=Path(settings.BASE_DIR) / "seeds")
        parser.add_argument("--check", action="store_true", help="the real run, rolled back")

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = load(options["directory"], at=timezone.now(), check=options["check"])
        self._print(outcome)

    def _print(self, outcome: Outcome) -> None:
        for tally in outcome.tallies:
            self.stdout.write(
                f"{tally.file:24}{tally.created:8} new{tally.changed:8} changed{tally.unchanged:8} unchanged"
            )
        for fault in outcome.faults:
            self.stderr.write(str(fault))
        if outcome.refused:
            raise CommandError("Nothing was written.")
