"""How often each coding term is used, and one published example of each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from tracker.models import Evidence, Membership, Source, Statement
from tracker.stances.values import Line, Standing, Step

from .commitments import Account
from .lines import Lines
from .links import Link, link

FIELDS = ("act", "firmness", "attribution", "bound")


@dataclass(frozen=True, slots=True)
class Use:
    """How many published records carry a term, and one of them, the latest by its address."""

    number: int = 0
    example: Link | None = None


@dataclass
class Tally:
    """Counts by the term's address in the codebook, and the example of each."""

    numbers: Counter[str]
    examples: dict[str, str]  # statement, by slug
    links: dict[str, Link]  # what is no statement

    def add(self, anchor: str, slug: str = "", number: int = 1, to: Link | None = None) -> None:
        self.numbers[anchor] += number
        self.examples[anchor] = max(slug, self.examples.get(anchor, ""))
        if to is not None:
            self.links.setdefault(anchor, to)

    def uses(self) -> dict[str, Use]:
        """One query, for the examples."""
        named = dict(self.links)
        rows = Statement.objects.published().filter(slug__in=set(self.examples.values()))
        shown = {row.slug: link(row) for row in rows.only("slug", "summary", *Statement.translations())}
        named |= {anchor: shown[slug] for anchor, slug in self.examples.items() if slug in shown}
        return {anchor: Use(number, named.get(anchor)) for anchor, number in self.numbers.items()}


def tally(lines: Lines, accounts: Iterable[Account], as_of: date) -> Tally:
    """Seven queries."""
    found = Tally(Counter(), {}, {})
    for anchor, slug, number in [*_coded(as_of), *_worded(as_of), *_rungs(as_of), *_roles(lines)]:
        found.add(anchor, slug, number)
    for anchor, number, to in [*_offices(), *_dated()]:
        found.add(anchor, number=number, to=to)
    for account in accounts:
        record = account.commitment
        here = link(record)
        for anchor in _of_commitment(account, account.now):
            found.add(anchor, to=here)
    return found


def _coded(as_of: date) -> Iterator[tuple[str, str, int]]:
    """One row for each way of coding that occurs, so that one query serves four fields."""
    said = Statement.objects.published().as_of(as_of).order_by()
    for row in said.values(*FIELDS).annotate(number=Count("pk"), example=Max("slug")):
        for field in FIELDS:
            yield f"{field}-{row[field]}", row["example"], row["number"]


def _worded(as_of: date) -> Iterator[tuple[str, str, int]]:
    """Fragments by whose words they hold, and a statement that one of them shows."""
    shown = Evidence.objects.published().filter(statement__in=Statement.objects.as_of(as_of)).order_by()
    counted = shown.values_list("words_of").annotate(number=Count("pk"), example=Max("statement__slug"))
    for whose, number, example in counted:
        yield f"words_of-{whose}", example, number


def _rungs(as_of: date) -> Iterator[tuple[str, str, int]]:
    said = Statement.objects.published().as_of(as_of).filter(position__isnull=False).order_by()
    rungs = said.values_list("issue__slug", "position__slug")
    for issue, position, number, example in rungs.annotate(number=Count("pk"), example=Max("slug")):
        yield f"rung-{issue}-{position}", example, number


def _offices() -> Iterator[tuple[str, int, Link]]:
    """Offices by rank."""
    offices = Membership.objects.published().order_by()
    rows = offices.values_list("rank").annotate(number=Count("pk"), example=Min("pk"))
    found = list(rows)
    shown = offices.select_related("person").in_bulk([example for _, _, example in found])
    for rank, number, example in found:
        office = shown[example]
        to = Link(f"{office.person}, {office.local('role')}", office.person.get_absolute_url())
        yield f"rank-{rank}", number, to


def _dated() -> Iterator[tuple[str, int, Link]]:
    sources = Source.objects.published().order_by()
    found = list(sources.values_list("dated_by").annotate(number=Count("pk"), example=Max("slug")))
    shown = {source.slug: link(source) for source in sources.filter(slug__in=[row[2] for row in found])}
    for basis, number, example in found:
        yield f"dated-{basis}", number, shown[example]


def _roles(lines: Lines) -> Iterator[tuple[str, str, int]]:
    """Each statement on the line of the actor whose word it is; what is asked, on the addressee's."""
    own: set[str] = set()
    asked: set[str] = set()
    for (_, actor), line in lines.items():
        for step in own_steps(line, actor):
            own.add(step.point.slug)
            yield f"role-{step.role}", step.point.slug, 1
        for point in line.pressure:
            asked.add(point.slug)
            yield "role-pressure", point.slug, 1
    yield from (("role-aside", slug, 1) for slug in asked - own)


def own_steps(line: Line, actor: str) -> Iterator[Step]:
    """Those that are this actor's word; a person's line repeats what was said for an organisation."""
    return (step for step in line.steps if actor == step.point.whose)


def _of_commitment(account: Account, now: Standing | None) -> Iterator[str]:
    yield f"kind-{account.commitment.kind}"
    yield from (f"turn-{turn.kind}" for turn in account.turns)
    if now is not None:
        yield f"status-{now.status}"
        if now.overdue:
            yield "status-overdue"
