"""A statement's page: why to believe it, and why it does to the line what it does."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.factories import make_actor, make_evidence, make_source, make_statement
from tests.stories import Story, canada_story
from tracker.history.revisions import SHOWN
from tracker.models import Evidence, Source, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


def page_of(client: Any, slug: str) -> Any:
    return client.get(f"/statements/{slug}/").context["page"]


def reasons(client: Any, slug: str) -> list[tuple[str, str]]:
    return [(each.sentence, each.rule.url) for each in page_of(client, slug).reasons]


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        (
            "mackay-examining",
            [
                (
                    "It only considers: a signal, shown beside the line and never moving it.",
                    "/codebook/#rule-2",
                )
            ],
        ),
        (
            "harper-no-mission",
            [("On record, and the first to take a rung: here the line starts.", "/codebook/#rule-2")],
        ),
        (
            "harper-one-week",
            [
                (
                    "On record, and it takes another rung than the line stood at: the line moves."
                    " It moves from “No military role” to “Airlift, for a set time”.",
                    "/codebook/#rule-4",
                )
            ],
        ),
        (
            "harper-no-combat",
            [
                (
                    "The line stood on its side already: it stands as a limit until something crosses it.",
                    "/codebook/#rule-3",
                )
            ],
        ),
        (
            "aide-weeks",
            [
                (
                    "Its source is not named: a signal, shown beside the line and never moving it.",
                    "/codebook/#rule-2",
                ),
                (
                    "It differs from where the line stood at the end of that day without moving it:"
                    " a mixed message.",
                    "/codebook/#rule-5",
                ),
            ],
        ),
    ],
)
def test_the_rule_is_told_in_a_sentence(client, story, slug, expected):
    assert reasons(client, slug) == expected


def said(story: Story, slug: str, rung: int | None, **kw: Any) -> None:
    make_statement(slug, story.harper, story.issue, rung, on_behalf_of=story.canada, **kw)


def test_who_was_outranked_is_shown_the_stronger_voice(client, story):
    mackay = make_actor("an-ambassador", kind="person")
    said(story, "harper-says-two", 2, said_on="2013-04-02")
    make_statement("weaker-says-one", mackay, story.issue, 1, on_behalf_of=story.canada, said_on="2013-04-02")
    page = page_of(client, "weaker-says-one")
    assert page.role.text == "outranked that day"
    assert page.reasons[0].other.slug == "harper-says-two"
    assert page.reasons[0].rule.url == "/codebook/#rule-1"


def test_a_ceiling_below_the_line_moves_it_just_to_itself(client, story):
    said(story, "not-above-one", 1, bound="ceiling", said_on="2013-04-02")
    assert reasons(client, "not-above-one") == [
        (
            "The line stood above this ceiling: it is moved just to it, and no further."
            " It moves from “Airlift, open-ended” to “Airlift, for a set time”.",
            "/codebook/#rule-3",
        )
    ]


def test_what_takes_no_rung_and_what_is_asked_of_others(client, story):
    said(story, "no-answer", None, said_on="2013-04-02")
    said(story, "asks-france", 2, said_on="2013-04-02", act="requests", addressee=story.france)
    assert "takes no rung" in reasons(client, "no-answer")[0][0]
    assert page_of(client, "no-answer").place is None
    assert reasons(client, "asks-france")[0][0].startswith("It asks this of somebody else.")
    page = client.get("/statements/asks-france/")
    assert page.context["page"].pressure.url == "/issues/military-role-mali/france/"
    assert 'It is pressure there: <a href="/issues/military-role-mali/france/">' in page.text
    assert page_of(client, "harper-one-week").pressure is None


def test_the_rung_stands_between_its_neighbours(client, story):
    place = page_of(client, "harper-one-week").place
    labels = (place.above.label, place.here.label, place.below.label)
    assert labels == ("Airlift, open-ended", "Airlift, for a set time", "No military role")
    assert page_of(client, "harper-no-mission").place.below is None
    said(story, "to-war", 4, said_on="2014-04-02")
    assert page_of(client, "to-war").place.above is None


def test_three_dates_are_told_apart(client, story):
    page = client.get("/statements/harper-one-week/").text
    for name, date in (("Said", "about 14 January 2013"), ("Published", "14 March 2013")):
        assert f"<dt>{name}</dt><dd>{date}" in page
    assert "<dt>Recorded here</dt>" in page


def test_copies_of_one_wire_story_stand_together_and_drafts_nowhere(client, story):
    one = Statement.objects.get(slug="harper-one-week")
    copy = make_source("the-copy", copy_of=story.source, published_on="2013-03-15", dated_by="inferred")
    type(copy).objects.filter(pk=copy.pk).update(date_basis="From its address.")
    make_evidence(one, copy, "a week only", start=10, end=21)
    make_evidence(one, make_source("another", published_on="2013-03-16"), "seven days")
    make_evidence(one, make_source("drafted", status="draft"), "hidden words")
    answer = client.get("/statements/harper-one-week/")
    proof = answer.context["page"].proof
    assert [[article.source.text for article in story.articles] for story in proof.stories] == [
        ["Harper on the plane", "The Copy"],
        ["Another"],
    ]
    assert "3 articles, 2 stories: copies of one wire story count as one" in answer.text
    assert "One wire story, printed twice" in answer.text
    assert "characters 11 to 21 of its text" in answer.text
    counted = "Where they stand is counted in the text that was coded"
    assert counted in answer.text
    assert counted not in client.get("/statements/harper-no-mission/").text
    assert "(date worked out: From its address.)" in answer.text
    assert "hidden words" not in answer.text


def test_a_story_whose_original_is_hidden_is_one_story_without_a_name(client, story):
    hidden = make_source("hidden-original", title="Zugzwang", status="draft")
    one = Statement.objects.get(slug="harper-one-week")
    for number in (1, 2):
        make_evidence(one, make_source(f"copy-{number}", copy_of=hidden), f"words {number}")
    answer = client.get("/statements/harper-one-week/")
    assert "3 articles, 2 stories" in answer.text
    assert "Zugzwang" not in answer.text


# revisions


def edit(slug: str, why: str = "a word for colleagues", **changes: Any) -> None:
    statement = Statement.objects.get(slug=slug)
    for field, value in changes.items():
        setattr(statement, field, value)
    statement._change_reason = why  # type: ignore[attr-defined]
    statement.save()


def lived(client: Any, slug: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """All but what the story's own evidence left: it comes after its statements."""
    steps = [step for step in reversed(page_of(client, slug).revisions) if "Evidence" not in step.what]
    return [(step.what, [(it.label, it.before, it.after) for it in step.differences]) for step in steps]


