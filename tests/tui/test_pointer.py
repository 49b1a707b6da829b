"""Pressing and dragging."""

from tests.annotate.stage import reading, shown
from workbench.annotate import Reading
from workbench.tui.pointer import Pointer

TEXT = "“We knew,” she said. Nobody asked.\n\nThe end."
HERE, THERE = (3, 0), (9, 0)


def pressed(times: int, words: str) -> tuple[Reading, Pointer]:
    made, pointer = reading(TEXT), Pointer()
    for time in range(times):
        pointer.press(made, TEXT.index(words), HERE, time / 10, extend=False)
    return made, pointer


def test_a_press_puts_the_caret() -> None:
    """And drops what was selected."""
    made = reading("[“We| knew],” she said.")
    Pointer().press(made, 3, HERE, 0, extend=False)
    assert (made.caret, made.selection) == (3, None)


def test_a_drag_selects() -> None:
    """From the press to the pointer, over paragraphs if need be."""
    made, pointer = pressed(1, "knew")
    pointer.drag(made, TEXT.index("end"))
    assert made.selection is not None
    assert made.selection.of(TEXT) == TEXT[TEXT.index("knew") : TEXT.index("end")]


def test_two_presses_take_the_word_and_three_the_sentence() -> None:
    """A fourth one puts the caret again."""
    found = [pressed(times, "knew")[0].selection for times in (1, 2, 3, 4)]
    assert [span and span.of(TEXT) for span in found] == [None, "knew", "“We knew,” she said.", None]


def test_a_drag_after_two_presses_goes_by_words() -> None:
    """In both directions, with the first word always in."""
    made, pointer = pressed(2, "she")
    pointer.drag(made, TEXT.index("obody"))
    assert shown(made).startswith("“We knew,” [she said. Nobody|]")
    pointer.drag(made, TEXT.index("new"))
    assert shown(made).startswith("“We [|knew,” she] said.")


def test_two_presses_far_apart_are_two_presses() -> None:
    """In time or on the screen."""
    made, pointer = pressed(1, "knew")
    pointer.press(made, TEXT.index("knew"), HERE, 2, extend=False)
    pointer.press(made, TEXT.index("she"), THERE, 2.1, extend=False)
    assert made.selection is None


def test_shift_extends_to_the_press() -> None:
    """From the caret."""
    made, pointer = pressed(1, "she")
    pointer.press(made, TEXT.index("asked"), THERE, 1, extend=True)
    assert made.selection is not None
    assert made.selection.of(TEXT) == "she said. Nobody "
