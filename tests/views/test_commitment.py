"""One commitment as of a day: said, then done, each figure with what shows it."""

import re
from datetime import date

import pytest

from tests.factories import make_actor, make_commitment, make_event, make_issue, make_source, make_statement
from tests.stories import canada_story
from tracker.models import Commitment, CommitmentEvent

pytestmark = pytest.mark.django_db

ADDRESS = "/commitments/planes/"
PARADOX = "The amount delivered is the amount pledged, and still the status is “delivered in part”."


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch) -> None:
    monkeypatch.setattr("tracker.views.commitments.localdate", lambda: date(2026, 11, 28))


@pytest.fixture
def planes() -> Commitment:
    """Four planes, or three by another count; two more on top; extended; two delivered."""
    canada = make_actor("canada")
    pledge = make_commitment("planes", canada, make_issue("role"), title="Planes")
    sources = [make_source("one", publisher="One Daily"), make_source("other", publisher="Other Daily")]
    for number, (day, kind, fields) in enumerate(
        [
            ("2013-01-10", "made", {"quantity": 4, "qualifier": "up_to", "deadline": "2013-01-24"}),
            ("2013-01-12", "made", {"quantity": 3}),
            ("2013-01-24", "extended", {"deadline": "2013-03-20"}),
            ("2013-02", "increased", {"quantity": 2, "unit": "additional aircraft"}),
            ("2013-03-01", "delivered_in_part", {"quantity": 2}),
        ],
        1,
    ):
        unit = {"unit": "aircraft"} if "quantity" in fields else {}
        said = make_statement(
            f"said-{number}",
            canada,
            pledge.issue,
            said_on=day,
            source=sources[number % 2],
            words=f"no {number}",
        )
        make_event(pledge, said, kind=kind, **unit | fields)
    return pledge


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section(html: str, label: str) -> str:
    """The words of one part of the page."""
    found = re.search(rf'<section aria-labelledby="{label}">(.*?)</section>', html, re.DOTALL)
    assert found is not None
    return words(found[1])


def test_on_an_earlier_day_a_note_says_that_its_author_knew_more(client, planes):
    planes.note = "Extended twice."
    planes.save()
    late = "/commitments/?as_of=2013-03-25", "/issues/role/canada/?as_of=2013-03-25"
    assert "Note. Extended twice." in words(client.get(ADDRESS).text)
    then = words(client.get(f"{ADDRESS}?as_of=2013-01-23").text)
    assert "Note, written with knowledge of what came later. Extended twice." in then
    assert "Extended twice." in client.get("/commitments/").text
    assert "Extended twice." in client.get("/issues/role/canada/").text
    for address in late:
        page = client.get(address).text
        assert "past its day" in page
        assert "Note, written with knowledge of what came later. Extended twice." in words(page)


def test_it_opens_with_the_sentence(client, planes):
    page = client.get(ADDRESS).text
    sentence = (
        "Canada promised up to 4 aircraft on 10 January 2013; counts differ: up to 4 aircraft or 3 aircraft; "
        "2 aircraft more on top in February 2013; extended once, from 24 January 2013 to 20 March 2013; "
        "2 aircraft delivered by 1 March 2013, told as a part; "
        "its day has passed with nothing further on record."
    )
    assert f'<p class="lead">{sentence}</p>' in page
    assert f'<meta name="description" content="{sentence}">' in page


def test_said_and_done_stand_side_by_side_with_what_shows_them(client, planes):
    page = client.get(ADDRESS).text
    assert section(page, "said") == (
        "Said 3 aircraft, and 2 more on top by other counts up to 4 aircraft: counts that differ "
        "Canada, 12 January 2013 · One Daily Canada, February 2013 · One Daily Kept when. It arrives."
    )
    assert section(page, "done") == "Done 2 aircraft Canada, 1 March 2013 · Other Daily"


def test_rival_counts_stand_side_by_side_with_their_sources(client, planes):
    rivals = section(client.get(ADDRESS).text, "rivals")
    assert "none is averaged, and no share is taken of them." in rivals
    assert "up to 4 aircraft Made 10 January 2013 Canada no 1 Other Daily, 8 January 2013" in rivals
    assert "3 aircraft Made 12 January 2013 Canada no 2 One Daily, 8 January 2013" in rivals


