"""A list's filters as a page shows them: each option with its number, what is chosen, how to take it off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tracker.folding import by_name

from .faults import Fault, told_back

OPTIONS = 100  # of a filter that may have thousands: those that find most


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool
    count: int = 0  # what it would find with all other filters as they are


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def value(self) -> str:
        return next((choice.value for choice in self.choices if choice.chosen), "")


@dataclass(frozen=True, slots=True)
class Way:
    """A link that changes what is chosen; `number`: what it would find."""

    label: str
    url: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Applied:
    """What narrows a list: `values` by name in the address, `shown` the same as readers see them; `labels`
    are what the filters are called.

    `faults` say what was asked for and left out; `sort` is "" for the list's own order; `kept` is what
    else stands in the address, whatever is narrowed: "as_of=2013".
    """

    values: Mapping[str, str]
    shown: Mapping[str, str]
    labels: Mapping[str, str]
    faults: tuple[str, ...] = ()
    sort: str = ""
    kept: str = ""

    @property
    def query(self) -> str:
        """What stands in the address of this list, without a question mark."""
        return self.query_with()

    def query_with(self, **other: str) -> str:
        """The same with some of it other than asked: "" leaves it out."""
        values = {**self.values, "sort": self.sort} | other
        narrowed = urlencode({name: value for name, value in values.items() if value})
        return "&".join(filter(None, (narrowed, self.kept)))

    def with_faults(self, more: Iterable[str]) -> "Applied":
        return replace(self, faults=(*self.faults, *more))

    def without(self, name: str) -> dict[str, str]:
        return {each: value for each, value in self.values.items() if each != name}

    @property
    def chosen(self) -> tuple[Way, ...]:
        """Each filter that applies, with the address that takes it off."""
        return tuple(self.without_it(name) for name in self.values)

    def without_it(self, name: str, number: int = 0) -> Way:
        told = labelled(self.labels[name], self.shown[name])
        return Way(told, f"?{self.query_with(**{name: ''})}", number)

    def choice(self, name: str) -> tuple[str, str]:
        """What is chosen of one filter: its value and how it is shown, "" for nothing."""
        return self.values.get(name, ""), self.shown.get(name, "")


def unknown(name: str, value: str) -> str:
    """What is told of a value that does not exist; `name` is the address’s, the same in all languages."""
    return Fault(
        _("Nothing is filed under %(name)s “%(value)s”.") % {"name": name, "value": told_back(value)},
        _(", so it was left out of the filter."),
    )


def labelled(label: object, value: str) -> str:
    """A filter that applies: “Issue: own military role in Mali”."""
    return _("%(label)s: %(value)s") % {"label": label, "value": value}


def sort_of(asked: Mapping[str, str], known: Iterable[str], faults: list[str]) -> str:
    sort = asked.get("sort", "").strip()
    if sort and sort not in known:
        faults.append(_("A list cannot be sorted by “%(sort)s”.") % {"sort": told_back(sort)})
        return ""
    return sort


def options(
    name: str,
    label: str,
    counts: Mapping[tuple[str, str], int],
    chosen: tuple[str, str],
    order: Iterable[str] = (),
) -> Filter:
    """A filter with what it has on offer, by value and label; the chosen one stays, whatever it finds.

    `order`: of the values, where it is not that of their labels.
    """
    most = sorted(counts, key=lambda it: (-counts[it], it))[:OPTIONS]
    listed = {*most, chosen} if chosen[0] else set(most)
    places = {value: place for place, value in enumerate(order)}
    ordered = sorted(listed, key=lambda it: (places.get(it[0], 0), by_name(it[1]), it[0]))
    return Filter(
        name,
        label,
        tuple(Choice(*it, it[0] == chosen[0], counts.get(it, 0)) for it in ordered),
    )
