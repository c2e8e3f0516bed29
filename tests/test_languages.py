"""A label is shown in the language of the page where somebody gave it, else as it was coded."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from tests.factories import make_actor, make_issue
from tracker.history.headings import is_own
from tracker.history.links import issue_link
from tracker.languages import (
    Text,
    coded,
    composed,
    edition,
    in_language,
    is_foreign,
    local_column,
    name_of,
    translates,
)
from tracker.models import Actor
from tracker.search.marking import mark
from tracker.search.questions import read_question
from tracker.templatetags.languages import capital, lang, told, tongue

CASES = [
    # page, English, French, shown, in
    ("en-gb", "Mali’s army", "armée malienne", "Mali’s army", "en"),
    ("fr", "Mali’s army", "armée malienne", "armée malienne", "fr"),
    ("fr-ca", "Mali’s army", "armée malienne", "armée malienne", "fr"),
    ("fr", "Mali’s army", "", "Mali’s army", "en"),
    ("de", "Mali’s army", "armée malienne", "Mali’s army", "en"),
]


@pytest.mark.parametrize(("page", "english", "french", "shown", "lang"), CASES)
def test_a_label_follows_the_page(page, english, french, shown, lang):
    actor = Actor(name=english, name_fr=french)
    with override(page):
        name = actor.local("name")
        assert (name, name.lang, str(actor)) == (shown, lang, shown)
    assert (coded(name), in_language(name, "fr")) == (english, french)


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "english", "french", "shown", "lang"), CASES)
def test_so_it_does_where_no_record_is_loaded(page, english, french, shown, lang):
    make_actor("army", name=english, name_fr=french)
    with override(page):
        assert Actor.objects.values_list(local_column("name"), flat=True).get() == shown


@pytest.mark.parametrize(
    ("page", "text", "written"),
    [
        ("fr", Text("aid <here>", lang="en"), '<span lang="en">aid &lt;here&gt;</span>'),
        ("fr", Text("aide", lang="fr"), "aide"),
        ("en-gb", Text("aid", lang="en"), "aid"),
        ("fr", "a sentence of the page itself", "a sentence of the page itself"),
    ],
)
def test_what_is_in_another_language_says_so(page, text, written):
    with override(page):
        assert told(text) == written


@pytest.mark.parametrize(
    ("page", "text", "called"),
    [
        ("fr", Text("aid", lang="en"), "en anglais"),
        ("en-gb", Text("aide", lang="fr"), "in French"),
        ("fr", Text("aide", lang="fr"), ""),
        ("fr", Text("aid", lang="x-nobody"), ""),
        ("fr", "a sentence of the page itself", ""),
    ],
)
def test_words_in_another_language_are_said_to_be_so(page, text, called):
    with override(page):
        assert tongue(text) == called


def test_what_is_composed_says_which_part_is_in_another_language():
    aid = Text("aid <here>", lang="en")
    with override("fr"):
        inner = composed("its %(issue)s", issue=aid)
        whole = composed("%(actor)s on %(subject)s.", actor="Canada", subject=inner)
        assert whole == "Canada on its aid <here>."
        assert told(whole) == 'Canada on its <span lang="en">aid &lt;here&gt;</span>.'
        alone = composed("%(subject)s !", subject=aid)
        assert told(capital(alone)) == '<span lang="en">Aid &lt;here&gt;</span> !'
    with override("en-gb"):
        assert told(whole) == "Canada on its aid &lt;here&gt;."


def test_a_capital_and_a_piece_keep_the_language():
    aid = Text("aid for Mali", lang="en")
    with override("fr"):
        assert told(capital(aid)) == '<span lang="en">Aid for Mali</span>'
        assert lang(aid) == ' lang="en"'
        pieces = mark(aid, read_question("mali"))
        assert [(piece.text, is_foreign(piece.text)) for piece in pieces] == [
            ("aid for ", True),
            ("Mali", True),
        ]
    with override("en-gb"):
        assert (told(capital(aid)), lang(aid)) == ("Aid for Mali", "")
    assert (lang("a word"), capital("a word")) == ("", "A word")


@pytest.mark.parametrize(("name", "own"), [("own military role in Mali", True), ("aid for Mali", False)])
def test_an_issue_is_own_whatever_it_is_called_in_french(db, name, own):
    issue = make_issue("role", name=name, name_fr="rôle militaire au Mali")
    with override("fr"):
        link = issue_link(issue)
    assert (link.text, is_own(link)) == ("rôle militaire au Mali", own)


@pytest.mark.parametrize(("page", "before"), [("en-gb", ""), ("fr", "fr"), (None, "")])
def test_english_has_its_addresses_bare(page, before):
    with override(page):
        assert edition() == before


@pytest.mark.parametrize(
    ("column", "so"), [("name_fr", True), ("name", False), ("fr", False), ("name_en", False)]
)
def test_a_translation_is_known_by_its_column(column, so):
    assert translates(column) is so


def test_french_stands_only_beside_english():
    with pytest.raises(ValidationError) as refused:
        Actor(slug="a", name="A", description_fr="Une union.").clean()
    assert list(refused.value.message_dict) == ["description_fr"]


@pytest.mark.parametrize(
    ("page", "code", "name"),
    [("en-gb", "en", "English"), ("en-gb", "fr", "French"), ("fr", "en", "Anglais"), ("en-gb", "bm", "bm")],
)
def test_a_language_is_called_by_its_name_and_by_its_code_where_nobody_named_it(page, code, name):
    with override(page):
        assert name_of(code) == name
