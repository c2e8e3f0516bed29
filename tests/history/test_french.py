"""What pages compose, in French: whole sentences, good in themselves, and no English left between."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override

from tests.history import test_finding, test_promise
from tests.history.points import HARPER, RUNGS, TRUDEAU, line, point
from tests.history.test_headings import AID, ALLIES, BAIRD, BOULDEN, CANADA, FRANCE, NATO
from tracker.codebook import MEANINGS, RULES
from tracker.history.codebook import LABELS, TITLES
from tracker.history.differing import differing, through
from tracker.history.faults import Fault
from tracker.history.filters import unknown
from tracker.history.finding import finding, nothing_by, nothing_left, phrases, text
from tracker.history.governments import short
from tracker.history.headings import demand, heading
from tracker.history.lens import read_lens
from tracker.history.links import OWN, Link, Rung
from tracker.history.why import rule, why_of
from tracker.languages import Text, is_foreign
from tracker.models import Actor, Commitment, Issue, Report, Source, Statement, noun
from tracker.stances.switches import leave_out
from tracker.stances.values import Switches, Term

ROLE = Link("own military role in Mali", "/role/", OWN)  # where nobody gave it a French name
TODAY = date(2026, 11, 28)
FINDINGS = {
    "nothing": "Canada : aucune déclaration à ce sujet n’a été trouvée.",
    "only asked": "Canada : d’autres ont fait pression à ce sujet une fois ; aucune réponse n’a été trouvée.",
    "one signal": "Canada : aucune position attribuée ; il y a un signal.",
    "signals": "Canada : aucune position attribuée ; il y a deux signaux.",
    "declined": "Canada : question abordée une fois, sans prise de position.",
    "only a limit": "Canada : une limite posée, mais aucune position attribuée.",
    "one statement": "Canada : une seule position attribuée, « No role », le 8 janvier 2013.",
    "one statement, long ago": (
        "Canada : une seule position attribuée, « No role », le 8 janvier 2012, rien depuis."
    ),
    "one statement, and a signal since": (
        "Canada : une seule position attribuée, « No role », le 8 janvier 2012, "
        "rien d’attribué depuis, hormis un signal, le 15 novembre 2013."
    ),
    "one statement, and signals since": (
        "Canada : une seule position attribuée, « No role », le 8 janvier 2012, "
        "rien d’attribué depuis, hormis deux signaux, le dernier le 15 novembre 2013."
    ),
    "one statement, and a signal some time since": (
        "Canada : une seule position attribuée, « No role », le 8 janvier 2012, "
        "rien d’attribué depuis, hormis un signal, au plus tard le 15 novembre 2013."
    ),
    "one statement, within a few days": (
        "Canada : une seule position attribuée, « Combat », entre le 10 et le 11 janvier 2013."
    ),
    "held": (
        "Canada : une seule position attribuée, « No role », prise d’abord le 8 janvier 2013, "
        "puis réaffirmée deux fois ; dernière confirmation le 1er mars 2013."
    ),
    "one shift": (
        "Canada : de « No role » à « Airlift » en une étape (durée : 8 mois), sous le gouvernement Harper ; "
        "dernière confirmation le 14 mars 2013."
    ),
    "two shifts": (
        "Canada : de « No role » à « Trainers » en deux étapes (durée : 9 semaines), "
        "toutes deux sous le gouvernement Harper ; dernière confirmation le 14 mars 2013."
    ),
    "there and back": (
        "Canada : retour à « No role » en passant par « Combat » en deux étapes (durée : 9 semaines), "
        "toutes deux sous le gouvernement Harper ; dernière confirmation le 14 mars 2013."
    ),
}


def spaced(told: str) -> str:
    """With plain spaces for those that do not break, so that the cases can be read."""
    return told.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(autouse=True)
def french():
    with override("fr"):
        yield


def test_every_shape_of_finding_is_here():
    assert set(FINDINGS) == set(test_finding.CASES)


@pytest.mark.parametrize("name", FINDINGS)
def test_the_finding(name):
    points, _english = test_finding.CASES[name]
    terms = (Term(Text("gouvernement Harper", lang="fr"), "harper", None, None),)
    assert spaced(text(finding("Canada", line(*points), RUNGS, terms))) == FINDINGS[name]


def test_a_change_of_government_is_named():
    read = line(point("2015-01-08", 1), point("2016-01-08", 3, speaker="trudeau"), as_of="2018-01-01")
    assert spaced(text(finding("Canada", read, RUNGS, (HARPER, TRUDEAU)))) == (
        "Canada : de « Airlift » à « Combat » en une étape (durée : 12 mois), à cheval sur un changement de "
        "gouvernement ; dernière confirmation le 8 janvier 2016, rien depuis."
    )


@pytest.mark.parametrize(
    ("label", "lang", "told"),
    [
        ("gouvernement Harper", "fr", "sous le gouvernement Harper"),
        ("présidence Hollande", "fr", "sous la présidence Hollande"),
        ("administration Obama", "fr", "sous l’administration Obama"),
        ("Harper government", "en", "sous Harper government"),  # nobody gave it in French
        ("Transition government", "en", "sous Transition government"),
        ("Administration of Mali", "en", "sous Administration of Mali"),
    ],
)
def test_a_government_has_its_article(label, lang, told):
    read = line(point("2012-07-13", 0), point("2013-03-14", 1))
    terms = (Term(Text(label, lang=lang), "harper", None, None),)
    told_of = finding("Canada", read, RUNGS, terms)
    assert f", {told} ;" in spaced(text(told_of))
    assert [str(each.text) for each in told_of if is_foreign(each.text)] == [label] * (lang == "en")


@pytest.mark.parametrize(
    ("label", "lang", "shown"),
    [("gouvernement Harper", "fr", "Harper"), ("Transition government", "en", "Transition")],
)
def test_a_government_in_little_room(label, lang, shown):
    assert short(Text(label, lang=lang)) == shown


def test_a_sentence_is_parted_where_it_names_a_rung():
    rung = Rung(1, "100 %(actor)s", "", "/codebook/#1", "one")
    parts = phrases("%(rung)s : %(actor)s, « %(rung)s ».", {"rung": rung}, actor="%(rung)s")
    told = [(each.text, each.rung is rung) for each in parts]
    assert told == [(rung.label, True), (" : %(rung)s, « ", False), (rung.label, True), (" ».", False)]


def test_where_nothing_is_to_tell():
    assert spaced(text(nothing_by("Canada", date(2013, 1, 1)))) == (
        "Canada : aucune déclaration à ce sujet n’a été trouvée qui ait été faite jusqu’au 1er janvier 2013."
    )
    assert spaced(text(nothing_left("Canada", 3))).startswith("Canada : il ne reste rien des trois déclar")


@pytest.mark.parametrize(
    ("actor", "issue", "whose", "expected"),
    [
        (CANADA, ROLE, (), "Canada : own military role in Mali"),
        (BAIRD, ROLE, (CANADA,), "John Baird : own military role in Mali (Canada)"),
        (BAIRD, ROLE, (BAIRD, CANADA), "John Baird : own military role in Mali (soi-même et Canada)"),
        (BAIRD, AID, (CANADA,), "John Baird : aid for Mali"),
    ],
)
def test_a_line(actor, issue, whose, expected):
    assert spaced(heading(actor, issue, whose)) == expected


@pytest.mark.parametrize(
    ("actor", "issue", "addressees", "expected"),
    [
        (ALLIES, ROLE, [CANADA], "Allies of Canada (2017) → Canada : own military role in Mali"),
        (FRANCE, ROLE, [CANADA, NATO], "France → Canada et NATO : own military role in Mali"),
        (BOULDEN, AID, [CANADA, FRANCE, NATO], "Jane Boulden → Canada, France et NATO : aid for Mali"),
    ],
)
def test_a_demand(actor, issue, addressees, expected):
    assert spaced(demand(actor, issue, addressees)) == expected


def test_what_the_switches_change():
    points = [point("2013-01-08", 0), point("2013-02-01", 1, speaker="aide")]
    switches = Switches(unnamed=True, outlets=frozenset({"The Paper"}))
    found = differing(line(*points), line(*leave_out(points[:1], Switches())), RUNGS, switches)
    assert spaced(through(switches)) == "Hors sources anonymes et The Paper"
    assert [spaced(each) for each in found.sentences] == [
        "Écartée : 1 sur 2 déclarations.",
        "La position est « No role » au lieu de « Airlift ».",
        "Changement 1 (de « No role » à « Airlift », 1er février 2013) : il disparaît.",
    ]


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("as_of=2027", "« 2027 » est dans l’avenir. La page montre l’état d’aujourd’hui."),
        (
            "as_of=2013-02-30",
            "« 2013-02-30 » n’est pas un jour du calendrier. La page montre l’état d’aujourd’hui.",
        ),
        ("as_of=2013/2012", "« 2013/2012 » finit avant de commencer. La page montre l’état d’aujourd’hui."),
        (
            "as_of=foo",
            "« foo » n’est pas une date. Écrivez 2013, 2013-01, 2013-01-15, un intervalle "
            "2012-12/2013-01-08 ; ~ à la fin pour « environ ». La page montre l’état d’aujourd’hui.",
        ),
        ("only=kings", "Seul « heads » peut être gardé à part, et non « kings »."),
    ],
)
def test_what_of_a_day_cannot_be_read(query, fault):
    lens = read_lens(QueryDict(query), TODAY)
    assert [spaced(each) for each in lens.faults] == [fault]


def test_what_of_a_filter_does_not_exist():
    fault = unknown("actor", "nobody")
    assert isinstance(fault, Fault)
    told = "Rien n’est classé sous actor « nobody »"
    assert spaced(fault.bare) == f"{told}."
    assert spaced(fault) == f"{told}, et le filtre n’en a pas tenu compte."


STORIES = [
    (
        "2013-01-08 made",
        "Canada : engagement pris le 8 janvier 2013 ; aucune échéance donnée ; "
        "aucune source codée ici ne dit que l’engagement a été tenu.",
    ),
    (
        "2013-01-14 made 1 aircraft by 2013-01-24\n2013-01-24 extended by 2013-02-15",
        "Canada : engagement pris le 14 janvier 2013 (1 aéronef) ; prolongé une fois, du 24 janvier 2013 au "
        "15 février 2013 ; aucune source codée ici ne dit que l’engagement a été tenu ; "
        "son échéance est passée sans que rien d’autre ne soit connu ici.",
    ),
    (
        "2013-01-14 made up_to 600 troops\n2013-03-01 reaffirmed\n2013-04-01 reaffirmed\n"
        "2013-06-01 delivered_in_part about 150 troops",
        "Canada : engagement pris le 14 janvier 2013 (jusqu’à 600 militaires) ; réaffirmé deux fois, la "
        "dernière le 1er avril 2013 ; aucune échéance donnée ; livraison au 1er juin 2013 : environ 150 "
        "militaires, soit environ 25 % du maximum promis, présentée comme partielle.",
    ),
    (
        "2013-01-14 made 600 troops\n2013-02-01 increased 800 troops\n2013-05-01 withdrawn",
        "Canada : engagement pris le 14 janvier 2013 (600 militaires) ; augmenté le 1er février 2013 "
        "(désormais 800 militaires) ; aucune échéance donnée ; retiré le 1er mai 2013.",
    ),
]


@pytest.mark.parametrize(("story", "sentence"), STORIES)
def test_a_commitment(story, sentence):
    assert spaced(test_promise.told(story)) == sentence


def test_why_a_statement_does_what_it_does():
    read = line(point("2012-07-13", 0), point("2013-03-14", 1, slug="said"))
    (why,) = why_of(read, "said", RUNGS)
    assert spaced(why.sentence) == (
        "Attribuée, et elle prend un autre échelon que celui où se trouvait la ligne : la ligne se déplace. "
        "Elle passe de « No role » à « Airlift »."
    )
    assert spaced(why.rule.text) == "Règle 4 : Changement"
    assert spaced(rule(2).text) == "Règle 2 : La ligne"


def in_both(told) -> tuple[str, str]:
    with override("en-gb"):
        english = str(told)
    return english, str(told)


SAME = {"Silence", "signal"}  # spelled alike


@pytest.mark.parametrize(
    "told",
    [
        *(part for each in RULES for part in each),
        *(meaning for of_field in MEANINGS.values() for meaning in of_field.values()),
        *(label for of_field in LABELS.values() for label in of_field.values()),
        *TITLES.values(),
        *(kind.label for kind in (*Actor.Kind, *Issue.About, *Commitment.Kind, *Report.Kind)),
    ],
    ids=str,
)
def test_the_codebook_and_all_labels_are_translated(told):
    english, in_french = in_both(told)
    assert in_french != english or english in SAME


def test_nouns():
    models = [Actor, Issue, Source, Statement, Commitment]
    assert [noun(each) for each in models] == ["acteur", "enjeu", "source", "déclaration", "engagement"]
    assert noun(Report) == "report"  # no page shows it
