"""Rules 1, 2 and 5: what each statement of one day does to the line. A day ends with one stance."""

from collections.abc import Sequence
from itertools import groupby

from .limits import allows, contradict, pull
from .order import order
from .values import Act, Attribution, Bound, Point, Role, Step
from .voices import can_move, on_record


def read_day(points: Sequence[Point], line: int | None) -> list[Step]:
    """The day's steps, in the order in which they act, on a line that stood at `line`.

    The strongest voice acts first: it opens or shifts the line, and a weaker one that agrees
    reaffirms it. A weaker one that contradicts it yields. Equals act in order, the last has the day.
    Of voices that agree, one that pledges the rung or acts on it comes before any that only speaks for
    it: it carries the shift. Exact rungs act before ceilings and floors, so that these meet the line
    where it stands.
    """
    acting = _heeded([point for point in points if can_move(point)])
    roles: list[tuple[Point, Role]] = []
    for point in acting:
        role, line = _act(point, line)
        roles.append((point, role))
    roles += [(point, _idle_role(point)) for point in points if point not in acting]
    return [Step(point, role, line, _is_mixed(point, role, line)) for point, role in roles]


def _heeded(voices: list[Point]) -> list[Point]:
    """The voices that no stronger one of the same day contradicts, in the order in which they act."""
    if len(voices) < 2:  # most days
        return voices
    heeded: list[Point] = []
    standing: list[Point] = []  # what equals that spoke later have left of them
    for point in sorted(voices, key=lambda point: (-point.authority, _is_limit(point), order(point))):
        opposed = [other for other in standing if contradict(point, other)]
        if all(other.authority == point.authority for other in opposed):
            standing = [other for other in standing if other not in opposed] + [point]
            heeded.append(point)
    rungs = [point for point in heeded if not _is_limit(point)]
    agreed = groupby(rungs, key=lambda point: point.rung)
    carried = [point for _, each in agreed for point in sorted(each, key=_only_speaks)]
    return carried + [point for point in heeded if _is_limit(point)]


def _only_speaks(point: Point) -> bool:
    return point.attribution is not Attribution.FORMAL and point.act not in (Act.PLEDGES, Act.ACTS)


def _act(point: Point, line: int | None) -> tuple[Role, int | None]:
    if line is None:
        return (Role.LIMITS, None) if _is_limit(point) else (Role.OPENS, point.rung)
    moved = pull(point, line)
    if moved != line:
        return Role.SHIFTS, moved
    return (Role.LIMITS if _is_limit(point) else Role.REAFFIRMS), line


def _idle_role(point: Point) -> Role:
    if can_move(point):
        return Role.YIELDS
    return Role.DECLINES if point.rung is None and on_record(point) else Role.SIGNALS


def _is_mixed(point: Point, role: Role, line: int | None) -> bool:
    """Whether it differs from the line at its day's end without having moved it (rule 5)."""
    moved = role in (Role.OPENS, Role.SHIFTS)
    return role is Role.YIELDS or (not moved and line is not None and not allows(point, line))


def _is_limit(point: Point) -> bool:
    return point.bound is not Bound.EXACT
