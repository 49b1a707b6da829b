"""Moving and selecting: `|` is the caret, `[ ]` the selection."""

import pytest

from tests.annotate.stage import reading, shown
from workbench.errors import Refused


def after(marked: str, *commands: str, extend: bool = False) -> str:
    """What the text looks like after the commands."""
    made = reading(marked)
    for command in commands:
        getattr(made, command)(**({"extend": True} if extend else {}))
    return shown(made)


@pytest.mark.parametrize(
    ("marked", "command", "expected"),
    [
        ("He sa|id.", "left", "He s|aid."),
        ("He sa|id.", "right", "He sai|d."),
        ("|He", "left", "|He"),
        ("He|", "right", "He|"),
        ("One.|\n\nTwo.", "right", "One.\n\n|Two."),
        ("One.\n\n|Two.", "left", "One.|\n\nTwo."),
        ("a|👨‍👩‍👧b", "right", "a👨‍👩‍👧|b"),
        ("ae\u0301|b", "left", "a|e\u0301b"),
        ("a [bold| one]", "left", "a |bold one"),
        ("a [bold|] one", "left", "a |bold one"),
        ("a [|bold] one", "right", "a bold| one"),
        ("He sa|id so.", "word_left", "He |said so."),
        ("He |said so.", "word_left", "|He said so."),
        ("He sa|id so.", "word_right", "He said| so."),
        ("He said| “so”.", "word_right", "He said “so|”."),
        ("He said “so|”.", "word_right", "He said “so”.|"),
        ("One.|\n\nTwo.", "word_right", "One.\n\nTwo|."),
        ("One.\n\n|Two.", "word_left", "|One.\n\nTwo."),
        ("He left. She st|ayed. Yes.", "sentence_left", "He left. |She stayed. Yes."),
        ("He left. |She stayed. Yes.", "sentence_left", "|He left. She stayed. Yes."),
        ("He left. She st|ayed. Yes.", "sentence_right", "He left. She stayed. |Yes."),
        ("He le|ft.\n\nShe stayed.", "sentence_right", "He left.\n\n|She stayed."),
        ("He le|ft.", "sentence_right", "He left.|"),
        ("One.\n\nTw|o.\n\nThree.", "paragraph_up", "|One.\n\nTwo.\n\nThree."),
        ("On|e.\n\nTwo.", "paragraph_up", "|One.\n\nTwo."),
        ("One.\n\nTw|o.\n\nThree.", "paragraph_down", "One.\n\nTwo.\n\n|Three."),
        ("One.\n\nTw|o.", "paragraph_down", "One.\n\nTwo.|"),
        ("One.\n\nTw|o.", "article_start", "|One.\n\nTwo."),
        ("O|ne.\n\nTwo.", "article_end", "One.\n\nTwo.|"),
    ],
)
def test_the_caret_moves(marked: str, command: str, expected: str) -> None:
    """From unit to unit, over paragraph breaks in one step, never into a grapheme."""
    assert after(marked, command) == expected


@pytest.mark.parametrize(
    ("marked", "command", "expected"),
    [
        ("He sa|id.", "extend_left", "He s[|a]id."),
        ("He [sa|]id.", "extend_right", "He [sai|]d."),
        ("He [s|]aid.", "extend_left", "He |said."),
        ("He sa|id so.", "extend_word_right", "He sa[id|] so."),
        ("He sa|id so.", "extend_word_left", "He [|sa]id so."),
        ("One.|\n\nTwo.", "extend_word_right", "One.[\n\nTwo|]."),
    ],
)
def test_a_selection_reaches_from_where_the_caret_was(marked: str, command: str, expected: str) -> None:
    """And shrinks when the caret comes back."""
    assert after(marked, command) == expected


@pytest.mark.parametrize(
    "command", ["left", "right", "word_left", "word_right", "sentence_left", "sentence_right", "paragraph_up",
                "paragraph_down", "article_start", "article_end"],
)  # fmt: skip
def test_every_move_can_extend_a_selection(command: str) -> None:
    """By its argument, or by selecting once and for all; the caret goes to the same place."""
    marked = "One. Two two.\n\nThree. Fo|ur four. Five.\n\nSix."
    extended, moved = after(marked, command, extend=True), after(marked, command)
    assert after(marked, "select", command) == extended
    assert extended.replace("[", "").replace("]", "") == moved
    assert "[" in extended


def test_selecting_ends_where_it_began() -> None:
    """A second press keeps what is selected; the next move drops it."""
    assert after("|One two", "select", "word_right", "select") == "[One|] two"
    assert after("|One two", "select", "word_right", "select", "word_right") == "One two|"


