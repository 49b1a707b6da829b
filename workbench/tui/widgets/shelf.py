"""The articles, one row for each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.text import Text

from workbench.model import State
from workbench.symbols import printable
from workbench.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from workbench.store import Shelved

BAR = 8
"""Cells of a progress bar."""


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
        Column("state", 13, 76, lambda row: Text(f"{_MARKS[row.state]} {row.state}", style=_STYLES[row.state])),
        Column("others", 12 if width < 150 else 24, 96, _others),
    )
    shown = tuple(column for column in every if width >= column.least and (others or column.cell is not _others))
    rest = width - sum(column.width for column in shown) - 2 * (len(shown) - 1)
    return tuple(column if column.width else replace(column, width=max(4, rest)) for column in shown)


_MARKS = {State.TO_DO: "○", State.IN_PROGRESS: "◐", State.DONE: "●", State.SKIPPED: "×"}
_STYLES = {State.TO_DO: "dim", State.IN_PROGRESS: "yellow", State.DONE: "green", State.SKIPPED: "italic"}


def _progress(row: Shelved) -> Text:
    full = BAR * row.read // max(1, row.paragraphs)
    style = _STYLES[row.state]
    return Text.assemble(("━" * full, style), ("─" * (BAR - full), "dim"), " ", (f"{row.read}/{row.paragraphs}", "dim"))


def others(row: Shelved) -> str:
    """How far everybody else is: `bea 12/23`, or `bea ✓` who has read it all."""
    return ", ".join(
        f"{printable(name, '')} {'✓' if read >= row.paragraphs else f'{read}/{row.paragraphs}'}"
        for name, read in row.others.items()
    )


def _others(row: Shelved) -> Text:
    return Text(others(row), style="dim")


def _words(row: Shelved) -> str:
    """What a filter looks in."""
    return f"{row.id} {row.title} {row.outlet} {row.state if row.skipped else ''}".casefold()


class Shelf(Rows):
    """A heading and one line for each article."""

    HEAD = 1

    def __init__(self, rows: Sequence[Shelved], after: Callable[[], object]) -> None:
        """`after` is called in the same callback when the cursor went to another article."""
        super().__init__("shelf", after)
        self._filter = ""
        self._columns: tuple[Column, ...] = ()
        self._take(rows)

    def load(self, rows: Sequence[Shelved]) -> None:
        """Show the library as the store has it now; filter and cursor stay."""
        here = self.chosen
        self._take(rows)
        self._fit()
        self.filter(self._filter)
        self.point_at(here.id if here else None)

    def _take(self, rows: Sequence[Shelved]) -> None:
        self.all = list(rows)
        """Every article, whatever the filter, sorted by id."""
        self.states = Counter(row.state for row in rows)
        """How many articles are in each state."""
        self.annotations = sum(row.annotations for row in rows)
        """How many annotations the annotator has made."""
        self._index = {row.id: index for index, row in enumerate(rows)}
        self._words: list[str] = []
        self._shown: Sequence[int] = range(len(rows))
        self._id_width = max((len(row.id) for row in rows), default=2)
        self._others = any(row.others for row in rows)

    @property
    def rows(self) -> list[Shelved]:
        """The articles that the filter lets through."""
        return [self.all[index] for index in self._shown]

    @property
    def count(self) -> int:
        """How many articles the filter lets through."""
        return len(self._shown)

    @property
    def chosen(self) -> Shelved | None:
        """The article under the cursor; None on an empty shelf."""
        return self.all[self._shown[self.at]] if self._shown else None

    def found(self, text: str) -> Iterator[Shelved]:
        """The articles whose id, title or outlet holds every word of `text`; who looks for "skipped" finds such."""
        return (self.all[index] for index in self._found(text))

    def filter(self, text: str) -> None:
        """Show only what `found` finds."""
        here = self.chosen
        self._filter = text
        self._shown = list(self._found(text)) if text.strip() else range(len(self.all))
        self.changed(self._place(here.id if here else None))

    def put(self, row: Shelved) -> None:
        """Replace the row of the same id."""
        index = self._index[row.id]
        old, self.all[index] = self.all[index], row
        self.states[old.state] -= 1
        self.states[row.state] += 1
        self._words = []
        self.annotations += row.annotations - old.annotations
        self.redraw(bisect_left(self._shown, index))

    def get(self, article_id: str) -> Shelved | None:
        """The article of this id, whatever the filter."""
        return self.all[self._index[article_id]] if article_id in self._index else None

    def neighbour(self, article_id: str, by: int) -> str | None:
        """The id `by` places after this one, as they are shown; None where there is none."""
        place = bisect_left(self._shown, self._index.get(article_id, -1)) + by
        return self.all[self._shown[place]].id if 0 <= place < len(self._shown) else None

    def point_at(self, article_id: str | None) -> None:
        """Put the cursor on an article; on the first one if it is not shown."""
        self.go(self._place(article_id))

    def on_resize(self) -> None:
        self._fit()
        self.refresh()

    def head(self, y: int, width: int) -> Text:
        return self._in_columns([Text(column.title) for column in self._columns]) if y == 0 else Text()

    def line(self, row: int, width: int) -> Text:
        article = self.all[self._shown[row]]
        return self._in_columns([column.cell(article) for column in self._columns])

    def _in_columns(self, cells: Sequence[Text]) -> Text:
        for cell, column in zip(cells, self._columns, strict=True):
            cell.truncate(column.width, overflow="ellipsis")
            cell.align("right" if column.right else "left", column.width)
        return Text.assemble(" ", Text("  ").join(cells))

    def _place(self, article_id: str | None) -> int:
        """The row of the article; the first one if it is not shown."""
        index = self._index.get(article_id or "", -1)
        place = bisect_left(self._shown, index)
        return place if self._shown[place : place + 1] and self._shown[place] == index else 0

    def _found(self, text: str) -> Iterator[int]:
        self._words = self._words or [_words(row) for row in self.all]
        wanted = text.casefold().split()
        return (index for index, words in enumerate(self._words) if all(word in words for word in wanted))

    def _fit(self) -> None:
        self._columns = columns(self.size.width - 2, self._id_width, others=self._others)
