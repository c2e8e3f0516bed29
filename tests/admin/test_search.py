"""Searching: one box for everything, the same words in every list."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.http import urlencode

from tests.factories import (
    make_actor,
    make_commitment,
    make_event,
    make_issue,
    make_person,
    make_source,
)
from tests.stories import Story
from tracker.admin.finding import find, pattern_of, words_of
from tracker.models import Statement


def search(client: Client, question: str) -> Any:
    return client.get(f"/admin/search/?{urlencode({'q': question})}")


def found(client: Client, question: str) -> dict[str, int]:
    return {group.name: group.number for group in search(client, question).context["groups"]}


def best(client: Client, question: str, group: str) -> list[str]:
    groups = {each.name: each for each in search(client, question).context["groups"]}
    return [hit.what for hit in groups[group].hits]


def test_all_nouns_are_searched_and_each_number_is_that_of_its_list(client: Client, story: Story) -> None:
    groups = search(client, "plane").context["groups"]
    assert {group.name: group.number for group in groups} == {
        "Sources": 1,  # "Harper on the plane"
        "Commitments": 1,  # "One transport plane"
    }
    for question in ("canada", "harper", "mission", "role mali"):
        for group in search(client, question).context["groups"]:
            assert client.get(group.url).context["cl"].result_count == group.number, (question, group.name)


def test_words_of_the_evidence_notes_and_names_find_a_record(client: Client, story: Story) -> None:
    statement = Statement.objects.get(slug="harper-one-week")
    statement.note = "Counted from the landing."
    statement.save()
    make_event(make_commitment("fuel", story.france, story.issue), statement, note="Tankers were added.")
    story.canada.aliases = "Ottawa; le Canada"
    story.canada.save()
    assert best(client, "for a week", "Statements") == ["Summary of harper-one-week."]
    assert best(client, "landing", "Statements") == ["Summary of harper-one-week."]
    assert best(client, "tankers", "Commitments") == ["Fuel"]
    assert best(client, "combat troops", "Issues") == ["own military role in Mali"]
    assert found(client, "ottawa") == {"Actors": 1, "Statements": 7, "Commitments": 1}


def test_every_word_must_be_there_and_those_in_quotation_marks_together(client: Client, db: None) -> None:
    make_source("one", title="Planes for Mali")
    make_source("two", title="Mali asks for planes")
    assert found(client, "mali planes") == {"Sources": 2}
    assert found(client, '"planes for"') == {"Sources": 1}
    assert found(client, "mali ships") == {}


@pytest.mark.parametrize("question", ["elysee", "Élysée", "ÉLYSÉE", "élysee", "l'ELYSEE", "l’Élysée"])
@pytest.mark.parametrize("name", ["L’Élysée", "L'Elysee", "l’ÉLYSÉE"])
def test_accents_and_capitals_do_not_matter(client: Client, db: None, question: str, name: str) -> None:
    make_actor("palace", name=name)
    assert found(client, question) == {"Actors": 1}
    assert client.get(f"/admin/tracker/actor/?q={question}").context["cl"].result_count == 1


@pytest.mark.parametrize(
    "question", ["%", "_", ".*", "[a", "(", "\\", "a|b", "'", '"', '"a', "^", "e{2}", "?"]
)
def test_signs_stand_for_themselves(client: Client, db: None, question: str) -> None:
    make_actor("plain", name="Plain é")
    assert search(client, question).status_code == 200
    assert found(client, question) == {}


def test_a_sign_is_found_where_it_stands(client: Client, db: None) -> None:
    make_source("percent", title="2% of GDP, é (sic) a.b")
    for question in ("2%", "(sic)", "a.b"):
        assert found(client, question) == {"Sources": 1}


def test_the_record_that_is_called_so_comes_first(client: Client, db: None) -> None:
    for slug, name in (("a", "Allies of Mali"), ("b", "Mali army"), ("c", "Mali"), ("d", "Bamako")):
        make_actor(slug, name=name, aliases="Republic of Mali" if slug == "d" else "")
    assert best(client, "Mali", "Actors") == ["Mali", "Mali army", "Allies of Mali", "Bamako"]


def test_the_first_few_are_shown_with_a_link_to_all(client: Client, db: None) -> None:
    for number in range(8):
        make_actor(f"army-{number}")
    page = search(client, "army")
    (group,) = page.context["groups"]
    assert (len(group.hits), group.number, group.url) == (5, 8, "/admin/tracker/actor/?q=army")
    assert "All 8 actors" in page.content.decode()


def record_page(record: Any) -> str:
    return f"/admin/tracker/{record._meta.model_name}/{record.pk}/change/"


def test_a_slug_or_an_address_leads_straight_to_the_record(client: Client, story: Story) -> None:
    article = make_source(
        "article", url="https://news.example/mali?page=1", archive_url="https://a.example/1"
    )
    statement = Statement.objects.get(slug="harper-one-week")
    named = {
        "harper-one-week": statement,
        " harper-one-week ": statement,
        "http://testserver/statements/harper-one-week/": statement,
        "http://testserver/statements/harper-one-week/?as_of=2013#top": statement,
        "/statements/harper-one-week": statement,
        "http://testserver/fr/statements/harper-one-week/": statement,
        record_page(statement): statement,
        f"/admin/tracker/statement/{statement.pk}/history/": statement,
        "http://testserver/commitments/one-c-17/": story.plane,
        "https://news.example/mali?page=1": article,
        "https://a.example/1": article,
    }
    for question, record in named.items():
        response = search(client, question)
        assert (response.status_code, response.get("Location")) == (302, record_page(record)), question


def test_a_line_names_its_actor_and_its_issue(client: Client, story: Story) -> None:
    page = search(client, "http://testserver/issues/military-role-mali/canada/")
    assert [hit.what for hit in page.context["named"]] == ["Canada", "own military role in Mali"]


def test_a_slug_of_one_word_may_be_meant_as_a_word(client: Client, story: Story) -> None:
    page = search(client, "canada")
    assert [hit.what for hit in page.context["named"]] == ["Canada"]
    assert page.context["groups"]


def test_a_number_leads_to_its_record_unless_something_has_it(client: Client, db: None) -> None:
    ada = make_person("ada", pk=4551)
    for question in ("4551", "#4551"):
        assert search(client, question).get("Location") == record_page(ada)
    make_source("money", title="4551 million pledged")
    page = search(client, "4551")
    assert [hit.what for hit in page.context["named"]] == ["Ada"]
    assert {group.name for group in page.context["groups"]} == {"Sources"}


@pytest.mark.parametrize(
    "question",
    [
        "9" * 40,
        "#",
        "²",
        "http://[",
        "/",
        "//",
        "/admin/",
        "/admin/tracker/actor/x/change/",
        "/admin/tracker/actor/" + "9" * 30 + "/change/",
        "/statements/none/",
        "https://elsewhere.example/statements/harper-one-week/",
        "x" * 5000,
        "a " * 500,
        "é" * 300,
    ],
)
def test_a_strange_question_finds_nothing(client: Client, story: Story, question: str) -> None:
    page = search(client, question)
    assert page.status_code == 200
    assert page.context["named"] == []


def test_an_empty_question_is_told_what_can_be_asked(client: Client, db: None) -> None:
    for address in ("/admin/search/", "/admin/search/?q=", "/admin/search/?q=%20"):
        assert "To go straight to a record" in client.get(address).content.decode()


def test_nothing_found_says_where_was_looked(client: Client, story: Story) -> None:
    page = search(client, "zebra").content.decode()
    assert "Nothing has all of these words." in page
    assert "actors, issues, sources, statements, commitments." in page


def test_what_was_asked_is_shown_as_text(client: Client, db: None) -> None:
    page = search(client, "<script>x</script>").content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_nobody_finds_what_they_may_not_see(staff: Callable[..., Client], story: Story) -> None:
    actors = staff("view_actor")
    assert found(actors, "canad") == {"Actors": 2}
    assert search(actors, "harper-one-week").status_code == 200
    assert search(actors, "/statements/harper-one-week/").context["named"] == []
    nobody = staff()
    assert "There is nothing that you may look at." in search(nobody, "canada").content.decode()


def test_strangers_are_sent_to_log_in(db: None) -> None:
    assert Client().get("/admin/search/?q=a")["Location"].startswith("/admin/login/?next=/admin/search/")


@pytest.mark.parametrize("address", ["/admin/", "/admin/tracker/statement/", "/admin/tracker/actor/add/"])
def test_the_box_is_on_every_page(client: Client, db: None, address: str) -> None:
    assert 'action="/admin/search/"' in client.get(address).content.decode()


def test_the_box_is_not_on_the_page_to_log_in(db: None) -> None:
    assert "/admin/search/" not in Client().get("/admin/login/").content.decode()


def test_no_record_comes_twice(client: Client, story: Story) -> None:
    statement = Statement.objects.get(slug="harper-one-week")
    for number in range(3):
        statement.evidence.create(source=story.source, words=f"mission {number}")
    assert find(Statement.objects.all(), ["evidence__words"], "mission").count() == 2


def test_words_are_parted_by_blanks_and_kept_together_by_quotation_marks() -> None:
    assert words_of('one "two three" four') == ["one", "two three", "four"]
    assert words_of('""') == []
    assert len(words_of("a " * 100)) == 12


def test_a_letter_stands_for_its_forms() -> None:
    assert pattern_of("Bé.") == r"b[eÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩ]\."


def test_rungs_of_all_issues_are_no_hit_of_each(client: Client, db: None) -> None:
    make_issue("one", rungs=("Envoys", "Both"))
    make_issue("two", rungs=("Money",))
    assert best(client, "envoys", "Issues") == ["one"]
