"""Colours with contrast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from workbench.tui.palette import READ, SEEN, Palette, contrast, readable, tint

COLOURS = st.builds(Color, st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
DARK, LIGHT = Color.parse("#121212"), Color.parse("#e0e0e0")


def palette(background: Color = DARK, foreground: Color = LIGHT, colour: bool = True) -> Palette:
    return Palette(background, foreground, Color.parse("#0178d4"), colour)


def test_contrast_is_that_of_the_guidelines() -> None:
    """Black on white is 21, and #767676 the lightest grey that reads on white (WCAG 2.2, 1.4.3)."""
    white = Color.parse("#ffffff")
    assert contrast(Color.parse("#000000"), white) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), white) >= READ > contrast(Color.parse("#777777"), white)


@given(COLOURS, COLOURS, st.sampled_from([READ, SEEN]))
def test_any_colour_can_be_made_readable(ink: Color, paper: Color, least: float) -> None:
    """Black or white is, on whatever paper."""
    assert contrast(readable(ink, paper, least), paper) >= least


@given(COLOURS, st.sampled_from([(DARK, LIGHT), (LIGHT, DARK)]))
def test_any_label_leaves_its_words_readable(label: Color, theme: tuple[Color, Color]) -> None:
    """On dark and on light themes."""
    background, foreground = theme
    assert contrast(tint(label, background, foreground), foreground) >= READ


@pytest.mark.parametrize(("background", "foreground"), [(DARK, LIGHT), (LIGHT, DARK)])
@pytest.mark.parametrize("label", ["#4e9a06", "#000000", "#ffffff", "#ffff00"])
def test_what_is_drawn_is_readable(background: Color, foreground: Color, label: str) -> None:
    """Words, rails, selection."""
    theme = palette(background, foreground)
    words = theme.text(label)
    for style in (words, theme.rail(label, strong=False), theme.selected(words)):
        ink, paper = style.color, style.bgcolor
        assert ink is not None
        assert paper is not None
        assert contrast(Color(*ink.get_truecolor()), Color(*paper.get_truecolor())) >= READ - 0.05


def test_without_colour_caret_and_selection_differ() -> None:
    """Both are reversed; the caret is bold and underlined too."""
    plain = palette(colour=False)
    words = plain.text("#4e9a06")
    assert words.bgcolor == plain.text().bgcolor
    assert plain.selected(words).reverse
    assert plain.caret(plain.selected(words)) != plain.selected(words)
