"""How fast statements with evidence are imported, against the same columns on the library's defaults.

    python -m tests.benchmarks.import_statements [--rows 100000] [--only defaults|ours]

Makes the files (seeded), then imports them in a process and a SQLite file of its own each:

- *defaults*: django-import-export's ModelResource with a ForeignKeyWidget per reference, its default
  settings, the models' own validation (`clean_model_instances`) and django-simple-history;
- *ours*: `load()`, as `manage.py import_seeds` runs it; then the same files once more.

The tables that statements refer to are loaded beforehand and not measured. Prints seconds, rows per
second, the peak of resident memory, and the ratios. With 100,000 rows the defaults take many minutes.
"""

import argparse
import io
import json
import os
import resource as usage
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MEASURED = ("statements", "evidence")


def main() -> None:
    options = _options()
    if options.run:
        print(json.dumps(RUNS[options.run](Path(options.seeds), Path(options.parents))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        figures = measure(Path(scratch), options.rows, [options.only] if options.only else list(RUNS))
    report(options.rows, figures)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--only", choices=list(RUNS))
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--seeds", help=argparse.SUPPRESS)
    parser.add_argument("--parents", help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(scratch: Path, rows: int, runs: list[str]) -> dict[str, Any]:
    """Each run's figures, each from a process of its own."""
    set_up(scratch / "setup.sqlite3")
    from tests.benchmarks.made import write_seeds  # needs Django set up

    write_seeds(scratch / "seeds", rows)
    parents = scratch / "parents"
    parents.mkdir()
    for path in sorted((scratch / "seeds").iterdir()):
        if path.stem not in MEASURED:
            path.rename(parents / path.name)
    return {run: in_a_process_of_its_own(run, scratch) for run in runs}


def in_a_process_of_its_own(run: str, scratch: Path) -> Any:
    command = [sys.executable, "-m", "tests.benchmarks.import_statements", "--run", run]
    command += ["--seeds", str(scratch / "seeds"), "--parents", str(scratch / "parents")]
    environ = {**os.environ, "DATABASE_URL": f"sqlite:///{scratch / run}.sqlite3"}
    print(f"{run} …", file=sys.stderr)
    done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def set_up(database: Path | None = None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    if database:
        os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    import django

    django.setup()


def prepare(parents: Path) -> None:
    """A migrated database with all that statements refer to."""
    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("import_seeds", parents, stdout=io.StringIO())


@contextmanager
def timed(figures: dict[str, float], name: str) -> Iterator[None]:
    """Note seconds on the clock, and of the processor, which other work on the machine disturbs less."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    figures[name] = time.perf_counter() - clock
    figures[f"{name} cpu"] = time.process_time() - processor


def peak() -> float:
    """Megabytes that this process has had in memory at most."""
    return usage.getrusage(usage.RUSAGE_SELF).ru_maxrss / 1024


def ours(seeds: Path, parents: Path) -> dict[str, float]:
    prepare(parents)
    from django.utils import timezone

    from tracker.imports.load import load

    figures: dict[str, float] = {}
    for name in ("import", "again"):
        with timed(figures, name):
            outcome = load(seeds, at=timezone.now())
        assert not outcome.refused, outcome.faults[:3]
    assert outcome.changes == 0
    return figures | {"peak": peak(), **count()}


def defaults(seeds: Path, parents: Path) -> dict[str, float]:
    prepare(parents)
    import tablib

    from tests.benchmarks.library_defaults import RESOURCES

    figures: dict[str, float] = {}
    with timed(figures, "import"):
        for name in MEASURED:
            dataset = tablib.Dataset().load((seeds / f"{name}.csv").read_text(encoding="utf-8"), "csv")
            result = RESOURCES[name]().import_data(dataset)
            assert not result.has_errors(), result.row_errors()[:1]
            assert not result.has_validation_errors(), result.invalid_rows[0].error_dict
    return figures | {"peak": peak(), **count()}


def count() -> dict[str, int]:
    from tracker.models import Evidence, Statement

    return {
        "statements": Statement.objects.count(),
        "evidence": Evidence.objects.count(),
        "history": Statement.history.count() + Evidence.history.count(),
    }


RUNS = {"ours": ours, "defaults": defaults}


def report(rows: int, figures: dict[str, Any]) -> None:
    print(f"{rows:,} statements, each with evidence; SQLite, Python {sys.version.split()[0]}")
    for run, found in figures.items():
        times = f"{found['import']:8.1f} s ({found['import cpu']:.1f} s of processor)"
        speed = f"{2 * rows / found['import']:,.0f} rows/s, peak {found['peak']:.0f} MB"
        print(f"{run:9}{times}, {speed}, {found['history']:,} lines of history")
    for suffix in ("", " cpu"):
        report_ratios(figures, suffix)


def report_ratios(figures: dict[str, Any], suffix: str) -> None:
    by = "processor" if suffix else "clock"
    ours = figures.get("ours", {})
    if ours:
        ratio = ours[f"again{suffix}"] / ours[f"import{suffix}"]
        print(f"re-import / import, by the {by}: {ratio:.2f} (at most 1)")
    if len(figures) == 2:
        ratio = figures["defaults"][f"import{suffix}"] / ours[f"import{suffix}"]
        print(f"defaults / ours, by the {by}: {ratio:.1f} (at least 6)")


if __name__ == "__main__":
    main()
