"""The scroll bar of an article: Textual's, but drawn in one frame with the page beside it."""

from __future__ import annotations

from textual.reactive import Reactive
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.widgets.kept import Kept


class Bar(ScrollBar, Kept):
    """Its lines are kept, and drawn again only if it shows what has changed."""

    position: Reactive[float] = Reactive(0, repaint=False)

    def watch_position(self) -> None:
        self.refresh(self.size.region)

    def render_line(self, y: int) -> Strip:
        return Widget.render_line(self, y)

    def measure(self, height: int) -> None:
        """The article has so many rows now."""
        before = self._thumb()
        self.set_reactive(ScrollBar.window_virtual_size, height)
        if self._thumb() != before:
            self.refresh(self.size.region)

    def _thumb(self) -> tuple[int, int]:
        """Where it begins, and how long it is, in eighths of a row."""
        rows, height = self.size.height, max(1, self.window_virtual_size)
        return int(8 * rows * self.position) // height, 8 * rows * rows // height
