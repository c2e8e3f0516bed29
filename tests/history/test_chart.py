"""The chart's geometry: readable whatever is drawn. No two labels overlap, and nothing leaves the page."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.history.points import HARPER, RUNGS, TRUDEAU, card, line, point
from tracker.history.chart import draw_narrow, draw_wide, shared_time, spark, spark_time, subject
from tracker.history.chart.drawing import Box, Drawing
from tracker.history.chart.text import shorten, width, wrap
from tracker.stances.values import Act, Attribution, Bound, Firmness, Term

NO_ROLE, AIRLIFT, TRAINERS, COMBAT = range(4)


def draw(*points, words="", words_of="speaker", as_of="2026-11-22", to_scale=False, terms=(HARPER, TRUDEAU)):
    """Both drawings of Canada's line through these points."""
    read = line(*points, as_of=as_of)
    cards = {each.slug: card(each, words, words_of) for each in points}
    numbers = {slug: number for number, slug in enumerate(cards, 1)}
    drawn = subject(read, RUNGS, terms, cards, numbers)
    return draw_wide(drawn, to_scale_of_time=to_scale), draw_narrow(drawn, to_scale_of_time=to_scale)


def kinds(drawing: Drawing) -> list[str]:
    return [segment.kind for segment in drawing.segments]


def shapes(drawing: Drawing) -> dict[str, str]:
    return {glyph.slug: glyph.shape for glyph in drawing.glyphs}


DAYS = st.dates(date(2012, 1, 1), date(2018, 12, 31))


@st.composite
def _point(draw_from):
    day = draw_from(DAYS)
    asks = draw_from(st.integers(0, 4)) == 0
    rung = draw_from(st.sampled_from([None, NO_ROLE, AIRLIFT, TRAINERS, COMBAT]))
    return point(
        day.isoformat(),
        rung,
        slug=f"s{draw_from(st.integers(0, 10**9))}",
        speaker=draw_from(st.sampled_from(["harper", "trudeau", "an official who was not named", "ng"])),
        principal="france" if asks else "canada",
        addressee="canada" if asks else None,
        act=Act.REQUESTS if asks else draw_from(st.sampled_from([Act.DECLARES, Act.ACTS])),
        bound=draw_from(st.sampled_from(Bound)) if rung is not None else Bound.EXACT,
        firmness=draw_from(st.sampled_from(Firmness)),
        attribution=draw_from(st.sampled_from(Attribution)),
        first=day - timedelta(days=draw_from(st.sampled_from([0, 0, 0, 5, 400]))),
    )


POINTS = st.lists(_point(), min_size=1, max_size=30, unique_by=lambda each: each.slug)


@settings(max_examples=25, deadline=None)
@given(
    POINTS,
    st.booleans(),
    st.sampled_from(["", "as long as needed", "twelve words " * 6]),
    st.sampled_from(["en-gb", "fr"]),
)
def test_no_two_labels_overlap_and_none_leaves_the_drawing(points, to_scale, words, language):
    with override(language):
        drawings = draw(*points, words=words, to_scale=to_scale)
    for drawing in drawings:
        page = Box(0, 0, drawing.width, drawing.height)
        labels = list(drawing.labels())
        for text in labels:
            assert page.holds(text.box), (drawing.kind, text)
        for one, other in combinations(labels, 2):
            assert not one.box.overlaps(other.box), (drawing.kind, one, other)


@settings(max_examples=25, deadline=None)
@given(POINTS, st.booleans())
def test_every_statement_is_drawn_once_inside_the_drawing(points, to_scale):
    for drawing in draw(*points, to_scale=to_scale):
        page = Box(0, 0, drawing.width, drawing.height)
        assert len({glyph.slug for glyph in drawing.glyphs}) == len(drawing.glyphs) == len(points)
        for glyph in drawing.glyphs:
            assert page.holds(Box(glyph.x, glyph.y, 1, 1))


