"""Paragraphs as cells."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.strategies import FAMILY, crowded_text
from workbench.model import Span
from workbench.symbols import printable
from workbench.tui import shape as shapes
from workbench.tui.shape import Shape, glyph, shape, wrap


def measured(text: str) -> Shape:
    return shape(text, Span(0, len(text)))


def lines(text: str, width: int) -> list[str]:
    """The lines as they are drawn."""
    paragraph = measured(text)
    starts = [*wrap(paragraph, width), len(paragraph.glyphs)]
    return ["".join(paragraph.glyphs[start:end]) for start, end in pairwise(starts)]


@given(crowded_text)
def test_the_caret_can_stand_on_every_cluster(text: str) -> None:
    """Each takes a cell at least, and the stops are the paragraph's."""
    paragraph = measured(text)
    assert all(after > before for before, after in pairwise(paragraph.cells))
    assert (paragraph.stops[0], paragraph.stops[-1]) == (0, len(text))
    assert len(paragraph.stops) == len(paragraph.cells) == len(paragraph.glyphs) + 1


@given(crowded_text, st.integers(8, 20))
def test_a_line_is_as_wide_as_its_clusters_together(text: str, width: int) -> None:
    """So nothing shifts what follows it, and only a space hangs beyond the edge."""
    paragraph = measured(text)
    starts = [*wrap(paragraph, width), len(paragraph.glyphs)]
    for start, end in pairwise(starts):
        drawn = "".join(paragraph.glyphs[start:end])
        cells = paragraph.cells[end] - paragraph.cells[start]
        assert cell_len(drawn) == cells
        assert cells <= width or (cells == width + 1 and drawn.endswith(" "))


@given(crowded_text)
def test_nothing_unsafe_is_drawn(text: str) -> None:
    """No control character and no direction override reaches the terminal."""
    drawn = "".join(measured(text).glyphs)
    assert printable(drawn, keep="") == drawn


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=80), st.integers(8, 20))
def test_plain_text_wraps_as_any_other(text: str, width: int) -> None:
    """The short way for plain text and the long way agree."""
    plain = wrap(measured(text), width)
    other = wrap(measured(text + "\u0301"), width)
    assert plain == other


def test_plain_text_has_one_cell_for_each_code_point() -> None:
    """What the short way takes for granted holds for the widths that Textual uses."""
    plain = [chr(code) for code in range(0x2100) if shapes._PLAIN.fullmatch(chr(code)) and chr(code) != "\n"]
    assert {character for character in plain if cell_len(character) != 1} == set()


def test_lines_break_at_spaces() -> None:
    """The space stays with the line before."""
    assert lines("one two three", 8) == ["one two ", "three"]


def test_a_space_may_hang_beyond_the_edge() -> None:
    """A line that is full to the last cell keeps its space."""
    assert lines("one four three", 8) == ["one four ", "three"]


def test_a_long_word_is_cut() -> None:
    """It may be longer than a line."""
    assert lines("Donaudampfschiff", 8) == ["Donaudam", "pfschiff"]


def test_hard_wrapped_text_flows() -> None:
    """A line break inside a paragraph is a space."""
    assert lines("one\ntwo\r\nthree", 20) == ["one two three"]


def test_wide_characters_wrap_rather_than_vanish() -> None:
    """A character of two cells that finds one goes to the next line."""
    assert lines("a" + "中" * 5, 8) == ["a中中中", "中中"]


def test_chinese_does_not_part_a_bracket_from_its_word() -> None:
    """Lines break before letters, but not after an opening bracket or before a closing one."""
    assert lines("中中「中」中", 8) == ["中中", "「中」中"]


def test_words_part_at_a_dash() -> None:
    """Between letters, after the dash."""
    assert lines("abc well-known", 10) == ["abc well-", "known"]


@pytest.mark.parametrize(
    ("cluster", "drawn", "width"),
    [
        ("e\u0301", "e\u0301", 1),
        ("\u0301", "◌\u0301", 1),
        ("\u200b", "▯", 1),
        ("\xad", "▯", 1),
        ("\t", "␉", 1),
        ("\x1b", "␛", 1),
        ("\u202e", "▯", 1),
        ("\r\n", " ", 1),
        ("中", "中", 2),
        ("🇩🇪", "🇩🇪", 2),
        (FAMILY, FAMILY, 2),
        ("\u0600" * 9, "▯", 1),
    ],
)
def test_a_cluster_is_drawn_as(cluster: str, drawn: str, width: int) -> None:
    """Writing as it is, anything else as a symbol of one cell."""
    assert glyph(cluster) == (drawn, width)


def test_stacked_marks_are_cut() -> None:
    """A terminal is not sent a thousand of them."""
    assert len(glyph("z" + "\u0301" * 1000)[0]) <= 32
