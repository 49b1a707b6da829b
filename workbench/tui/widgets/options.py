"""What annotators made of the present item: one row for each thing that was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from workbench.adjudicate import Adjudication
from workbench.tui import opinions
from workbench.tui.widgets.rows import Rows

LISTED = 6
"""Rows for the options, at most."""


class Options(Rows, inherit_bindings=False):
    """The cursor is on one of them; more can be marked, to be taken together."""

    DEFAULT_CSS = """
    Options { height: 1; }
    Options .rows--cursor { text-style: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "one option up", show=False, id="options.up"),
        Binding("down", "step(1)", "one option down", show=False, id="options.down"),
    ]

    def __init__(self, after: Callable[[], object]) -> None:
        super().__init__("options", after)
        self._adjudication: Adjudication | None = None
        self._names: opinions.Names = {}
        self._marked: set[int] = set()

    def show(self, adjudication: Adjudication, names: opinions.Names) -> None:
        """Those of the present item, the cursor on the first that is gold."""
        self._adjudication, self._names, self._marked = adjudication, names, set()
        self.styles.height = max(1, min(LISTED, self.count))
        gold = (n for n in range(self.count) if adjudication.standing.taken(adjudication.item, n))
        self.changed(next(gold, 0))

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._adjudication.item.options) if self._adjudication and self._adjudication.items else 0

    @property
    def chosen(self) -> Sequence[int]:
        """Those that are marked, or else the one under the cursor."""
        return sorted(self._marked) or ([self.at] if self.count else [])

    def mark(self) -> None:
        """Mark the one under the cursor, or no longer, and go on to the next."""
        self._marked ^= {self.at} if self.count else set()
        self.redraw(self.at)
        self.go(self.at + 1)

    def line(self, row: int, width: int) -> Text:
        if self._adjudication is None:
            return Text()
        return opinions.line(self._adjudication, row, self._names, marked=row in self._marked, width=width)
