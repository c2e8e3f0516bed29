"""Asks for pages of two databases by turns: what the benchmarks of pages share."""

import argparse
import io
import time
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.benchmarks.import_statements import set_up

if TYPE_CHECKING:
    from django.test import Client

TEXT = 5_400  # characters: where made evidence can end


class Cost(NamedTuple):
    """Seconds of the processor and on the clock, and queries."""

    processor: float
    clock: float
    queries: int


def options(doc: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(doc or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def set_up_files(scratch: Path, statements: int) -> list[Path]:
    """Two SQLite files: with the shipped seeds, and with as many made statements."""
    small, large = scratch / "small.sqlite3", scratch / "large.sqlite3"
    set_up(small)
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.SECURE_SSL_REDIRECT = False
    settings.LOGGING_CONFIG = None
    make(small, None)
    make(large, statements)
    return [small, large]


def turn_to(database: Path) -> None:
    """From here on the default database is this file."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(database)


def make(database: Path, statements: int | None) -> None:
    """The shipped seeds, or as many made statements, some of them drafts and in review."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from tests.benchmarks.made import write_seeds

    turn_to(database)
    call_command("migrate", verbosity=0)
    seeds = settings.BASE_DIR / "seeds"
    if statements is not None:
        seeds = database.with_suffix("")
        write_seeds(seeds, statements)
    call_command("import_seeds", seeds, stdout=io.StringIO())
    attach_texts()
    unpublish(User.objects.create_superuser("ada"))


def attach_texts() -> None:
    """To each source a text of made words in which its evidence stands where it says, but for overlaps."""
    from tests.benchmarks.made import WORDS
    from tracker.models import Document, Evidence

    random = Random(2013)
    placed = defaultdict(list)
    rows = Evidence.objects.order_by("pk").values_list("source", "start", "words")
    for source, start, words in rows.filter(start__isnull=False):
        placed[source].append((start, words))
    documents = []
    for source, evidence in placed.items():
        text = " ".join(random.choices(WORDS.split(), k=1_000))[:TEXT]
        for start, words in evidence:
            text = text[:start].ljust(start) + words + text[start + len(words) :]
        documents.append(Document(source_id=source, text=text))
    Document.objects.bulk_create(documents)


def unpublish(user: Any) -> None:
    """Of a hundred statements one is a draft and one in review, as the user left them."""
    from simple_history.utils import bulk_update_with_history

    from tracker.models import Statement

    some = list(Statement.objects.order_by("pk")[::50])
    for number, statement in enumerate(some):
        statement.status = "draft" if number % 2 else "in_review"
    bulk_update_with_history(some, Statement, ["status"], batch_size=500, default_user=user)


def cost(database: Path, client: "Client", address: str) -> Cost:
    """Of one page, which must be there."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    turn_to(database)
    with CaptureQueriesContext(connection) as caught:
        clock, processor = time.perf_counter(), time.process_time()
        answer = client.get(address)
        len(answer.getvalue())  # a file is written while it is read
        processor, clock = time.process_time() - processor, time.perf_counter() - clock
    assert answer.status_code == 200, (address, answer.status_code)
    return Cost(processor, clock, len(caught))
