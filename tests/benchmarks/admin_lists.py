"""How fast the admin answers with many statements, against the same pages on the shipped seeds.

    python -m tests.benchmarks.admin_lists [--rows 50000] [--rounds 5]

Makes two SQLite files, one with the shipped seeds and one with made statements, their evidence and a
text for each source, and asks one process for each page of both by turns. Prints the median time of
each (of the processor, which other work on the machine disturbs less), their ratio, the time on the
clock, and the queries of both: the same for any size, but for one more on the front page for each kind
of problem that there is. A page must answer within a second.

`stale lines, first` is what the first look after a start costs: every line is read by the rules, and
kept. The front page does without the number of stale lines until then.
"""

import argparse
import io
import os
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.benchmarks.import_statements import set_up

TEXT = 5_400  # characters: where made evidence can end
LIST = "/admin/tracker/statement/"


class Cost(NamedTuple):
    """Seconds of the processor and on the clock, and queries."""

    processor: float
    clock: float
    queries: int


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        small, large = Path(scratch) / "small.sqlite3", Path(scratch) / "large.sqlite3"
        set_up(small)
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        settings.SECURE_SSL_REDIRECT = False
        settings.LOGGING_CONFIG = None
        make(small, None)
        make(large, options.rows)
        report(options.rows, [small, large], options.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


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


def pages(database: Path) -> dict[str, str]:
    """The pages by name, with a question and a filter that find much in each database."""
    from tracker.models import Issue, Statement

    turn_to(database)
    said = Statement.objects.published().filter(on_behalf_of__isnull=False, addressee__isnull=True)
    first = said.order_by("pk").first()  # with two lines to read in each database
    issue = Issue.objects.order_by("pk").first()
    assert first is not None
    assert issue is not None
    word, other = first.summary.lower().strip(".").split()[:2]
    return {
        "list": LIST,
        "list, next page": f"{LIST}?p=2",
        "list, by issue": f"{LIST}?issue__id__exact={issue.pk}",
        "list, by year": f"{LIST}?said=2013",
        "list, drafts of mine": f"{LIST}?status__exact=draft&by=ada",
        "list, no role": f"{LIST}?problem=no-role",
        "list, a word": f"{LIST}?q={word}",
        "list, two words": f"{LIST}?q={word}+{other}",
        "list, no hit": f"{LIST}?q=zebra",
        "evidence out of place": "/admin/tracker/evidence/?problem=misplaced",
        "change form": f"{LIST}{first.pk}/change/",
        "add form": f"{LIST}add/",
        "front page, cold": "/admin/",
        "stale lines, first": "/admin/stale-lines/",
        "stale lines, kept": "/admin/stale-lines/",
        "front page": "/admin/",
        "search, a word": f"/admin/search/?q={word}",
        "search, two words": f"/admin/search/?q={word}+{other}",
        "search, no hit": "/admin/search/?q=zebra",
    }


def report(rows: int, databases: list[Path], rounds: int) -> None:
    print(f"{rows:,} statements against the shipped seeds; SQLite; median of {rounds} rounds by turns")
    print(f"{'page':24}{'seeds':>10}{'many':>10}{'ratio':>8}{'clock':>10}{'queries':>9}{'many':>6}")
    addresses = [pages(database) for database in databases]
    for name in addresses[0]:
        once = "cold" in name or "first" in name
        asked = [measure(databases, [each[name] for each in addresses], once) for _ in range(rounds)]
        small, large = (statistics.median(each[place].processor for each in asked) for place in (0, 1))
        clock = statistics.median(each[1].clock for each in asked)
        queries = "".join(f"{asked[-1][place].queries:{9 - 3 * place}}" for place in (0, 1))
        late = "" if large < 1 else "  over a second"
        print(
            f"{name:24}{small:8.3f} s{large:8.3f} s{large / small:8.1f}{clock:8.3f} s{queries}{late}",
            flush=True,
        )


def measure(databases: list[Path], addresses: list[str], once: bool) -> list[Cost]:
    """What one page of each database costs. `once`: with nothing kept of earlier pages."""
    return [ask(database, address, once) for database, address in zip(databases, addresses, strict=True)]


def ask(database: Path, address: str, once: bool) -> Cost:
    from django.contrib.auth.models import User
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    turn_to(database)
    client = Client()
    client.force_login(User.objects.get(username="ada"))
    client.get(f"{LIST}add/")  # templates are read and content types asked for once
    if once:
        cache.clear()
    with CaptureQueriesContext(connection) as caught:
        clock, processor = time.perf_counter(), time.process_time()
        answer = client.get(address)
        processor, clock = time.process_time() - processor, time.perf_counter() - clock
    assert answer.status_code == 200, (address, answer.status_code)
    return Cost(processor, clock, len(caught))


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    main()
