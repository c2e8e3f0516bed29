"""What is wrong with records: each problem defined once, for the front page and for its list's filter."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tracker.history.commitments import overdue
from tracker.models import Commitment, Evidence, Record, Source, Statement, Status

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """`found` narrows a table's rows to those with the problem, as of a day."""

    slug: str
    table: type[Record]
    name: str
    meaning: str
    found: Callable[[Any, date], Rows]


def _unspoken(rows: Any, _as_of: date) -> Rows:
    """Published as quoted, and no fragment holds what the speaker said."""
    quoted = rows.filter(status=Status.PUBLISHED, attribution=Statement.Attribution.QUOTED)
    return quoted.exclude(evidence__words_of=Evidence.WordsOf.SPEAKER)  # type: ignore[no-any-return]


PROBLEMS = (
    Problem(
        "no-evidence",
        Statement,
        "Statements without evidence",
        "No source shows them.",
        lambda rows, _: rows.without_evidence(),
    ),
    Problem(
        "misplaced",
        Evidence,
        "Evidence out of place",
        "Its words do not stand where it says in the attached text.",
        lambda rows, _: rows.misplaced(),
    ),
    Problem(
        "overdue",
        Commitment,
        "Overdue commitments",
        "The deadline has passed, and no turn settles them.",
        lambda rows, as_of: rows.filter(slug__in=overdue(as_of)),
    ),
    Problem(
        "no-role",
        Statement,
        "Speakers without a role that day",
        "Said for an organisation in which the speaker then held no role.",
        lambda rows, _: rows.without_membership(),
    ),
    Problem(
        "held-back",
        Statement,
        "Published statements that nobody sees",
        "The speaker, the issue or another actor that they name is not published.",
        lambda rows, _: rows.held_back(),
    ),
    Problem(
        "unshown",
        Statement,
        "Published, but no published source shows them",
        "Readers see the statements, and none of the evidence.",
        lambda rows, _: rows.unshown(),
    ),
    Problem(
        "unspoken",
        Statement,
        "Quoted, without the speaker's own words",
        "Published as quoted, and no fragment stands in the speaker's own words.",
        _unspoken,
    ),
    Problem(
        "held-back",
        Commitment,
        "Published commitments that nobody sees",
        "The maker, the recipient or the issue is not published.",
        lambda rows, _: rows.held_back(),
    ),
    Problem(
        "no-statements",
        Source,
        "Sources without statements",
        "Nothing is coded from them.",
        lambda rows, _: rows.without_statements(),
    ),
)


def problems_of(table: type[Any]) -> tuple[Problem, ...]:
    return tuple(problem for problem in PROBLEMS if problem.table is table)
