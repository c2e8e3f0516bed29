"""Recoding, re-assigning, tagging, publishing many records at once: looked at, done, undone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.bulk import choose, confirm, in_words, latest, look, refused, run, said
from tests.changes.conftest import everything
from tests.factories import (
    indexed_once,
    make_actor,
    make_commitment,
    make_evidence,
    make_issue,
    make_person,
    make_source,
    make_statement,
)
from tests.stories import Story
from tracker.changes.undo import obstacles, undo
from tracker.changes.writing import Refused
from tracker.models import Actor, Changeset, Origin, Position, Statement

SLUGS = ("harper-no-mission", "harper-no-combat", "harper-one-week")


@pytest.fixture
def three(story: Story) -> list[Statement]:
    """A firm refusal, a ceiling, a pledge: all Harper's, for Canada, published."""
    return [Statement.objects.get(slug=slug) for slug in SLUGS]


@pytest.fixture
def rungs(story: Story) -> list[Position]:
    return list(story.issue.positions.order_by("value"))


# looking


def test_a_preview_says_of_each_record_what_would_become_of_it(
    client: Client, three: list[Statement], rungs: list[Position]
) -> None:
    before = everything()
    page = choose(client, "set_rung", three)
    assert page.context["form"].initial == {"issue": three[0].issue_id}
    page = look(client, page, issue=three[0].issue_id, position=rungs[1].pk)
    assert in_words(page) == {
        "harper-no-mission": [f"rung: {rungs[0]} → {rungs[1]}"],
        "harper-no-combat": [f"rung: {rungs[3]} → {rungs[1]}"],
    }
    assert [record.slug for record in page.context["plan"].same] == ["harper-one-week"]
    assert everything() == before


def test_a_preview_says_what_the_model_refuses_and_why(
    client: Client, three: list[Statement], rungs: list[Position]
) -> None:
    page = look(client, choose(client, "set_rung", three), issue="", position="none")
    assert refused(page) == {"harper-no-combat": "A ceiling or floor needs the rung that it bounds."}
    aid = make_issue("aid", rungs=("None", "Food"))
    page = look(client, choose(client, "set_rung", three), issue=aid.pk, position="")
    assert refused(page) == {
        "harper-no-mission": f"“{rungs[0]}” is not a rung of this issue.",
        "harper-no-combat": f"“{rungs[3]}” is not a rung of this issue.",
        "harper-one-week": f"“{rungs[1]}” is not a rung of this issue.",
    }
    assert "preview" in page.context
    assert "Nothing would change." in page.content.decode()


def test_a_preview_names_the_lines_that_gain_and_lose(
    client: Client, three: list[Statement], rungs: list[Position]
) -> None:
    aid = make_issue("aid", rungs=("None", "Food"))
    food = aid.positions.get(slug="food")
    page = look(client, choose(client, "set_rung", three), issue=aid.pk, position=food.pk)
    lines = {each.line.url: (each.gains, each.loses, each.recoded) for each in page.context["lines"]}
    for actor in ("canada", "stephen-harper"):
        assert lines[f"/issues/aid/{actor}/"] == (3, 0, 0)
        assert lines[f"/issues/military-role-mali/{actor}/"] == (0, 3, 0)
    Statement.objects.update(status="draft")
    page = look(client, choose(client, "set_rung", three), issue=aid.pk, position=food.pk)
    assert page.context["lines"] == ()


@pytest.mark.parametrize(
    ("action", "choice", "message"),
    [
        ("set_rung", {"issue": "", "position": ""}, "Choose an issue, a rung, or both."),
        ("reassign", {"principal": ""}, "Choose a speaker, or for whom they spoke."),
        ("reassign", {"principal": "other"}, "Choose for whom they spoke."),
        ("tag", {"add": "", "remove": " ; "}, "Name a tag to add or to remove."),
        ("tag", {"add": "A", "remove": "a"}, "“a” cannot be both added and removed."),
        ("set_rung", {"issue": "nonsense", "position": ""}, "Select a valid choice."),
        ("withdraw", {"because": ""}, "This field is required."),
    ],
)
def test_a_choice_that_says_nothing_is_asked_again(
    client: Client, three: list[Statement], action: str, choice: dict[str, str], message: str
) -> None:
    page = look(client, choose(client, action, three), **choice)
    assert "plan" not in page.context
    assert message in page.content.decode()