@settings(max_examples=15, deadline=None)
@given(POINTS)
def test_step_by_step_no_mark_hides_another_and_time_runs_one_way(points):
    for drawing in draw(*points):
        spots = [(glyph.x, glyph.y) for glyph in drawing.glyphs]
        assert len(set(spots)) == len(spots)
        along = [x if drawing.kind == "wide" else y for x, y in spots]
        assert all(earlier < later for earlier, later in pairwise(along))


@settings(max_examples=15, deadline=None)
@given(POINTS)
def test_no_label_of_a_mark_lies_on_a_mark(points):
    wide, _ = draw(*points)
    for glyph in wide.glyphs:
        for text in glyph.label:
            for other in wide.glyphs:
                assert not text.box.overlaps(Box(other.x - 7, other.y - 7, 14, 14))


CROWDED_WEEK = [point(f"2013-01-{day:02}", rung) for day, rung in enumerate((0, 1, 2, 1, 0), start=8)]


def test_a_last_government_with_little_room_is_named_over_the_band_before_it():
    terms = (
        Term("Harper government", "harper", date(2006, 2, 6), date(2015, 11, 4)),
        Term("Trudeau government", "trudeau", date(2015, 11, 4), date(2026, 10, 1)),
        Term("Carney government", "carney", date(2026, 10, 1), None),
    )
    wide, _ = draw(*CROWDED_WEEK, point("2018-01-12", TRAINERS), terms=terms)
    named = [text for text in wide.texts if text.kind == "term"]
    assert [text.text for text in named] == ["Harper government", "Trudeau government", "Carney"]
    assert named[2].box.right == wide.bands[2].box.right
    assert not named[2].box.overlaps(named[1].box)


def test_a_crowded_week_and_five_empty_years_are_both_readable():
    wide, narrow = draw(*CROWDED_WEEK, point("2018-01-12", TRAINERS))
    along = [glyph.x for glyph in wide.glyphs]
    assert all(later - earlier >= 24 for earlier, later in pairwise(along))
    words = [text.text for text in wide.texts]
    assert words.count("no statement") == 2
    assert "5 years" in words
    assert "for 5 years" in [text.text for text in narrow.texts]
    assert len(wide.cuts) == len(narrow.cuts) == 2


def test_its_words_are_french_where_the_page_is():
    with override("fr"):
        wide, narrow = draw(*CROWDED_WEEK, point("2018-01-12", TRAINERS), words="as long as needed")
    words = [text.text for text in wide.texts]
    assert {"aucune", "déclaration", "5 ans"} <= set(words)
    assert {"aucune déclaration", "pendant 5 ans"} <= {text.text for text in narrow.texts}
    assert "12 janv. 2018" in [text.text for glyph in narrow.glyphs for text in glyph.label]
    assert "Harper\u00a0: «\u00a0as long as needed\u00a0»" in [
        text.text for glyph in narrow.glyphs for text in glyph.label
    ]
    assert wide.numerals[0].title.startswith("Changement 1\u00a0: voir ci-dessous")


def test_to_scale_a_day_is_a_day_and_nothing_is_cut_out():
    wide, _ = draw(*CROWDED_WEEK, point("2018-01-12", TRAINERS), to_scale=True)
    assert not wide.cuts
    first, *_, last_of_week, later = (glyph.x for glyph in wide.glyphs)
    assert last_of_week - first <= 2
    assert later - last_of_week > 200


def test_neighbours_of_one_day_share_its_number_and_months_are_named():
    wide, _ = draw(
        point("2013-01-08", NO_ROLE),
        point("2013-01-08", TRAINERS, attribution=Attribution.UNNAMED, speaker="aide"),
        point("2013-01-16", AIRLIFT, first=date(2013, 1, 10)),
        as_of="2013-02-01",
    )
    assert [text.text for text in wide.texts if text.kind == "day"] == ["8 Jan", "by 16"]