def test_every_turn_has_its_place_its_track_and_its_proof(client, planes):
    answer = client.get(ADDRESS)
    assert [
        (turn.number, turn.side, turn.kind.text, turn.amount) for turn in answer.context["page"].turns
    ] == [
        (1, "said", "Made", "up to 4 aircraft"),
        (2, "said", "Made", "3 aircraft"),
        (3, "said", "Extended", ""),
        (4, "said", "Increased", "2 aircraft more on top"),
        (5, "done", "Delivered in part", "2 aircraft"),
    ]
    assert answer.text.count('<svg class="track"') == 5
    for number in range(1, 6):
        assert f'href="#turn-{number}"' in answer.text
        assert f'id="turn-{number}"' in answer.text
        assert f"<q>no {number}</q>" in answer.text


def test_as_of_a_day_it_knows_only_what_was_said_by_then(client, planes):
    page = client.get(f"{ADDRESS}?as_of=2013-01-11").text
    assert "As of the end of 11 January 2013:" in page
    assert "Canada promised up to 4 aircraft on 10 January 2013; due by 24 January 2013" in page
    assert section(page, "done") == "Done No source coded here tells of any delivery."
    assert 'id="rivals"' not in page
    assert 'id="turn-2"' not in page


def test_before_its_first_turn_it_says_so(client, planes):
    page = client.get(f"{ADDRESS}?as_of=2012").text
    assert "By 31 December 2012 no published statement had shown any of this." in page
    assert "No published statement shows a turn of this commitment by 31 December 2012." in page
    assert "<svg" not in page


@pytest.mark.parametrize("asked", ["foo", "2027", "%00", "9" * 5000, "2013-02-30"])
def test_a_day_that_cannot_be_read_is_told(client, planes, asked):
    page = client.get(f"{ADDRESS}?as_of={asked}")
    assert page.status_code == 200
    assert "Shown as of today." in page.text
    assert len(page.context["page"].turns) == 5


@pytest.mark.parametrize(
    ("quantity", "status", "shown"),
    [(1, "delivered_in_part", True), (2, "delivered_in_part", False), (1, "delivered", False)],
)
def test_all_of_it_and_yet_in_part_is_explained(client, quantity, status, shown):
    story = canada_story()
    pledge = make_commitment("planes", story.canada, story.issue)
    for number, (kind, many) in enumerate([("made", quantity), (status, 1)]):
        said = make_statement(f"said-{number}", story.canada, story.issue, said_on=f"2013-01-0{number + 1}")
        make_event(pledge, said, kind=kind, quantity=many, unit="aircraft")
    page = client.get(ADDRESS).text
    assert (PARADOX in page) is shown
    assert ("100 % of the amount" if quantity == 1 else "50 % of the amount") in page
    for place in (ADDRESS, "/commitments/"):
        assert ("100 % of the amount, and the promise goes on" in client.get(place).text) is shown


def test_an_actor_adds_up_what_it_made_and_leads_to_the_ledger(client, planes):
    page = client.get("/actors/canada/").text
    assert "1 commitment made: 0 delivered, 1 in part, 1 past the day with no outcome on record." in page
    assert '<a href="/commitments/?maker=canada">In the ledger, as of any day</a>' in page


def test_it_leads_to_its_neighbours_in_the_ledger_as_of_the_same_day(client, planes):
    page = client.get(f"{ADDRESS}?as_of=2013-01").text
    assert '<a href="/commitments/?maker=canada&amp;as_of=2013-01">all by Canada</a>' in page
    assert '<a href="/commitments/?issue=role&amp;as_of=2013-01">all on role</a>' in page
    assert 'name="as_of" id="as-of" value="2013-01-31"' in page


def test_each_id_stands_once_and_nothing_is_inline(client, planes):
    page = client.get(ADDRESS).text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert "style=" not in page
    assert "<script" not in page


def test_markup_in_a_record_is_shown_as_text(client, planes):
    mark = "<script>alert(1)</script>"
    Commitment.objects.update(title=mark, kept_when=mark, note=mark)
    CommitmentEvent.objects.update(note=mark)
    CommitmentEvent.objects.exclude(unit="").update(unit=mark)
    for address in (ADDRESS, "/commitments/", "/actors/canada/"):
        page = client.get(address).text
        assert "<script" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("address", ["/actors/canada/", "/issues/role/", "/issues/role/canada/"])
def test_pages_as_of_a_day_lead_to_the_commitment_as_of_that_day(client, planes, address):
    page = client.get(f"{address}?as_of=2013-01").text
    assert f'href="{ADDRESS}?as_of=2013-01"' in page
    assert f'href="{ADDRESS}"' not in page
    assert f'href="{ADDRESS}"' in client.get(address).text


@pytest.mark.parametrize("address", ["/actors/canada/", "/issues/role/", "/issues/role/canada/"])
def test_pages_as_of_a_day_before_it_was_made_do_not_show_it(client, planes, address):
    assert ADDRESS not in client.get(f"{address}?as_of=2013-01-09").text
