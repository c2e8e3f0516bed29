"""What a statement would do: told before it is saved, by the rules that tell it of a saved one."""

from datetime import date
from typing import Any

import pytest

from tests.factories import make_membership, make_person
from tests.stories import Story, canada_story
from tracker.history.effects import effects
from tracker.history.forecast import Forecast, forecast
from tracker.models import Statement

TODAY = date(2026, 1, 1)


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


def unsaved(story: Story, rung: int | None, said_on: str, **kw: Any) -> Statement:
    position = None if rung is None else story.issue.positions.get(value=rung)
    values = {"speaker": story.harper, "on_behalf_of": story.canada, "issue": story.issue, "said_on": said_on}
    coded = {"act": "declares", "firmness": "firm", "attribution": "quoted", "slug": "new"}
    return Statement(**values | coded | {"position": position} | kw)


def told(found: Forecast) -> tuple[str, bool, str | None, str | None]:
    effect = found.effect
    return (
        effect.role.kind,
        effect.mixed,
        effect.before and effect.before.label,
        effect.after and effect.after.label,
    )


SET_TIME, OPEN_ENDED = "Airlift, for a set time", "Airlift, open-ended"


@pytest.mark.parametrize(
    ("rung", "said_on", "more", "expected"),
    [
        (4, "2013-04-01", {}, ("shifts", False, OPEN_ENDED, "Combat troops")),
        (2, "2013-04-01", {}, ("reaffirms", False, OPEN_ENDED, OPEN_ENDED)),
        (1, "2013-02-01", {}, ("reaffirms", False, SET_TIME, SET_TIME)),
        (4, "2013-04-01", {"firmness": "considering"}, ("signals", True, OPEN_ENDED, OPEN_ENDED)),
        (4, "2013-04-01", {"attribution": "unnamed"}, ("signals", True, OPEN_ENDED, OPEN_ENDED)),
        (3, "2013-04-01", {"bound": "ceiling"}, ("limits", False, OPEN_ENDED, OPEN_ENDED)),
        (1, "2013-04-01", {"bound": "ceiling"}, ("shifts", False, OPEN_ENDED, SET_TIME)),
        (None, "2013-04-01", {}, ("declines", False, OPEN_ENDED, OPEN_ENDED)),
        (4, "2010-04-01", {}, ("opens", False, None, "Combat troops")),
    ],
)
def test_roles(story: Story, rung: int | None, said_on: str, more: Any, expected: Any) -> None:
    assert told(forecast(unsaved(story, rung, said_on, **more), TODAY)[0]) == expected


def test_a_weaker_voice_yields_to_a_stronger_one_of_the_same_day(story: Story) -> None:
    baird = make_person("john-baird")
    make_membership(baird, story.canada, rank="minister", start="2011-05")
    statement = unsaved(story, 4, "2013-03-14", speaker=baird)
    assert told(forecast(statement, TODAY)[0]) == ("yields", True, SET_TIME, OPEN_ENDED)


def test_it_says_since_when_the_line_has_stood_where_it_is_found(story: Story) -> None:
    assert forecast(unsaved(story, 4, "2013-04-01"), TODAY)[0].since == date(2013, 3, 14)
    assert forecast(unsaved(story, 4, "2010-04-01"), TODAY)[0].since is None


def test_it_says_what_is_left_of_it_today(story: Story) -> None:
    """Told late of an old word: the line goes there and back, and stands today where it stood."""
    found = forecast(unsaved(story, 4, "2013-02-01"), TODAY)[0]
    assert (found.shifts_now, found.shifts_then) == (2, 3)
    assert found.today == found.today_then


def test_on_the_speakers_line_too_and_as_pressure_on_the_addressees(story: Story) -> None:
    asked = unsaved(story, 4, "2013-04-01", act="requests", addressee=story.france)
    assert [each.effect.role.kind for each in forecast(asked, TODAY)] == ["pressure"]
    said = unsaved(story, 4, "2013-04-01")
    assert [each.effect.line.text for each in forecast(said, TODAY)] == [
        "Canada on its own military role in Mali",
        "Stephen Harper on Canada’s own military role in Mali",
    ]


def test_what_lies_ahead_is_told_as_of_its_own_day(story: Story) -> None:
    assert told(forecast(unsaved(story, 4, "2030-04-01"), TODAY)[0])[0] == "shifts"


@pytest.mark.parametrize("slug", ["harper-one-week", "harper-as-long-as-needed", "aide-weeks", "fabius-asks"])
def test_of_a_saved_one_it_tells_what_the_record_tells(story: Story, slug: str) -> None:
    """Its saved version is left out, so that nothing is counted twice."""
    statement = Statement.objects.get(slug=slug)
    assert tuple(each.effect for each in forecast(statement, TODAY)) == effects(statement, TODAY)


def test_it_asks_four_queries_for_each_line_and_two_more(
    story: Story, django_assert_num_queries: Any
) -> None:
    statement = unsaved(story, 4, "2013-04-01")
    with django_assert_num_queries(10):
        forecast(statement, TODAY)