def test_a_government_that_came_later_has_no_band():
    for drawing in draw(point("2013-01-08", NO_ROLE), as_of="2013-02-01"):
        assert [band.title for band in drawing.bands] == ["Harper government"]


def test_shape_tells_kind():
    asked = point(
        "2013-01-09", COMBAT, speaker="hollande", principal="france", addressee="canada", act=Act.REQUESTS
    )
    drawn = {
        "record": point("2013-01-01", NO_ROLE),
        "act": point("2013-01-02", NO_ROLE, act=Act.ACTS),
        "signal": point("2013-01-03", AIRLIFT, attribution=Attribution.UNNAMED),
        "record-if": point("2013-01-03", NO_ROLE, firmness=Firmness.CONDITIONAL, slug="if"),
        "weighing": point("2013-01-03", AIRLIFT, firmness=Firmness.CONSIDERING, slug="weighs"),
        "limit": point("2013-01-04", TRAINERS, bound=Bound.CEILING),
        "none": point("2013-01-05", None),
        "pressure": asked,
    }
    for drawing in draw(*drawn.values()):
        assert shapes(drawing) == {each.slug: shape for shape, each in drawn.items()}
        assert "limit" in kinds(drawing)
        assert "mixed" in kinds(drawing)


def test_a_mark_says_how_firmly_and_how_it_reached_us():
    wide, _ = draw(point("2013-01-08", NO_ROLE, firmness=Firmness.CONDITIONAL))
    assert wide.glyphs[0].title.startswith("8 January 2013 · Harper · No role · conditional, quoted: ")


@pytest.mark.parametrize(
    ("attribution", "words_of", "label"),
    [
        (Attribution.QUOTED, "speaker", "Harper: “as long as needed”"),
        (Attribution.PARAPHRASED, "speaker", "Harper: “as long as needed”"),
        (Attribution.QUOTED, "article", "Harper"),
        (Attribution.CHARACTERISED, "article", "Harper"),
    ],
)
def test_only_a_speakers_own_words_stand_in_quotation_marks(attribution, words_of, label):
    said = point("2013-01-08", NO_ROLE, attribution=attribution)
    wide, _ = draw(said, words="as long as needed", words_of=words_of)
    assert [text.text for text in wide.glyphs[0].label] == [label]


def test_the_line_is_dotted_from_its_last_confirmation_once_it_is_stale():
    fresh, _ = draw(point("2013-01-08", NO_ROLE), as_of="2013-06-01")
    stale, _ = draw(point("2013-01-08", NO_ROLE), as_of="2015-06-01")
    assert kinds(fresh).count("stale") == 0
    assert kinds(stale).count("stale") == 1
    (dotted,) = [segment for segment in stale.segments if segment.kind == "stale"]
    assert dotted.x1 == stale.glyphs[0].x


def test_a_shift_is_numbered_where_the_line_moves():
    wide, narrow = draw(point("2013-01-08", NO_ROLE), point("2013-01-16", AIRLIFT))
    for drawing in (wide, narrow):
        assert [numeral.number for numeral in drawing.numerals] == [1]
    (rise,) = [s for s in wide.segments if s.kind == "line" and s.x1 == s.x2 and s.y1 != s.y2]
    numeral = wide.numerals[0]
    assert numeral.x == rise.x1 == wide.glyphs[1].x
    assert min(rise.y1, rise.y2) < numeral.y < max(rise.y1, rise.y2)


def test_a_higher_rung_is_drawn_higher_and_further_to_the_right():
    wide, narrow = draw(point("2013-01-08", NO_ROLE), point("2013-01-16", COMBAT))
    assert wide.glyphs[1].y < wide.glyphs[0].y
    assert narrow.glyphs[1].x > narrow.glyphs[0].x


