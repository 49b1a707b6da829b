"""A line that speaks: something at its left, something at its right, cut to fit, drawn in the frame of the key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from workbench.symbols import printable

Said = Text | str | Callable[[int], Text]
"""What stands at the left; a function gets the cells that there are for it."""


class Tool(NamedTuple):
    """A word that is clicked: the action it stands for, and the narrowest line that has room for it."""

    word: str
    action: str
    least: int = 0

    @property
    def text(self) -> Text:
        return Text(self.word, Style(dim=True, meta={"@click": self.action}))


HELP = Tool("? help", "app.help")
PALETTE = (Tool("^p commands", "app.command_palette", 100), Tool("^p", "app.command_palette"))
"""The wide one and the narrow one: `Line` shows the first tool of an action that fits."""


class Line(Widget):
    """One row. What it is told is drawn directly: no layout, no message, so that it costs no second frame.

    The right end stays whatever stands at the left; between the two are the tools, where there is room for them.
    """

    DEFAULT_CSS = """
    Line { height: 1; }
    """

    def __init__(self, name: str, left: Said = "", right: Text | str = "", tools: Sequence[Tool] = ()) -> None:
        super().__init__(id=name)
        self._said = left
        self._tools = tools
        self.left = Text()
        self.right = Text(right) if isinstance(right, str) else right

    def say(self, left: Said) -> None:
        """Show it at the left, shortened where room is short."""
        self._said = left
        self._speak()

    def warn(self, message: str) -> None:
        """Say what a person should not overlook, until something else is said."""
        self.say(Text(printable(message, ""), "bold yellow"))

    def end(self, right: Text | str) -> None:
        """Show it at the right end."""
        before, self.right = self.right, Text(right) if isinstance(right, str) else right
        if self.is_attached and self.right != before:
            self._speak()
            self.refresh()

    def on_resize(self) -> None:
        self._speak()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        tools = self._fitting()
        left = self.left.copy()
        left.truncate(max(0, self._room()), overflow="ellipsis", pad=True)
        line = Text.assemble(" ", left, "  ", tools, self.right, " ", end="")
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(self.rich_style)

    def _speak(self) -> None:
        before, said = self.left, self._said
        if callable(said):
            said = said(self._room())
        self.left = Text(said) if isinstance(said, str) else said
        if self.is_attached and self.left != before:
            self.refresh()

    def _room(self) -> int:
        return self.size.width - self.right.cell_len - self._fitting().cell_len - 4

    def _fitting(self) -> Text:
        """The tools that this width has room for; none where they would take half of it."""
        chosen: dict[str, Tool] = {}
        for tool in self._tools:
            if self.size.width >= tool.least:
                chosen.setdefault(tool.action, tool)
        tools = Text("  ").join(tool.text for tool in chosen.values())
        if 2 * tools.cell_len > self.size.width:
            return Text()
        return tools.append("  ") if tools and self.right else tools
