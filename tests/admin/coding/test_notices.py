"""What is said before and after saving, and forbids nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tests.factories import make_actor, make_evidence, make_membership, make_person, make_statement
from tests.stories import Story
from tracker.admin.coding.draft import Draft, Fragment
from tracker.admin.coding.notices import notices
from tracker.history.forecast import forecast
from tracker.models import Actor, Document, Source, Statement

TODAY = date(2026, 1, 1)
LINE = "Canada on its own military role in Mali"


def draft(story: Story, *fragments: Fragment, rung: int = 2, **changes: Any) -> Draft:
    values = {
        "speaker": story.harper,
        "on_behalf_of": story.canada,
        "issue": story.issue,
        "position": story.issue.positions.get(value=rung),
        "act": "declares",
        "firmness": "firm",
        "attribution": "quoted",
        "said_on": "2013-03-14",
        "slug": "new",
    }
    return Draft(Statement(**values | changes), fragments)


def said(found: Draft) -> list[str]:
    return [notice.text for notice in notices(found, forecast(found.statement, TODAY), TODAY)]


def test_what_is_as_it_should_be_is_passed_over_in_silence(story: Story) -> None:
    assert said(draft(story, Fragment(story.source, "a word"))) == []


NO_OFFICE = (
    "Stephen Harper held no office in Canada {}, as far as is recorded "
    "(Prime Minister, 6 Feb 2006 to 4 Nov 2015)."
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # the office
        ({"said_on": "2016-01-01"}, [NO_OFFICE.format("on 1 January 2016")]),
        ({"said_on": "2015"}, []),  # can have held it on a day of that year
        (
            {"on_behalf_of": None, "said_on": "2013-03-20"},
            [
                "“On behalf of” is empty, so this counts as the word of Stephen Harper alone; "
                "on 20 March 2013, Stephen Harper spoke for Canada (Prime Minister)."
            ],
        ),
        ({"on_behalf_of": None, "said_on": "2016-01-01"}, []),  # held none: nothing to propose
        # the day
        (
            {"said_on": "2030-05-03"},
            [NO_OFFICE.format("on 3 May 2030"), "Said on 3 May 2030: that day is yet to come."],
        ),
        ({"said_on": "2026"}, [NO_OFFICE.format("in 2026")]),  # can have been said today
        # the line
        ({"said_on": "2013-03-20", "rung": 2}, []),
        (
            {"said_on": "2013-03-20", "rung": 4},
            [
                f"{LINE}: this would be a shift: from “Airlift, open-ended”, since 14 March 2013, "
                "to “Combat troops”."
            ],
        ),
        (
            {"said_on": "2013-03-20", "rung": 4, "firmness": "considering"},
            [f"{LINE}: this differs from the line and does not move it: “Airlift, open-ended” stands."],
        ),
        ({"said_on": "2008", "rung": 4}, []),  # nothing to differ from
    ],
)
def test_each_says_it_in_a_sentence(story: Story, changes: dict[str, Any], expected: list[str]) -> None:
    assert said(draft(story, **changes)) == expected


def test_the_word_of_an_organisation_needs_no_office(story: Story) -> None:
    assert said(draft(story, speaker=story.canada, on_behalf_of=None)) == []


def test_an_office_that_does_not_speak_for_its_organisation(story: Story) -> None:
    clerk = make_person("clerk")
    make_membership(clerk, story.canada, role="Clerk", rank="official", speaks_for=False)
    assert "As Clerk, Clerk does not speak for Canada." in said(draft(story, speaker=clerk))


def test_somebody_without_any_office(story: Story) -> None:
    said_by = draft(story, speaker=make_person("nobody"))
    assert "Nobody held no office in Canada on 14 March 2013, as far as is recorded." in said(said_by)


def test_said_after_the_source_was_published(story: Story) -> None:
    late = draft(story, Fragment(story.source, "a word"), said_on="2013-03-15")
    assert said(late) == ["Said on 15 March 2013, after “Harper on the plane” was published (14 March 2013)."]


@pytest.mark.parametrize(
    ("fragment", "coded"),
    [
        (("for a week only", 32, 47), True),  # the very place
        (("week", 38, 42), True),  # within it
        (("and for a week", 28, 42), True),  # overlapping
        (("for a week only", None, None), True),  # the same words, without a place
        (("Harper lends", 0, 12), False),
        ((" and", 27, 31), False),  # ends before it begins
        (("a word", None, None), False),
    ],
)
def test_the_same_words_are_coded_already(
    story: Story, article: Source, fragment: tuple[str, int | None, int | None], coded: bool
) -> None:
    expected = "“for a week only” is coded already, on own military role in Mali: Summary of harper-one-week."
    assert said(draft(story, Fragment(article, *fragment))) == ([expected] if coded else [])


def test_a_statements_own_words_are_not_held_against_it(story: Story, article: Source) -> None:
    lent = Statement.objects.get(slug="harper-one-week")
    again = Draft(lent, (Fragment(article, "for a week only", 32, 47),))
    assert not [notice for notice in notices(again, (), TODAY) if "coded already" in notice.text]


def test_the_same_words_of_another_source_are_another_matter(story: Story, article: Source) -> None:
    wire = Source.objects.get(slug="un-summit")
    assert said(draft(story, Fragment(wire, "for a week only"))) == []


def test_words_that_stand_twice_are_told_with_their_places(story: Story, article: Source) -> None:
    assert said(draft(story, Fragment(article, "week"))) == [
        "“week” stands twice in “Harper on the plane”, at 22 and 38: give the start of the one meant."
    ]


def test_no_more_than_five_statements_with_the_same_words_are_named(story: Story) -> None:
    for number in range(8):
        other = make_statement(f"other-{number}", story.harper, story.issue, 2, said_on="2013-03-14")
        make_evidence(other, story.source, "the very words")
    assert len(said(draft(story, Fragment(story.source, "the very words")))) == 5


def test_many_fragments_ask_no_more_than_few(
    story: Story, article: Source, django_assert_num_queries: Any
) -> None:
    many = draft(story, *(Fragment(article, f"word {number}") for number in range(20)))
    with django_assert_num_queries(3):
        notices(many, (), TODAY)


# after saving


def messages(response: Any) -> list[str]:
    found = get_messages(response.wsgi_request)
    return [str(message) for message in found if message.level_tag == "warning"]


def test_saving_says_it_and_saves(client: Client, article: Source, coded: Callable[..., Any]) -> None:
    response = client.post("/admin/tracker/statement/add/", coded("for a week only", on_behalf_of=""))
    assert response.status_code == 302
    statement = Statement.objects.get(summary="Says it anew.")
    assert statement.on_behalf_of is None, "no silent change"
    lent = Statement.objects.get(slug="harper-one-week")
    same_words, alike, _, *notices = messages(response)
    assert alike.startswith("“Says it anew.” looks like “Summary of harper-as-long-as-needed.”: both are by ")
    assert same_words == (  # and not once more that the words are coded already
        "“Says it anew.” looks like “Summary of harper-one-week.”: the same words of the same source, on the"
        f' same issue. <a href="/admin/tracker/statement/merge/?keep={lent.pk}&amp;drop={statement.pk}">'
        "Compare the two</a>"
    )
    assert notices == [
        "“On behalf of” is empty, so this counts as the word of Stephen Harper alone; "
        "on 14 March 2013, Stephen Harper spoke for Canada (Prime Minister).",
    ]


def test_words_that_only_overlap_are_said_to_be_coded_already(
    client: Client, article: Source, coded: Callable[..., Any]
) -> None:
    response = client.post("/admin/tracker/statement/add/", coded("for a week", **{"evidence-0-start": 32}))
    lent = Statement.objects.get(slug="harper-one-week")
    assert messages(response)[-1] == (
        "“for a week only” is coded already, on own military role in Mali: Summary of harper-one-week. "
        f"<a href='/admin/tracker/statement/{lent.pk}/change/'>That statement</a>"
    )


def test_names_in_a_warning_are_escaped(client: Client, story: Story, coded: Callable[..., Any]) -> None:
    Actor.objects.filter(pk=story.canada.pk).update(name="<b>Canada</b>")
    client.post("/admin/tracker/statement/add/", coded(on_behalf_of=""))
    page = client.get("/admin/tracker/statement/").content.decode()
    assert "spoke for &lt;b&gt;Canada&lt;/b&gt;" in page


def test_a_fragment_over_a_line_end_keeps_the_texts_own(
    client: Client, article: Source, coded: Callable[..., Any]
) -> None:
    """A form's box makes one blank of a line end."""
    Document.objects.filter(source=article).update(text="He would\nnot send\nanyone. Not he.")
    client.post("/admin/tracker/statement/add/", coded("would not send anyone"))
    evidence = Statement.objects.get(summary="Says it anew.").evidence.get()
    assert (evidence.words, evidence.start, evidence.end) == ("would\nnot send\nanyone", 3, 24)


def test_two_roles_are_both_named(story: Story) -> None:
    make_membership(story.harper, make_actor("nato"), role="Chair", start="2013")
    assert said(draft(story, on_behalf_of=None))[0].endswith(
        "Stephen Harper spoke for Canada (Prime Minister) and Nato (Chair)."
    )
