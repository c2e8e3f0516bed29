"""Which actors are proposed as one, and why."""

import pytest

from tracker.likeness.actors import ACTORS, Name
from tracker.likeness.pairs import proposals


def why(one: Name, other: Name) -> list[str]:
    return [reason for proposal in proposals([one, other], ACTORS) for reason in proposal.reasons]


def person(key: int, name: str, *aliases: str, country: str = "CA", **kw: str) -> Name:
    return Name(key, name, aliases, country=country, **kw)


def body(key: int, name: str, *aliases: str, kind: str = "government", **kw: str) -> Name:
    return Name(key, name, aliases, kind=kind, **kw)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Ami Diallo Traoré", "Ami Diallo Traore", "The same name but for accents or punctuation"),
        ("Ami Diallo Traoré", "Traoré Ami Diallo", "The same name, its parts in another order"),
        ("Stephen Harper", "Prime Minister Stephen Harper", "The same name but for a title"),
        ("Stephen Harper", "STEPHEN HARPER", "The same name but for capitals"),
        ("Stephen Harper", "Stephen Harper", "The same name"),
        ("Jean-Marc Ayrault", "Jean Marc Ayrault", "The same name but for accents or punctuation"),
        (
            "Stephen Harper",
            "Steven Harper",
            "The same last name and country, and close first names: Stephen Harper, Steven Harper",
        ),
        (
            "Stephen Harper",
            "S. Harper",
            "The same last name and country, and close first names: Stephen Harper, S. Harper",
        ),
        ("Stephen Harper", "Harper", "“Harper” is the last name of Stephen Harper"),
    ],
)
def test_people_who_may_be_one(one: str, other: str, reason: str) -> None:
    assert why(person(1, one), person(2, other)) == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean-Marc Lacroix", "Jean-Pierre Lacroix"),
        ("Stephen Harper", "Laureen Harper"),
        ("Stephen Harper", "Stephen Baird"),
    ],
)
def test_people_who_are_two(one: str, other: str) -> None:
    assert why(person(1, one), person(2, other)) == []


def test_another_country_or_another_wikidata_id_makes_them_two() -> None:
    assert why(person(1, "Stephen Harper"), person(2, "Steven Harper", country="US")) == []
    assert why(person(1, "A B", wikidata="Q1"), person(2, "A B", wikidata="Q2")) == []
    assert why(person(1, "A B", wikidata="Q1"), person(2, "C D", wikidata="Q1")) == [
        "The same Wikidata id, Q1"
    ]


def test_bodies_by_alias_and_by_a_name_within_a_name() -> None:
    assert why(body(1, "United Nations", "UN"), body(2, "U.N.")) == ["Both are called “UN”"]
    assert why(body(1, "Mali"), body(2, "Government of Mali")) == [
        "“Mali” is contained in “Government of Mali”"
    ]
    assert why(body(1, "Mali"), body(2, "Armed forces of Mali")) == []


def test_unnamed_sources_are_proposed_only_under_the_same_whole_name() -> None:
    one = Name(1, "Canadian officials (January 2013)", ("Senior aide",), kind="unnamed")
    other = Name(2, "Canadian officials (November 2017)", ("Senior aide",), kind="unnamed")
    assert why(one, other) == []
    assert why(one, Name(3, one.name, kind="unnamed")) == ["The same name"]