def test_publishing_names_what_readers_will_not_see(client: Client, story: Story) -> None:
    hidden = make_statement("hid", story.harper, story.issue, status="draft")
    source = make_source("new", status="draft")
    make_evidence(hidden, source, "a word")
    page = choose(client, "publish", [hidden])
    why = f"No published source shows it: publish “{source}” too."
    assert page.context["unseen"] == [(hidden, why)]
    assert why in page.content.decode()
    assert f"“{hidden}”: {why}" in said(confirm(client, page))


def test_publishing_names_the_commitments_that_readers_will_not_see(client: Client, story: Story) -> None:
    gift = make_commitment("gift", make_actor("hidden", status="draft"), story.issue, status="draft")
    page = choose(client, "publish", [gift])
    why = "Readers see it only once “Hidden” is published."
    assert page.context["unseen"] == [(gift, why)]
    assert f"“{gift}”: {why}" in said(confirm(client, page))


def test_of_many_that_readers_will_not_see_it_says_how_many_more(client: Client, story: Story) -> None:
    maker = make_actor("hidden", status="draft")
    with indexed_once():
        gifts = [make_commitment(f"gift-{it}", maker, story.issue, status="draft") for it in range(202)]
    page = choose(client, "publish", gifts)
    assert "And 2 more are not seen yet." in page.content.decode()
    assert "… and 192 more are published and not seen yet." in said(confirm(client, page))


def test_a_rung_must_be_of_the_chosen_issue(
    client: Client, three: list[Statement], rungs: list[Position]
) -> None:
    aid = make_issue("aid")
    page = look(client, choose(client, "set_rung", three), issue=aid.pk, position=rungs[1].pk)
    assert page.context["form"].errors == {"position": [f"“{rungs[1]}” is not a rung of “{aid.name}”."]}


def test_a_long_preview_is_cut_and_says_so(client: Client, story: Story) -> None:
    with indexed_once():
        made = [make_statement(f"s-{number:03}", story.harper, story.issue) for number in range(205)]
    page = client.post(
        "/admin/tracker/statement/",
        {"action": "tag", "_selected_action": [made[0].pk], "select_across": 1, "index": 0},
    )
    page = look(client, page, add="all")
    number = Statement.objects.count()
    assert len(page.context["plan"].changes) == number > 205
    assert f"And {number - 200} more would change in the same way: all are written." in page.content.decode()
    assert confirm(client, page).status_code == 200
    assert Statement.objects.filter(tags="all").count() == number


def test_one_reason_is_enough_to_withdraw(client: Client, three: list[Statement]) -> None:
    page = look(client, choose(client, "withdraw", three), because="The source took it back.")
    assert "Left empty, the public reason stands there too." in page.content.decode()
    assert said(confirm(client, page, reason=""))[0] == "3 statements changed."
    reasons = {statement.history.first().history_change_reason for statement in three}
    assert {latest().reason, *reasons} == {"The source took it back."}


# the selection


def test_all_across_pages_means_all_that_the_filter_finds(client: Client, story: Story) -> None:
    found = Statement.objects.filter(firmness="considering")
    page = client.post(
        "/admin/tracker/statement/?firmness__exact=considering",
        {"action": "tag", "_selected_action": [found[0].pk], "select_across": 1, "index": 0},
    )
    make_statement("later", story.harper, story.issue, firmness="considering")  # not what was chosen
    page = confirm(client, look(client, page, add="weigh"))
    assert set(Statement.objects.filter(tags="weigh")) == set(found.exclude(slug="later"))
    assert page.redirect_chain[-1][0].endswith("?firmness__exact=considering")


