"""Which sources are proposed as one, or as one story at two addresses."""

from datetime import date
from typing import Any

import pytest

from tracker.likeness.pairs import proposals
from tracker.likeness.sources import SOURCES, Article, sketch_of

DAY = date(2013, 1, 16)
INVENTED = " ".join(f"word{number} of an invented text" for number in range(60))


def article(
    key: int, title: str = "", publisher: str = "The Daily Test", day: date = DAY, **kw: Any
) -> Article:
    return Article(key, title or f"Title {key}", publisher, first=day, last=day, **kw)


def why(one: Article, other: Article) -> list[tuple[bool, str]]:
    return [(it.copy, reason) for it in proposals([one, other], SOURCES) for reason in it.reasons]


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/a/story/?utm_source=x&fbclid=1",
        "https://example.org/a/story#top",
        "https://m.example.org/a/story/",
        "https://web.archive.org/web/20130116000000/http://example.org/a/story",
    ],
)
def test_one_address_in_another_form(url: str) -> None:
    one, other = article(1, addresses=("https://example.org/a/story",)), article(2, addresses=("", url))
    assert why(one, other) == [(False, "The same address but for tracking or form")]


def test_what_a_page_is_asked_makes_another_page() -> None:
    pages = (f"https://example.org/story?id={number}" for number in (1, 2))
    one, other = (article(number, addresses=(page,)) for number, page in enumerate(pages))
    assert why(one, other) == []
    assert why(*(article(key, addresses=("https://example.org/",)) for key in (1, 2))) == []


def test_a_wire_story_in_two_papers_is_a_copy() -> None:
    one = article(1, "Canada lends one transport plane for a week", "The Globe")
    other = article(2, "Canada Lends One Transport Plane for a Week", "The Sun", date(2013, 1, 18))
    assert why(one, other) == [(True, "The same title, 2 days apart")]


def test_near_titles_tell_only_with_the_same_agency_behind_them() -> None:
    titles = (
        "Canada lends one transport plane for a week",
        "Canada lends one transport plane for week, PM says",
    )
    wire = [article(key, titles[key], f"Paper {key}", byline="By J. Doe, Reuters") for key in (0, 1)]
    assert why(*wire) == [(True, "A near title on the same day, and Reuters behind both")]
    assert why(*(article(key, titles[key], f"Paper {key}") for key in (0, 1))) == []
    assert why(*(article(key, titles[key]) for key in (0, 1))) == [
        (False, "A near title in the same outlet on the same day")
    ]


def test_the_same_text_and_nearly_the_same() -> None:
    one, other = article(1, sha256="a" * 64), article(2, sha256="a" * 64, publisher="The Sun")
    assert why(one, other) == [(True, "The same text, to the byte")]
    changed = INVENTED.replace("word7 of", "word7 from")
    near = [article(key, sketch=sketch_of(text)) for key, text in ((1, INVENTED), (2, changed))]
    assert why(*near) == [(False, "Nearly the same text")]
    apart = article(3, sketch=sketch_of(" ".join(f"else{number} says another paper" for number in range(60))))
    assert why(near[0], apart) == []


def test_what_is_marked_as_a_copy_is_not_proposed_again() -> None:
    title = "Canada lends one transport plane for a week"
    one, copy, second = article(1, title), article(2, title, original=1), article(3, title, original=1)
    assert proposals([one, copy, second], SOURCES) == []


def test_weeks_apart_a_title_is_a_series() -> None:
    title = "The week in review from our correspondents"
    assert why(article(1, title), article(2, title, day=date(2013, 2, 16))) == []
