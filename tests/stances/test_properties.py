"""What holds of every line, whatever was said."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.stances.stories import CAST, TERMS, point, read
from tracker.stances.limits import allows, contradict, pull
from tracker.stances.line import read_line
from tracker.stances.order import order
from tracker.stances.shifts import cause
from tracker.stances.switches import leave_out
from tracker.stances.values import (
    About,
    Act,
    Attribution,
    Bound,
    Cause,
    Firmness,
    Line,
    Point,
    Role,
    Showing,
    Switches,
)

FIRST, AS_OF = date(2012, 1, 1), date(2016, 12, 31)
MOVES = {Role.OPENS, Role.SHIFTS}
CONFIRMS = MOVES | {Role.REAFFIRMS}

# few days, few rungs: statements of one day and of one rung must be common
days = st.one_of(
    st.integers(0, 6).map(lambda n: FIRST + timedelta(n)), st.dates(FIRST, AS_OF + timedelta(days=400))
)
showings = st.sampled_from("abc").map(lambda letter: Showing(letter, letter, letter))


@st.composite
def statements(draw: st.DrawFn) -> Point:
    """Any statement, of anyone to anyone; its slug is set when it is put among others."""
    speaker = draw(st.sampled_from(sorted(CAST)))
    last, rung = draw(days), draw(st.one_of(st.none(), st.integers(0, 4)))
    return Point(
        slug="",
        speaker=speaker,
        principal=draw(st.sampled_from([CAST[speaker].principal, "canada", "canada", None])),
        addressee=draw(st.sampled_from([None, None, "canada", "france"])),
        rung=rung,
        bound=Bound.EXACT if rung is None else draw(st.sampled_from(Bound)),
        act=draw(st.sampled_from(Act)),
        firmness=draw(st.sampled_from(Firmness)),
        attribution=draw(st.sampled_from(Attribution)),
        authority=CAST[speaker].authority,
        first=last - timedelta(draw(st.sampled_from([0, 0, 6, 30]))),
        last=last,
        showings=tuple(draw(st.lists(showings, max_size=2, unique=True))),
    )


def named(points: list[Point]) -> list[Point]:
    return [replace(point, slug=f"s{number}") for number, point in enumerate(points)]


histories = st.lists(statements(), max_size=14).map(named)
abouts = st.sampled_from(About)


def line_of(points: list[Point], about: About = About.OWN_CONDUCT, as_of: date = AS_OF) -> Line:
    return read_line(points, actor="canada", about=about, as_of=as_of, terms=TERMS)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_is_total_and_stable_under_shuffling(points: list[Point], random: Random) -> None:
    shuffled = random.sample(points, len(points))
    assert sorted(points, key=order) == sorted(shuffled, key=order)
    assert all(order(one) < order(other) for one, other in pairwise(sorted(points, key=order)))
    assert line_of(points) == line_of(shuffled)


@given(histories, abouts, days)
def test_as_of_never_sees_the_future(points: list[Point], about: About, day: date) -> None:
    said = [point for point in points if point.last <= day]
    assert line_of(points, about, day) == line_of(said, about, day)


@given(histories, abouts, days)
def test_what_comes_later_rewrites_no_step(points: list[Point], about: About, day: date) -> None:
    then, now = line_of(points, about, min(day, AS_OF)), line_of(points, about)
    assert now.steps[: len(then.steps)] == then.steps
    assert now.pressure[: len(then.pressure)] == then.pressure


@given(histories, abouts, statements())
def test_a_signal_never_moves_the_line(points: list[Point], about: About, said: Point) -> None:
    signal = replace(said, slug="signal", attribution=Attribution.UNNAMED)
    before, after = line_of(points, about), line_of([*points, signal], about)
    assert (after.spans, after.stance, after.limits) == (before.spans, before.stance, before.limits)
    assert tuple(step for step in after.steps if step.point != signal) == before.steps
    assert [replace(shift, contradicted_by=()) for shift in after.shifts] == [
        replace(shift, contradicted_by=()) for shift in before.shifts
    ]


@given(histories, abouts)
def test_spans_tile_the_time_from_the_opening(points: list[Point], about: About) -> None:
    line = line_of(points, about)
    opening = [step.point.last for step in line.steps if step.role is Role.OPENS]
    assert [span.start for span in line.spans[:1]] == opening
    assert all(one.end == other.start for one, other in pairwise(line.spans))
    assert all(span.start <= span.known_until <= span.end for span in line.spans)
    assert not line.spans or line.spans[-1].end == AS_OF


@given(histories, abouts)
def test_shifts_are_the_changes_of_rung_between_spans(points: list[Point], about: About) -> None:
    line = line_of(points, about)
    changes = [(a.rung, b.rung) for a, b in pairwise(line.spans) if a.rung != b.rung]
    assert [(shift.from_rung, shift.to_rung) for shift in line.shifts] == changes
    assert len(changes) == sum(step.role is Role.SHIFTS for step in line.steps)


@given(histories, abouts)
def test_a_shift_lies_between_its_sides(points: list[Point], about: About) -> None:
    for shift in line_of(points, about).shifts:
        assert shift.size != 0
        assert 0 <= shift.days_min <= shift.days_max
        assert (shift.before.role in CONFIRMS, shift.after.role) == (True, Role.SHIFTS)
        assert (shift.before.point.rung, shift.after.point.rung) == (shift.from_rung, shift.to_rung)


@given(histories, abouts)
def test_every_statement_of_a_day_is_told_the_same_stance(points: list[Point], about: About) -> None:
    stances: dict[date, set[int | None]] = {}
    for step in line_of(points, about).steps:
        stances.setdefault(step.point.last, set()).add(step.stance)
    assert all(len(found) == 1 for found in stances.values())


@given(histories, abouts)
def test_mixed_is_what_differs_from_its_days_stance_without_moving_it(
    points: list[Point], about: About
) -> None:
    for step in line_of(points, about).steps:
        differs = step.stance is not None and not allows(step.point, step.stance)
        assert step.mixed == (step.role is Role.YIELDS or (differs and step.role not in MOVES))


@given(histories, abouts)
def test_a_limit_stands_until_something_contradicts_it(points: list[Point], about: About) -> None:
    line = line_of(points, about)
    for limit in line.limits:
        assert limit.point.bound is not Bound.EXACT
        assert limit.since == limit.point.last
        assert limit.until is None or limit.since <= limit.until
        assert (limit.until is None) == (limit.crossed_by is None)
        if limit.crossed_by is None and line.stance is not None:
            assert allows(limit.point, line.stance.rung)


@given(histories, abouts)
def test_nothing_counts_twice_and_pressure_is_never_a_step(points: list[Point], about: About) -> None:
    line = line_of(points, about)
    slugs = [step.point.slug for step in line.steps] + [point.slug for point in line.pressure]
    assert len(slugs) == len(set(slugs))


@given(histories, abouts)
def test_the_stance_is_the_end_of_the_last_span(points: list[Point], about: About) -> None:
    line = line_of(points, about)
    assert (line.stance is None) == (line.spans == ())
    if line.stance is not None:
        end = line.spans[-1]
        assert (line.stance.rung, line.stance.since) == (end.rung, end.start)
        assert line.stance.stale == (end.known_until < end.end)


rungs = st.integers(0, 4)


@given(statements(), statements(), rungs)
def test_a_statement_pulls_the_line_to_what_it_allows_and_no_further(
    one: Point, other: Point, rung: int
) -> None:
    pulled = pull(one, rung)
    nearer = range(min(rung, pulled) + 1, max(rung, pulled))
    assert allows(one, pulled)
    assert not any(allows(one, between) for between in nearer)


@given(statements(), statements())
def test_statements_contradict_each_other_where_no_rung_satisfies_both(one: Point, other: Point) -> None:
    assert contradict(one, other) == contradict(other, one)
    taken = one.rung is not None and other.rung is not None
    common = [rung for rung in range(5) if allows(one, rung) and allows(other, rung)]
    assert contradict(one, other) == (taken and not common)


@given(statements(), statements())
def test_the_same_speaker_is_never_another(one: Point, other: Point) -> None:
    same = replace(other, speaker=one.speaker)
    assert cause(one, same, TERMS) in (Cause.SAME_SPEAKER, Cause.NEW_ADMINISTRATION)
    assert cause(one, same, ()) is Cause.SAME_SPEAKER


switches = st.builds(
    Switches, st.booleans(), st.booleans(), st.frozensets(st.sampled_from("abc")), st.booleans()
)


@given(histories, switches)
def test_leaving_out_takes_away_and_adds_nothing(points: list[Point], switched: Switches) -> None:
    left = leave_out(points, switched)
    assert leave_out(left, switched) == left
    assert leave_out(points, Switches()) == tuple(points)
    whole = {point.slug: set(point.showings) for point in points}
    assert all(set(point.showings) <= whole[point.slug] for point in left)


told = st.lists(st.tuples(st.integers(0, 2), st.sampled_from("abc")), max_size=8)


@given(told)
def test_a_shift_hangs_on_just_those_stories_without_which_it_is_gone(told: list[tuple[int, str]]) -> None:
    """Where each statement has a day and one story of its own, leaving the story out is the proof."""
    said = [
        point(f"{FIRST + timedelta(day)} harper {rung} in:{story}", f"s{day}")
        for day, (rung, story) in enumerate(told)
    ]
    sides = pairwise(list(run) for _, run in groupby(said, key=lambda point: point.rung))
    for (old, new), shift in zip(sides, read(said).shifts, strict=True):
        gone = {story for story in "abc" if not _joins(leave_out(said, _without(story)), old, new)}
        assert set(shift.hangs_on) == gone


def _without(outlet: str) -> Switches:
    return Switches(outlets=frozenset({outlet}))


def _joins(left: tuple[Point, ...], old: list[Point], new: list[Point]) -> bool:
    shifts = read(list(left)).shifts
    return any(shift.before.point in old and shift.after.point in new for shift in shifts)