@pytest.mark.parametrize("token", ["", "nonsense", "a:b:c"])
def test_a_selection_that_was_not_ours_is_refused(client: Client, three: list[Statement], token: str) -> None:
    page = client.post("/admin/tracker/statement/bulk/tag/", {"selection": token, "add": "x"}, follow=True)
    assert said(page) == ["That selection is no longer there. Choose the records again."]


def test_a_preview_of_one_person_is_nothing_to_another(
    client: Client, staff: Callable[..., Client], three: list[Statement]
) -> None:
    page = look(client, choose(client, "tag", three), add="x")
    other = staff("view_statement", "change_statement", "publish_statement")
    assert said(confirm(other, page)) == ["That selection is no longer there. Choose the records again."]
    assert not Statement.objects.filter(tags="x").exists()


# doing


def test_each_action_is_one_change_and_undone_as_one(
    client: Client, admin: User, three: list[Statement], rungs: list[Position], action: Any
) -> None:
    name, choice, expected = action(three, rungs)
    before = everything()
    page = run(client, name, three, reason="second reading", **choice)
    assert said(page)[0] == f"{expected} changed."
    done = latest()
    assert (done.origin, done.user, done.reason) == (Origin.BULK, admin, "second reading")
    assert done.get_absolute_url() in page.content.decode()
    assert everything() != before
    assert all(version.history_change_reason == "second reading" for version in versions(done))
    undo(done, user=admin)
    assert everything() == before


def versions(changeset: Changeset) -> list[Any]:
    return list(Statement.history.filter(changeset=changeset))


def _recode(three: list[Statement], rungs: list[Position]) -> Any:
    return "set_rung", {"issue": three[0].issue_id, "position": rungs[2].pk}, "3 statements"


def _silence(three: list[Statement], rungs: list[Position]) -> Any:
    return "set_rung", {"issue": "", "position": "none"}, "2 statements"


def _move(three: list[Statement], rungs: list[Position]) -> Any:
    aid = make_issue("aid", rungs=("None", "Food"))
    return "set_rung", {"issue": aid.pk, "position": aid.positions.get(slug="food").pk}, "3 statements"


def _reassign(three: list[Statement], rungs: list[Position]) -> Any:
    return "reassign", {"speaker": Actor.objects.get(slug="peter-mackay").pk}, "3 statements"


def _own_name(three: list[Statement], rungs: list[Position]) -> Any:
    return "reassign", {"speaker-slug": "justin-trudeau", "principal": "own"}, "3 statements"


def _tag(three: list[Statement], rungs: list[Position]) -> Any:
    three[0].tags = "old; kept"
    three[0].save()
    return "tag", {"add": "New; two words", "remove": "old"}, "3 statements"


def _review(three: list[Statement], rungs: list[Position]) -> Any:
    return "send_to_review", {}, "3 statements"


def _publish(three: list[Statement], rungs: list[Position]) -> Any:
    for statement in three[1:]:
        statement.status = "draft"
        statement.save()
    return "publish", {}, "2 statements"


def _withdraw(three: list[Statement], rungs: list[Position]) -> Any:
    return "withdraw", {"because": "The source took it back."}, "3 statements"


