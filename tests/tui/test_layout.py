"""Places, rows and cells."""

from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.annotate.stage import note
from tests.strategies import crowded_text
from workbench import tokens
from workbench.model import Annotation, Article, Span
from workbench.tui.layout import Layout, Moved, Place, Row

TEXT = "One two three four five.\n\nSix seven eight."


def laid_out(article: Article, *annotations: Annotation, width: int = 10, rails: bool = True) -> Layout:
    layout = Layout(article, lambda _: annotations)
    layout.fit(width, rails=rails)
    return layout


def rows(layout: Layout) -> list[Row]:
    return [layout.row(number) for number in range(layout.height)]


@given(st.lists(crowded_text, min_size=1, max_size=4), st.integers(8, 30))
def test_places_and_offsets_are_inverses(paragraphs: list[str], width: int) -> None:
    """Every caret stop has a cell of its own, and the cell leads back to it."""
    article = factories.article_of(*paragraphs)
    layout = laid_out(article, width=width)
    stops = [stop for paragraph in article.paragraphs for stop in tokens.graphemes(article.text, paragraph)]
    places = [layout.place(stop) for stop in stops]
    assert [layout.offset(place) for place in places] == stops
    assert len(set(places)) == len(stops)
    assert all(place.cell <= width for place in places)


@given(crowded_text, st.integers(8, 30), st.integers(0, 90), st.integers(0, 90))
def test_any_annotation_can_be_laid_out(text: str, width: int, start: int, end: int) -> None:
    """Also one that begins or ends inside a cluster: its rails stay within the line and its hanging space."""
    start, end = min(start, len(text) - 1), min(max(end, start + 1), len(text))
    layout = laid_out(factories.article_of(text), factories.annotation((start, max(end, start + 1))), width=width)
    drawn = [rail for row in rows(layout) for rail in layout.rails_of(row)]
    assert drawn
    assert all(0 <= rail.start < rail.end <= width + 1 for rail in drawn)


def test_rows_are_lines_rails_and_an_empty_row_after_each_paragraph() -> None:
    """Rails stand under the line that they belong to."""
    layout = laid_out(factories.article(text=TEXT), note(TEXT, "two three"), note(TEXT, "three"))
    assert rows(layout) == [
        Row(0, 0, None),
        Row(0, 0, 0),
        Row(0, 1, None),
        Row(0, 1, 0),
        Row(0, 1, 1),
        Row(0, 2, None),
        Row(0, None, None),
        Row(1, 0, None),
        Row(1, 1, None),
        Row(1, None, None),
    ]


def test_the_compact_view_has_no_rails() -> None:
    """Its rows are lines and empty rows."""
    layout = laid_out(factories.article(text=TEXT), note(TEXT, "two"), rails=False)
    assert {row.rail for row in rows(layout)} == {None}


def test_a_rail_is_cut_where_the_line_ends() -> None:
    """And goes on at the start of the next."""
    layout = laid_out(factories.article(text=TEXT), note(TEXT, "two three"))
    (first,), (second,) = layout.rails_of(Row(0, 0, 0)), layout.rails_of(Row(0, 1, 0))
    assert (first.runs, first.cut_start, first.cut_end) == ([(4, 7)], False, True)
    assert (second.runs, second.cut_start, second.cut_end) == ([(0, 5)], True, False)


def test_parts_on_other_lines_are_led_to() -> None:
    """A rail with a part on a later line reaches to the end of its line, and there begins at the start."""
    layout = laid_out(factories.article(text=TEXT), factories.annotation((0, 3), (14, 18)))
    (first,), (second,) = layout.rails_of(Row(0, 0, 0)), layout.rails_of(Row(0, 1, 0))
    assert (first.runs, first.start, first.end) == ([(0, 3)], 0, 7)
    assert (second.runs, second.start, second.end) == ([(6, 10)], 0, 10)


def test_a_change_lays_out_its_paragraph_only() -> None:
    """And says which rows are others, and from where on all have moved."""
    found: dict[int, list[Annotation]] = {0: []}
    layout = Layout(factories.article(text=TEXT), lambda paragraph: found.get(paragraph, []))
    layout.fit(10, rails=True)
    kept = layout.blocks[1]
    found[0].append(note(TEXT, "two"))
    assert layout.update([0]) == ([0, 1], Moved(first=0, rest=5, by=1))
    assert layout.height == 8
    assert layout.update([0]) == ([], None)
    assert layout.blocks[1] is kept


def test_a_cell_beyond_a_line_is_its_end() -> None:
    """The last cluster of a line that goes on, the caret stop behind the last word of a paragraph."""
    layout = laid_out(factories.article(text=TEXT))
    assert layout.offset(Place(0, 0, 99)) == TEXT.index("three") - 1
    assert layout.offset(Place(0, 2, 99)) == TEXT.index("\n")


def test_what_is_between_paragraphs_is_drawn_with_the_nearest() -> None:
    """As `Reading` has it: an imported annotation may begin there."""
    text = "One.\n\n\n\nSix."
    layout = laid_out(factories.article(text=text, paragraphs=(Span(0, 4), Span(8, 12))))
    assert [layout.place(offset).paragraph for offset in (4, 5, 6, 7, 8)] == [0, 0, 0, 1, 1]


def test_an_empty_row_belongs_to_the_line_above() -> None:
    """As a rail does: a click there goes to the words."""
    layout = laid_out(factories.article(text=TEXT), note(TEXT, "two"))
    assert layout.nearest(1, 4) == Place(0, 0, 4)
    assert layout.nearest(4, 4) == Place(0, 2, 4)
    assert layout.nearest(99, 4) == Place(1, 1, 4)


def test_a_rail_knows_its_annotation() -> None:
    """From its first cell to its last."""
    two = note(TEXT, "two")
    layout = laid_out(factories.article(text=TEXT), two)
    assert [layout.rail_at(1, cell) for cell in (3, 4, 6, 7)] == [None, two, two, None]
    assert layout.rail_at(0, 4) is None
