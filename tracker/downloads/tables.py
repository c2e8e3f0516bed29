"""What each list and page holds, as a table. Where a column is also one of the seed files, it has that name
and that value (`seeds/README.md`): labels in English, and in French beside it. Others say what the page says
in words.
"""

from collections.abc import Callable, Iterable, Mapping

from tracker.history.actors import ActorGroup, ActorPage, ActorRow, StanceRow
from tracker.history.cards import Card
from tracker.history.commitment import CommitmentPage, TurnRow
from tracker.history.commitments import CommitmentRow
from tracker.history.finding import text
from tracker.history.home import Cell
from tracker.history.issues import IssuePage, IssueRow, LineRow
from tracker.history.links import Link, Rung
from tracker.history.sources import SourceRow
from tracker.history.stance import Entry, StancePage
from tracker.languages import coded, in_language

from .table import Item, Table, tabulated

BETWEEN = "; "  # several values in one cell
TREND = {1: "up", -1: "down", 0: ""}


def slug_of(found: Link | Rung | Card | None) -> str:
    return found.slug if found else ""


def label_of(rung: Rung | None) -> str:
    return rung.label if rung else ""


def stance_cells(of: Callable[[Item], Cell]) -> Mapping[str, Callable[[Item], object]]:
    """Where an actor stands on an issue."""
    return {
        "stance": lambda it: slug_of(of(it).rung),
        "stance_label": lambda it: label_of(of(it).rung),
        "stale": lambda it: of(it).stale,
        "last_change": lambda it: TREND[of(it).trend],
    }


def _statement_cells(site: str) -> Mapping[str, Callable[[Card], object]]:
    return {
        "slug": lambda it: it.slug,
        "said_on": lambda it: it.said_on,
        "speaker": lambda it: it.speaker.slug,
        "speaker_name": lambda it: it.speaker.text,
        "role": lambda it: it.role,
        "on_behalf_of": lambda it: slug_of(it.principal),
        "issue": lambda it: it.issue.slug,
        "position": lambda it: slug_of(it.rung),
        "position_label": lambda it: label_of(it.rung),
        "bound": lambda it: it.bound.kind,
        "act": lambda it: it.act.kind,
        "addressee": lambda it: slug_of(it.addressee),
        "firmness": lambda it: it.firmness.kind,
        "condition": lambda it: coded(it.condition),
        "condition_fr": lambda it: in_language(it.condition, "fr"),
        "attribution": lambda it: it.attribution.kind,
        "date_basis": lambda it: coded(it.date_basis),
        "date_basis_fr": lambda it: in_language(it.date_basis, "fr"),
        "summary": lambda it: coded(it.summary),
        "summary_fr": lambda it: in_language(it.summary, "fr"),
        "note": lambda it: coded(it.note),
        "note_fr": lambda it: in_language(it.note, "fr"),
        "words": lambda it: BETWEEN.join(f"“{each.words}”" for each in it.fragments),
        "words_of": lambda it: BETWEEN.join(each.words_of.kind for each in it.fragments),
        "sources": lambda it: BETWEEN.join(dict.fromkeys(each.source.slug for each in it.fragments)),
        "address": lambda it: site + it.url,
    }


def of_statements(cards: Iterable[Card], site: str) -> Table:
    """`site`: scheme and host, before every address."""
    return tabulated(cards, _statement_cells(site))


def of_line(page: StancePage, site: str) -> Table:
    """Every statement of a stance page, numbered as there, with what it did to the line."""
    coded = {name: _of_card(read) for name, read in _statement_cells(site).items()}
    return tabulated(
        page.entries,
        {
            "number": lambda it: it.number,
            **coded,
            "line_role": lambda it: it.role.kind,
            "shift": lambda it: it.shift,
            "mixed_message": lambda it: it.mixed,
            "stance_afterwards": lambda it: slug_of(it.stance),
        },
    )


def _of_card(read: Callable[[Card], object]) -> Callable[[Entry], object]:
    return lambda entry: read(entry.card)


def of_issues(rows: Iterable[IssueRow], site: str) -> Table:
    return tabulated(
        rows,
        {
            "slug": lambda it: it.issue.slug,
            "name": lambda it: coded(it.issue.text),
            "name_fr": lambda it: in_language(it.issue.text, "fr"),
            "question": lambda it: coded(it.question),
            "question_fr": lambda it: in_language(it.question, "fr"),
            "about": lambda it: it.about,
            "positions": lambda it: BETWEEN.join(rung.slug for rung in reversed(it.rungs)),
            "statements": lambda it: it.statements,
            "actors": lambda it: it.actors,
            "address": lambda it: site + it.issue.url,
        },
    )


