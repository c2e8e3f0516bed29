"""The doors: what is public, and how records become the points that the rules take."""

from datetime import date

import pytest

from tests.factories import (
    make_actor,
    make_commitment,
    make_event,
    make_evidence,
    make_issue,
    make_membership,
    make_person,
    make_source,
    make_statement,
)
from tracker.models import (
    Actor,
    Commitment,
    CommitmentEvent,
    Evidence,
    Issue,
    Membership,
    Position,
    Source,
    Statement,
    Status,
)
from tracker.querysets import PUBLISHED
from tracker.stances.values import Authority, Showing, Term

pytestmark = pytest.mark.django_db


def test_the_word_for_published_is_that_of_the_models():
    assert PUBLISHED == Status.PUBLISHED


@pytest.fixture
def spoken():
    """A person speaks for one organisation to another, shown by one source."""
    canada, france = make_actor("canada"), make_actor("france")
    harper = make_person("harper")
    issue = make_issue("role")
    source = make_source("daily")
    return make_statement("said", harper, issue, 1, on_behalf_of=canada, addressee=france, source=source)


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
@pytest.mark.parametrize("path", ["", "speaker", "issue", "on_behalf_of", "addressee"])
def test_a_statement_is_public_only_with_all_that_it_names(spoken, path, status):
    assert list(Statement.objects.published()) == [spoken]
    record = getattr(spoken, path) if path else spoken
    type(record).objects.filter(pk=record.pk).update(status=status)
    assert not Statement.objects.published().exists()
    assert not Evidence.objects.published().exists()


def test_a_statement_that_names_no_principal_or_addressee_is_public():
    alone = make_statement("alone", make_person("harper"), make_issue("role"))
    assert list(Statement.objects.published()) == [alone]


def test_evidence_of_a_draft_source_is_not_public_and_shows_nothing(spoken):
    Source.objects.update(status="draft")
    assert not Evidence.objects.published().exists()
    assert Statement.objects.published().to_points()[0].showings == ()


@pytest.mark.parametrize("path", ["", "maker", "issue", "recipient"])
def test_a_commitment_is_public_only_with_all_that_it_names(spoken, path):
    plane = make_commitment("plane", spoken.on_behalf_of, spoken.issue, recipient=spoken.addressee)
    make_event(plane, spoken)
    assert list(Commitment.objects.published()) == [plane]
    record = getattr(plane, path) if path else plane
    type(record).objects.filter(pk=record.pk).update(status="draft")
    assert not Commitment.objects.published().exists()
    assert not CommitmentEvent.objects.published().exists()


def test_a_turn_is_public_only_with_its_statement(spoken):
    make_event(make_commitment("plane", spoken.on_behalf_of, spoken.issue), spoken)
    Statement.objects.update(status="withdrawn")
    assert Commitment.objects.published().exists()
    assert not CommitmentEvent.objects.published().exists()


def test_a_membership_and_a_rung_are_public_with_what_they_belong_to(spoken):
    make_membership(spoken.speaker, spoken.on_behalf_of)
    assert Membership.objects.published().exists()
    assert Position.objects.published().exists()
    Actor.objects.filter(slug="canada").update(status="draft")
    Issue.objects.update(status="draft")
    assert not Membership.objects.published().exists()
    assert not Position.objects.published().exists()


def test_as_of_a_day_counts_the_last_day_on_which_it_can_have_been_said():
    harper, issue = make_person("harper"), make_issue("role")
    make_statement("exact", harper, issue, said_on="2013-01-08")
    make_statement("month", harper, issue, said_on="2013-01")
    assert [s.slug for s in Statement.objects.as_of(date(2013, 1, 30))] == ["exact"]
    assert {s.slug for s in Statement.objects.as_of(date(2013, 1, 31))} == {"exact", "month"}


def test_of_an_actor_is_what_it_said_and_what_was_said_for_it(spoken):
    assert list(Statement.objects.of("harper")) == [spoken]
    assert list(Statement.objects.of("canada")) == [spoken]
    assert not Statement.objects.of("france")
    assert list(Statement.objects.of_or_to("france")) == [spoken]


