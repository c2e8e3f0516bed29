"""The form by which a reader chooses a day and what counts: its boxes, and the addresses around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tracker.folding import by_name

from .differing import through
from .lens import HEADS, PARAPHRASE, UNNAMED, Lens


@dataclass(frozen=True, slots=True)
class Box:
    """A checkbox of the form, as an address has it."""

    id: str
    name: str
    value: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Switchboard:
    action: str
    kept: tuple[tuple[str, str], ...]  # what of the address is no part of the lens
    day: str  # ISO, "" for today
    today: date
    boxes: tuple[Box, ...]
    outlets: tuple[Box, ...]
    plain: str  # the address of all evidence, as of today
    everything: str  # the address of the same day with all evidence
    latest: str  # the address of the same evidence as of today
    faults: tuple[str, ...]
    through: str  # what counts, in words; "" for all evidence
    is_plain: bool
    is_whole: bool


def switchboard(lens: Lens, url: str, outlets: tuple[str, ...] = (), **kept: str) -> Switchboard:
    """`url`: of the page, without query. `outlets`: those that can be left out. `kept`: other parameters."""
    switches = lens.switches
    named = sorted({*outlets, *switches.outlets}, key=by_name)
    return Switchboard(
        action=url,
        kept=tuple((name, value) for name, value in kept.items() if value),
        day=lens.day,
        today=lens.today,
        boxes=(
            Box("without-unnamed", "without", UNNAMED, _("Leave out unnamed sources"), switches.unnamed),
            Box(
                "without-paraphrase",
                "without",
                PARAPHRASE,
                _("Leave out paraphrase and the press’s own reading"),
                switches.paraphrase,
            ),
            Box(
                "only-heads",
                "only",
                HEADS,
                _("Only heads of state or government, and formal decisions or acts"),
                switches.heads_only,
            ),
        ),
        outlets=tuple(
            Box(f"outlet-{place}", "without_outlet", name, name, name in switches.outlets)
            for place, name in enumerate(named, 1)
        ),
        plain=f"{url}{Lens(lens.today, lens.today).query_with(**kept)}",
        everything=f"{url}{lens.whole.query_with(**kept)}",
        latest=f"{url}{lens.latest.query_with(**kept)}",
        faults=lens.faults,
        through="" if lens.is_whole else through(switches),
        is_plain=lens.is_plain,
        is_whole=lens.is_whole,
    )


def keeping(board: Switchboard, pairs: Sequence[tuple[str, str]]) -> Switchboard:
    """The same with more parameters kept, of which one may stand several times."""
    more = urlencode(pairs)

    def with_more(address: str) -> str:
        return f"{address}{'&' if '?' in address else '?'}{more}" if more else address

    return replace(
        board,
        kept=(*board.kept, *pairs),
        plain=with_more(board.plain),
        everything=with_more(board.everything),
        latest=with_more(board.latest),
    )
