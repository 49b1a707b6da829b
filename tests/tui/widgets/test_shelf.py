"""Columns fit whatever the width; a state follows from what was read."""

from dataclasses import replace

import pytest

from workbench.model import State
from workbench.store import Shelved
from workbench.tui.widgets.shelf import Shelf, columns


def row(number: int, read: int = 0) -> Shelved:
    return Shelved(f"{number:03}", f"Title {number}", "Herald", 1200, 12, read, 0, {"bea": 3})


@pytest.mark.parametrize("width", range(40, 221, 12))
def test_the_columns_fill_the_width_exactly(width: int) -> None:
    """Nothing is cut off at the right, and no room is lost."""
    shown = columns(width, 20, others=True)
    assert sum(column.width for column in shown) + 2 * (len(shown) - 1) == width


def test_a_narrow_screen_keeps_what_is_needed_to_choose() -> None:
    """Title and progress stay when everything else has gone."""
    assert [column.title for column in columns(50, 20, others=True)] == ["id", "title", "read"]


def test_a_wide_screen_shows_every_column() -> None:
    """From 132 cells on nothing is left out."""
    assert len(columns(132, 20, others=True)) == 8
    assert "others" not in [column.title for column in columns(132, 20, others=False)]


@pytest.mark.parametrize(("read", "expected"), [(0, "to do"), (1, "in progress"), (11, "in progress"), (12, "done")])
def test_an_article_is_done_when_all_of_it_is_read(read: int, expected: str) -> None:
    """Labels have no part in it: an article may hold none."""
    assert row(0, read).state == expected


def test_a_skipped_article_is_skipped_however_much_of_it_is_read() -> None:
    """And is found by that word, no longer once it is taken up again."""
    shelf = Shelf([row(number) for number in range(30)], print)
    shelf.put(replace(row(7, 12), skipped=True))
    assert shelf.states == {State.TO_DO: 29, State.SKIPPED: 1}
    shelf.filter("skipped")
    assert [found.id for found in shelf.rows] == ["007"]
    shelf.put(row(7, 12))
    shelf.filter("skipped")
    assert not shelf.rows


def test_a_filter_takes_words_in_any_order_and_case() -> None:
    """Id, title and outlet count."""
    shelf = Shelf([row(number) for number in range(120)], print)
    shelf.filter("herald 11")
    assert [found.id for found in shelf.rows] == ["011", *(f"{number}" for number in range(110, 120))]


def test_the_cursor_stays_on_its_article_while_the_filter_changes() -> None:
    """It goes to the first one only where its own has gone."""
    shelf = Shelf([row(number) for number in range(30)], print)
    shelf.point_at("012")
    shelf.filter("1")
    assert shelf.rows[shelf.at].id == "012"
    shelf.filter("29")
    assert shelf.rows[shelf.at].id == "029"
