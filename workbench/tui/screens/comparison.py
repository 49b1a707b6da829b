"""One paragraph as two annotators labelled it: their rails under the same words, and how each two differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.agreement.differences import Difference
from workbench.annotate import Reading
from workbench.symbols import printable
from workbench.tui.palette import Palette
from workbench.tui.parallel import Parallel, told
from workbench.tui.screens.forms import CLOSES
from workbench.tui.screens.modal import Modal
from workbench.tui.widgets.rows import Rows
from workbench.tui.widgets.status import Line

FRAME = 6
"""Rows of the dialog for all that is neither text nor list."""
LISTED = 8
"""Rows for the differences, at most; the words have the rest."""
NOTHING = "Neither has labelled anything here."


class Differences(Rows):
    """What is the same and what differs, one row for each."""

    def __init__(self, reading: Reading, after: Callable[[], object]) -> None:
        super().__init__("differences", after)
        self._reading = reading
        self._all: Sequence[Difference] = ()

    def show(self, differences: Sequence[Difference]) -> None:
        """Show these, the cursor on the first where the two do not agree."""
        self._all = differences
        self.styles.height = self.listed
        self.changed(next((number for number, one in enumerate(differences) if not one.agrees), 0))

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._all)

    @property
    def listed(self) -> int:
        """How many rows they are given."""
        return max(1, min(LISTED, len(self._all)))

    @property
    def chosen(self) -> Difference | None:
        """The one under the cursor; None where there is none."""
        return self._all[self.at] if self._all else None

    def head(self, y: int, width: int) -> Text:
        return Text(NOTHING if y == 0 else "")

    def line(self, row: int, width: int) -> Text:
        return told(self._all[row], self._reading)


class Drawn(ScrollView, can_focus=False, inherit_bindings=False):
    """Rows that have been drawn already."""

    DEFAULT_CSS = """
    Drawn { scrollbar-size-vertical: 1; background: $background; }
    """

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._strips: Sequence[Strip] = ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._strips)

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
            self.scroll_to(y=wished, animate=False)

    def render_line(self, y: int) -> Strip:
        row, width = self.scroll_offset.y + y, self.size.width
        strip = self._strips[row] if row < len(self._strips) else Strip.blank(width, self.rich_style)
        return strip.adjust_cell_length(width, self.rich_style)


class ComparisonScreen(Modal[None]):
    """The paragraph of the caret. `others` are those who have read it too, one at least; one is compared at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "close", show=False, id="comparison.close"),
        Binding("tab,right", "turn(1)", "the next annotator", show=False, id="comparison.next"),
        Binding("shift+tab,left", "turn(-1)", "the annotator before", show=False, id="comparison.previous"),
    ]

    def __init__(self, reading: Reading, others: Sequence[str], palette: Palette, again: Sequence[str]) -> None:
        """`again`: the keys that open it, which close it, too."""
        super().__init__()
        self.bind_again(again, "dismiss")
        self._reading = reading
        self._others = others
        self._palette = palette
        self._parallel: Parallel | None = None
        self._who = 0
        self._head = Line("agreement")
        self._words = Drawn("words")
        self._list = Differences(reading, self._draw)

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

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def action_turn(self, by: int) -> None:
        """Compare with another annotator."""
        self._who = (self._who + by) % len(self._others)
        self._parallel = None
        self._list.show(self._reading.differences(self._other, self._reading.paragraph))
        self._head.say(self._score())
        self.call_after_refresh(self._fit)

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
        self._draw()
        rows = self._words.count + self._list.listed + FRAME
        self.query_one(".dialog").styles.height = min(self.size.height, rows)

    def _draw(self) -> None:
        """Light the words of the present difference up."""
        if self._parallel is not None:
            difference = self._list.chosen
            self._words.show(self._parallel.strips(difference))
            if difference is not None:
                self._words.reveal(self._parallel.row(difference))
