"""The frozen values that the rules take and give. The rules' numbers are those of DESIGN's list:

1 order, 2 the line, 3 limits, 4 shift, 5 mixed message, 6 silence, 7 as of, 8 evidence switches,
9 commitments.

The words of an enum are the words of the tables and the files; `tests/stances` holds them together.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum


class About(StrEnum):
    OWN_CONDUCT = "own_conduct"
    COURSE_OF_ACTION = "course_of_action"


class Bound(StrEnum):
    EXACT = "exact"
    CEILING = "ceiling"
    FLOOR = "floor"


class Act(StrEnum):
    DECLARES = "declares"
    PLEDGES = "pledges"
    REQUESTS = "requests"
    CRITICISES = "criticises"
    ACTS = "acts"


class Firmness(StrEnum):
    CONSIDERING = "considering"
    CONDITIONAL = "conditional"
    FIRM = "firm"
    DONE = "done"


class Attribution(StrEnum):
    QUOTED = "quoted"
    PARAPHRASED = "paraphrased"
    SPOKESPERSON = "spokesperson"
    UNNAMED = "unnamed"
    CHARACTERISED = "characterised"
    FORMAL = "formal"


class Authority(IntEnum):
    """Who has the day, weakest first (rule 1). A formal decision outranks whoever announced it."""

    OTHER = 0
    LEGISLATOR = 1
    OFFICIAL = 2
    SPOKESPERSON = 3
    AMBASSADOR = 4
    MINISTER = 5
    HEAD = 6
    FORMAL = 7


@dataclass(frozen=True, slots=True)
class Showing:
    """One source that shows a statement. `story` is the same for all copies of one wire story."""

    source: str
    outlet: str
    story: str


@dataclass(frozen=True, slots=True)
class Point:
    """One statement on one issue, as the rules see it. Actors are named by slug.

    `rung` is the position's place on the ladder; None: spoke, but took no position.
    `first` and `last` are the first and last day on which it can have been said.
    """

    slug: str
    speaker: str
    principal: str | None
    addressee: str | None
    rung: int | None
    bound: Bound
    act: Act
    firmness: Firmness
    attribution: Attribution
    authority: Authority
    first: date
    last: date
    showings: tuple[Showing, ...] = ()
    said_on: str = ""  # the same as recorded, EDTF: a month is not its first day

    @property
    def whose(self) -> str:
        """The actor whose word this is."""
        return self.principal or self.speaker


@dataclass(frozen=True, slots=True)
class Term:
    """The term of one head: an administration. None at an end: open or not known."""

    label: str
    head: str
    first: date | None
    last: date | None


class Role(StrEnum):
    """What one statement does to the line on its day."""

    OPENS = "opens"  # the first stance known
    SHIFTS = "shifts"
    REAFFIRMS = "reaffirms"  # takes the line's rung again
    LIMITS = "limits"  # a ceiling or floor that the line already respects
    SIGNALS = "signals"  # not on record, or only considering: never moves the line
    YIELDS = "yields"  # on record, but a stronger voice said otherwise on the same day
    DECLINES = "declines"  # took no position


@dataclass(frozen=True, slots=True)
class Step:
    """A statement in its place: what it did, and the stance once its day was over."""

    point: Point
    role: Role
    stance: int | None
    mixed: bool = False  # differs from the line on its own day without moving it (rule 5)


class Cause(StrEnum):
    SAME_SPEAKER = "same_speaker"
    SAME_ADMINISTRATION = "same_administration"  # another speaker of it
    NEW_ADMINISTRATION = "new_administration"
    ANOTHER_SPEAKER = "another_speaker"  # no administration known


@dataclass(frozen=True, slots=True)
class Shift:
    """Two neighbours on the line with different positions (rule 4)."""

    before: Step  # what last confirmed the old stance
    after: Step  # what first showed the new one
    from_rung: int
    to_rung: int
    days_min: int
    days_max: int
    cause: Cause
    hangs_on: tuple[str, ...] = ()  # the stories that each alone carry one side of it (rule 8)
    contradicted_by: tuple[Point, ...] = ()  # mixed messages of the day of the shift

    @property
    def size(self) -> int:
        """In rungs, signed: positive is up the ladder."""
        return self.to_rung - self.from_rung

    @property
    def single_story(self) -> bool:
        """Whether the old or the new stance rests on one story alone; without it, no such shift."""
        return bool(self.hangs_on)


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling or floor that stands from `since` until something on record crosses it."""

    point: Point
    since: date
    until: date | None = None
    crossed_by: Point | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the line at one rung: known from `start` to `known_until`, then silent to `end`.

    `end` is where the next span starts, or the as-of day. No silence: `known_until == end`.
    The same rung taken again after a silence starts a span of its own.
    """

    rung: int
    start: date
    known_until: date
    end: date


@dataclass(frozen=True, slots=True)
class Stance:
    """Where the line stands on the as-of day. `since` looks back to the last shift or silence."""

    rung: int
    since: date
    last_confirmed: date
    stale: bool
    shown_by: Point  # the statement that last confirmed it


@dataclass(frozen=True, slots=True)
class Line:
    """All that the rules say of one actor on one issue, as of a day."""

    as_of: date
    steps: tuple[Step, ...] = ()
    shifts: tuple[Shift, ...] = ()
    limits: tuple[Limit, ...] = ()
    spans: tuple[Span, ...] = ()
    pressure: tuple[Point, ...] = ()  # what others asked of the actor
    told: tuple[str, ...] = ()  # the slugs of both, in the order in which they are told
    stance: Stance | None = None

    @property
    def mixed(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.mixed)


@dataclass(frozen=True, slots=True)
class Switches:
    """Classes of evidence to leave out (rule 8)."""

    unnamed: bool = False  # leave out unnamed sources
    paraphrase: bool = False  # leave out paraphrase and the press's characterisations
    outlets: frozenset[str] = field(default_factory=frozenset)  # leave out what only these show
    heads_only: bool = False  # keep only on-record heads of state or government, and formal decisions


class EventKind(StrEnum):
    MADE = "made"
    REAFFIRMED = "reaffirmed"
    EXTENDED = "extended"
    INCREASED = "increased"
    REDUCED = "reduced"
    SPLIT = "split"
    DELIVERED_IN_PART = "delivered_in_part"
    DELIVERED = "delivered"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    BROKEN = "broken"


class Qualifier(StrEnum):
    EXACTLY = "exactly"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Amount:
    """A pledged or delivered quantity, as hedged as it was said."""

    quantity: Decimal
    unit: str
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One event in a commitment's life. `deadline`: the last day it allows, None if none is given."""

    kind: EventKind
    first: date
    last: date
    statement: str
    amount: Amount | None = None
    deadline: date | None = None
    said_on: str = ""  # as recorded, EDTF


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity as one statement gave it; `amount.unit` is what is counted, on top or not."""

    amount: Amount
    kind: EventKind
    statement: str
    first: date
    last: date
    on_top: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """What stands in one unit: the last whole figure (None: none was given), and what came on top since."""

    unit: str
    whole: Claim | None = None
    on_top: tuple[Claim, ...] = ()

    @property
    def last(self) -> Claim | None:
        return self.whole or (self.on_top[-1] if self.on_top else None)


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Statements that count the same turn differently. They stand side by side."""

    kind: EventKind
    unit: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Delivered against pledged, 1 for all of it. `hedge` is the share's own (about, at least, up to);
    `of` is UP_TO where it is a share of the most pledged, AT_LEAST of the least.
    """

    ratio: Decimal
    hedge: Qualifier | None
    of: Qualifier | None
    delivered: Amount
    pledged: Amount


class CommitmentStatus(StrEnum):
    OPEN = "open"
    DELIVERED_IN_PART = "delivered_in_part"
    DELIVERED = "delivered"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Standing:
    """A commitment on the as-of day, from its turns (rule 9)."""

    as_of: date
    status: CommitmentStatus
    deadline: date | None
    first_turn: Turn
    last_turn: Turn
    overdue: bool = False  # the deadline passed and no turn settled it since
    days_overdue: int = 0
    extended: int = 0  # how often
    was_due: tuple[date, ...] = ()  # earlier deadlines, in the order in which they were given
    pledged: tuple[Holding, ...] = ()  # unit by unit: the first named, then what stands beside it
    handed: tuple[Holding, ...] = ()  # the same of what was delivered, as last reported
    rivals: tuple[Rivalry, ...] = ()

    @property
    def amount(self) -> Amount | None:
        """The whole figure last pledged, in the unit named first."""
        return _first(self.pledged)

    @property
    def delivered(self) -> Amount | None:
        """The same of what was delivered, in part or whole."""
        return _first(self.handed)


def _first(held: tuple[Holding, ...]) -> Amount | None:
    return held[0].last.amount if held and held[0].last else None
