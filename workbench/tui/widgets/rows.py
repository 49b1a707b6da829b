"""Rows with a cursor, drawn one by one: ten thousand of them cost what the visible ones cost."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.tui.prose import drawn


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """`count` rows, each one `line`. A key costs the rows that it changes.

    A subclass calls `changed` when it has other rows. `HEAD` rows at the top stay where they are when others scroll.
    """

    HEAD: ClassVar[int] = 0
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--title", "rows--heading", "rows--cursor"}
    DEFAULT_CSS = """
    Rows { height: 1fr; scrollbar-size-vertical: 1; }
    Rows .rows--title { color: $text-muted; }
    Rows .rows--heading { color: $text-muted; text-style: bold; }
    Rows .rows--cursor { background: $primary 40%; color: $foreground; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "one row up", show=False, id="rows.up"),
        Binding("down", "step(1)", "one row down", show=False, id="rows.down"),
        Binding("pageup", "page(-1)", "one page up", show=False, id="rows.page_up"),
        Binding("pagedown", "page(1)", "one page down", show=False, id="rows.page_down"),
        Binding("home", "first", "first row", show=False, id="rows.first"),
        Binding("end", "last", "last row", show=False, id="rows.last"),
    ]

    class Taken(Message):
        """A row was clicked twice."""

    def __init__(self, name: str, after: Callable[[], object]) -> None:
        """`after` is called in the same callback when the cursor has gone anywhere."""
        super().__init__(id=name)
        self._after = after
        self._at = 0

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def line(self, row: int, width: int) -> Text:
        """What stands in the row, in so many cells; it is cut and filled up to them."""

    def head(self, y: int, width: int) -> Text:
        """What stands above the rows; where there are none, what is said in their place."""
        return Text()

    def style(self, row: int) -> str:
        """The component class of a row, or none."""
        return "rows--cursor" if row == self._at else ""

    @property
    def at(self) -> int:
        """The row of the cursor."""
        return self._at

    @property
    def room(self) -> int:
        """Cells of a row that no scroll bar covers."""
        return self.scrollable_content_region.width

    def changed(self, at: int = 0) -> None:
        """There are other rows: draw them, the cursor in this one or the nearest."""
        self.virtual_size = Size(1, self.count + self.HEAD)
        self.go(at)
        self.refresh()

    def go(self, row: int) -> None:
        """Put the cursor in the row, or in the nearest, and keep it in view."""
        before, self._at = self._at, max(0, min(row, self.count - 1))
        top, height = self.scroll_offset.y, self.size.height - self.HEAD
        if self._at < top:
            self.scroll_to(y=self._at, animate=False)
        elif self._at >= top + height > 0:
            self.scroll_to(y=self._at - height + 1, animate=False)
        self.redraw(before)
        self.redraw(self._at)
        self._after()

    def redraw(self, row: int) -> None:
        """Draw a row again, if it is in view; scrolling has the others drawn by itself."""
        if 0 <= row - self.scroll_offset.y < self.size.height - self.HEAD:
            self.refresh_line(row + self.HEAD)

    def action_step(self, by: int) -> None:
        """Go so many rows further."""
        self.go(self._at + by)

    def action_page(self, by: int) -> None:
        """Go so many pages further, each but one row."""
        self.action_step(by * max(1, self.size.height - self.HEAD - 1))

    def action_first(self) -> None:
        self.go(0)

    def action_last(self) -> None:
        self.go(self.count - 1)

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event)
        if row is not None:
            self.go(row)
            if event.chain == 2:
                self.post_message(self.Taken())

    def row_at(self, event: events.MouseEvent) -> int | None:
        """The row that the mouse points at."""
        row = self.scroll_offset.y + event.y - self.HEAD
        return row if event.y >= self.HEAD and row < self.count else None

    def render_line(self, y: int) -> Strip:
        width, row = self.size.width, self.scroll_offset.y + y - self.HEAD
        if y < self.HEAD or not self.count:
            line, style = self.head(y, self.room), "rows--title"
        elif row < self.count:
            line, style = self.line(row, self.room), self.style(row)
        else:
            return Strip.blank(width, self.rich_style)
        line.truncate(self.room, overflow="ellipsis", pad=True)
        plain = self.get_component_rich_style(style) if style else self.rich_style
        return Strip(drawn(line, plain, self.app.console)).adjust_cell_length(width, plain)
