"""Which cells of a view are drawn again."""

from textual.geometry import Region

from tests import factories
from tests.annotate.stage import note
from workbench.tui.layout import Layout
from workbench.tui.paint import frame
from workbench.tui.stale import Stale

TEXT = "One two three four five six seven.\n\nEight."
NOTE = note(TEXT, "five six")


def stale(first: int = 0, rows: int = 20) -> Stale:
    """A view of so many rows from that one on, 30 cells wide: text in four lines with a rail under the third."""
    layout = Layout(factories.article(text=TEXT), lambda paragraph: () if paragraph else (NOTE,))
    parts = frame(30, 2, rails=True)._replace(text=10)
    layout.fit(10, rails=True)
    return Stale(layout, parts, range(first, first + rows), 30)


def rows(of: Stale) -> list[int]:
    return [y for region in of.regions for y in region.line_range]


def test_what_is_above_or_below_the_view_is_not_drawn() -> None:
    """Rows are counted from the top of the view."""
    seen = stale(2, 3)
    seen.rows(0, 2)
    seen.rows(5, 9)
    assert seen.regions == []
    seen.rows(1, 4)
    assert seen.regions == [Region(0, 0, 30, 2)]


def test_an_annotation_is_its_words_and_its_rails() -> None:
    """Not the rails of others, nor the lines where it has no word."""
    seen = stale()
    seen.annotation(NOTE)
    words = stale()
    words.words(TEXT.index("five"), TEXT.index(" seven"))
    assert set(rows(words)) < set(rows(seen))
    assert 0 not in rows(seen)


def test_the_bar_of_a_paragraph_of_one_line_is_all_in_its_first_row() -> None:
    """Which is drawn with number and tick."""
    seen = stale()
    seen.bar(1)
    assert seen.regions == []
    seen.mark(1)
    assert len(rows(seen)) == 1
