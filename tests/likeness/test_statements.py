"""Which statements are proposed as one."""

from datetime import date
from typing import Any

from tracker.likeness.pairs import Rules, proposals
from tracker.likeness.statements import STATEMENTS, Saying

DAY = date(2013, 1, 8)


def said(key: int, summary: str = "", **kw: Any) -> Saying:
    texts = {"summary": summary or f"a{key} b{key} c{key} d{key}", "speaker": 1, "issue": 1}
    return Saying(key=key, **texts | {"first": DAY, "last": DAY, "rung": key} | kw)


def why(one: Saying, other: Saying) -> list[str]:
    return [reason for proposal in proposals([one, other], STATEMENTS) for reason in proposal.reasons]


def test_nearly_the_same_summary_on_the_same_day() -> None:
    texts = ("Rules out a combat mission in Mali.", "Rules out any combat mission in Mali.")
    assert why(said(1, texts[0]), said(2, texts[1])) == ["Nearly the same summary on the same day"]
    assert why(said(1, texts[0]), said(2, texts[1], speaker=2)) == []
    assert why(said(1, texts[0]), said(2, texts[1], issue=2)) == []
    later = date(2013, 2, 1)
    assert why(said(1, texts[0]), said(2, texts[1], first=later, last=later)) == []


def test_dates_that_overlap() -> None:
    text = "Rules out a combat mission in Mali."
    month = {"first": date(2013, 1, 1), "last": date(2013, 1, 31)}
    assert why(said(1, text), said(2, text, **month)) == ["Nearly the same summary, and their dates overlap"]


def test_the_same_stand_on_the_same_day() -> None:
    assert why(said(1, rung=3), said(2, rung=3)) == [
        "Both are by the same speaker and take the same rung in the same way on the same day"
    ]
    assert why(said(1, rung=3), said(2, rung=3, act="pledges")) == []


def test_the_same_words_of_the_same_source() -> None:
    quotes = ((7, "for a week"),)
    one, other = said(1, quotes=quotes), said(2, quotes=((7, "For a week,"),))
    assert why(one, other) == ["The same words of the same source, on the same issue"]
    assert why(one, said(2, quotes=quotes, issue=2)) == []
    assert why(one, said(2, quotes=quotes, speaker=2)) == []


def test_only_one_records_twins() -> None:
    texts = ["Rules out a combat mission in Mali."] * 3
    found = proposals([said(key, text) for key, text in enumerate(texts)], STATEMENTS, only=1)
    assert [proposal.pair for proposal in found] == [(0, 1), (1, 2)]


def test_of_fifty_thousand_each_is_compared_with_few() -> None:
    """Ten speakers on ten issues over ten years: five hundred to a line."""
    many = [
        said(
            number,
            f"Says for the time {number} what was said {number % 7} times",
            speaker=number % 10,
            issue=number // 10 % 10,
            first=(day := date.fromordinal(730_000 + number * 31 % 3650)),
            last=day,
            rung=number % 5,
            quotes=((number % 900, f"fragment {number}"),),
        )
        for number in range(50_000)
    ]
    compared = []

    def reasons(one: Saying, other: Saying) -> Any:
        compared.append((one.key, other.key))
        return STATEMENTS.reasons(one, other)

    proposals(many, Rules(STATEMENTS.keys, reasons))
    assert len(compared) == len(set(compared)) < 30 * len(many)
