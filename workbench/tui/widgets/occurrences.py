"""Places where the same words stand, one under another, each with a box to check; drawn line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.annotate.repeating import Occurrence
from workbench.model import Span
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.caps import cap
from workbench.tui.prose import cut

ID = 8
"""Cells for an article's id: enough to type."""
CAPS = 4
"""Labels that are shown beside words that bear some already; an ellipsis stands for more."""
_CHECKED, _OFF = " ✓ ", " · "


class Occurrences(ScrollView, can_focus=True, inherit_bindings=False):
    """The words of all lines stand in one column, their context left and right. A key costs the lines it changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"occurrences--cursor"}
    DEFAULT_CSS = """
    Occurrences { height: 1fr; scrollbar-size-vertical: 1; }
    Occurrences .occurrences--cursor { background: $primary 40%; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "one place up", show=False, id="occurrences.up"),
        Binding("down", "step(1)", "one place down", show=False, id="occurrences.down"),
        Binding("pageup", "page(-1)", "one page up", show=False, id="occurrences.page_up"),
        Binding("pagedown", "page(1)", "one page down", show=False, id="occurrences.page_down"),
        Binding("home", "step(-1_000_000)", "first place", show=False, id="occurrences.first"),
        Binding("end", "step(1_000_000)", "last place", show=False, id="occurrences.last"),
        Binding("space", "switch", "on or off", show=False, id="occurrences.switch"),
    ]

    def __init__(self, scheme: Scheme, after: Callable[[], object]) -> None:
        """`after` is called in the same callback when another line was gone to, or one was checked or not."""
        super().__init__()
        self._scheme = scheme
        self._after = after
        self._rows: Sequence[Occurrence] = ()
        self._off: set[tuple[str, Span]] = set()
        self._at = 0
        self._with_ids = False

    def show(self, rows: Sequence[Occurrence]) -> None:
        """Show these; what was switched off and is still there stays so."""
        here = self.current
        self._rows = rows
        self._off &= {row.place for row in rows}
        self._with_ids = len({row.article.id for row in rows}) > 1
        self._at = next((n for n, row in enumerate(rows) if here and row.place == here.place), 0)
        self.virtual_size = Size(1, len(rows))
        self._go(self._at)
        self.refresh()

    @property
    def rows(self) -> Sequence[Occurrence]:
        """All places that are shown."""
        return self._rows

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
        return self._rows[self._at] if self._rows else None

    def check_all(self, *, on: bool) -> None:
        """Switch all on, or off."""
        self._off = set() if on else {row.place for row in self._rows}
        self.refresh()
        self._after()

    def point_at(self, span: Span) -> None:
        """Go to the place of this span in the first article that is shown."""
        self._go(next((number for number, row in enumerate(self._rows) if row.span == span), 0))

    def action_step(self, by: int) -> None:
        self._go(self._at + by)

    def action_page(self, by: int) -> None:
        self._go(self._at + by * max(1, self.size.height - 1))

    def action_switch(self) -> None:
        """Switch the place on or off, and go to the next."""
        if self.current is not None:
            self._off ^= {self.current.place}
            self._go(self._at + 1)

    def on_click(self, event: events.Click) -> None:
        index = self.scroll_offset.y + event.y
        if index < len(self._rows):
            self._go(index)
            if event.x < cell_len(_CHECKED):
                self._off ^= {self._rows[index].place}
                self._go(index)

    def render_line(self, y: int) -> Strip:
        width, index = self.size.width, self.scroll_offset.y + y
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        line = self._line(self._rows[index], width)
        style = self.get_component_rich_style("occurrences--cursor") if index == self._at else self.rich_style
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(style)

    def _line(self, row: Occurrence, width: int) -> Text:
        is_on = row.place not in self._off
        box = (_CHECKED, "bold green") if is_on else (_OFF, "dim")
        place = f"¶{row.paragraph + 1:<4}"
        if self._with_ids:
            place = f"{set_cell_size(printable(row.article.id, ''), ID)} {place}"
        caps = self._caps(row)
        room = max(8, width - cell_len(_CHECKED) - cell_len(place))
        left = room * 2 // 5  # the same in all lines
        words = _in_context(row, left, max(1, room - left - caps.cell_len - 1), is_on)
        return Text.assemble(box, (place, "dim"), *words, " ", caps, end="")

    def _caps(self, row: Occurrence) -> Text:
        labels = [self._scheme.label(name) for name in sorted(row.labels)]
        more = "…" if len(labels) > CAPS else ""
        return Text.assemble(*(cap(label) for label in labels[:CAPS]), more)

    def _go(self, index: int) -> None:
        before, self._at = self._at, max(0, min(index, len(self._rows) - 1))
        top, height = self.scroll_offset.y, self.size.height
        if self._at < top:
            self.scroll_to(y=self._at, animate=False, immediate=True)
        elif self._at >= top + height > 0:
            self.scroll_to(y=self._at - height + 1, animate=False, immediate=True)
        for row in (before, self._at):
            if 0 <= row - self.scroll_offset.y < height:
                self.refresh_line(row - self.scroll_offset.y)
        self._after()


def _in_context(row: Occurrence, left: int, right: int, is_on: bool) -> list[tuple[str, str]]:
    """What stands before the words in their paragraph, in `left` cells; they and what stands after them, in `right`."""
    text, paragraph, span = row.article.text, row.article.paragraphs[row.paragraph], row.span
    words = cut(_plain(text[span.start : span.end]), right)
    right -= cell_len(words)
    before = _plain(text[max(paragraph.start, span.start - left) : span.start])
    after = _plain(text[span.end : min(paragraph.end, span.end + right)])
    while cell_len(before) > left:
        before = before[1:]
    before = " " * (left - cell_len(before)) + before
    return [(before, "dim"), (words, "bold underline" if is_on else "dim"), (set_cell_size(after, right), "dim")]


def _plain(text: str) -> str:
    return printable(text.replace("\n", " "), "")
