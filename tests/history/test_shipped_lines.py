"""The shipped record through a reader's switches: Canada, in sentences."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.http import QueryDict
from pytest_django import DjangoDbBlocker

from tests.stories import shipped_seeds
from tracker.history.finding import text
from tracker.history.lens import read_lens
from tracker.history.stance import StancePage, stance_page
from tracker.models import Actor, Issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_seeds")]

TODAY = date(2026, 11, 25)
AIRLIFT = "from “No military role” to “Time-limited airlift”, 15 January 2013"
LONGER = "from “Time-limited airlift” to “Open-ended airlift”, 14 March 2013"


@pytest.fixture(scope="module")
def _seeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for all tests of this file, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        shipped_seeds()
        yield
        transaction.set_rollback(True)


def of(slug: str, issue: str, query: str = "") -> StancePage:
    actor = Actor.objects.published().get(slug=slug)
    on = Issue.objects.published().get(slug=issue)
    return stance_page(actor, on, read_lens(QueryDict(query), TODAY))


def canada(query: str, issue: str = "military-role-mali") -> StancePage:
    return of("canada", issue, query)


@pytest.mark.parametrize(
    ("query", "finding"),
    [
        (
            "",
            "Canada went from No military role to Open-ended airlift in 8 months, in two steps, both under "
            "the Harper government; last confirmed on 14 March 2013, nothing on record since but three "
            "signals, the last on 15 November 2017.",
        ),
        ("as_of=2010", "No statement by Canada on this has been found that was made by 31 December 2010."),
        (
            "as_of=2013-01-08",
            "Canada took one position on record, No military role, first on 13 July 2012, and reaffirmed it "
            "once; last confirmed on 8 January 2013.",
        ),
        (
            "as_of=2013-01-16",
            "Canada went from No military role to Time-limited airlift in 6 months, in one step, under the "
            "Harper government; last confirmed by 16 January 2013.",
        ),
        (
            "as_of=2013",
            "Canada went from No military role to Open-ended airlift in 8 months, in two steps, both under "
            "the Harper government; last confirmed on 14 March 2013.",
        ),
        (
            "only=heads",
            "Canada went from No military role to Open-ended airlift in 9 weeks, in two steps, both under "
            "the Harper government; last confirmed on 14 March 2013, nothing since.",
        ),
        (
            "without_outlet=The+Globe+and+Mail",
            "Canada went from No military role to Open-ended airlift in 9 weeks, in one step, under the "
            "Harper government; last confirmed on 14 March 2013, nothing on record since but three signals, "
            "the last on 15 November 2017.",
        ),
    ],
)
def test_the_finding(query: str, finding: str):
    assert text(canada(query).finding) == finding


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        (
            "without=paraphrase",
            [
                "7 of 18 statements and 1 of 7 requests by others are left out.",
                "The stance is still “Open-ended airlift”, and no shift changes.",
                "A limit is gone: nothing above “Trainers or peacekeepers”, from 8 January 2013.",
                "A limit is gone: nothing above “Open-ended airlift”, from 16 January 2013.",
            ],
        ),
        (
            "as_of=2013-01-16&without=paraphrase",
            [
                "5 of 11 statements and 1 of 6 requests by others are left out.",
                "The stance is still “Time-limited airlift”, and no shift changes.",
                "A limit is gone: nothing above “Trainers or peacekeepers”, from 8 January 2013.",
                "A limit is gone: nothing above “Open-ended airlift”, from 16 January 2013.",
            ],
        ),
        (
            "without_outlet=HuffPost+Canada",
            [
                "7 of 18 statements and 2 of 7 requests by others are left out.",
                "The stance is “Time-limited airlift” instead of “Open-ended airlift”.",
                f"Shift 2 ({LONGER}) is gone.",
                "A limit is gone: nothing above “Trainers or peacekeepers”, from 8 January 2013.",
            ],
        ),
        (
            "without_outlet=The+Globe+and+Mail",
            [
                "8 of 18 statements and 4 of 7 requests by others are left out.",
                "The stance is still “Open-ended airlift”.",
                "The line begins on 8 January 2013 instead of on 13 July 2012.",
                f"Shift 1 ({AIRLIFT}) is gone.",
                f"Shift 2 ({LONGER}) goes from “No military role” to “Open-ended airlift” instead.",
                "A limit is gone: nothing above “Open-ended airlift”, from 16 January 2013.",
            ],
        ),
    ],
)
def test_what_changes_against_the_full_record(query: str, sentences: list[str]):
    assert list(canada(query).differing.sentences) == sentences


def test_peacekeeping_without_paraphrase_is_no_stance_at_all():
    page = canada("without=paraphrase", "un-peacekeeping")
    assert list(page.differing.sentences) == [
        "3 of 4 statements are left out.",
        "No stance on record is left; the full record gives “Troops, capped per place”.",
        "Shift 1 (from “Troops, not capped” to “Troops, capped per place”, 15 November 2017) is gone.",
    ]


def test_each_shift_says_on_which_outlet_alone_it_hangs():
    stories = [[story.kind for story in shift.hangs_on] for shift in canada("").shifts]
    assert stories == [["The Globe and Mail"], ["The Globe and Mail", "HuffPost Canada"]]


def test_the_plane_runs_along_the_line():
    (plane,) = (lane for lane in canada("").charts[0].lanes if lane.title == "One C-17 transport plane")
    assert [turn.name for turn in plane.turns] == ["Made", "Reaffirmed", "Extended", "Delivered in part"]
    assert [rail.kind for rail in plane.rails][0::3] == ["pledged", "pledged"]
    assert [text.text for due in plane.dues for text in due.label] == ["was due 24 Jan 2013"]


@pytest.mark.parametrize(
    ("actor", "issue", "said"),
    [
        ("canada", "un-peacekeeping", "2017-11-15-canada-un-peacekeeping"),
        ("france", "constitutional-rule-mali", "2013-03-14-ayrault-constitutional-rule"),
        ("canada", "military-role-mali", "2013-01-15-canada-military-role"),
    ],
)
def test_a_shift_rests_on_what_carries_it_and_what_moved_the_line_leads_its_day(actor, issue, said):
    page = of(actor, issue)
    assert page.shifts[0].after.slug == said
    place = {entry.card.slug: entry.number for entry in page.entries}
    measured = [
        entry.number
        for entry in page.entries
        if entry.card.last == page.shifts[0].after.last
        and entry.role.kind in ("reaffirms", "yields", "signals")
    ]
    assert all(number > place[said] for number in measured)


def test_what_was_asked_stands_before_its_answer():
    place = {entry.card.slug: entry.number for entry in canada("").entries}
    told = [
        "2013-01-15-le-drian-military-role",
        "2013-01-15-canada-military-role",
        "2013-01-15-hollande-military-role",
        "2013-01-15-harper-no-answer",
    ]
    assert [place[slug] for slug in told] == sorted(place[slug] for slug in told)


def test_on_a_phone_no_day_is_cut_off():
    """Of a span too long for the room beside commitments its end is shown, where it stands on the line."""
    _, narrow = canada("").charts
    days = [text.text for glyph in narrow.glyphs for text in glyph.label if text.kind == "when"]
    assert "… – 10 Jan 2013" in days
    assert [day for day in days if day.endswith("…")] == []