def of_issue(page: IssuePage, site: str) -> Table:
    """Every actor's stance on an issue; those who were only asked come last."""
    cells: dict[str, Callable[[LineRow], object]] = {
        "actor": lambda it: it.actor.slug,
        "actor_name": lambda it: it.actor.text,
        "kind": lambda it: it.actor.kind,
        **stance_cells(lambda it: it.cell),
        "statements": lambda it: it.statements,
        "shifts": lambda it: it.shifts,
        "asked": lambda it: it.asked,
        "address": lambda it: site + it.cell.url,
    }
    return tabulated((*page.organizations, *page.people, *page.asked), cells)


def of_actors(groups: Iterable[ActorGroup], site: str) -> Table:
    pairs = ((group, row) for group in groups for row in group.actors)
    cells: dict[str, Callable[[tuple[ActorGroup, ActorRow]], object]] = {
        "slug": lambda it: it[1].actor.slug,
        "name": lambda it: coded(it[1].actor.text),
        "name_fr": lambda it: in_language(it[1].actor.text, "fr"),
        "kind": lambda it: it[1].actor.kind,
        "country": lambda it: it[1].country_code,
        "country_name": lambda it: it[1].country,
        "description": lambda it: coded(it[1].description),
        "description_fr": lambda it: in_language(it[1].description, "fr"),
        "statements": lambda it: it[1].statements,
        "address": lambda it: site + it[1].actor.url,
    }
    return tabulated(pairs, cells)


def of_actor(page: ActorPage, site: str) -> Table:
    """An actor's stance on every issue on which it spoke or was asked."""
    cells: dict[str, Callable[[StanceRow], object]] = {
        "issue": lambda it: it.cell.issue.slug,
        "issue_name": lambda it: it.name,
        **stance_cells(lambda it: it.cell),
        "statements": lambda it: it.statements,
        "asked": lambda it: it.asked,
        "finding": lambda it: text(it.finding),
        "address": lambda it: site + it.cell.url,
    }
    return tabulated((*page.stances, *page.asked), cells)


def of_sources(rows: Iterable[SourceRow], site: str) -> Table:
    cells: dict[str, Callable[[SourceRow], object]] = {
        "slug": lambda it: it.slug,
        "title": lambda it: it.title,
        "publisher": lambda it: it.outlet,
        "byline": lambda it: it.byline,
        "published_on": lambda it: it.published_on,
        "dated_by": lambda it: "inferred" if it.inferred else "stated",
        "statements": lambda it: it.statements,
        "address": lambda it: site + it.url,
    }
    return tabulated(rows, cells)


def of_commitments(rows: Iterable[CommitmentRow], site: str) -> Table:
    cells: dict[str, Callable[[CommitmentRow], object]] = {
        "slug": lambda it: it.slug,
        "maker": lambda it: it.maker.slug,
        "recipient": lambda it: slug_of(it.recipient),
        "issue": lambda it: it.issue.slug,
        "title": lambda it: coded(it.title),
        "title_fr": lambda it: in_language(it.title, "fr"),
        "kind": lambda it: it.kind.kind,
        "status": lambda it: it.now.status.kind if it.now else "",
        "pledged": lambda it: it.now.amount if it.now else "",
        "delivered": lambda it: it.now.delivered if it.now else "",
        "deadline": lambda it: it.now.deadline if it.now else "",
        "overdue": lambda it: it.now.overdue if it.now else False,
        "days_overdue": lambda it: it.now.days_overdue if it.now else 0,
        "extended": lambda it: it.now.extended if it.now else 0,
        "last_turn": lambda it: it.now.last_turn if it.now else "",
        "address": lambda it: site + it.url,
    }
    return tabulated(rows, cells)


def of_commitment(page: CommitmentPage, site: str) -> Table:
    """Each turn of a commitment, with the statement that shows it."""
    cells: dict[str, Callable[[TurnRow], object]] = {
        "number": lambda it: it.number,
        "kind": lambda it: it.kind.kind,
        "on": lambda it: it.on,
        "amount": lambda it: it.amount,
        "deadline": lambda it: it.deadline,
        "note": lambda it: coded(it.note),
        "note_fr": lambda it: in_language(it.note, "fr"),
        "statement": lambda it: it.card.slug,
        "speaker": lambda it: it.card.speaker.slug,
        "summary": lambda it: coded(it.card.summary),
        "summary_fr": lambda it: in_language(it.card.summary, "fr"),
        "words": lambda it: BETWEEN.join(f"“{each.words}”" for each in it.card.fragments),
        "words_of": lambda it: BETWEEN.join(each.words_of.kind for each in it.card.fragments),
        "sources": lambda it: BETWEEN.join(dict.fromkeys(each.source.slug for each in it.card.fragments)),
        "address": lambda it: site + it.card.url,
    }
    return tabulated(page.turns, cells)
