"""Places where the same words stand, one under another, each with a box to check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType

from workbench.annotate.repeating import Occurrence
from workbench.model import Span
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.caps import cap
from workbench.tui.prose import cut, cut_before
from workbench.tui.widgets.rows import Rows

ID = 8
"""Cells for an article's id: enough to type."""
CAPS = 4
"""Labels that are shown beside words that bear some already; an ellipsis stands for more."""
_CHECKED, _OFF = " ✓ ", " · "


class Occurrences(Rows):
    """The words of all rows stand in one column, their context left and right."""

    DEFAULT_CSS = """
    Occurrences .rows--cursor { text-style: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "switch", "on or off", show=False, id="occurrences.switch"),
    ]

    def __init__(self, scheme: Scheme, after: Callable[[], object]) -> None:
        """`after` is called in the same callback when another row was gone to, or one was checked or not."""
        super().__init__("occurrences", after)
        self._scheme = scheme
        self._rows: Sequence[Occurrence] = ()
        self._off: set[tuple[str, Span]] = set()
        self._with_ids = False

    def show(self, rows: Sequence[Occurrence]) -> None:
        """Show these; what was switched off and is still there stays so."""
        here = self.current
        self._rows = rows
        self._off &= {row.place for row in rows}
        self._with_ids = len({row.article.id for row in rows}) > 1
        self.changed(next((n for n, row in enumerate(rows) if here and row.place == here.place), 0))

    @property
    def count(self) -> int:
        """How many places are shown."""
        return len(self._rows)

    @property
    def checked(self) -> list[Occurrence]:
        """The places that have not been switched off."""
        return [row for row in self._rows if row.place not in self._off]

    @property
    def number_checked(self) -> int:
        """How many places have not been switched off."""
        return len(self._rows) - len(self._off)

    @property
    def current(self) -> Occurrence | None:
        """The place under the cursor; None where there is none."""
        return self._rows[self.at] if self._rows else None

    def check_all(self, *, on: bool) -> None:
        """Switch all on, or off."""
        self._off = set() if on else {row.place for row in self._rows}
        self.changed(self.at)

    def action_switch(self) -> None:
        """Switch the place on or off, and go to the next."""
        if self.current is not None:
            self._off ^= {self.current.place}
            self.action_step(1)

    def on_click(self, event: events.Click) -> None:
        """A click on a box; that the cursor goes there, all rows have in common."""
        row = self.row_at(event)
        if row is not None and event.x < cell_len(_CHECKED):
            self._off ^= {self._rows[row].place}

    def line(self, row: int, width: int) -> Text:
        one = self._rows[row]
        is_on = one.place not in self._off
        box = (_CHECKED, "bold green") if is_on else (_OFF, "dim")
        place = f"¶{one.paragraph + 1:<4}"
        if self._with_ids:
            place = f"{set_cell_size(printable(one.article.id, ''), ID)} {place}"
        caps = self._caps(one)
        room = max(8, width - cell_len(_CHECKED) - cell_len(place))
        left = room * 2 // 5  # the same in all rows
        words = _in_context(one, left, max(1, room - left - caps.cell_len - 1), is_on)
        return Text.assemble(box, (place, "dim"), *words, " ", caps)

    def _caps(self, row: Occurrence) -> Text:
        labels = [self._scheme.label(name) for name in sorted(row.labels)]
        more = "…" if len(labels) > CAPS else ""
        return Text.assemble(*(cap(label) for label in labels[:CAPS]), more)


def _in_context(row: Occurrence, left: int, right: int, is_on: bool) -> list[tuple[str, str]]:
    """What stands before the words in their paragraph, in `left` cells; they and what stands after them, in `right`."""
    text, paragraph, span = row.article.text, row.article.paragraphs[row.paragraph], row.span
    words = cut(_plain(text[span.start : span.end]), right)
    right -= cell_len(words)
    before = cut_before(_plain(text[max(paragraph.start, span.start - left - 1) : span.start]), left)
    after = cut(_plain(text[span.end : min(paragraph.end, span.end + right + 1)]), right)
    before = " " * (left - cell_len(before)) + before
    return [(before, "dim"), (words, "bold underline" if is_on else "dim"), (set_cell_size(after, right), "dim")]


def _plain(text: str) -> str:
    return printable(text.replace("\n", " "), "")
