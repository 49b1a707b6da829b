"""Moves by lines and pages."""

import pytest

from tests import factories
from workbench.tui.layout import Layout, Place
from workbench.tui.moves import revealed, target

TEXT = "\n\n".join(["One two three four five."] * 6)


@pytest.fixture
def lines() -> Layout:
    """Six paragraphs of three lines and an empty row."""
    layout = Layout(factories.article(text=TEXT), lambda _: ())
    layout.fit(10, rails=True)
    return layout


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("line_start", Place(2, 1, 0)),
        ("up", Place(2, 0, 3)),
        ("down", Place(2, 2, 3)),
        ("page_up", Place(0, 1, 3)),
        ("page_down", Place(4, 1, 3)),
    ],
)
def test_a_move_keeps_the_cell(lines: Layout, command: str, found: Place) -> None:
    """A page is as many rows as it is told."""
    assert target(lines, command, Place(2, 1, 3), 3, page=8) == found


def test_up_and_down_cross_paragraphs(lines: Layout) -> None:
    """And end at the first and the last caret stop."""
    assert target(lines, "down", Place(0, 2, 3), 3, page=8) == Place(1, 0, 3)
    assert target(lines, "up", Place(1, 0, 3), 3, page=8) == Place(0, 2, 3)
    assert lines.offset(target(lines, "up", Place(0, 0, 3), 3, page=8)) == 0
    assert lines.offset(target(lines, "down", Place(5, 2, 3), 3, page=8)) == len(TEXT)


def test_the_end_of_a_line_that_goes_on_is_its_space(lines: Layout) -> None:
    """The stop after it begins the next line."""
    assert lines.offset(target(lines, "line_end", Place(0, 0, 0), 0, page=8)) == len("One two")


def test_a_page_moves_on_even_where_it_has_no_room(lines: Layout) -> None:
    """A view of one row goes line by line."""
    assert target(lines, "page_down", Place(0, 0, 0), 0, page=0) == Place(0, 1, 0)


@pytest.mark.parametrize(
    ("top", "height", "shown"),
    [
        (4, 12, 4),
        (8, 12, 5),
        (0, 12, 2),
        (0, 9, 5),
        (20, 9, 5),
        (0, 2, 8),
        (12, 2, 9),
        (0, 1, 9),
    ],
)
def test_the_view_scrolls_no_more_than_is_needed(lines: Layout, top: int, height: int, shown: int) -> None:
    """To the whole paragraph of the caret with rows around it; to its line, where the paragraph is too long."""
    assert revealed(lines, Place(2, 1, 0), top, height) == shown