def test_what_was_corrected_is_told_before_and_after(client, story):
    edit("harper-one-week", summary="Harper lends one plane.", firmness="conditional", said_on="2013-01")
    edit("harper-one-week", position=story.issue.positions.get(value=2), addressee=story.france)
    assert lived(client, "harper-one-week") == [
        ("Published", []),
        (
            "Corrected",
            [
                ("Firmness", "Firm", "Conditional"),
                ("Said", "about 14 January 2013", "January 2013"),
                ("Summary", "Summary of harper-one-week.", "Harper lends one plane."),
            ],
        ),
        (
            "Corrected",
            [("Rung", "Airlift, for a set time", "Airlift, open-ended"), ("Addressee", "", "France")],
        ),
    ]


def test_a_correction_of_the_french_is_told_too(client, story):
    edit("harper-one-week", summary_fr="Il prête un avion.", condition="If asked.")
    edit("harper-one-week", summary_fr="Il prête deux avions.", condition_fr="Si on le demande.")
    assert lived(client, "harper-one-week")[-1] == (
        "Corrected",
        [
            ("Condition, in French", "", "Si on le demande."),
            ("Summary, in French", "Il prête un avion.", "Il prête deux avions."),
        ],
    )
    page = client.get("/fr/statements/harper-one-week/").text
    assert "Résumé en français" in page
    assert set(Statement.translations()) <= set(SHOWN)


def test_what_stood_in_a_draft_is_nobody_s_business(client, story):
    make_statement("slow", story.harper, story.issue, 1, status="draft", summary="Zugzwang, first try.")
    edit("slow", status="in_review", summary="Zugzwang, second try.")
    edit("slow", status="published", summary="Harper says so.")
    edit("slow", status="in_review", summary="Zugzwang, a doubt.")
    edit("slow", status="published", summary="Harper says just that.")
    answer = client.get("/statements/slow/")
    assert lived(client, "slow") == [
        ("Published", []),
        ("Corrected", [("Summary", "Harper says so.", "Harper says just that.")]),
    ]
    assert "Zugzwang" not in answer.text
    assert "a word for colleagues" not in answer.text


