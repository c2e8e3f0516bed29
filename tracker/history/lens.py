"""What a reader looks through: a day, and classes of evidence to leave out (rules 7 and 8).

All of it stands in the address, so that a view can be shared, cited and downloaded as it was seen:
`?as_of=2013-01-16&without=unnamed&without=paraphrase&without_outlet=Reuters&only=heads`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker import edtf
from tracker.models import Source
from tracker.stances.switches import EVERYTHING
from tracker.stances.values import Switches

from .faults import Fault, no_date, told_back
from .filters import unknown

UNNAMED, PARAPHRASE, HEADS = "unnamed", "paraphrase", "heads"
LONGEST, MOST = 200, 9  # characters of an outlet's name; unknown ones that are told


@dataclass(frozen=True, slots=True)
class Lens:
    """`asked` is the day's own text, "" for today; `faults` say what of the address was left out, and why."""

    today: date
    as_of: date
    asked: str = ""
    switches: Switches = EVERYTHING
    faults: tuple[str, ...] = ()

    @property
    def whole(self) -> "Lens":
        """The same day, with all evidence."""
        return replace(self, switches=EVERYTHING)

    @property
    def latest(self) -> "Lens":
        """The same evidence, as of today."""
        return replace(self, as_of=self.today, asked="")

    def on(self, day: date) -> "Lens":
        """The same evidence, as of another day."""
        return replace(self, as_of=day, asked=day.isoformat())

    @property
    def is_whole(self) -> bool:
        return self.switches == EVERYTHING

    @property
    def is_plain(self) -> bool:
        """Today, and all evidence: what an address without a query shows."""
        return self.is_whole and not self.asked

    @property
    def day(self) -> str:
        """The day that was asked for, as a form has it: ISO, "" for today."""
        return self.as_of.isoformat() if self.asked else ""

    @property
    def nothing(self) -> str:
        """What is told of whoever nothing is seen of: with evidence left out, there may be more."""
        return _("no statement found") if self.is_whole else _("no statement that counts here")

    @property
    def query(self) -> str:
        """`?as_of=…`, always in the same order; "" where there is nothing to say."""
        return self.query_with()

    @property
    def more(self) -> str:
        """The same after other parameters: `&as_of=…`."""
        return self.query.replace("?", "&", 1)

    def query_with(self, **more: str) -> str:
        """The same with other parameters before it."""
        values = QueryDict(mutable=True)
        for name, value in [*more.items(), *self._pairs()]:
            if value:
                values.appendlist(name, value)
        return f"?{values.urlencode()}" if values else ""

    def shows(self, outlet: str) -> bool:
        return outlet not in self.switches.outlets

    def without(self, outlet: str) -> "Lens":
        """The same without one outlet more."""
        outlets = self.switches.outlets | {outlet}
        return replace(self, switches=replace(self.switches, outlets=outlets))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        yield "as_of", self.asked
        yield "without", UNNAMED if self.switches.unnamed else ""
        yield "without", PARAPHRASE if self.switches.paraphrase else ""
        for outlet in sorted(self.switches.outlets):
            yield "without_outlet", outlet
        yield "only", HEADS if self.switches.heads_only else ""


def read_lens(asked: QueryDict, today: date) -> Lens:
    """From an address. What cannot be read is left out and told; nothing is raised. A query where an outlet
    is left out.
    """
    faults: list[str] = []
    text, day = _day(asked.get("as_of", "").strip(), today, faults)
    return Lens(today, day, text, _switches(asked, faults), tuple(faults))


def _day(text: str, today: date, faults: list[str]) -> tuple[str, date]:
    """A day, or the last of a month or year: “2013” asks for what was known by its end."""
    if not text:
        return "", today
    try:
        asked = edtf.parse(text)
    except edtf.DateError as error:
        faults.append(no_date(error, _("Shown as of today.")))
        return "", today
    if asked.first > today:
        future = _('"%(text)s" lies in the future.') % {"text": told_back(text)}
        faults.append(Fault(future, _("Shown as of today.")))
        return "", today
    return text, min(asked.last, today)


def _switches(asked: QueryDict, faults: list[str]) -> Switches:
    without, only = set(asked.getlist("without")) - {""}, set(asked.getlist("only")) - {""}
    for word in sorted(without - {UNNAMED, PARAPHRASE}):
        told = _('There is no evidence called "%(word)s" to leave out: unnamed or paraphrase.')
        faults.append(told % {"word": told_back(word)})
    for word in sorted(only - {HEADS}):
        faults.append(_('Only "heads" can be kept alone, not "%(word)s".') % {"word": told_back(word)})
    return Switches(
        unnamed=UNNAMED in without,
        paraphrase=PARAPHRASE in without,
        outlets=_outlets(asked, faults),
        heads_only=HEADS in only,
    )


def _outlets(asked: QueryDict, faults: list[str]) -> frozenset[str]:
    """Those of a public source, whether they show anything of a page or not."""
    names = {name.strip()[:LONGEST] for name in asked.getlist("without_outlet")} - {""}
    safe = {name for name in names if "\0" not in name}
    if not names:
        return frozenset()
    known = frozenset(
        Source.objects.published().filter(publisher__in=safe).values_list("publisher", flat=True)
    )
    faults += [unknown("without_outlet", name) for name in sorted(names - known)[:MOST]]
    return known
