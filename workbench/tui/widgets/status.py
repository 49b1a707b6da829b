"""A line that speaks: something at its left, something at its right, cut to fit, drawn in the frame of the key."""

from __future__ import annotations

from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget


class Line(Widget):
    """One row. `say` draws both sides directly: no layout, no message, so that it costs no second frame."""

    DEFAULT_CSS = """
    Line { height: 1; }
    """

    def __init__(self, name: str, left: Text | str = "", right: Text | str = "") -> None:
        super().__init__(id=name)
        self.left = self.right = Text()
        self.say(left, right)

    def say(self, left: Text | str, right: Text | str | None = None) -> None:
        """Show `left`, shortened where room is short, and `right` (as before, if None)."""
        before = self.left, self.right
        self.left = Text(left) if isinstance(left, str) else left
        if right is not None:
            self.right = Text(right) if isinstance(right, str) else right
        if self.is_attached and (self.left, self.right) != before:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        right = self.right if width > 2 * self.right.cell_len else Text()
        left = self.left.copy()
        left.truncate(max(0, width - right.cell_len - 3), overflow="ellipsis", pad=True)
        line = Text.assemble(" ", left, " ", right, " ", end="")
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(self.rich_style)