def authority(**said):
    """The authority of the one statement there is."""
    Statement.objects.update(**said)
    (point,) = Statement.objects.published().to_points()
    return point.authority


def test_authority_is_the_strongest_role_held_that_day_in_the_organisation_spoken_for(spoken):
    party = make_actor("party", kind="party")
    make_membership(spoken.speaker, spoken.on_behalf_of, rank="minister", start="2013-01", end="2013-03")
    make_membership(spoken.speaker, spoken.on_behalf_of, rank="legislator", role="Member")
    make_membership(spoken.speaker, party, rank="head", role="Leader")
    assert authority() is Authority.MINISTER
    assert authority(said_first=date(2013, 4, 1), said_last=date(2013, 4, 1)) is Authority.LEGISLATOR
    assert authority(on_behalf_of=None) is Authority.HEAD
    assert authority(attribution="formal") is Authority.FORMAL


def test_authority_without_any_role_is_the_weakest(spoken):
    assert authority() is Authority.OTHER


def test_an_organisation_in_its_own_name_speaks_as_an_official():
    make_statement("vote", make_actor("un"), make_issue("role"))
    assert authority() is Authority.OFFICIAL


def test_a_role_in_an_unpublished_organisation_gives_no_authority(spoken):
    ministry = make_actor("ministry", kind="agency", status="draft")
    make_membership(spoken.speaker, ministry, rank="minister")
    assert authority(on_behalf_of=None) is Authority.OTHER


def test_a_point_names_what_shows_it_and_copies_share_a_story(spoken):
    daily = Source.objects.get(slug="daily")
    make_evidence(spoken, make_source("copy", publisher="The Echo", copy_of=daily), "the same")
    (point,) = Statement.objects.published().to_points()
    assert point.showings == (
        Showing("copy", "The Echo", "daily"),
        Showing("daily", "The Daily Test", "daily"),
    )


def test_two_fragments_of_one_source_show_a_statement_once(spoken):
    make_evidence(spoken, Source.objects.get(slug="daily"), "another fragment")
    (point,) = Statement.objects.published().to_points()
    assert len(point.showings) == 1


def test_points_take_three_queries_however_many(spoken, django_assert_num_queries):
    for number in range(5):
        make_statement(f"more-{number}", make_person(f"person-{number}"), spoken.issue)
    with django_assert_num_queries(3):
        assert len(Statement.objects.published().to_points()) == 6


def test_points_by_issue_are_grouped_by_slug(spoken):
    make_statement("elsewhere", spoken.speaker, make_issue("aid"))
    points = Statement.objects.published().to_points_by_issue()
    assert {issue: [p.slug for p in found] for issue, found in points.items()} == {
        "role": ["said"],
        "aid": ["elsewhere"],
    }


def test_terms_are_the_named_administrations_in_order():
    canada = make_actor("canada")
    later, earlier = make_person("trudeau"), make_person("harper")
    make_membership(later, canada, rank="head", administration="Trudeau government", start="2015-11-04")
    make_membership(earlier, canada, rank="head", administration="Harper government", end="2015-11-04")
    make_membership(make_person("baird"), canada)
    assert Membership.objects.published().to_terms() == {
        "canada": (
            Term("Harper government", "harper", None, date(2015, 11, 4)),
            Term("Trudeau government", "trudeau", date(2015, 11, 4), None),
        )
    }


def test_turns_carry_amount_deadline_and_the_statement_that_shows_them(spoken):
    plane = make_commitment("plane", spoken.on_behalf_of, spoken.issue)
    make_event(plane, spoken, quantity=600, unit="troops", qualifier="up_to", deadline="2013-02")
    (turn,) = CommitmentEvent.objects.published().to_turns()["plane"]
    assert (turn.kind, turn.statement, turn.deadline) == ("made", "said", date(2013, 2, 28))
    assert (turn.amount.quantity, turn.amount.unit, turn.amount.qualifier) == (600, "troops", "up_to")
