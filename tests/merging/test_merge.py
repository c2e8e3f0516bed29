"""Merging two records: what moves, what is folded, what is kept, what is refused, and the way back."""

from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.factories import (
    indexed_once,
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
from tests.merging.worlds import everything, make_world
from tracker.changes.undo import undo
from tracker.changes.writing import Refused
from tracker.merging.candidates import MERGEABLE
from tracker.merging.merge import merge, plan
from tracker.models import (
    Actor,
    Changeset,
    Document,
    Evidence,
    Membership,
    Origin,
    Redirect,
    Source,
    Statement,
    merged_away,
    moved_to,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return User.objects.create_superuser("ada")


@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_merged_its_undo_brings_back_everything_to_the_field(ada: User, seed: int) -> None:
    make_world(seed)
    random, before = Random(seed), everything()
    table = random.choice(MERGEABLE)
    keep, drop = random.sample(list(table.objects.order_by("pk")), 2)
    asked = {name: random.choice(["keep", "drop", "both"]) for name in ("name", "url", "note", "title")}
    try:
        changeset = merge(table, keep.pk, drop.pk, user=ada, reason="The same.", asked=asked)
    except Refused:
        assert everything() == before
        assert not Changeset.objects.filter(origin=Origin.MERGE).exists()
        return
    assert not table.objects.filter(pk=drop.pk).exists()
    assert moved_to(table, drop.slug) == keep
    undo(changeset, user=ada)
    assert everything() == before
    assert moved_to(table, drop.slug) is None


def test_most_random_merges_are_not_refused(ada: User) -> None:
    make_world(1)
    pairs = [
        (table, one, other)
        for table in MERGEABLE
        for one in table.objects.all()
        for other in table.objects.all()
        if one.pk != other.pk and getattr(one, "kind", "") == getattr(other, "kind", "")
    ]
    fine = [
        not plan(table.objects.get(pk=one.pk), table.objects.get(pk=other.pk)).obstacles
        for table, one, other in pairs
    ]
    assert sum(fine) > len(fine) / 2


def test_names_become_aliases_and_every_row_moves(ada: User) -> None:
    canada, issue = make_actor("canada"), make_issue("mali")
    keep = make_person("stephen-harper", name="Stephen Harper", aliases="Harper")
    drop = make_person("steven-harper", name="Steven Harper", aliases="PM Harper; Harper", wikidata="Q206")
    make_membership(drop, canada)
    said = make_statement("said", drop, issue, on_behalf_of=canada)
    asked = make_statement("asked", canada, issue, addressee=drop)
    changeset = merge(Actor, keep.pk, drop.pk, user=ada, reason="One man.")
    keep.refresh_from_db()
    assert (keep.name, keep.aliases) == ("Stephen Harper", "Harper; Steven Harper; PM Harper")
    assert keep.wikidata == "Q206"
    said.refresh_from_db()
    asked.refresh_from_db()
    assert (said.speaker, asked.addressee, keep.memberships.count()) == (keep, keep, 1)
    assert (changeset.origin, changeset.reason, changeset.user) == (Origin.MERGE, "One man.", ada)
    assert Statement.history.filter(changeset=changeset).count() == 2
    assert Actor.history.filter(changeset=changeset, history_type="-").get().slug == "steven-harper"


def test_where_the_losers_name_is_chosen_the_survivors_becomes_an_alias(ada: User) -> None:
    keep, drop = (
        make_person("a", name="Steven Harper"),
        make_person("b", name="Stephen Harper", aliases="Harper"),
    )
    merge(Actor, keep.pk, drop.pk, user=ada, asked={"name": "drop"})
    keep.refresh_from_db()
    assert (keep.slug, keep.name, keep.aliases) == ("a", "Stephen Harper", "Steven Harper; Harper")


@pytest.mark.parametrize(
    ("french", "told"),
    [
        (({"name_fr": "Amérique"}, {"name_fr": "États-Unis", "aliases_fr": "É.-U."}), "États-Unis; É.-U."),
        (({"name_fr": "Amérique", "aliases_fr": "É.-U."}, {}), "É.-U.; United States; US"),
        (({}, {}), ""),  # then the French page shows the English ones
    ],
)
def test_french_names_are_united_as_english_ones_are(ada: User, french: Any, told: str) -> None:
    keep = make_actor("america", name="America", **french[0])
    drop = make_actor("united-states", name="United States", aliases="US", **french[1])
    merge(Actor, keep.pk, drop.pk, user=ada)
    keep.refresh_from_db()
    assert (keep.aliases, keep.aliases_fr) == ("United States; US", told)


def test_a_row_that_would_stand_there_twice_is_folded_and_comes_back_with_the_undo(ada: User) -> None:
    canada, one, other = make_actor("canada"), make_person("one"), make_person("other")
    make_membership(one, canada, end="2013")
    twin = make_membership(other, canada, end="2015")
    made = plan(Actor.objects.get(pk=one.pk), Actor.objects.get(pk=other.pk))
    [fold] = made.moves[0].folds
    assert (fold.row, fold.differs, made.moved) == (twin, ("end",), 0)
    changeset = merge(Actor, one.pk, other.pk, user=ada)
    assert [row.end for row in Membership.objects.all()] == ["2013"]
    undo(changeset, user=ada)
    assert [(row.pk, row.person, row.end) for row in Membership.objects.filter(pk=twin.pk)] == [
        (twin.pk, other, "2015")
    ]


def test_the_same_evidence_twice_is_one(ada: User) -> None:
    issue, speaker, source = make_issue("mali"), make_person("ada"), make_source("paper")
    one = make_statement("one", speaker, issue, source=source, words="the words")
    other = make_statement("other", speaker, issue, source=source, words="the words")
    make_evidence(other, source, "more words")
    merge(Statement, one.pk, other.pk, user=ada)
    assert sorted(Evidence.objects.values_list("statement__slug", "words")) == [
        ("one", "more words"),
        ("one", "the words"),
    ]


def test_a_turn_of_a_commitment_moves_with_its_statement(ada: User) -> None:
    issue, state = make_issue("mali"), make_actor("state")
    one, other = make_statement("one", state, issue), make_statement("other", state, issue)
    pledge = make_commitment("plane", state, issue)
    turn = make_event(pledge, other)
    merge(Statement, one.pk, other.pk, user=ada)
    turn.refresh_from_db()
    assert turn.statement == one


def test_who_speaks_for_itself_speaks_for_nobody_else(ada: User) -> None:
    state, twin, issue = make_actor("state"), make_actor("twin"), make_issue("mali")
    said = make_statement("said", twin, issue, on_behalf_of=state)
    merge(Actor, state.pk, twin.pk, user=ada)
    said.refresh_from_db()
    assert (said.speaker, said.on_behalf_of) == (state, None)


def refusal(keep: Any, drop: Any) -> list[str]:
    table = type(keep)
    return plan(table.objects.get(pk=keep.pk), table.objects.get(pk=drop.pk)).obstacles


def test_nobody_becomes_a_member_of_himself(ada: User) -> None:
    body, person = make_actor("body"), make_person("person")
    make_membership(person, body, role="Chair")
    assert (
        "The membership “Chair” would have the same person and organization. Change or delete it first."
        in (refusal(body, person))
    )


def test_nobody_comes_to_ask_himself(ada: User) -> None:
    one, other, issue = make_actor("one"), make_actor("other"), make_issue("mali")
    make_statement("asks", one, issue, act="requests", addressee=other)
    assert refusal(one, other) == [
        "The statement “Summary of asks.” would have the same speaker and addressee. "
        "Change or delete it first."
    ]


def test_an_organisation_that_is_spoken_for_does_not_become_a_person(ada: User) -> None:
    body, person, issue = make_actor("body"), make_person("person"), make_issue("mali")
    make_statement("said", person, issue, on_behalf_of=body)
    other = make_person("other")
    assert refusal(other, body) == [
        "The statement “Summary of said.”: Only an organisation can be spoken for."
    ]


def test_no_address_of_a_source_is_lost(ada: User) -> None:
    keep = make_source("keep", url="https://example.org/a", note="Seen.", note_fr="Vu.")
    drop = make_source("drop", url="https://example.org/b", archive_url="https://archive.example/b")
    merge(Source, keep.pk, drop.pk, user=ada)
    keep.refresh_from_db()
    assert (keep.url, keep.archive_url) == ("https://example.org/a", "https://archive.example/b")
    assert keep.note == "Seen.\nAlso at https://example.org/b"
    assert keep.note_fr == "Vu.\nAussi à l’adresse https://example.org/b"


def test_a_source_never_becomes_a_copy_of_itself_nor_of_a_copy(ada: User) -> None:
    original, copy = make_source("original"), make_source("copy")
    copy.copy_of = original
    copy.save()
    made = plan(Source.objects.get(pk=copy.pk), Source.objects.get(pk=original.pk))
    assert made.notes == ["One is marked as a copy of the other: the mark goes, since they will be one."]
    third, fourth = make_source("third"), make_source("fourth")
    fourth.copy_of = third
    fourth.save()
    assert refusal(copy, third) == [
        "Other sources are copies of “Third (The Daily Test)”, and the survivor would itself be a copy: "
        "of a copy there is none. Swap the two, or leave “copy of” empty."
    ]


def test_two_different_texts_are_not_one_source(ada: User) -> None:
    one, other = make_source("one"), make_source("other")
    for source in (one, other):
        Document.objects.create(source=source, text=f"Text of {source.slug}.")
    assert refusal(one, other) == [
        "Both have a text attached, and the texts differ; each fragment is anchored in its own. "
        "Mark one as a copy of the other instead."
    ]


def test_a_merge_on_which_something_built_is_not_undone(ada: User) -> None:
    keep, drop = make_person("keep"), make_person("drop")
    said = make_statement("said", drop, make_issue("mali"))
    changeset = merge(Actor, keep.pk, drop.pk, user=ada)
    said.refresh_from_db()
    said.summary = "Anew."
    said.save()
    with pytest.raises(Refused, match=r"The statement “Summary of said\.” was changed since"):
        undo(changeset, user=ada)


def test_a_merge_is_not_undone_where_the_address_was_taken_meanwhile(ada: User) -> None:
    keep, drop = make_person("keep"), make_person("drop")
    changeset = merge(Actor, keep.pk, drop.pk, user=ada)
    make_person("drop", name="Another")
    with pytest.raises(Refused, match="Another actor has the address “drop” now: Another"):
        undo(changeset, user=ada)


def test_merges_of_merges_lead_to_the_last_and_each_can_be_undone(ada: User) -> None:
    one, two, three = (make_person(name) for name in ("one", "two", "three"))
    first = merge(Actor, two.pk, one.pk, user=ada)
    second = merge(Actor, three.pk, two.pk, user=ada)
    assert merged_away(Actor) == {"one": "three", "two": "three"}
    assert moved_to(Actor, "one") == three
    undo(second, user=ada)
    assert merged_away(Actor) == {"one": "two"}
    again = undo(first, user=ada)
    assert (merged_away(Actor), moved_to(Actor, "one")) == ({}, None)
    undo(again, user=ada)
    assert merged_away(Actor) == {"one": "two"}
    assert Redirect.objects.count() == 2


def test_what_was_changed_since_the_page_was_shown_is_looked_at_again(ada: User) -> None:
    keep, drop = make_person("keep"), make_person("drop")
    token = plan(Actor.objects.get(pk=keep.pk), Actor.objects.get(pk=drop.pk)).token
    make_statement("late", drop, make_issue("mali"))
    with pytest.raises(Refused, match="Something of the two was changed since this page was shown"):
        merge(Actor, keep.pk, drop.pk, user=ada, token=token)


def test_a_merge_asks_no_more_for_many_rows_than_for_few(
    ada: User, django_assert_max_num_queries: Any
) -> None:
    issue = make_issue("mali")
    keep, drop = make_person("keep"), make_person("drop")
    with indexed_once():
        for number in range(60):
            make_statement(f"said-{number}", drop, issue)
    with django_assert_max_num_queries(30):
        merge(Actor, keep.pk, drop.pk, user=ada)
