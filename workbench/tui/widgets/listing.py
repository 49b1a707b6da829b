"""A list of anything in columns, with a filter and headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Generic, TypeVar

from rich.text import Text
from textual import events

from workbench.tui.widgets.rows import Rows

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


class Listing(Rows):
    """The items of a sheet under the titles of its columns; `filter` is what narrows them, whatever sheet is shown."""

    HEAD = 1
    DEFAULT_CSS = """
    Listing { scrollbar-gutter: stable; }
    """

    def __init__(self, after: Callable[[], object]) -> None:
        super().__init__("listing", after)
        self.filter = ""
        self._sheet: Sheet[Any] | None = None
        self._told: list[str] = []
        self._rows: list[Any] = []
        self._headings: dict[int, str] = {}
        self._widths: list[int] = []

    @property
    def chosen(self) -> Any | None:
        """The item under the cursor; None where there is none."""
        return self._rows[self.at] if self._rows else None

    @property
    def count(self) -> int:
        """How many rows there are, those of headings included."""
        return len(self._rows)

    @property
    def found(self) -> int:
        """How many items the filter lets through."""
        return len(self._rows) - len(self._headings)

    def show(self, sheet: Sheet[Any], at: int = 0) -> None:
        """Show these, the cursor on that line or the nearest."""
        self._sheet, self._told = sheet, []
        self._fit()
        self.narrow(self.filter)
        self.go(at)

    def where(self, test: Callable[[Any], bool], otherwise: int) -> int:
        """The first row with such an item; else that which is given."""
        rows = (row for row, item in enumerate(self._rows) if row not in self._headings and test(item))
        return next(rows, otherwise)

    def narrow(self, text: str) -> None:
        """Show only items that hold every word of `text`."""
        self.filter = text
        if self._sheet is None:
            return
        items, wanted = self._sheet.items, text.casefold().split()
        if wanted:
            self._told = self._told or [self._sheet.told(item).casefold() for item in items]
            pairs = zip(items, self._told, strict=True)
            items = [item for item, told in pairs if all(word in told for word in wanted)]
        self._take(items, self._sheet.heading)

    def typed(self, event: events.Key) -> bool:
        """Narrow by what is typed where there is no field; says whether the key meant that."""
        if event.key == "backspace":
            self.narrow(self.filter[:-1])
        elif event.is_printable and event.character and (self.filter or event.key != "space"):
            self.narrow(self.filter + event.character)
        else:
            return False
        return True

    def go(self, row: int) -> None:
        """Put the cursor on the item, past a heading on to the next one, and the heading above it in view, too."""
        row = max(0, min(row, self.count - 1))
        if row in self._headings:
            row += -1 if 0 < row < self.at else 1
        super().go(row)
        if row - 1 in self._headings and self.scroll_offset.y == row:
            self.scroll_to(y=row - 1, animate=False)

    def style(self, row: int) -> str:
        return "rows--heading" if row in self._headings else super().style(row)

    def on_resize(self) -> None:
        self._fit()
        self.refresh()

    def head(self, y: int, width: int) -> Text:
        if self._sheet is None:
            return Text()
        if self._rows:
            return self._in_columns([Text(column.title) for column in self._sheet.columns])
        told = "Nothing here has these words." if self._sheet.items else self._sheet.empty
        lines = wrap(told, max(20, min(72, width - 2)))
        return Text(f" {lines[y - 1]}" if 1 <= y <= len(lines) else "")

    def line(self, row: int, width: int) -> Text:
        if row in self._headings or self._sheet is None:
            return Text(f" {self._headings[row]}")
        return self._in_columns([column.cell(self._rows[row]) for column in self._sheet.columns])

    def _in_columns(self, cells: list[Text]) -> Text:
        for cell, width in zip(cells, self._widths, strict=True):
            cell.truncate(width, overflow="ellipsis", pad=True)
        return Text.assemble(" ", Text(" " * GAP).join(cells))

    def _take(self, items: Sequence[Any], heading: Callable[[Any], str]) -> None:
        self._rows, self._headings, last = [], {}, ""
        for item in items:
            if (title := heading(item)) != last:
                self._headings[len(self._rows)] = last = title
                self._rows.append(None)
            self._rows.append(item)
        self.changed()

    def _fit(self) -> None:
        if self._sheet is None:
            return
        columns = self._sheet.columns
        fixed = sum(column.width for column in columns) + GAP * (len(columns) - 1)
        rest = self.room - 2 - fixed
        shares = sum(column.share for column in columns if not column.width)
        self._widths = [column.width or max(8, rest * column.share // shares) for column in columns]
