"""One paragraph as two annotators labelled it: their rails under the same words, and how each two differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.annotate import Reading
from workbench.annotate.comparing import Difference
from workbench.symbols import printable
from workbench.tui.palette import Palette
from workbench.tui.parallel import Parallel, told
from workbench.tui.screens.forms import CLOSES
from workbench.tui.widgets.status import Line

FRAME = 6
"""Rows of the dialog for all that is neither text nor list."""
LISTED = 8
"""Rows for the differences, at most; the words have the rest."""
NOTHING = "Neither has labelled anything here."


class Drawn(ScrollView, can_focus=False, inherit_bindings=False):
    """Rows that have been drawn already."""

    DEFAULT_CSS = """
    Drawn { scrollbar-size-vertical: 1; background: $background; }
    """

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._strips: Sequence[Strip] = ()

    def show(self, strips: Sequence[Strip]) -> None:
        """Show these, from as far down as before."""
        self._strips = strips
        self.virtual_size = Size(1, len(strips))
        self.refresh()

    def reveal(self, row: int) -> None:
        """Scroll no further than is needed to show the row."""
        top, height = self.scroll_offset.y, self.size.height
        wished = min(top, row) if row < top + height else row - height + 1
        if wished != top:
            self.scroll_to(y=wished, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        row, width = self.scroll_offset.y + y, self.size.width
        strip = self._strips[row] if row < len(self._strips) else Strip.blank(width, self.rich_style)
        return strip.adjust_cell_length(width, self.rich_style)


class ComparisonScreen(ModalScreen[None]):
    """The paragraph of the caret. `others` are those who have read it too, one at least; one is compared at a time."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"comparison--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,percent_sign", "dismiss", "close", show=False, id="comparison.close"),
        Binding("tab,right", "turn(1)", "the next annotator", show=False, id="comparison.next"),
        Binding("shift+tab,left", "turn(-1)", "the annotator before", show=False, id="comparison.previous"),
        Binding("up", "step(-1)", "the difference before", show=False, id="comparison.up"),
        Binding("down", "step(1)", "the next difference", show=False, id="comparison.down"),
    ]

    def __init__(self, reading: Reading, others: Sequence[str], palette: Palette) -> None:
        super().__init__()
        self._reading = reading
        self._others = others
        self._palette = palette
        self._differences: Sequence[Difference] = ()
        self._parallel: Parallel | None = None
        self._who = self._at = 0
        self._head = Line("agreement")
        self._words = Drawn("words")
        self._list = Drawn("differences")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = f"Paragraph {self._reading.paragraph + 1} compared"
            next_one = "[@click=screen.turn(1)]Tab next annotator[/] · " if len(self._others) > 1 else ""
            dialog.border_subtitle = f"↑ ↓ difference · {next_one}{CLOSES}"
            yield self._head
            yield self._words
            yield self._list

    def on_mount(self) -> None:
        self.action_turn(0)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._fit)

    def action_turn(self, by: int) -> None:
        """Compare with another annotator."""
        self._who = (self._who + by) % len(self._others)
        self._differences = self._reading.differences(self._other, self._reading.paragraph)
        self._at = next((number for number, one in enumerate(self._differences) if not one.agrees), 0)
        self._list.styles.height = self._listed
        self._head.say(self._score())
        self.call_after_refresh(self._fit)

    def action_step(self, by: int) -> None:
        """Go to another difference."""
        self._at = max(0, min(self._at + by, len(self._differences) - 1))
        if self._parallel is not None:
            self._draw(self._parallel)

    @property
    def _listed(self) -> int:
        return max(1, min(LISTED, len(self._differences)))

    @property
    def _other(self) -> str:
        return self._others[self._who]

    def _score(self) -> Text:
        same, number = self._reading.score(self._other)
        names = (Text(printable(name, ""), "bold") for name in (self._reading.annotator, self._other))
        told = f": {same} of {number} annotations the same" if number else ": no annotations yet"
        return Text.assemble(Text(" and ").join(names), told, ", where both have read")

    def _fit(self) -> None:
        """Lay the words out for the present width, and be as high as they and the list are."""
        self._parallel = Parallel(self._reading, self._other, self._palette, self._words.size.width)
        rows = self._draw(self._parallel) + self._listed + FRAME
        self.query_one(".dialog").styles.height = min(self.size.height, rows)

    def _draw(self, parallel: Parallel) -> int:
        """Light the present difference up in words and list; gives the rows that the words take."""
        difference = self._differences[self._at] if self._differences else None
        strips = list(parallel.strips(difference))
        self._words.show(strips)
        if difference is not None:
            self._words.reveal(parallel.row(difference))
        self._list.show([self._row(number) for number in range(len(self._differences))] or [self._strip(Text(NOTHING))])
        self._list.reveal(self._at)
        return len(strips)

    def _row(self, number: int) -> Strip:
        return self._strip(told(self._differences[number], self._reading), is_current=number == self._at)

    def _strip(self, line: Text, *, is_current: bool = False) -> Strip:
        width = self._list.size.width
        style = self.get_component_rich_style("comparison--cursor") if is_current else self._list.rich_style
        line.truncate(width, overflow="ellipsis", pad=True)
        line.end = ""
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(style)
