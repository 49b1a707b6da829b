"""An article with several annotators' lanes on the screen: it scrolls, and says what is pointed at."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.model import Span
from workbench.tui.lanes import NAME, Focus, Lanes
from workbench.tui.palette import Palette

_BEYOND = 2
"""Cells beside the text: one for a space that hangs over, one for the scroll bar."""


class LanesView(ScrollView, can_focus=False, inherit_bindings=False):
    """Draws what `make` gives for a palette and a size: the width in cells, and how many of them are for the text.

    `pointed` is called when the button goes down, is dragged to another place, and is let go, with row and cell.
    """

    DEFAULT_CSS = """
    LanesView { height: 1fr; scrollbar-size-vertical: 1; scrollbar-background: $background;
                scrollbar-color: $foreground 25%; }
    """

    def __init__(
        self, make: Callable[[Palette, tuple[int, int]], Lanes], pointed: Callable[[events.MouseEvent, int, int], None]
    ) -> None:
        super().__init__(id="lanes")
        self._make, self._pointed = make, pointed
        self._held: Offset | None = None
        self.reading_width = 0
        self.lanes: Lanes | None = None
        self._focus = Focus()

    def suit(self, reading_width: int) -> None:
        """Give the text so many columns at most."""
        self.reading_width = reading_width
        self.styles.max_width = NAME + reading_width + _BEYOND
        self.fit()

    def fit(self) -> None:
        """Lay everything out anew."""
        width = self.scrollable_content_region.width
        if width > NAME:
            self.lanes = self._make(Palette.of(self), (width, self.reading_width))
            self.show(self._focus)

    def show(self, focus: Focus) -> None:
        """Draw what has changed, and let this stand out."""
        self._focus = focus
        if self.lanes is not None:
            self.lanes.focus = focus
            self.virtual_size = Size(1, len(self.lanes))
            self.refresh()

    def reveal(self) -> None:
        """Scroll until what stands out is in view, no further than is needed."""
        caret = self._focus.caret
        shown = self._focus.lit if caret is None else Span(caret, caret + 1)
        if self.lanes is None or shown is None:
            return
        rows, height, top = self.lanes.rows(shown), self.size.height, self.scroll_offset.y
        if rows.start < top or rows.stop > top + height:
            room = max(0, height - len(rows))
            self.scroll_to(y=max(0, rows.start - min(room, height // 3)), animate=False, force=True)

    @property
    def page(self) -> int:
        """The rows of a page."""
        return max(1, self.size.height - 2)

    def turn(self, by: int) -> None:
        """Scroll so many pages."""
        self.scroll_to(y=self.scroll_offset.y + by * self.page, animate=False)

    def on_resize(self) -> None:
        self.fit()
        self.reveal()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.lanes is not None:
            self.fit()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._held = event.offset
            self.capture_mouse()
            self._point(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._held is not None and event.offset != self._held:
            self._held = event.offset
            self._point(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._held is not None:
            self._held = None
            self.release_mouse()
            self._point(event)

    def render_line(self, y: int) -> Strip:
        row, width = self.scroll_offset.y + y, self.size.width
        strip = self.lanes[row] if self.lanes and row < len(self.lanes) else Strip.blank(width, self.rich_style)
        return strip.adjust_cell_length(width, self.rich_style)

    def _point(self, event: events.MouseEvent) -> None:
        self._pointed(event, event.y + self.scroll_offset.y, event.x)
