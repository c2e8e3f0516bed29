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

import os
import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.asking import Cost, cost, options, set_up_files, turn_to

LIST = "/admin/tracker/statement/"


def main() -> None:
    asked = options(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        report(asked.rows, set_up_files(Path(scratch), asked.rows), asked.rounds)


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
    from django.test import Client

    turn_to(database)
    client = Client()
    client.force_login(User.objects.get(username="ada"))
    client.get(f"{LIST}add/")  # templates are read and content types asked for once
    if once:
        cache.clear()
    return cost(database, client, address)


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    main()
