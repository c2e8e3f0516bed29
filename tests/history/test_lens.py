"""What a reader looks through is all in the address, and what cannot be read is told."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import make_actor, make_issue, make_source, make_statement
from tracker.history.lens import read_lens
from tracker.history.lines import all_lines, line_of
from tracker.stances.values import Switches

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("", TODAY),
        ("2013-01-16", date(2013, 1, 16)),
        ("2013-01", date(2013, 1, 31)),
        ("2013", date(2013, 12, 31)),
        ("2026", TODAY),  # not over yet
    ],
)
def test_as_of(asked, day):
    lens = read_lens(QueryDict(f"as_of={asked}"), TODAY)
    assert (lens.as_of, lens.asked, lens.faults) == (day, asked, ())


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("as_of=2027", '"2027" lies in the future. Shown as of today.'),
        ("as_of=2013-02-30", '"2013-02-30" is not a day of the calendar. Shown as of today.'),
        (
            "without=rumours",
            'There is no evidence called "rumours" to leave out: unnamed or paraphrase.',
        ),
        ("only=kings", 'Only "heads" can be kept alone, not "kings".'),
    ],
)
def test_what_cannot_be_read_is_left_out_and_told(query, fault):
    lens = read_lens(QueryDict(query), TODAY)
    assert lens.faults == (fault,)
    assert lens.is_plain


@pytest.mark.django_db
def test_an_outlet_of_no_public_source_is_left_out_and_told():
    make_source("ap", publisher="AP")
    make_source("hidden", publisher="Hidden", status="draft")
    asked = "without_outlet=AP&without_outlet=Nonsense&without_outlet=Hidden&without_outlet=%00"
    lens = read_lens(QueryDict(asked), TODAY)
    assert lens.faults == tuple(
        f"Nothing is filed under without_outlet “{name}”, so it was left out of the filter."
        for name in (" ", "Hidden", "Nonsense")
    )
    assert lens.query == "?without_outlet=AP"


@pytest.mark.django_db
def test_the_same_view_always_has_the_same_address():
    for name in ("Reuters", "AP & co"):
        make_source(name.lower().replace(" & ", "-"), publisher=name)
    asked = "only=heads&without_outlet=Reuters&without=paraphrase&without_outlet=AP+%26+co&as_of=2013"
    lens = read_lens(QueryDict(asked), TODAY)
    assert lens.switches == Switches(
        paraphrase=True, outlets=frozenset({"Reuters", "AP & co"}), heads_only=True
    )
    expected = "?as_of=2013&without=paraphrase&without_outlet=AP+%26+co&without_outlet=Reuters&only=heads"
    assert lens.query == expected
    assert read_lens(QueryDict(lens.query[1:]), TODAY) == lens
    assert lens.whole.query == "?as_of=2013"
    assert lens.whole.query_with(axis="scale") == "?axis=scale&as_of=2013"
    assert read_lens(QueryDict("without="), TODAY).query == ""


@pytest.mark.django_db
def test_one_view_leads_to_its_neighbours():
    make_source("ap", publisher="AP")
    lens = read_lens(QueryDict("as_of=2013&without=unnamed&without_outlet=AP"), TODAY)
    assert lens.without("Reuters").query == (
        "?as_of=2013&without=unnamed&without_outlet=AP&without_outlet=Reuters"
    )
    assert lens.without("AP") == lens
    assert (lens.shows("AP"), lens.shows("Reuters")) == (False, True)
    assert (lens.latest.query, lens.latest.as_of) == ("?without=unnamed&without_outlet=AP", TODAY)


@pytest.mark.django_db
def test_a_line_without_an_outlet_is_derived_anew():
    actor, issue = make_actor("canada"), make_issue("role")
    one, other = make_source("one", publisher="One"), make_source("other", publisher="Other")
    make_statement("first", actor, issue, 0, source=one, said_on="2013-01-01")
    make_statement("second", actor, issue, 2, source=other, said_on="2013-01-08")
    switches = Switches(outlets=frozenset({"Other"}))
    line = line_of(actor, issue, date(2013, 2, 1), (), switches)
    assert (line.stance.rung, line.shifts) == (0, ())
    assert all_lines(date(2013, 2, 1), switches=switches)["role", "canada"].stance.rung == 0
    assert all_lines(date(2013, 2, 1))["role", "canada"].stance.rung == 2
