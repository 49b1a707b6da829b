"""Several annotators' rails under the same words."""

from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from tests import factories
from tests.annotate.stage import SCHEME
from tests.strategies import crowded_text
from workbench.model import Annotation, Span, reading_order
from workbench.tui.lanes import NAME, Focus, Lane, Lanes
from workbench.tui.palette import Palette

TEXT = "One two three four five.\n\nSix seven eight."
ARTICLE = factories.article(text=TEXT)
PALETTE = Palette(Color.parse("#121212"), Color.parse("#e0e0e0"), Color.parse("#0178d4"), colour=True)


def on(words: str, label: str) -> Annotation:
    start = TEXT.index(words)
    return factories.annotation((start, start + len(words)), label=label, id=f"{words} {label}")


def lanes(made: dict[str, list[Annotation]], width: int = 40) -> Lanes:
    """The lanes of these annotators, who may still change what they made."""

    def touching(name: str, paragraph: int) -> list[Annotation]:
        span = ARTICLE.paragraphs[paragraph]
        return sorted((one for one in made[name] if one.extent.start in span), key=reading_order)

    theirs = [Lane(name, lambda paragraph, name=name: touching(name, paragraph)) for name in made]
    return Lanes(ARTICLE, theirs, SCHEME, PALETTE, (width, 20))


def drawn(made: Lanes) -> list[str]:
    return [strip.text.rstrip() for strip in made[:]]


def test_each_has_a_lane_under_the_line_that_they_labelled() -> None:
    """With the name beside its first rail; who made nothing of a line has none there."""
    made = lanes({"ann": [on("two three", "quote"), on("two", "source")], "bea": [on("seven", "hedge")]})
    made.focus = Focus(beside={0: "1✓", 1: "2 "})
    assert drawn(made) == [
        "      1✓  One two three four",
        " ann          ╰─q─────╯",
        "              ╰s╯",
        "          five.",
        "",
        "      2   Six seven eight.",
        " bea          ╰─h─╯",
    ]
    assert made.rows(Span(TEXT.index("two"), TEXT.index("five"))) == range(3)
    assert made.rows(Span(TEXT.index("seven"), len(TEXT))) == range(5, 7)


def test_a_lane_that_changes_moves_what_is_below() -> None:
    """Words and rails stay where they belong to each other."""
    hers: list[Annotation] = []
    made = lanes({"ann": [on("seven", "hedge")], "bea": hers})
    hers.append(on("two", "quote"))
    made.update(1, [0])
    assert drawn(made)[:2] == ["          One two three four", " bea          ╰q╯"]
    assert drawn(made)[-1] == " ann          ╰─h─╯"


def test_the_mouse_finds_words_and_rails() -> None:
    """Under the words of a rail is its annotation, beside it nothing; where words are, an offset."""
    quote = on("two three", "quote")
    made = lanes({"ann": [quote]})
    assert made.offset_at(0, NAME + 4) == TEXT.index("two")
    assert (made.offset_at(1, NAME + 4), made.rail_at(1, NAME + 4)) == (None, quote)
    assert [made.rail_at(row, cell) for row, cell in ((0, NAME + 4), (1, NAME), (3, NAME), (99, NAME))] == [None] * 4
    assert [made.offset_at(row, NAME) for row in (-1, 3, 99)] == [None] * 3


def test_what_stands_out_is_lit_and_heavy() -> None:
    """The words of an item, and the rails of those annotations that are named; of two in a row only one."""
    made = lanes({"ann": [on("One", "source"), on("three four", "quote")]})
    made.focus = Focus(Span(8, 18), {"three four quote"})
    assert drawn(made)[1] == " ann      ╰s╯     ┗━q quote┛"
    lit = [segment.text for segment in made[0] if segment.style and segment.style.bgcolor != PALETTE.text().bgcolor]
    assert "".join(lit) == "three four"


def test_names_from_outside_do_no_harm() -> None:
    """They are drawn as signs, and cut to their room."""
    made = lanes({"\x1b[31mredder than red": [on("One", "source")]})
    assert drawn(made)[1] == " ␛[31…red ╰s╯"


def test_long_names_that_differ_at_their_ends_are_told_apart() -> None:
    """Their starts alone would be the same."""
    made = lanes({f"annotator_{number}": [on("One", "source")] for number in (1, 2)})
    assert drawn(made)[1:3] == [" anno…r_1 ╰s╯", " anno…r_2 ╰s╯"]


@given(crowded_text, st.integers(12, 60))
def test_every_row_is_as_wide_as_the_view(text: str, width: int) -> None:
    """Whatever the text, and however narrow."""
    whole = factories.article_of(text)
    one = factories.annotation((0, len(text)), label="quote")
    made = Lanes(whole, [Lane("ann", lambda _: [one])], SCHEME, PALETTE, (width, 72))
    assert {strip.cell_length for strip in made[:]} == {width}