def test_what_was_withdrawn_and_came_again_says_why_and_not_what_was_taken_back(client, story):
    edit("harper-one-week", summary="Zugzwang.")
    edit("harper-one-week", status="withdrawn", withdrawn_because="The outlet took it back.")
    edit("harper-one-week", status="published", withdrawn_because="", summary="Harper lends one plane.")
    edit("harper-one-week", firmness="done")
    assert lived(client, "harper-one-week") == [
        ("Published", []),
        ("Corrected", [("Summary", "", "")]),
        ("Withdrawn", []),
        ("Published again", [("Summary", "", "")]),
        ("Corrected", [("Firmness", "Firm", "Done")]),
    ]
    page = client.get("/statements/harper-one-week/").text
    assert "The outlet took it back." in page
    assert "Summary of harper-one-week." not in page
    assert "Zugzwang" not in page


def test_a_hidden_record_is_not_named_by_what_was_corrected(client, story):
    ghost = make_actor("ghost", name="Zugzwang", status="draft")
    edit("harper-one-week", addressee=ghost)
    edit("harper-one-week", addressee=story.france)
    assert lived(client, "harper-one-week")[-1] == ("Corrected", [("Addressee", "not public", "France")])
    assert "Zugzwang" not in client.get("/statements/harper-one-week/").text


def test_saving_without_a_change_is_no_revision(client, story):
    edit("harper-one-week", tags="plane")
    assert lived(client, "harper-one-week") == [("Published", [])]


def test_evidence_that_came_and_went_is_counted_and_not_quoted(client, story):
    one = Statement.objects.get(slug="harper-one-week")
    gone = make_evidence(one, make_source("another"), "seven days")
    make_evidence(one, make_source("drafted", status="draft"), "hidden words")
    gone.delete()
    assert [step.what for step in page_of(client, "harper-one-week").revisions] == [
        "Evidence removed (1 fragment)",
        "Evidence added (1 fragment)",
        "Evidence added (1 fragment)",  # the story's own
        "Published",
    ]
    assert "seven days" not in client.get("/statements/harper-one-week/").text


def test_evidence_of_a_draft_is_no_revision(client, story):
    make_statement("slow", story.harper, story.issue, 1, status="draft", source=story.source)
    edit("slow", status="published")
    assert [step.what for step in page_of(client, "slow").revisions] == ["Published"]


@pytest.fixture
def recorded_in_january(story: Story) -> None:
    """All that the story has was recorded on 20 January 2026; one summary was corrected in March."""
    january = datetime(2026, 1, 20, 12, tzinfo=UTC)
    Statement.history.update(history_date=january)
    Evidence.history.update(history_date=january)
    edit("harper-one-week", summary="Harper lends one plane.")
    latest = Statement.history.filter(slug="harper-one-week").latest("history_id")
    Statement.history.filter(history_id=latest.history_id).update(history_date=january.replace(month=3))


@pytest.mark.usefixtures("recorded_in_january")
@pytest.mark.parametrize(
    ("slug", "asked", "told"),
    [
        ("harper-one-week", "2026-01-19", "It was not public here then, but since 20 January 2026."),
        (
            "harper-one-week",
            "2026-01-20",
            "What readers see of it was changed after that, last on 20 March 2026: "
            '<a href="#revisions">its revisions</a>.',
        ),
        ("harper-one-week", "2026-03-20", "Nothing that readers see of it was changed since."),
        ("harper-no-mission", "2026-01-20", "Nothing that readers see of it was changed since."),
    ],
)
def test_who_comes_by_a_citation_is_told_what_changed_since(client, slug, asked, told):
    page = client.get(f"/statements/{slug}/?as_of={asked}").text
    assert f"</strong> {told}</p>" in page
    assert "Cited as of" not in client.get(f"/statements/{slug}/").text


@pytest.mark.usefixtures("recorded_in_january")
@pytest.mark.parametrize(("day", "cited"), [(19, False), (20, True)])
def test_nobody_is_offered_to_cite_what_was_not_public_then(client, day, cited):
    page = client.get(f"/statements/harper-one-week/?as_of=2026-01-{day}").text
    assert (f"As of {day} January 2026. Accessed" in page) == cited


def test_a_day_that_is_none_is_told(client, story):
    page = client.get("/statements/harper-one-week/?as_of=2999").text
    assert (
        '<p class="notice" role="status">&quot;2999&quot; lies in the future. Shown as of today.</p>' in page
    )


def test_a_source_that_nobody_can_open_says_so(client):
    canada_story()
    assert "no address on record" in client.get("/statements/harper-one-week/").text
    Source.objects.update(url="https://news.example/plane")
    page = client.get("/statements/harper-one-week/").text
    assert "no address on record" not in page
    assert "at the publisher’s" in page
