"""A text in pieces: nothing lost, nothing twice, each piece with the passages that it is part of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.admin.coding.segments import Segment, Span, segments

TEXT = "abcdefghij"


def cut(text: str, *places: tuple[int, int]) -> list[tuple[int, str, tuple[int, ...]]]:
    spans = [Span(start, end, number) for number, (start, end) in enumerate(places, 1)]
    return [(piece.start, piece.text, piece.keys) for piece in segments(text, spans)]


@pytest.mark.parametrize(
    ("places", "pieces"),
    [
        ([], [(0, "abcdefghij", ())]),
        ([(2, 5)], [(0, "ab", ()), (2, "cde", (1,)), (5, "fghij", ())]),
        ([(0, 10)], [(0, "abcdefghij", (1,))]),
        # side by side
        ([(0, 4), (4, 10)], [(0, "abcd", (1,)), (4, "efghij", (2,))]),
        # overlapping
        (
            [(1, 6), (4, 8)],
            [(0, "a", ()), (1, "bcd", (1,)), (4, "ef", (1, 2)), (6, "gh", (2,)), (8, "ij", ())],
        ),
        # one within the other
        (
            [(1, 9), (3, 5)],
            [(0, "a", ()), (1, "bc", (1,)), (3, "de", (1, 2)), (5, "fghi", (1,)), (9, "j", ())],
        ),
        # the same twice
        ([(2, 4), (2, 4)], [(0, "ab", ()), (2, "cd", (1, 2)), (4, "efghij", ())]),
        # beyond the text, empty, backwards
        ([(8, 99)], [(0, "abcdefgh", ()), (8, "ij", (1,))]),
        ([(20, 30), (5, 5), (7, 3)], [(0, "abcdefghij", ())]),
    ],
)
def test_passages(places, pieces):
    assert cut(TEXT, *places) == pieces


def test_an_empty_text_has_no_pieces():
    assert cut("", (0, 4)) == []


def test_places_are_counted_in_characters_and_not_in_units_of_a_script():
    assert cut("🙂 a 🙂🙂 b", (4, 6))[1] == (4, "🙂🙂", (1,))


def test_a_line_end_of_two_characters_is_shown_as_one_and_counted_as_two():
    assert cut("ab\r\ncd", (4, 6)) == [(0, "ab", ()), (3, "\n", ()), (4, "cd", (1,))]


def test_an_old_line_end_of_one_character_is_shown_as_a_line_end():
    assert cut("ab\rcd") == [(0, "ab\ncd", ())]


def test_a_passage_across_a_line_end():
    assert cut("ab\r\ncd", (1, 5)) == [(0, "a", ()), (1, "b", (1,)), (3, "\nc", (1,)), (5, "d", ())]


spans = st.lists(st.builds(Span, st.integers(-3, 30), st.integers(-3, 30), st.integers(1, 9)), max_size=6)


@given(st.text("ab\r\n🙂", max_size=20), spans)
def test_every_character_is_shown_once_with_just_the_passages_around_it(text: str, spans: list[Span]):
    pieces = list(segments(text, spans))
    assert "".join(piece.text for piece in pieces) == text.replace("\r\n", "\n").replace("\r", "\n")
    for piece in pieces:
        for place in range(piece.start, piece.start + len(piece.text)):
            around = sorted(span.key for span in spans if span.start <= place < span.end)
            assert sorted(piece.keys) == around, (piece, place)


def test_a_piece_is_a_value():
    assert Segment(0, "a") == Segment(0, "a", ())