def test_administrations_are_bands_that_meet_in_their_order():
    wide, narrow = draw(point("2013-01-08", NO_ROLE), point("2017-11-15", AIRLIFT))
    for drawing in (wide, narrow):
        assert [band.title for band in drawing.bands] == ["Harper government", "Trudeau government"]
        assert [band.even for band in drawing.bands] == [True, False]
    harper, trudeau = (band.box for band in wide.bands)
    assert harper.right <= trudeau.x


@pytest.mark.parametrize("to_scale", [False, True])
def test_a_person_has_no_bands(to_scale):
    for drawing in draw(point("2013-01-08", NO_ROLE), terms=(), to_scale=to_scale):
        assert drawing.bands == ()


def test_a_mark_gives_way_to_its_number_before_labels_collide():
    crowd = [
        point("2013-01-08", AIRLIFT, slug=f"s{n:02}", speaker="an official who was not named")
        for n in range(24)
    ]
    wide, _ = draw(*crowd)
    labels = [text.text for glyph in wide.glyphs for text in glyph.label]
    assert "An Official Who Was Not Named" in labels
    assert any(label.isdigit() for label in labels)
    assert wide.numbered in {int(label) for label in labels if label.isdigit()}


def test_a_short_fragment_stands_on_the_chart_and_a_long_one_never_cut():
    short, _ = draw(point("2013-01-08", NO_ROLE), words="weeks, not months")
    long, _ = draw(point("2013-01-08", NO_ROLE), words="eleven words that are far too many for a label")
    assert [text.text for text in short.glyphs[0].label] == ["Harper: “weeks, not months”"]
    assert [text.text for text in long.glyphs[0].label] == ["Harper"]


@pytest.mark.parametrize("size", [1, 200, 1200])
def test_any_number_of_statements_can_be_drawn(size):
    start = date(2000, 1, 1)
    many = [point((start + timedelta(days=3 * n)).isoformat(), n % 4, slug=f"s{n:04}") for n in range(size)]
    for drawing in draw(*many):
        assert all(0 <= glyph.x <= drawing.width for glyph in drawing.glyphs)


def test_sparks_of_one_page_share_their_time():
    one, other = line(point("2013-01-08", NO_ROLE)), line(point("2013-03-14", AIRLIFT))
    time = shared_time([one, other], date(2013, 12, 31))
    sparks = [spark(each, sorted(RUNGS), time) for each in (one, other)]
    assert [each.dots[0].x for each in sparks] == [7, 150]
    assert sparks[0].dots[0].y > sparks[1].dots[0].y


def test_a_spark_draws_what_only_rules_out_between_the_rungs():
    above, below = Bound.CEILING, Bound.FLOOR
    drawn = line(
        point("2013-01-08", NO_ROLE),
        point("2013-01-09", AIRLIFT, bound=above, attribution=Attribution.UNNAMED),
        point("2013-01-10", AIRLIFT, bound=below, attribution=Attribution.UNNAMED),
        point("2013-01-11", AIRLIFT, bound=above),
        point("2013-01-12", AIRLIFT, attribution=Attribution.UNNAMED),
        point("2013-01-13", NO_ROLE, bound=below, attribution=Attribution.UNNAMED),
    )
    time = shared_time([drawn], date(2013, 12, 31))
    made = spark(drawn, sorted(RUNGS), time, 28)
    airlift = made.dots[4].y
    assert [(dot.kind, dot.y - airlift) for dot in made.dots[1:5]] == [
        ("signal", -14),
        ("signal", 14),
        ("limiting", -14),
        ("signal", 0),
    ]
    assert made.dots[5].y == made.height - 4  # below all rungs: at the edge