def test_clear_drops_the_selection_where_the_caret_is() -> None:
    """And moves no longer extend."""
    assert after("|One two", "select", "word_right", "clear", "right") == "One |two"


def test_the_caret_can_take_the_other_end() -> None:
    """And back again; without a selection there is no other end."""
    assert after("a [bold|] one", "swap_ends") == "a [|bold] one"
    assert after("a [bold|] one", "swap_ends", "swap_ends") == "a [bold|] one"
    with pytest.raises(Refused, match="Nothing is selected"):
        after("a |bold one", "swap_ends")


@pytest.mark.parametrize(
    ("marked", "commands", "expected"),
    [
        ("He sa|id so.", ["select_word"], "He [said|] so."),
        ("He said| so.", ["select_word"], "He [said|] so."),
        ("He said |so.", ["select_word"], "He said [so|]."),
        ("He said so.|", ["select_word"], "He said [so|]."),
        ("|“He said", ["select_word"], "“[He|] said"),
        ("He sa|id so.", ["select_word"] * 2, "He [said so|]."),
        ("On|e.\n\nTwo.", ["select_word"] * 2, "[One.\n\nTwo|]."),
        ("He s[ai|]d so.", ["select_word"], "He [said|] so."),
        ("He le|ft. She stayed.", ["select_sentence"], "[He left.|] She stayed."),
        ("He le|ft. She stayed.", ["select_sentence"] * 2, "[He left. She stayed.|]"),
        ("He le|ft. She stayed.", ["select_word", "select_sentence"], "[He left.|] She stayed."),
        ("He left.\n\nShe st|ayed.\n\nYes.", ["select_paragraph"], "He left.\n\n[She stayed.|]\n\nYes."),
        ("He left.\n\nShe st|ayed.\n\nYes.", ["select_paragraph"] * 2, "He left.\n\n[She stayed.\n\nYes.|]"),
        ("She “sa|id” so", ["select_quotation"], "She [“said”|] so"),
        ("She “said”| so", ["select_quotation"], "She [“said”|] so"),
        ("“A ‘b| c’ d”", ["select_quotation"], "“A [‘b c’|] d”"),
        ("“A ‘b| c’ d”", ["select_quotation"] * 2, "[“A ‘b c’ d”|]"),
        ("“A ‘b [c|]’ d”", ["select_quotation"], "“A [‘b c’|] d”"),
        (
            "“No div|ided\n\ngov," + '"' + " she said",
            ["select_quotation"],
            "[“No divided\n\ngov," + '"' + "|] she said",
        ),
    ],
)
def test_one_key_selects_a_unit_and_again_one_more(marked: str, commands: list[str], expected: str) -> None:
    """What is selected in part becomes whole first; a quotation grows to the one around it."""
    assert after(marked, *commands) == expected


@pytest.mark.parametrize(
    ("marked", "commands", "reason"),
    [
        ("No |mark.", ["select_quotation"], "There is no quotation here."),
        ("A “ma|rk”.", ["select_quotation"] * 2, "There is no quotation around this."),
        ("Wor|d.", ["select_word"] * 2, "There is no further word."),
        ("Wor|d.", ["select_sentence"] * 2, "There is no further sentence."),
        ("*|*", ["select_word"], "There is no word here."),
    ],
)
def test_what_cannot_be_selected_is_refused_with_the_reason(marked: str, commands: list[str], reason: str) -> None:
    """And the selection stays as it was."""
    made = reading(marked)
    for command in commands[:-1]:
        getattr(made, command)()
    before = shown(made)
    with pytest.raises(Refused) as refused:
        getattr(made, commands[-1])()
    assert refused.value.message == reason
    assert shown(made) == before


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (1, "O|ne.\n\n\n\nTwo."),
        (5, "One.|\n\n\n\nTwo."),
        (7, "One.\n\n\n\n|Two."),
        (99, "One.\n\n\n\nTwo.|"),
        (-1, "|One.\n\n\n\nTwo."),
    ],
)
def test_the_caret_never_rests_between_paragraphs(offset: int, expected: str) -> None:
    """It goes to the nearest end of one."""
    made = reading("One.\n\n\n\nTwo.")
    made.move_to(offset)
    assert shown(made) == expected


def test_an_edge_inside_a_grapheme_moves_out_to_its_end() -> None:
    """A word that ends before a combining circle takes it along."""
    made = reading("a|b\ufe0f\u0301c\u200e x")
    made.select_word()
    assert made.selection is not None
    assert made.article.text[made.selection.end] == " " or made.selection.end in made.units.stops[0]