@pytest.fixture(
    params=[_recode, _silence, _move, _reassign, _own_name, _tag, _review, _publish, _withdraw],
    ids=lambda action: action.__name__,
)
def action(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_tags_are_added_and_removed(client: Client, three: list[Statement]) -> None:
    Statement.objects.filter(pk=three[0].pk).update(tags="old; kept")
    run(client, "tag", three, add="New; kept", remove="old")
    tags = [Statement.objects.get(pk=each.pk).tags for each in three]
    assert tags == ["kept; new", "new; kept", "new; kept"]


def test_tags_that_no_longer_fit_are_refused(client: Client, three: list[Statement]) -> None:
    Statement.objects.filter(pk=three[0].pk).update(tags="x" * 199)
    page = look(client, choose(client, "tag", three), add="one more")
    assert refused(page) == {
        "harper-no-mission": "Ensure this value has at most 200 characters (it has 209)."
    }


def test_a_person_cannot_be_spoken_for(client: Client, three: list[Statement]) -> None:
    trudeau = Actor.objects.get(slug="justin-trudeau")
    page = look(client, choose(client, "reassign", three), on_behalf_of=trudeau.pk)
    assert set(refused(page).values()) == {"Only an organisation can be spoken for."}


def test_what_somebody_changed_since_the_preview_is_left_alone_and_named(
    client: Client, edit: Callable[..., Any], three: list[Statement]
) -> None:
    page = look(client, choose(client, "tag", three), add="x")
    edit(three[1], summary="Bea was quicker.", change_reason="reread")
    page = confirm(client, page)
    assert said(page)[1:] == [
        "2 statements changed.",
        "“Bea was quicker.”: changed by somebody since the preview, and left as it is.",
    ]
    assert set(Statement.objects.filter(tags="x")) == {three[0], three[2]}


def test_what_was_deleted_since_the_preview_is_counted(client: Client, story: Story) -> None:
    made = [make_statement(slug, story.harper, story.issue) for slug in ("one", "two")]
    page = look(client, choose(client, "tag", made), add="x")
    made[0].delete()
    assert said(confirm(client, page)) == ["1 statement changed.", "1 statement deleted since the preview."]


def test_confirming_twice_changes_once(client: Client, three: list[Statement]) -> None:
    page = look(client, choose(client, "tag", three), add="x")
    confirm(client, page)
    done = latest()
    assert said(confirm(client, page))[0] == "Nothing was changed."
    assert latest() == done


def test_what_is_changed_after_the_preview_is_previewed_and_not_saved(
    client: Client, three: list[Statement]
) -> None:
    page = look(client, choose(client, "tag", three), add="seen")
    before = everything()
    again = confirm(client, page, add="other")
    assert said(again) == [
        "What to set was changed after the preview. Nothing was saved: look at what it does now."
    ]
    assert everything() == before
    assert all("other" in change for changes in in_words(again).values() for change in changes)
    confirm(client, again)
    assert Statement.objects.filter(tags__contains="other").count() == 3
    assert not Statement.objects.filter(tags__contains="seen").exists()


def test_an_undo_is_refused_once_something_built_on_it(
    client: Client, admin: User, edit: Callable[..., Any], three: list[Statement]
) -> None:
    run(client, "tag", three, add="x")
    done = latest()
    edit(three[0], summary="Changed again.", change_reason="reread")
    assert len(obstacles(done, user=admin)) == 1
    with pytest.raises(Refused, match="was changed since, by ada"):
        undo(done, user=admin)
    assert Statement.objects.filter(tags="x").count() == 3


def test_why_is_asked_where_something_published_changes(client: Client, three: list[Statement]) -> None:
    page = look(client, choose(client, "tag", three), add="x")
    page = confirm(client, page, reason=" ")
    assert page.context["why"].errors == {"reason": ["Say why: some of these are published or withdrawn."]}
    assert not Statement.objects.filter(tags="x").exists()
    assert said(confirm(client, page))[0] == "3 statements changed."
    Statement.objects.update(status="draft")
    page = look(client, choose(client, "tag", three), add="y")
    assert said(confirm(client, page, reason=""))[0] == "3 statements changed."


def test_names_are_escaped(client: Client, three: list[Statement]) -> None:
    Statement.objects.update(summary="<script>alert(1)</script>")
    Actor.objects.filter(slug="stephen-harper").update(name="<b>Harper</b>")
    speaker = make_person("new", name="<i>New</i>")
    page = look(client, choose(client, "reassign", three), speaker=speaker.pk)
    for tag in ("<script>alert", "<b>Harper", "<i>New"):
        assert tag not in page.content.decode()
        assert tag not in confirm(client, page).content.decode()
