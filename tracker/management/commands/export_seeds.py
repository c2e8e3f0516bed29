"""`manage.py export_seeds DIR`: write every record back to seed files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.imports.export import Unwritable, export
from tracker.management.database import plain_database_errors, stoppable


class Command(BaseCommand):
    help = "Write every record, whatever its status, to one file per table, as import_seeds reads them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="made if it is not there")
        parser.add_argument("--format", choices=["csv", "xlsx"], default="csv", help="default: csv")

    def handle(self, *args: Any, **options: Any) -> None:
        directory = Path(options["directory"])
        try:
            with stoppable("Stopped before all files were in place: run it again."), plain_database_errors():
                counts = export(directory, f".{options['format']}")
        except Unwritable as refusal:
            raise CommandError(str(refusal)) from None
        for name, rows in counts.items():
            self.stdout.write(f"{name:24}{rows:8}")
        self.stdout.write(f"Written to {directory}.")
