"""The table with a cursor in one of its cells."""

import pytest
from rich.text import Text
from textual.app import App, ComposeResult

from tests.tui.screenshot import text_of
from workbench.tui.widgets.matrix import Cell, Grid, Matrix

HEADS = ("one", "two", "three")


def grid(*names: str) -> Grid:
    """A row for each name, with a figure of five cells under each heading."""
    cells = [[Cell(Text(f"{row}.{column}55", "dim")) for column in range(3)] for row in range(len(names))]
    return Grid("corner", HEADS, [Text(name) for name in names], cells, 5, 6, "Nothing.")


class Stage(App[None]):
    """Nothing but a matrix."""

    def __init__(self, shown: Grid) -> None:
        super().__init__()
        self.shown = shown
        self.matrix = Matrix("matrix", lambda: None)

    def compose(self) -> ComposeResult:
        yield self.matrix

    def on_mount(self) -> None:
        self.matrix.show(self.shown)


@pytest.mark.parametrize("width", range(15, 32))
async def test_no_figure_is_under_the_scroll_bar(width: int) -> None:
    """Whatever the width: what is shown is shown in full, and the others are scrolled to."""
    app = Stage(grid(*"abcdefgh"))
    async with app.run_test(size=(width, 5)) as pilot:
        await pilot.pause()
        assert app.matrix.show_vertical_scrollbar
        for column in range(3):
            row = text_of(app).splitlines()[1]
            assert f"0.{column}55" in row
            assert all(len(cell) == 5 for cell in row.split()[1:] if cell.startswith("0"))
            await pilot.press("right")
            await pilot.pause()


async def test_the_cursor_can_be_read_in_a_dim_cell() -> None:
    """What is dim in the table stands out there."""
    app = Stage(grid("a", "b"))
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        (cell,) = (one for one in app.matrix.render_line(1) if one.text.strip() == "0.055")
        (other,) = (one for one in app.matrix.render_line(1) if one.text.strip() == "0.155")
        assert cell.style is not None
        assert other.style is not None
        assert other.style.dim
        assert not cell.style.dim


async def test_other_figures_leave_the_cursor_beside_its_name_and_under_its_heading() -> None:
    """Where they are gone, at the same place."""
    app = Stage(grid("a", "b", "c"))
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("down", "right", "right")
        app.matrix.show(grid("x", "a", "b", "c"))
        assert app.matrix.at == 2
        app.matrix.show(grid("x", "a", "c"))
        assert app.matrix.at == 2
        app.matrix.show(grid("a"))
        assert app.matrix.at == 0
        assert app.matrix.chosen is not None
        assert app.matrix.chosen.text.plain == "0.255"
