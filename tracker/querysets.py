"""The doors to the tables.

`published()` is the one door of every public page; `as_of()` takes a date; `to_points()`,
`to_terms()` and `to_turns()` are the only crossing from tables to the rules. Models import this
module, so it names no model when run.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import StrIndex, Substr
from django.db.models.lookups import Exact

from . import edtf
from .languages import columns, of_columns
from .stances.values import (
    Act,
    Amount,
    Attribution,
    Authority,
    Bound,
    EventKind,
    Firmness,
    Point,
    Qualifier,
    Showing,
    Term,
    Turn,
)

if TYPE_CHECKING:
    # ruff does not see names in quoted type arguments
    from .models import (  # noqa: F401
        Actor,
        Commitment,
        CommitmentEvent,
        Evidence,
        Issue,
        Membership,
        Position,
        Source,
        Statement,
    )

PUBLISHED = "published"  # Status.PUBLISHED, which lives with the models; a test holds them together
WITHDRAWN = "withdrawn"  # Status.WITHDRAWN: nobody needs to mend it
PERSONS = ("person", "unnamed")  # kinds of actor that hold roles, and speak for others


def chunks(keys: Iterable[Any], size: int = 900) -> Iterator[list[Any]]:
    """Lists of keys short enough for one query: SQLite before 3.32 takes 999 parameters."""
    every = list(keys)
    return (every[start : start + size] for start in range(0, len(every), size))


def _are_published(*paths: str) -> Q:
    """Each of these records is published; "" is the record itself."""
    return Q(**{f"{path}__status".removeprefix("__"): PUBLISHED for path in paths})


def _is_published_if_any(path: str) -> Q:
    return Q(**{f"{path}__isnull": True}) | _are_published(path)


def _public_statement(path: str = "") -> Q:
    """A statement is public only together with everyone and everything that it names."""
    at = f"{path}__" if path else ""
    return (
        _are_published(path, f"{at}speaker", f"{at}issue")
        & _is_published_if_any(f"{at}on_behalf_of")
        & _is_published_if_any(f"{at}addressee")
    )


def _public_commitment(path: str = "") -> Q:
    at = f"{path}__" if path else ""
    return _are_published(path, f"{at}maker", f"{at}issue") & _is_published_if_any(f"{at}recipient")


def _is_held_back(must: Iterable[str], may: Iterable[str]) -> Q:
    """Published, and yet not public: one of those that it must or may name is not published."""
    held_back = Q()
    for path in must:
        held_back |= ~_are_published(path)
    for path in may:
        held_back |= ~_is_published_if_any(path)
    return _are_published("") & held_back


class ActorQuerySet(QuerySet["Actor"]):
    def published(self) -> "ActorQuerySet":
        return self.filter(_are_published(""))


class MembershipQuerySet(QuerySet["Membership"]):
    def published(self) -> "MembershipQuerySet":
        return self.filter(_are_published("person", "organization"))

    def to_terms(self) -> dict[str, tuple[Term, ...]]:
        """The administrations of each organisation, by its slug, in order of their start."""
        named = ("organization__slug", "person__slug", "start_first", "end_last")
        rows = self.exclude(administration="").values_list(*named, *columns("administration"))
        terms: dict[str, list[Term]] = defaultdict(list)
        for organization, head, first, last, *told in rows.order_by():
            terms[organization].append(Term(of_columns(told), head, first, last))
        return {slug: tuple(sorted(found, key=_by_start)) for slug, found in terms.items()}

    def to_roles(self) -> "Roles":
        """What authority each person had, by slug, in published organisations. One query."""
        rows = self.filter(organization__status=PUBLISHED).values_list(
            "person__slug", "organization__slug", "rank", "start_first", "end_last"
        )
        return _by_speaker(rows.order_by())


def _by_start(term: Term) -> tuple[date, str]:
    return term.first or date.min, term.head


class IssueQuerySet(QuerySet["Issue"]):
    def published(self) -> "IssueQuerySet":
        return self.filter(_are_published(""))


class PositionQuerySet(QuerySet["Position"]):
    def published(self) -> "PositionQuerySet":
        return self.filter(_are_published("issue"))


class SourceQuerySet(QuerySet["Source"]):
    def published(self) -> "SourceQuerySet":
        return self.filter(_are_published(""))

    def without_statements(self) -> "SourceQuerySet":
        """Nothing is coded from them."""
        return self.filter(evidence__isnull=True).exclude(status=WITHDRAWN)


class EvidenceQuerySet(QuerySet["Evidence"]):
    def published(self) -> "EvidenceQuerySet":
        return self.filter(_public_statement("statement") & _are_published("source"))

    def misplaced(self) -> "EvidenceQuerySet":
        """Its words do not stand where it says, in a text that is attached (imports/anchors: the same
        rule in words, for a file's rows). Compared in the database: no text is loaded.
        """
        text = "source__document__text"
        there = Substr(text, F("start") + 1, F("end") - F("start"))
        place = Case(
            When(start__isnull=True, then=StrIndex(text, F("words"))),
            When(Exact(there, F("words")), then=1),
            default=0,
        )
        placed = self.filter(source__document__isnull=False).exclude(statement__status=WITHDRAWN)
        return placed.alias(place=place).filter(place=0)


class StatementQuerySet(QuerySet["Statement"]):
    def published(self) -> "StatementQuerySet":
        return self.filter(_public_statement())

    def without_evidence(self) -> "StatementQuerySet":
        """No source shows them."""
        return self.filter(evidence__isnull=True).exclude(status=WITHDRAWN)

    def without_membership(self) -> "StatementQuerySet":
        """Said for an organisation by a person who then held no role in it (as `_Role.held` reads days)."""
        at = "speaker__memberships__"
        held = self.model._default_manager.filter(
            Q(**{f"{at}start_first__isnull": True}) | Q(**{f"{at}start_first__lte": F("said_last")}),
            Q(**{f"{at}end_last__isnull": True}) | Q(**{f"{at}end_last__gte": F("said_first")}),
            **{f"{at}organization": F("on_behalf_of")},
        )
        spoken_for = self.filter(on_behalf_of__isnull=False, speaker__kind__in=PERSONS)
        return spoken_for.exclude(pk__in=held.order_by().values("pk")).exclude(status=WITHDRAWN)

    def held_back(self) -> "StatementQuerySet":
        """Published, and not public: something that they name is not published."""
        return self.filter(_is_held_back(["speaker", "issue"], ["on_behalf_of", "addressee"]))

    def unshown(self) -> "StatementQuerySet":
        """Published, with evidence, and none of it from a source that is published."""
        every = self.model._default_manager.order_by()
        shown = every.filter(evidence__source__status=PUBLISHED).values("pk")
        known = every.filter(evidence__isnull=False).values("pk")
        return self.filter(_are_published(""), pk__in=known).exclude(pk__in=shown)

    def as_of(self, day: date) -> "StatementQuerySet":
        """What had been said by the end of `day`, at the latest."""
        return self.filter(said_last__lte=day)

    def of(self, actor: str) -> "StatementQuerySet":
        """What the actor with this slug said, or what was said on its behalf."""
        return self.filter(Q(speaker__slug=actor) | Q(on_behalf_of__slug=actor))

    def of_or_to(self, actor: str) -> "StatementQuerySet":
        """As `of`, and what was addressed to the actor."""
        return self.filter(Q(speaker__slug=actor) | Q(on_behalf_of__slug=actor) | Q(addressee__slug=actor))

    def to_points(self) -> tuple[Point, ...]:
        """These statements as the rules see them, with what shows them. Three queries."""
        return tuple(point for _, point in _pairs(self, _showings(self)))

    def to_points_by_issue(self, *, showing: bool = False) -> dict[str, tuple[Point, ...]]:
        """The points of each issue, by its slug. Two queries; three with what shows them."""
        points: dict[str, list[Point]] = defaultdict(list)
        for issue, point in _pairs(self, _showings(self) if showing else {}):
            points[issue].append(point)
        return {issue: tuple(found) for issue, found in points.items()}


class _Role(NamedTuple):
    """A speaker's membership: in which organisation, how strong, when (None: open or not known)."""

    organization: str
    authority: Authority
    first: date | None
    last: date | None

    def held(self, first: date, last: date) -> bool:
        return (self.first or date.min) <= last and first <= (self.last or date.max)


def _pairs(
    statements: StatementQuerySet, showings: dict[int, tuple[Showing, ...]]
) -> Iterable[tuple[str, Point]]:
    roles = _roles(statements)
    rows = statements.order_by("said_last", "slug").values(
        "pk",
        "slug",
        "issue__slug",
        "speaker__slug",
        "speaker__kind",
        "on_behalf_of__slug",
        "addressee__slug",
        "position__value",
        "bound",
        "act",
        "firmness",
        "attribution",
        "said_on",
        "said_first",
        "said_last",
    )
    for row in rows:
        held = roles.get(row["speaker__slug"], [])
        yield row["issue__slug"], _point(row, held, showings.get(row["pk"], ()))


def _point(row: Mapping[str, Any], roles: list[_Role], showings: tuple[Showing, ...]) -> Point:
    return Point(
        slug=row["slug"],
        speaker=row["speaker__slug"],
        principal=row["on_behalf_of__slug"],
        addressee=row["addressee__slug"],
        rung=row["position__value"],
        bound=Bound(row["bound"]),
        act=Act(row["act"]),
        firmness=Firmness(row["firmness"]),
        attribution=Attribution(row["attribution"]),
        authority=_authority(row, roles),
        first=row["said_first"],
        last=row["said_last"],
        showings=showings,
        said_on=row["said_on"],
    )


def _authority(row: Mapping[str, Any], roles: list[_Role]) -> Authority:
    """The strongest role that the speaker held that day in the organisation spoken for.

    A person who speaks for none speaks with the strongest role of all; an organisation in its own
    name is as strong as an official, a formal decision stronger than anyone (rule 1).
    """
    if row["attribution"] == Attribution.FORMAL:
        return Authority.FORMAL
    if row["speaker__kind"] not in PERSONS:
        return Authority.OFFICIAL
    principal = row["on_behalf_of__slug"]
    held = (
        role.authority
        for role in roles
        if principal in (None, role.organization) and role.held(row["said_first"], row["said_last"])
    )
    return max(held, default=Authority.OTHER)


Roles = Mapping[str, list[_Role]]


def unsaved_point(statement: "Statement", roles: Roles) -> Point:
    """A statement that is not in the table, as the rules would see it, without what shows it.

    Raises ValueError where it says no day.
    """
    said = edtf.parse(statement.said_on)
    row = {
        "slug": statement.slug,
        "speaker__slug": statement.speaker.slug,
        "speaker__kind": statement.speaker.kind,
        "on_behalf_of__slug": statement.on_behalf_of.slug if statement.on_behalf_of else None,
        "addressee__slug": statement.addressee.slug if statement.addressee else None,
        "position__value": statement.position.value if statement.position else None,
        "said_first": said.first,
        "said_last": said.last,
    }
    names = ("bound", "act", "firmness", "attribution", "said_on")
    coded = {name: getattr(statement, name) for name in names}
    return _point(row | coded, roles.get(statement.speaker.slug, []), ())


_ROLE = ("organization__slug", "rank", "start_first", "end_last")


def _roles(statements: StatementQuerySet) -> Roles:
    at = "speaker__memberships__"
    rows = (
        statements.filter(**{f"{at}organization__status": PUBLISHED})
        .order_by()
        .values_list("speaker__slug", *(f"{at}{name}" for name in _ROLE))
        .distinct()
    )
    return _by_speaker(rows)


def _by_speaker(rows: Iterable[tuple[Any, ...]]) -> Roles:
    """From rows of speaker, organisation, rank, first and last day."""
    roles: dict[str, list[_Role]] = defaultdict(list)
    for speaker, organization, rank, first, last in rows:
        roles[speaker].append(_Role(organization, Authority[rank.upper()], first, last))
    return roles


def _showings(statements: StatementQuerySet) -> dict[int, tuple[Showing, ...]]:
    at = "evidence__source__"
    rows = (
        statements.filter(**{f"{at}status": PUBLISHED})
        .order_by(f"{at}slug")
        .values_list("pk", f"{at}slug", f"{at}publisher", f"{at}copy_of__slug")
        .distinct()
    )
    showings: dict[int, list[Showing]] = defaultdict(list)
    for statement, source, outlet, original in rows:
        showings[statement].append(Showing(source, outlet, story=original or source))
    return {statement: tuple(found) for statement, found in showings.items()}


class CommitmentQuerySet(QuerySet["Commitment"]):
    def published(self) -> "CommitmentQuerySet":
        return self.filter(_public_commitment())

    def held_back(self) -> "CommitmentQuerySet":
        """Published, and not public: someone or something that they name is not published."""
        return self.filter(_is_held_back(["maker", "issue"], ["recipient"]))


class CommitmentEventQuerySet(QuerySet["CommitmentEvent"]):
    def published(self) -> "CommitmentEventQuerySet":
        return self.filter(_public_commitment("commitment") & _public_statement("statement"))

    def as_of(self, day: date) -> "CommitmentEventQuerySet":
        return self.filter(on_last__lte=day)

    def to_turns(self) -> dict[str, tuple[Turn, ...]]:
        """The turns of each commitment, by its slug. One query."""
        rows = self.order_by("on_last", "on_first", "id").values(
            "commitment__slug",
            "statement__slug",
            "kind",
            "on",
            "on_first",
            "on_last",
            "qualifier",
            "quantity",
            "unit",
            "deadline_last",
        )
        turns: dict[str, list[Turn]] = defaultdict(list)
        for row in rows:
            turns[row["commitment__slug"]].append(_turn(row))
        return {slug: tuple(found) for slug, found in turns.items()}


def _turn(row: Mapping[str, Any]) -> Turn:
    return Turn(
        kind=EventKind(row["kind"]),
        first=row["on_first"],
        last=row["on_last"],
        statement=row["statement__slug"],
        amount=None if row["quantity"] is None else _amount(row),
        deadline=row["deadline_last"],
        said_on=row["on"],
    )


def _amount(row: Mapping[str, Any]) -> Amount:
    return Amount(row["quantity"], row["unit"], Qualifier(row["qualifier"]) if row["qualifier"] else None)
