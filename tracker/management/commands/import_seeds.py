"""`manage.py import_seeds [DIR]`: read a folder of seed files into the database."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.imports.load import load
from tracker.imports.outcomes import Edits, Outcome
from tracker.management.database import plain_database_errors, stoppable
from tracker.management.reports import conflict_lines, summary_lines


class Command(BaseCommand):
    help = (
        "Read seed files into the database: all of them or, with any fault, nothing. Records that a "
        "person edited since their last import are never overwritten unasked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "directory",
            nargs="?",
            type=Path,
            default=Path(settings.BASE_DIR) / "seeds",
            help="default: seeds/",
        )
        parser.add_argument("--check", action="store_true", help="the real run, rolled back")
        edits = parser.add_mutually_exclusive_group()
        edits.add_argument("--keep-edits", action="store_true", help="leave records edited by hand alone")
        edits.add_argument("--overwrite", action="store_true", help="write over records edited by hand")
        parser.add_argument("--prune", action="store_true", help="remove records that left their file")
        parser.add_argument("--documents", type=Path, metavar="DIR", help="article texts (*.txt) to attach")
        parser.add_argument("--format", choices=["csv", "xlsx"], help="read files of this format alone")

    def handle(self, *args: Any, **options: Any) -> None:
        with stoppable("Stopped: nothing was written."), plain_database_errors():
            outcome = load(
                Path(options["directory"]),
                at=timezone.now(),
                check=options["check"],
                edits=_edits(options),
                prune=options["prune"],
                documents=options["documents"],
                suffix=f".{options['format']}" if options["format"] else "",
                progress=self._progress(options["verbosity"]),
            )
        self._report(outcome)

    def _report(self, outcome: Outcome) -> None:
        for line in () if outcome.refused else summary_lines(outcome):
            self.stdout.write(line)
        refusals = [*map(str, outcome.faults), *conflict_lines(outcome)]
        for line in refusals:
            self.stderr.write(line)
        if outcome.faults:
            faults = "1 fault" if len(outcome.faults) == 1 else f"{len(outcome.faults)} faults"
            raise CommandError(f"{faults}: nothing was written.")
        if outcome.refused:
            raise CommandError(
                "The files and what people edited differ: nothing was written. Choose --keep-edits or "
                "--overwrite, or export first."
            )

    def _progress(self, verbosity: int) -> Callable[[str, int], None]:
        """Rows done, where somebody watches."""
        if verbosity >= 2 or (verbosity and sys.stderr.isatty()):
            return lambda file, done: self.stderr.write(f"{file}: {done:,} rows")
        return lambda file, done: None


def _edits(options: dict[str, Any]) -> Edits:
    if options["overwrite"]:
        return Edits.OVERWRITE
    return Edits.KEEP if options["keep_edits"] else Edits.STOP
