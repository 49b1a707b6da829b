"""No text from outside commands the terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.symbols import printable, unstorable


def test_an_escape_sequence_is_shown_and_not_obeyed() -> None:
    """ESC becomes a picture of ESC."""
    assert printable("\x1b[31mred") == "␛[31mred"


def test_direction_overrides_are_shown() -> None:
    """A text cannot turn the rest of a line around."""
    assert printable("a\u202eb\u2066c") == "a▯b▯c"


def test_a_line_break_stays_unless_it_may_not() -> None:
    """Line breaks are kept for whoever prints lines, and shown to whoever needs one line."""
    assert printable("a\nb") == "a\nb"
    assert printable("a\nb", keep="") == "a␊b"


@pytest.mark.parametrize(
    ("text", "position"), [("", None), ("a\ufeff\x1b😀", None), ("a\0b\0", 1), ("\ud800", 0), ("😀\udfff", 1)]
)
def test_the_first_character_that_cannot_be_stored_is_found(text: str, position: int | None) -> None:
    """NUL and halves of characters; whatever else is unsafe to draw is text."""
    assert unstorable(text) == position


@given(st.text(st.characters()))
def test_printable_text_has_no_control_and_the_same_length(text: str) -> None:
    """Symbol for character, so offsets stay true; nothing of the categories Cc and Cs is left."""
    shown = printable(text, keep="")
    assert len(shown) == len(text)
    assert not [character for character in shown if unicodedata.category(character) in {"Cc", "Cs"}]
