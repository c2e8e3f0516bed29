"""What a hand-over did to a line: the stance that was left, the first word after it, and the last."""

from dataclasses import dataclass
from datetime import date

from .values import Line, Role, Step

_MOVES = (Role.OPENS, Role.SHIFTS, Role.REAFFIRMS)


@dataclass(frozen=True, slots=True)
class Handover:
    """Steps on record. `before`: the last one until `day`; None: none was known."""

    before: Step | None
    first: Step | None  # after it
    last: Step | None

    @property
    def size(self) -> int | None:
        """Rungs from the stance that was left to the last one after it, signed; None where one is missing."""
        if self.before is None or self.last is None:
            return None
        if self.before.stance is None or self.last.stance is None:
            return None
        return self.last.stance - self.before.stance


def handover(line: Line, since: date | None, day: date, until: date | None) -> Handover:
    """Of a line at a change on `day`, looking back to `since` and on to `until`, both None for open.

    What was said on the day itself is the newcomer's, as in rule 4.
    """
    moves = [step for step in line.steps if step.role in _MOVES]
    before = [step for step in moves if (since or date.min) <= step.point.last < day]
    after = [step for step in moves if day <= step.point.last <= (until or date.max)]
    return Handover(before[-1] if before else None, after[0] if after else None, after[-1] if after else None)
