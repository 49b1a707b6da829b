"""The articles as a list that is drawn line by line: ten thousand of them cost what the visible ones cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.store import Shelved

BAR = 8
"""Cells of a progress bar."""


def state(row: Shelved) -> Literal["to do", "in progress", "done"]:
    """How far the annotator is with an article."""
    if row.read == 0:
        return "to do"
    return "done" if row.read >= row.paragraphs else "in progress"


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in cells (0: takes what is left); shown on screens of at least `least` cells."""

    title: str
    width: int
    least: int
    cell: Callable[[Shelved], Text]
    right: bool = False


def columns(width: int, id_width: int, *, others: bool) -> tuple[Column, ...]:
    """The columns that fit into `width` cells, the title taking the rest; without `others` nobody else has read."""
    id_width = min(id_width, 8 if width < 150 else 22)  # eight are enough to type
    every = (
        Column("id", id_width, 40, lambda row: Text(printable(row.id[:id_width], ""), style="dim")),
        Column("title", 0, 0, lambda row: Text(printable(row.title, ""))),
        Column("outlet", 12 if width < 150 else 22, 116, lambda row: Text(printable(row.outlet, ""), style="dim")),
        Column("words", 6, 64, lambda row: Text(f"{row.words:,}", style="dim"), right=True),
        Column("¶", 4, 132, lambda row: Text(f"{row.paragraphs}", style="dim"), right=True),
        Column("read", BAR + 7, 48, _progress),
        Column("state", 13, 76, lambda row: Text(f"{_MARKS[state(row)]} {state(row)}", style=_STYLES[state(row)])),
        Column("others", 12 if width < 150 else 24, 96, _others),
    )
    shown = tuple(column for column in every if width >= column.least and (others or column.cell is not _others))
    rest = width - sum(column.width for column in shown) - 2 * (len(shown) - 1)
    return tuple(column if column.width else replace(column, width=max(4, rest)) for column in shown)


_MARKS = {"to do": "○", "in progress": "◐", "done": "●"}
_STYLES = {"to do": "dim", "in progress": "yellow", "done": "green"}


def _progress(row: Shelved) -> Text:
    full = BAR * row.read // max(1, row.paragraphs)
    style = _STYLES[state(row)]
    return Text.assemble(("━" * full, style), ("─" * (BAR - full), "dim"), " ", (f"{row.read}/{row.paragraphs}", "dim"))


def _others(row: Shelved) -> Text:
    return Text(", ".join(f"{printable(name, '')} {read}" for name, read in row.others.items()), style="dim")


class Shelf(ScrollView, can_focus=True, inherit_bindings=False):
    """A heading and one line for each article. `rows` are those that the filter lets through."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"shelf--heading", "shelf--cursor"}
    DEFAULT_CSS = """
    Shelf .shelf--heading { color: $text-muted; }
    Shelf .shelf--cursor { background: $primary 40%; color: $foreground; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "one article up", show=False, id="shelf.up"),
        Binding("down", "step(1)", "one article down", show=False, id="shelf.down"),
        Binding("pageup", "page(-1)", "one page up", show=False, id="shelf.page_up"),
        Binding("pagedown", "page(1)", "one page down", show=False, id="shelf.page_down"),
        Binding("home", "go(0)", "first article", show=False, id="shelf.first"),
        Binding("end", "go(-1)", "last article", show=False, id="shelf.last"),
    ]

    class Opened(Message):
        """An article was clicked twice."""

        def __init__(self, article_id: str) -> None:
            super().__init__()
            self.article_id = article_id

    def __init__(self, rows: Sequence[Shelved]) -> None:
        super().__init__(id="shelf")
        self.all = list(rows)
        self.rows = self.all
        self.cursor = 0
        self._words = [f"{row.id} {row.title} {row.outlet}".casefold() for row in rows]
        self._id_width = max((len(row.id) for row in rows), default=2)
        self._others = any(row.others for row in rows)
        self._columns: tuple[Column, ...] = ()
        self._set_rows(self.all)

    def filter(self, text: str) -> None:
        """Show only the articles whose id, title or outlet holds every word of `text`."""
        here = self.chosen
        wanted = text.casefold().split()
        rows = [row for row, words in zip(self.all, self._words, strict=True) if all(word in words for word in wanted)]
        self._set_rows(rows if wanted else self.all)
        self.point_at(here)

    def put(self, row: Shelved) -> None:
        """Replace the row of the same id."""
        for rows in (self.all, self.rows):
            for index, old in enumerate(rows):
                if old.id == row.id:
                    rows[index] = row
        self.refresh()

    def point_at(self, article_id: str | None) -> None:
        """Put the cursor on an article; on the first one if it is not shown."""
        self._go(next((index for index, row in enumerate(self.rows) if row.id == article_id), 0))

    def action_step(self, by: int) -> None:
        self._go(self.cursor + by)

    def action_page(self, by: int) -> None:
        self._go(self.cursor + by * max(1, self.size.height - 2))

    def action_go(self, index: int) -> None:
        self._go(index if index >= 0 else len(self.rows) - 1)

    @property
    def chosen(self) -> str | None:
        """The id of the article under the cursor; None on an empty shelf."""
        return self.rows[self.cursor].id if self.rows else None

    def on_click(self, event: events.Click) -> None:
        index = self.scroll_offset.y + event.y - 1
        if event.y >= 1 and index < len(self.rows):
            self._go(index)
            if event.chain == 2:
                self.post_message(self.Opened(self.rows[index].id))

    def on_resize(self) -> None:
        self._columns = columns(self.size.width - 2, self._id_width, others=self._others)
        self._go(self.cursor)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index = self.scroll_offset.y + y - 1
        if y == 0:
            cells = [Text(column.title) for column in self._columns]
            style = self.get_component_rich_style("shelf--heading")
        elif index < len(self.rows):
            cells = [column.cell(self.rows[index]) for column in self._columns]
            style = self.get_component_rich_style("shelf--cursor") if index == self.cursor else self.rich_style
        else:
            return Strip.blank(width, self.rich_style)
        for cell, column in zip(cells, self._columns, strict=True):
            cell.truncate(column.width, overflow="ellipsis")
            cell.align("right" if column.right else "left", column.width)
        line = Text.assemble(" ", Text("  ").join(cells), " ", end="")
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(style)

    def _set_rows(self, rows: list[Shelved]) -> None:
        self.rows = rows
        self.virtual_size = Size(1, len(rows) + 1)
        self.refresh()

    def _go(self, index: int) -> None:
        self.cursor = max(0, min(index, len(self.rows) - 1))
        top, height = self.scroll_offset.y, self.size.height - 1
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height > 0:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)
        self.refresh()
