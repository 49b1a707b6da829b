"""Words, the unit of agreement, and graphemes, where a caret may rest."""

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import crowded_text
from tests.tokens.spans import whole, words_of
from workbench.model import Span
from workbench.tokens import graphemes, with_marks, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't Trump’s O’Neill", ["don't", "Trump’s", "O’Neill"]),
        (
            "24-year three‑year infor\u00admation @some_name",
            ["24-year", "three‑year", "infor\u00admation", "some_name"],
        ),
        ("the U.S. and the U.S.-led war", ["the", "U.S.", "and", "the", "U.S.-led", "war"]),
        ("U.S.A, a.m. J.D. Vance", ["U.S.A", "a.m.", "J.D.", "Vance"]),
        ("1,000 men, 2.5 % of $10m", ["1,000", "men", "2.5", "of", "10m"]),
        ("in 2024. Then 1, 2", ["in", "2024", "Then", "1", "2"]),
        ("“Yes … no,” — «she» said", ["Yes", "no", "she", "said"]),
        ("Harris’ famous ‘X’ of the ’90s", ["Harris", "famous", "X", "of", "the", "90s"]),
        ("well- -known -- a--b rock-’n’-roll", ["well", "known", "a", "b", "rock", "n", "roll"]),
        ("end.Next example.com", ["end", "Next", "example", "com"]),
    ],
)
def test_a_word_is_what_a_reader_calls_one(text: str, expected: list[str]) -> None:
    """Inner apostrophes and hyphens and the full stops of initials belong to it; punctuation does not."""
    assert words_of(words(text, whole(text)), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("技術はAIです。", ["技", "術", "は", "AI", "で", "す"]),
        ("カード 한국어", ["カ", "ー", "ド", "한국어"]),
        ("می‌خواهم שלום हिन्दी", ["می‌خواهم", "שלום", "हिन्दी"]),
        ("e\u0301te\u0301 Москва 𝒜𝒷", ["e\u0301te\u0301", "Москва", "𝒜𝒷"]),
        ("👍🏽👍 👨‍👩‍👧 🏳️‍🌈 🇩🇪🇫🇷 ❤️", ["👍🏽", "👍", "👨‍👩‍👧", "🏳️‍🌈", "🇩🇪", "🇫🇷", "❤️"]),
        ("© ❤ → *", []),
    ],
)
def test_other_scripts_have_words_too(text: str, expected: list[str]) -> None:
    """Ideographs and kana by the character, emoji by the cluster, other scripts by the run with marks and joiners."""
    assert words_of(words(text, whole(text)), text) == expected


@given(crowded_text)
def test_words_are_in_order_and_hold_every_letter_and_digit(text: str) -> None:
    """Whatever the text: nothing that is read is left out, nothing counts twice."""
    found = words(text, whole(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    left = {n for n, character in enumerate(text) if regex.match(r"[\p{L}\p{N}]", character)}
    assert left <= {offset for word in found for offset in range(word.start, word.end)}


@given(crowded_text, crowded_text, crowded_text)
def test_words_of_a_paragraph_do_not_depend_on_what_surrounds_it(before: str, text: str, after: str) -> None:
    """A paragraph has the same words wherever it stands."""
    inside = f"x{text}x"
    alone = words_of(words(inside, whole(inside)), inside)
    article = before + inside + after
    assert words_of(words(article, Span(len(before), len(before) + len(inside))), article) == alone


def test_a_line_end_of_two_characters_is_one_grapheme() -> None:
    """CR LF, though ASCII, leaves the caret no place in between."""
    assert list(graphemes("a\r\nb\rc", whole("a\r\nb\rc"))) == [0, 1, 3, 4, 5, 6]


def test_a_caret_never_rests_inside_a_character_that_people_see() -> None:
    """Families, flags, combining marks and Devanagari conjuncts are one step each."""
    assert list(graphemes("e\u0301👨‍👩‍👧🇩🇪क्षि", whole("e\u0301👨‍👩‍👧🇩🇪क्षि"))) == [0, 2, 7, 9, 13]


@given(crowded_text, st.integers(0, 5))
def test_stops_run_from_end_to_end(text: str, offset: int) -> None:
    """Both ends of the paragraph are stops, in offsets of the whole text, and the stops are those of \\X."""
    stops = list(graphemes("x" * offset + text, Span(offset, offset + len(text))))
    assert stops[0] == offset
    assert [stop - offset for stop in stops[1:]] == [found.end() for found in regex.finditer(r"\X", text)]
    assert stops[-1] == offset + len(text)


def test_marks_are_found_before_between_and_behind_words() -> None:
    """Not inside of them, whatever the pattern takes."""
    text = "(don't) “stop…”"
    found = with_marks(text, words(text, whole(text)), whole(text), regex.compile(r"\S"))
    assert [one.of(text) for one in found] == ["(", "don't", ")", "“", "stop", "…", "”"]
