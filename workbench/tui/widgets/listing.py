"""A list of anything in columns, drawn line by line: five thousand lines cost what the visible ones cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, ClassVar, Generic, TypeVar

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

T = TypeVar("T")

GAP = 2
"""Cells between columns."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """`width` in cells; 0: of what is left, its `share` of those of all such columns."""

    title: str
    width: int
    cell: Callable[[T], Text]
    share: int = 1


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """What there is to show. `told` says an item in full, and a filter looks in it; items that share a `heading` stand
    under it; `empty` says what would stand here and how it gets here.
    """

    title: str
    items: Sequence[T]
    columns: tuple[Column[T], ...]
    told: Callable[[T], str]
    empty: str
    heading: Callable[[T], str] = lambda _: ""


class Listing(ScrollView, can_focus=False, inherit_bindings=False):
    """One line for each item of a sheet, one of which is chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--title", "listing--heading", "listing--chosen"}
    DEFAULT_CSS = """
    Listing { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Listing .listing--title { color: $text-muted; }
    Listing .listing--heading { color: $text-muted; text-style: bold; }
    Listing .listing--chosen { background: $primary 40%; color: $foreground; text-style: bold; }
    """

    class Taken(Message):
        """A line was clicked twice."""

    def __init__(self, after: Callable[[], object]) -> None:
        """`after` is called in the same callback when another line is chosen."""
        super().__init__()
        self._after = after
        self._sheet: Sheet[Any] | None = None
        self._found: list[str] = []
        self._rows: list[Any] = []
        self._headings: dict[int, str] = {}
        self._widths: list[int] = []
        self._at = 0

    @property
    def chosen(self) -> Any | None:
        """The item under the cursor; None where there is none."""
        return self._rows[self._at] if self._at < len(self._rows) else None

    @property
    def shown(self) -> int:
        """How many items the filter lets through."""
        return len(self._rows) - len(self._headings)

    def show(self, sheet: Sheet[Any], at: int = 0) -> None:
        """Show these, unfiltered, the cursor on that line or the nearest."""
        self._sheet, self._found = sheet, []
        self._fit()
        self.narrow("")
        self.go(at)

    def narrow(self, text: str) -> None:
        """Show only items that hold every word of `text`."""
        if self._sheet is None:
            return
        items, wanted = self._sheet.items, text.casefold().split()
        if wanted:
            self._found = self._found or [self._sheet.told(item).casefold() for item in items]
            pairs = zip(items, self._found, strict=True)
            items = [item for item, words in pairs if all(word in words for word in wanted)]
        self._take(items)

    @property
    def at(self) -> int:
        """The line of the cursor."""
        return self._at

    def go(self, row: int, towards: int = 1) -> None:
        """Choose the item in the row, or the next one where a heading stands there."""
        row = max(0, min(row, len(self._rows) - 1))
        if row in self._headings:
            row += towards if row else 1
        before, self._at = self._at, row
        top, height = self.scroll_offset.y, self.size.height - 1
        first = row - 1 if row - 1 in self._headings else row
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif row >= top + height > 0:
            self.scroll_to(y=row - height + 1, animate=False, immediate=True)
        for changed in (before, row):
            if 0 <= changed - self.scroll_offset.y < height:
                self.refresh_line(changed + 1)
        self._after()

    @property
    def last(self) -> int:
        """The last line."""
        return len(self._rows) - 1

    def step(self, by: int) -> None:
        """Choose the item so many lines further."""
        self.go(self._at + by, 1 if by > 0 else -1)

    def on_click(self, event: events.Click) -> None:
        row = self.scroll_offset.y + event.y - 1
        if event.y >= 1 and row < len(self._rows):
            self.go(row)
            if event.chain == 2:
                self.post_message(self.Taken())

    def on_resize(self) -> None:
        self._fit()
        self.go(self._at)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        row = self.scroll_offset.y + y - 1
        if self._sheet is None or (self._rows and row >= len(self._rows)):
            return Strip.blank(self.size.width, self.rich_style)
        if not self._rows:
            return self._strip(Text(self._nothing(y - 1)), "listing--title")
        if y == 0:
            return self._strip(self._line([Text(column.title) for column in self._sheet.columns]), "listing--title")
        if row in self._headings:
            return self._strip(Text(self._headings[row]), "listing--heading")
        cells = [column.cell(self._rows[row]) for column in self._sheet.columns]
        return self._strip(self._line(cells), "listing--chosen" if row == self._at else "")

    def _nothing(self, y: int) -> str:
        """A line of what is said where nothing is to show."""
        told = self._sheet.empty if self._sheet and not self._sheet.items else "Nothing here has these words."
        lines = wrap(told, max(20, min(72, self.size.width - 2)))
        return lines[y] if 0 <= y < len(lines) else ""

    def _line(self, cells: list[Text]) -> Text:
        for cell, width in zip(cells, self._widths, strict=True):
            cell.truncate(width, overflow="ellipsis", pad=True)
        return Text(" " * GAP).join(cells)

    def _strip(self, line: Text, style: str) -> Strip:
        width = self.size.width
        line = Text.assemble(" ", line, end="")
        line.truncate(width, overflow="ellipsis", pad=True)
        drawn = self.get_component_rich_style(style) if style else self.rich_style
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(drawn)

    def _take(self, items: Sequence[Any]) -> None:
        self._rows, self._headings, last = [], {}, ""
        for item in items:
            heading = self._sheet.heading(item) if self._sheet else ""
            if heading != last:
                self._headings[len(self._rows)] = last = heading
                self._rows.append(None)
            self._rows.append(item)
        self.virtual_size = Size(1, len(self._rows) + 1)
        self.go(0)
        self.refresh()

    def _fit(self) -> None:
        if self._sheet is None:
            return
        columns = self._sheet.columns
        rest = (
            self.scrollable_content_region.width
            - 2
            - sum(column.width for column in columns)
            - GAP * (len(columns) - 1)
        )
        shares = sum(column.share for column in columns if not column.width)
        self._widths = [column.width or max(8, rest * column.share // shares) for column in columns]