@pytest.mark.parametrize(
    ("days", "as_of", "ticks"),
    [
        (
            ["2012-07-13", "2012-08-01", "2012-09-01", "2013-01-08"],
            date(2014, 1, 1),
            ["2012", "2013", "2014"],
        ),
        (["2012-07-13", "2013-01-08"], date(2013, 3, 1), ["2012", "2013"]),
        (["2013-01-08"], date(2013, 3, 1), ["Jan 2013", "Mar 2013"]),
        (["2013-01-08"], date(2013, 1, 8), ["Jan 2013"]),
        (  # a year without room at its first day has it at a later one
            ["2012-07-13", *(f"2013-01-{day:02}" for day in range(8, 17)), "2017-11-15"],
            date(2026, 12, 1),
            ["2012", "2013", "2017"],
        ),
    ],
)
def test_the_time_of_sparks_is_named(days, as_of, ticks):
    drawn = line(*(point(day, NO_ROLE) for day in days), as_of=as_of.isoformat())
    assert [tick.text for tick in spark_time(shared_time([drawn], as_of)).ticks] == ticks


def test_a_spark_is_one_shape_of_each_kind_however_long_the_line():
    """A page of an issue draws thousands of pieces: a shape for each took half of its time."""
    said = [
        ("2013-01-08", NO_ROLE),
        ("2013-03-14", AIRLIFT),
        ("2013-04-01", NO_ROLE),
        ("2015-02-01", AIRLIFT),
    ]
    drawn = line(*(point(day, rung) for day, rung in said), as_of="2018-01-01")
    found = spark(drawn, sorted(RUNGS), shared_time([drawn], date(2018, 1, 1)))
    assert [stroke.kind for stroke in found.strokes] == ["grid", "line", "stale"]
    grid, known, silent = (stroke.d.count("M") for stroke in found.strokes)
    assert (grid, known, silent) == (len(RUNGS), 4 + 2, 2 + 1)  # spans, and where one meets the next
    assert found.strokes[1].d.startswith(f"M7 {found.dots[0].y}L")


def test_text_is_wrapped_and_shortened_to_its_room():
    assert wrap("Trainers or peacekeepers", 13, 120, 3) == ("Trainers or", "peacekeepers")
    assert wrap("one two three four five", 13, 60, 2)[-1].endswith("…")
    assert shorten("short", 13, 400) == "short"
    assert width(shorten("far too long for this", 13, 60), 13) <= 60


def test_a_legend_can_name_just_what_is_drawn():
    first = point("2013-01-01", NO_ROLE)
    wide, _ = draw(first, as_of="2013-02-01")
    assert wide.shown == {"record", "line", "axis"}
    visit = point("2013-01-03", AIRLIFT, act=Act.ACTS, attribution=Attribution.UNNAMED)
    wide, _ = draw(first, visit, as_of="2015-01-01")
    assert wide.shown >= {"record", "signal-act", "mixed", "stale"}
    assert not wide.shown & {"signal", "act"}
    assert "signal: an act, but not on record" in [meaning.label for meaning in wide.legend]


@settings(max_examples=15, deadline=None)
@given(POINTS)
def test_on_a_phone_to_scale_no_mark_of_a_rung_hides_another(points):
    _, narrow = draw(*points, to_scale=True)
    drawn = [(glyph.x, glyph.y) for glyph in narrow.glyphs if glyph.shape]
    spots = [*drawn, *((crowd.x, crowd.y) for crowd in narrow.crowds)]
    for (x, y), (other_x, other_y) in combinations(spots, 2):
        assert x != other_x or abs(y - other_y) >= 16
    assert len(drawn) + sum(crowd.count for crowd in narrow.crowds) == len(points)


def test_a_crowded_week_to_scale_is_numbered_on_a_phone():
    asked = point(
        "2013-01-09", COMBAT, speaker="hollande", principal="france", addressee="canada", act=Act.REQUESTS
    )
    _, narrow = draw(*CROWDED_WEEK, asked, to_scale=True)
    assert [(crowd.count, crowd.kind) for crowd in narrow.crowds] == [(2, "record"), (2, "record")]
    assert [glyph.shape for glyph in narrow.glyphs if glyph.shape] == ["pressure", "record"]
    assert not draw(*CROWDED_WEEK, asked)[1].crowds
