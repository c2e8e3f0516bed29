"""Lines as the rules read them: one actor on one issue, or all at once in one pass."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from tracker.models import Actor, Issue, Membership, Statement
from tracker.querysets import StatementQuerySet
from tracker.stances.line import read_line
from tracker.stances.switches import EVERYTHING, Reason, leave_out, why_left_out
from tracker.stances.values import About, Line, Point, Switches, Term
from tracker.state import kept, kept_parts

from .headings import heading
from .index import Index
from .keyed import keyed_issues
from .links import Link, stance_url

Lines = Mapping[tuple[str, str], Line]  # by issue and actor, both slugs


def terms_of(actor: Actor) -> tuple[Term, ...]:
    """The administrations of an organisation; none for a person. One query."""
    return Membership.objects.published().filter(organization=actor).to_terms().get(actor.slug, ())


def line_of(
    actor: Actor, issue: Issue, as_of: date, terms: tuple[Term, ...], switches: Switches = EVERYTHING
) -> Line:
    """Three queries, however many statements there are."""
    statements = Statement.objects.published().as_of(as_of).filter(issue=issue).of_or_to(actor.slug)
    points = leave_out(statements.to_points(), switches)
    return _read(points, actor.slug, issue.about, as_of, terms)


@dataclass(frozen=True, slots=True)
class Through:
    """A line with all evidence, and the same through a reader's switches."""

    whole: Line
    seen: Line
    left_out: Mapping[str, Reason]  # why, by a statement's slug
    outlets: tuple[str, ...]  # all that show any of its statements, by name


def lines_through(
    actor: Actor, issue: Issue, as_of: date, terms: tuple[Term, ...], switches: Switches
) -> Through:
    """As `line_of`, in the same three queries, beside the line with all evidence."""
    statements = Statement.objects.published().as_of(as_of).filter(issue=issue).of_or_to(actor.slug)
    points = statements.to_points()
    why = {point.slug: why_left_out(point, switches) for point in points}
    kept = leave_out(points, switches)
    whole = _read(points, actor.slug, issue.about, as_of, terms)
    return Through(
        whole,
        whole if kept == points else _read(kept, actor.slug, issue.about, as_of, terms),
        {slug: reason for slug, reason in why.items() if reason},
        tuple(sorted({showing.outlet for point in points for showing in point.showings})),
    )


def line_without_and_with(statement: Statement, point: Point, actor: Actor, as_of: date) -> tuple[Line, Line]:
    """The line as it would be without the statement and with it as `point` has it. Four queries."""
    others = Statement.objects.published().as_of(as_of).filter(issue=statement.issue).of_or_to(actor.slug)
    points = others.exclude(pk=statement.pk).to_points() if statement.pk else others.to_points()
    terms, about = terms_of(actor), statement.issue.about
    without, among = (_read(found, actor.slug, about, as_of, terms) for found in (points, (*points, point)))
    return without, among


def all_lines(
    as_of: date,
    *,
    issue: Issue | None = None,
    actor: Actor | None = None,
    switches: Switches = EVERYTHING,
) -> Lines:
    """Every line, of one issue or one actor if given. Four queries, without what shows a statement.

    Five where an outlet is to be left out: then what shows a statement counts. Of all lines with all
    evidence, none where they were read for an earlier page and nothing has changed since; where something
    has, six to see on which issues, and four to read their lines again.
    """
    statements = Statement.objects.published().as_of(as_of)
    if issue is None and actor is None and switches == EVERYTHING:  # else readers' own views push it out
        return kept(("lines", as_of), lambda: _lines_kept(statements, as_of))
    if issue is not None:
        statements = statements.filter(issue=issue)
    if actor is not None:
        statements = statements.of_or_to(actor.slug)
    return _lines(statements, as_of, actor, switches)


def _lines_kept(statements: StatementQuerySet, as_of: date) -> Lines:
    """All lines, read anew on those issues alone where something has changed since the last time."""
    keys = {issue.key: issue.slug for issue in keyed_issues(as_of)}

    def read(missing: Collection[str]) -> Mapping[str, Lines]:
        if not missing:
            return {}
        asked = statements.filter(issue__slug__in=[keys[key] for key in missing])
        found: dict[str, dict[tuple[str, str], Line]] = defaultdict(dict)
        for place, line in _lines(asked, as_of, None, EVERYTHING).items():
            found[place[0]][place] = line
        return {key: found[keys[key]] for key in missing}

    parts = kept_parts(("lines", as_of), keys, read)
    return {place: line for lines in parts.values() for place, line in lines.items()}


def _lines(statements: StatementQuerySet, as_of: date, actor: Actor | None, switches: Switches) -> Lines:
    points = statements.to_points_by_issue(showing=bool(switches.outlets))
    about = dict(Issue.objects.published().values_list("slug", "about"))
    terms = Membership.objects.published().to_terms()
    return {
        (slug, name): _read(found, name, about[slug], as_of, terms.get(name, ()))
        for slug, of_issue in points.items()
        for name, found in _by_actor(leave_out(of_issue, switches)).items()
        if actor is None or name == actor.slug
    }


def whose(line: Line, actors: Mapping[str, Link]) -> tuple[Link, ...]:
    """In whose name its statements were made, each once, in the order in which they come."""
    slugs = dict.fromkeys(step.point.whose for step in line.steps)
    return tuple(actors[slug] for slug in slugs)


def line_link(line: Line, actor: str, issue: str, index: Index) -> Link:
    """A line's page, called as that page is: in whose name it was said decides whose “own” it is."""
    name = heading(index.actors[actor], index.issues[issue], whose(line, index.actors))
    return Link(name, f"{stance_url(actor, issue)}{index.query}")


def _by_actor(points: Iterable[Point]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        for name in {point.speaker, point.principal, point.addressee}:
            if name is not None:
                found[name].append(point)
    return found


def _read(points: Iterable[Point], actor: str, about: str, as_of: date, terms: tuple[Term, ...]) -> Line:
    return read_line(
        points,
        actor=actor,
        about=About(about),
        as_of=as_of,
        terms=terms,
        stale_after=settings.STALE_AFTER,
    )
