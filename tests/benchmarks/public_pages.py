"""How fast each public page answers with many statements, against the shipped seeds and an empty page.

    python -m tests.benchmarks.public_pages [--rows 50000] [--rounds 5]

Makes two SQLite files as `admin_lists` does, and asks one process for each page of both by turns, each
with nothing kept of earlier pages, as after a start, and that of many twice more: with what was kept
(`again`), and after one statement was edited (`edited`). Prints the median time of the processor in each,
the ratio of many to the seeds, the ratio of both to a page that renders the base template alone, and the
queries of both: the same for any size.
"""

import os
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.asking import Cost, cost, options, set_up_files, turn_to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BASE = "/base-template-alone/"


def main() -> None:
    asked = options(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        databases = set_up_files(Path(scratch), asked.rows)
        add_base_page()
        report(asked.rows, databases, asked.rounds)


def add_base_page() -> None:
    from django.shortcuts import render
    from django.urls import path

    from tracker import urls

    def base(request: "HttpRequest") -> "HttpResponse":
        return render(request, "tracker/base.html")

    urls.urlpatterns.insert(0, path(BASE.strip("/") + "/", base))


def pages(database: Path) -> dict[str, str]:
    """Each kind of page by name, of the record that has the most to show in each database."""
    from django.db.models import Count
    from django.urls import NoReverseMatch, get_resolver, reverse

    from tracker.models import Commitment, Statement

    turn_to(database)
    said = Statement.objects.published().filter(on_behalf_of__isnull=False)
    pair = ("issue__slug", "on_behalf_of__slug")
    most = said.values(*pair).annotate(many=Count("pk")).order_by("-many", *pair).first()
    assert most is not None
    issue, actor = (most[name] for name in pair)
    statement = said.filter(issue__slug=issue, on_behalf_of__slug=actor).order_by("slug").first()
    assert statement is not None
    shown = statement.evidence.order_by("pk").first()
    assert shown is not None
    slugs: dict[str, dict[str, str]] = {
        "actor": {"slug": actor},
        "issue": {"slug": issue},
        "stance": {"issue": issue, "actor": actor},
        "source": {"slug": shown.source.slug},
        "statement": {"slug": statement.slug},
    }
    commitment = Commitment.objects.published().order_by("slug").first()
    if commitment is not None:
        slugs["commitment"] = {"slug": commitment.slug}
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    found = {}
    for name in sorted(names):
        try:
            found[name] = reverse(name, kwargs=slugs.get(name))
        except NoReverseMatch:  # of a record that the made data lack
            continue
    stance = found["stance"]
    found["stance, without paraphrase"] = f"{stance}?without=paraphrase"
    found["stance, as of 2015"] = f"{stance}?as_of=2015"
    found["statements, of an issue"] = f"{found['statements']}?issue={issue}"
    found["statements, page 20"] = f"{found['statements']}?page=20"
    return found


def report(rows: int, databases: list[Path], rounds: int) -> None:
    print(f"{rows:,} statements against the shipped seeds; SQLite; median of {rounds} rounds by turns")
    print(
        f"{'page':28}{'seeds':>10}{'many':>10}{'again':>9}{'edited':>9}{'ratio':>8}"
        f"{'to base':>9}{'many':>8}{'queries':>9}{'many':>6}"
    )
    addresses = [pages(database) for database in databases]
    base, *_ = median([measure(databases, [BASE, BASE]) for _ in range(rounds)])
    for name in addresses[0]:
        if name not in addresses[1]:
            continue  # the made statements have no commitments
        asked = [measure(databases, [each[name] for each in addresses]) for _ in range(rounds)]
        small, large, again, edited = median(asked)
        queries = "".join(f"{asked[-1][place].queries:{9 - 3 * place}}" for place in (0, 1))
        late = "" if max(again, edited) < 1 else "  over a second"
        print(
            f"{name:28}{small:8.3f} s{large:8.3f} s{again:7.3f} s{edited:7.3f} s{large / small:8.1f}"
            f"{small / base:9.1f}{large / base:8.1f}{queries}{late}",
            flush=True,
        )


def measure(databases: list[Path], addresses: list[str]) -> list[Cost]:
    """What one page of each database costs, its templates read and nothing else kept; the second again, with
    what is kept as long as nothing changes, and once more when a statement was edited.
    """
    from django.core.cache import cache
    from django.test import Client

    from tracker.state import forget

    costs = []
    for database, address in zip(databases, addresses, strict=True):
        cost(databases[0], Client(), addresses[0])
        cache.clear()
        forget()
        costs.append(cost(database, Client(), address))
    costs.append(cost(databases[1], Client(), addresses[1]))
    edit_one()
    return [*costs, cost(databases[1], Client(), addresses[1])]


def edit_one() -> None:
    """Of the statements that readers see, the latest, as an editor saves it."""
    from tracker.models import Statement

    statement = Statement.objects.published().order_by("-said_last", "slug").first()
    assert statement is not None
    statement.summary = f"{statement.summary.rstrip('.')}."
    statement.save()


def median(rounds: list[list[Cost]]) -> tuple[float, ...]:
    """Seconds of the processor, in each database, in the second again and after an edit."""
    return tuple(statistics.median(costs[place].processor for costs in rounds) for place in range(4))


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    main()
