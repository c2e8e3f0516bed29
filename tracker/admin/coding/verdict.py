"""What saving will do, and what to look at twice: read once, shown before saving and after it."""

from dataclasses import dataclass
from datetime import date

from tracker.history.forecast import Forecast, forecast
from tracker.models import Reviewed, Status
from tracker.words import and_list

from ..unseen import quoted, unpublished, unpublished_sources
from .draft import DECIDING, Draft
from .notices import Notice, notices

LABELS = {"said_on": "said on", "on_behalf_of": "on behalf of"}


@dataclass(frozen=True, slots=True)
class Verdict:
    notices: tuple[Notice, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    waits_for: str = ""  # what has to be published first, in words
    leaves: bool = False  # saving takes it out of its lines: the forecasts tell what it does until then
    missing: str = ""  # what the form must say before the rules can tell, in words


def judge(draft: Draft, today: date) -> Verdict:
    """The rules' word on a draft. A constant number of queries."""
    if draft.leaving is not None:  # what it does now goes; nothing would be a shift
        return Verdict(notices(draft, (), today), forecast(draft.leaving, today), leaves=True)
    missing = _missing(draft)
    found = () if missing else forecast(draft.statement, today)
    return Verdict(notices(draft, found, today), found, "" if missing else _waits_for(draft), missing=missing)


def _missing(draft: Draft) -> str:
    names = [name for name in DECIDING if name in draft.faulty]
    labels = [LABELS.get(name, name) for name in names]
    return and_list(labels) if labels else ""


def _waits_for(draft: Draft) -> str:
    """Sources are named beside what keeps the line from moving; alone, they keep it from nothing."""
    statement = draft.statement
    waiting = ["it"] if statement.status != Status.PUBLISHED else []
    named: list[Reviewed] = [*unpublished(statement)]
    if waiting or named:
        named += unpublished_sources(fragment.source for fragment in draft.fragments)
    waiting += quoted(named)
    if not waiting:
        return ""
    return f"{and_list(waiting)} {'is' if len(waiting) == 1 else 'are'} published"
