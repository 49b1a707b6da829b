"""A table with a cursor in one of its cells: names at the left, heads on top, and beside each row a drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType

from workbench.tui.widgets.rows import Rows

GAP = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in it, what is said of it in full, and what is behind it: what Enter leads to, or None."""

    text: Text
    told: str = ""
    behind: Any = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, each `width` wide, under `heads` of so many lines; `name` cells for the names at the left.

    `beside(row, column, width)` is drawn at the right of a row while the cursor is in that column.
    """

    corner: str
    heads: Sequence[str]
    names: Sequence[Text]
    cells: Sequence[Sequence[Cell]]
    width: int
    name: int
    empty: str
    title: Callable[[int, int], Text] = field(default=lambda _column, _width: Text())
    beside: Callable[[int, int, int], Text] = field(default=lambda _row, _column, _width: Text())


NOTHING = Grid("", (), (), (), 1, 1, "")


class Matrix(Rows):
    """The cursor moves in both directions; columns that have no room are scrolled to, the names stay."""

    HEAD = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {"matrix--cursor"}
    DEFAULT_CSS = """
    Matrix .matrix--cursor { background: $primary; color: $background; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "across(-1)", "one cell left", show=False, id="matrix.left"),
        Binding("right", "across(1)", "one cell right", show=False, id="matrix.right"),
    ]

    def __init__(self, name: str, after: Callable[[], object]) -> None:
        super().__init__(name, after)
        self._grid = NOTHING
        self._column = 0
        self._first = 0

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._grid.cells)

    @property
    def chosen(self) -> Cell | None:
        """The cell under the cursor; None where there is none."""
        return self._grid.cells[self.at][self._column] if self.count and self._grid.heads else None

    def show(self, grid: Grid) -> None:
        """Show this one, the cursor under the same heading and beside the same name as before, or the nearest."""
        before, self._grid = self._grid, grid
        column = _again(before.heads, self._column, grid.heads)
        self._column = max(0, min(column, len(grid.heads) - 1))
        names, named = ([name.plain for name in one.names] for one in (before, grid))
        self.changed(_again(names, self.at, named))

    def style(self, row: int) -> str:
        return ""

    def head(self, y: int, width: int) -> Text:
        grid = self._grid
        if not self.count:
            return Text(f" {grid.empty}" if y == 1 else "")
        shown = self._shown(width)
        heads = [_at_right(Text(grid.heads[number]), grid.width) for number in shown]
        if shown.start:
            heads[0] = Text.assemble(("‹", "bold"), heads[0][1:])
        title = grid.title(self._column, self._rest(width))
        more = Text("›", "bold") if shown.stop < len(grid.heads) else Text(" ")
        return self._joined(Text(grid.corner), heads, title, more)

    def line(self, row: int, width: int) -> Text:
        grid, cells = self._grid, []
        for number in self._shown(width):
            text = _at_right(grid.cells[row][number].text, grid.width)
            if self.has_focus and row == self.at and number == self._column:
                text.stylize(self.get_component_rich_style("matrix--cursor") + Style(dim=False))
            cells.append(text)
        return self._joined(grid.names[row].copy(), cells, grid.beside(row, self._column, self._rest(width)), Text(" "))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_resize(self) -> None:
        self.refresh()

    def action_across(self, by: int) -> None:
        """Go so many columns further."""
        self._go_to(self._column + by)

    def on_click(self, event: events.Click) -> None:
        if self.row_at(event) is not None and event.x > self._names:
            shown = self._shown(self.room)
            place = (event.x - self._names - 1) // (self._grid.width + GAP)
            if place < len(shown):
                self._go_to(shown[place])
        super().on_click(event)

    def _go_to(self, column: int) -> None:
        self._column = max(0, min(column, len(self._grid.heads) - 1))
        self.refresh()
        self._after()

    @property
    def _names(self) -> int:
        """Cells for the names: half of a narrow screen at most."""
        return min(self._grid.name, self.room // 2)

    def _shown(self, width: int) -> range:
        """The columns that there is room for, that of the cursor among them."""
        room = max(1, (width - self._names - 2) // (self._grid.width + GAP))
        self._first = max(min(self._first, self._column), self._column - room + 1, 0)
        return range(self._first, min(len(self._grid.heads), self._first + room))

    def _rest(self, width: int) -> int:
        """Cells that the columns leave, but for one at the right end."""
        return max(0, width - self._names - 2 - len(self._shown(width)) * (self._grid.width + GAP) - 2 * GAP)

    def _joined(self, name: Text, cells: Sequence[Text], beside: Text, more: Text) -> Text:
        """A row; `more` is one cell behind the columns."""
        name.truncate(self._names, overflow="ellipsis", pad=True)
        line = Text(" ").append_text(Text(" " * GAP).join([name, *cells])).append_text(more)
        return line.append(" ").append_text(beside) if beside else line


def _again(before: Sequence[str], at: int, after: Sequence[str]) -> int:
    """Where the same stands as before; if it is gone, or one of several that are alike, the same place."""
    return after.index(before[at]) if at < len(before) and after.count(before[at]) == 1 else at


def _at_right(text: Text, width: int) -> Text:
    """At the right end of so many cells."""
    text = text.copy()
    text.truncate(width, overflow="ellipsis")
    return Text.assemble(" " * (width - text.cell_len), text)
