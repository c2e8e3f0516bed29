"""The lists of actors, issues and sources, narrowed and sorted as a reader asked.

They are short beside that of statements (history/narrowing.py): read as a whole, and narrowed here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django_countries import countries as countries_known

from tracker import edtf
from tracker.models import Issue

from .actors import ActorGroup, ActorRow, actor_groups
from .filters import Applied, Filter, Way, options, sort_of, unknown
from .issues import IssueRow, issue_rows
from .sources import SourceRow, source_rows
from .turning import page_asked

PAGE_SIZE = 50

Option = tuple[str, str]  # its value in an address, and what readers see
Row = Any  # of one of the lists


@dataclass(frozen=True, slots=True)
class Field:
    """What a list can be narrowed by: the options that a row has."""

    name: str
    label: str
    of: Callable[[Row], Iterable[Option]]
    known: Mapping[str, str] = field(default_factory=dict)  # labels of values that no row need have
    order: tuple[str, ...] = ()
    newest: bool = False  # options in falling order
    formerly: Callable[[str], str] = lambda value: ""  # what a value of older addresses is today

    def fits(self, row: Row, value: str) -> bool:
        return any(value == option for option, _ in self.of(row))


@dataclass(frozen=True, slots=True)
class Sort:
    """An order that a reader may ask for: its name in the address, and on the page."""

    name: str
    label: str
    key: Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class RowList:
    """`rows` are all that fit, in order, not cut into pages."""

    rows: tuple[Row, ...]
    filters: tuple[Filter, ...]
    applied: Applied
    orders: tuple[Way, ...]  # the other orders on offer

    @property
    def total(self) -> int:
        return len(self.rows)


def narrow(
    rows: Sequence[Row],
    asked: Mapping[str, str],
    fields: Sequence[Field],
    sorts: Sequence[Sort] = (),
    usual: str = "",
    kept: str = "",
) -> RowList:
    """`usual`: what the list's own order is called; `kept`: as in `Applied`. No query; raises nothing."""
    applied = replace(_applied(rows, asked, fields, [sort.name for sort in sorts]), kept=kept)
    found = _fitting(rows, fields, applied.values)
    for sort in sorts:
        if sort.name == applied.sort:
            found = sorted(found, key=sort.key)
    orders = [("", usual), *((sort.name, sort.label) for sort in sorts)]
    return RowList(
        tuple(found),
        tuple(_filter(rows, field, fields, applied) for field in fields),
        applied,
        tuple(
            Way(label, f"?{applied.query_with(sort=name)}") for name, label in orders if name != applied.sort
        ),
    )


def _applied(
    rows: Sequence[Row], asked: Mapping[str, str], fields: Sequence[Field], sorts: Sequence[str]
) -> Applied:
    faults: list[str] = []
    values, shown = {}, {}
    for each in fields:
        wanted = asked.get(each.name, "").strip()
        known = {**each.known, **{option: label for row in rows for option, label in each.of(row)}}
        value = wanted if wanted in known else each.formerly(wanted)
        if wanted and value in known:
            values[each.name], shown[each.name] = value, known[value]
        elif wanted:
            faults.append(unknown(each.name, wanted))
    labels = {each.name: each.label for each in fields}
    return Applied(values, shown, labels, tuple(faults), sort_of(asked, sorts, faults))


def _fitting(rows: Iterable[Row], fields: Sequence[Field], values: Mapping[str, str]) -> list[Row]:
    wanted = [(field, values[field.name]) for field in fields if field.name in values]
    return [row for row in rows if all(field.fits(row, value) for field, value in wanted)]


def _filter(rows: Sequence[Row], field: Field, fields: Sequence[Field], applied: Applied) -> Filter:
    beside = _fitting(rows, fields, applied.without(field.name))
    counts = Counter(option for row in beside for option in field.of(row))
    order: Iterable[str] = field.order
    if field.newest:
        order = sorted({*(value for value, _ in counts), applied.values.get(field.name, "")}, reverse=True)
    return options(field.name, field.label, counts, applied.choice(field.name), order)


# actors


@dataclass(frozen=True, slots=True)
class _InGroup:
    row: ActorRow
    group: ActorGroup


@dataclass(frozen=True, slots=True)
class ActorList:
    groups: tuple[ActorGroup, ...]
    found: RowList


def actor_list(asked: Mapping[str, str], as_of: date) -> ActorList:
    """By kind, organisations first, then by name; narrowed by `kind` and `country` (ISO). Two queries."""
    groups = actor_groups(as_of)
    kinds = Field(
        "kind",
        _("Kind"),
        lambda it: [(it.group.kind, it.group.label)],
        order=tuple(group.kind for group in groups),
    )
    countries = Field("country", _("Country"), _country, formerly=countries_known.by_name)
    most = Sort("statements", _("Most statements first"), lambda it: -it.row.statements)
    everyone = [_InGroup(row, group) for group in groups for row in group.actors]
    found = narrow(everyone, asked, [kinds, countries], [most], _("By name"))
    return ActorList(tuple(_left(groups, found)), found)


def _country(found: _InGroup) -> list[Option]:
    row = found.row
    return [(row.country_code, row.country)] if row.country_code else []


def _left(groups: Iterable[ActorGroup], found: RowList) -> Iterable[ActorGroup]:
    for group in groups:
        rows = tuple(it.row for it in found.rows if it.group is group)
        if rows:
            yield replace(group, actors=rows)


# issues


ABOUT: Mapping[str, Promise] = {
    Issue.About.OWN_CONDUCT: gettext_lazy("Own conduct"),
    Issue.About.COURSE_OF_ACTION: gettext_lazy("Course of action"),
}


def issue_list(asked: Mapping[str, str], as_of: date) -> RowList:
    """Narrowed by what they are `about`. Five queries."""
    about = Field("about", pgettext("what an issue is about", "About"), _about)
    most = Sort("statements", _("Most statements first"), lambda row: -row.statements)
    return narrow(issue_rows(as_of), asked, [about], [most], _("By name"))


def _about(row: IssueRow) -> list[Option]:
    return [(row.about, str(ABOUT[row.about]))]


# sources


@dataclass(frozen=True, slots=True)
class SourceList:
    rows: tuple[SourceRow, ...]
    found: RowList
    page: Page[SourceRow]


def source_list(asked: Mapping[str, str], page: str) -> SourceList:
    """Newest first, narrowed by `outlet` and `year`. Two queries."""
    outlets = Field("outlet", _("Outlet"), lambda row: [(row.outlet, row.outlet)])
    years = Field("year", _("Year"), _years, newest=True)
    sorts = [
        Sort("oldest", _("Oldest first"), lambda row: (edtf.parse(row.published_on).last, row.url)),
        Sort("statements", _("Most statements first"), lambda row: -row.statements),
    ]
    found = narrow(source_rows(), asked, [outlets, years], sorts, _("Newest first"))
    shown, faults = page_asked(found.rows, PAGE_SIZE, page)
    told = replace(found, applied=found.applied.with_faults(faults))
    return SourceList(tuple(shown), told, shown)


def _years(row: SourceRow) -> list[Option]:
    published = edtf.parse(row.published_on)
    return [(str(year), str(year)) for year in range(published.first.year, published.last.year + 1)]
