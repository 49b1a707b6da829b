"""Rows as strips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.strip import Strip

from tests import factories
from tests.annotate.stage import SCHEME, note
from tests.strategies import crowded_text
from workbench.model import Annotation, Article, Span
from workbench.settings.values import READING_WIDTH
from workbench.tui.layout import Layout
from workbench.tui.paint import Look, Painter, frame, view_width
from workbench.tui.palette import Palette

TEXT = "One two three four five.\n\nSix seven eight."
NOWHERE = Look(0, None, 0, None, ())


def painter(
    article: Article, *annotations: Annotation, width: int = 40, rails: bool = True, colour: bool = True
) -> Painter:
    layout = Layout(article, lambda _: annotations)
    parts = frame(width, len(article.paragraphs), rails=rails)
    layout.fit(parts.text, rails=rails)
    palette = Palette(Color.parse("#121212"), Color.parse("#e0e0e0"), Color.parse("#0178d4"), colour)
    return Painter(layout, SCHEME, palette, parts)


def strips(made: Painter, look: Look = NOWHERE) -> list[Strip]:
    return [made.strip(number, look) for number in range(made.layout.height)]


def drawn(made: Painter, look: Look = NOWHERE) -> list[str]:
    return [strip.text.rstrip() for strip in strips(made, look)]


def words_where(strip: Strip, attribute: str) -> str:
    """The characters whose style has the attribute."""
    return "".join(segment.text for segment in strip if segment.style and getattr(segment.style, attribute))


def test_a_paragraph_has_its_number_and_a_tick_once_it_is_read() -> None:
    """The current one has a bar beside all of its rows."""
    made = painter(factories.article(text=TEXT), note(TEXT, "two three"))
    assert drawn(made, Look(0, None, 0, None, {1})) == [
        " ▌ 1   One two three four five.",
        " ▌         ╰─q─────╯",
        "",
        "   2✓  Six seven eight.",
        "",
    ]


def test_the_compact_view_has_the_keys_beside_the_line() -> None:
    """Each label once; what is covered twice is underlined."""
    notes = note(TEXT, "two three"), note(TEXT, "three", "hedge"), note(TEXT, "five")
    made = painter(factories.article(text=TEXT), *notes, rails=False)
    assert drawn(made)[0].split() == [*["▌", "1", "One", "two", "three", "four", "five.", "qh"]]
    assert words_where(strips(made)[0], "underline") == "three"


def test_the_annotation_that_keys_act_on_stands_out() -> None:
    """By a heavy rail; in the compact view by bold words."""
    two = note(TEXT, "two three")
    look = NOWHERE._replace(target=two.id)
    assert drawn(painter(factories.article(text=TEXT), two), look)[1].endswith("┗━q━━━━━┛")
    compact = strips(painter(factories.article(text=TEXT), two, rails=False), look)[0]
    assert "two three" in words_where(compact, "bold")


def test_the_innermost_annotation_gives_the_colour() -> None:
    """So a nested one is seen on the one around it."""
    made = painter(factories.article(text=TEXT), note(TEXT, "two three four"), note(TEXT, "three", "hedge"))
    papers = {segment.text: segment.style.bgcolor for segment in strips(made)[0] if segment.style}
    assert papers["two "] == papers[" four"] != papers["three"]


def test_a_label_that_the_scheme_has_lost_is_drawn_all_the_same() -> None:
    """Its name, in grey."""
    made = painter(factories.article(text=TEXT), note(TEXT, "two three", "gone"))
    assert drawn(made)[1].endswith("╰─gone──╯")


@pytest.mark.parametrize("colour", [True, False])
def test_the_caret_is_a_reversed_cell(colour: bool) -> None:
    """On a character, and behind the last one of a paragraph."""
    made = painter(factories.article(text=TEXT), colour=colour)
    assert words_where(strips(made, NOWHERE._replace(caret=4))[0], "reverse") == "t"
    end = TEXT.index("\n")
    assert words_where(strips(made, NOWHERE._replace(caret=end))[0], "reverse") == " "


def test_the_selection_is_seen_on_annotations() -> None:
    """And without colour it is reversed."""
    two = note(TEXT, "two three")
    look = NOWHERE._replace(selection=Span(4, 13), caret=13)
    coloured, plain = (strips(painter(factories.article(text=TEXT), two, colour=c), look)[0] for c in (True, False))
    (selected,) = (segment.style for segment in coloured if segment.text == "two three")
    assert selected is not None
    assert selected.bgcolor != painter(factories.article(text=TEXT)).palette.text("#888888").bgcolor
    assert words_where(plain, "reverse") == "two three "


@given(crowded_text, st.integers(10, 100), st.booleans(), st.integers(0, 60), st.integers(0, 60))
def test_every_row_is_as_wide_as_the_view(text: str, width: int, rails: bool, one: int, other: int) -> None:
    """Whatever is in the text, selected, annotated, or under the caret."""
    start, end = sorted((min(one, len(text) - 1), min(other, len(text) - 1)))
    made = painter(factories.article_of(text), factories.annotation((start, end + 1)), width=width, rails=rails)
    look = Look(min(one, len(text)), Span(start, end + 1), 0, None, ())
    assert {sum(segment.cell_length for segment in strip) for strip in strips(made, look)} == {width}


def test_a_row_is_painted_once() -> None:
    """A caret elsewhere changes nothing about it."""
    made = painter(factories.article(text=TEXT), note(TEXT, "two"))
    before, after = strips(made, NOWHERE), strips(made, NOWHERE._replace(caret=2))
    assert [one is other for one, other in zip(before, after, strict=True)] == [False, True, True, True, True]


def test_a_view_of_full_width_has_room_for_everything_and_no_more() -> None:
    """Margin, numbers of three digits, text and keys: a wider one would be empty at its right."""
    full, narrower, wider = (frame(view_width(READING_WIDTH) + by, 999, rails=False) for by in (0, -1, 1))
    assert (full.text, full.margin) == (READING_WIDTH, wider.margin)
    assert full.left + full.text + 1 + full.keys == view_width(READING_WIDTH)
    assert (narrower.text, narrower.margin) != (full.text, full.margin)


def test_the_text_is_no_wider_than_is_good_to_read() -> None:
    """However wide the view; 80 columns with their scrollbar lack a cell, which is the margin's."""
    assert frame(200, 45, rails=True).text == READING_WIDTH
    assert (frame(79, 45, rails=True).text, frame(79, 45, rails=True).margin) == (READING_WIDTH - 1, 1)
    assert frame(79, 45, rails=False).text < READING_WIDTH
