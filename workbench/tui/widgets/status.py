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

    The right end stays whatever stands at the left; between the two are the tools, where there is room for them. A
    sentence that needs their room has it.
    """

    DEFAULT_CSS = """
    Line { height: 1; }
    """

    def __init__(self, name: str, left: Said = "", right: Text | str = "", tools: Sequence[Tool] = ()) -> None:
        super().__init__(id=name)
        self._said = left
        self._tools = tools
        self._right = Text(right) if isinstance(right, str) else right
        self._end = self._right
        self._left = Text()

    def say(self, left: Said, right: Text | None = None) -> None:
        """Show it at the left, shortened where room is short; and at the right end what is given for that."""
        self._said = left
        if right is None or right == self._right:
            self._speak()
        else:
            self._right = right
            self._fit()

    def warn(self, message: str) -> None:
        """Say what a person should not overlook, until something else is said."""
        self.say(Text(printable(message, ""), "bold yellow"))

    def equip(self, tools: Sequence[Tool]) -> None:
        """Have other tools."""
        self._tools = tools
        self._fit()

    def end(self, right: Text) -> None:
        """Show it at the right end."""
        self.say(self._said, right)

    def on_resize(self) -> None:
        self._fit()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        left, end = self._left.copy(), self._end
        if left.cell_len > self._room and not callable(self._said):
            end = self._right
        left.truncate(max(0, width - end.cell_len - 4), overflow="ellipsis", pad=True)
        line = Text.assemble(" ", left, "  ", end, " ", end="")
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(self.rich_style)

    @property
    def _room(self) -> int:
        return self.size.width - self._end.cell_len - 4

    def _speak(self) -> None:
        before, said = self._left, self._said
        if callable(said):
            said = said(self._room)
        self._left = Text(said) if isinstance(said, str) else said
        if self.is_attached and self._left != before:
            self.refresh()

    def _fit(self) -> None:
        """Lay the right end out: the tools that there is room for, none where they would take half of it."""
        chosen: dict[str, Tool] = {}
        for tool in self._tools:
            if self.size.width >= tool.least:
                chosen.setdefault(tool.action, tool)
        parts = [tool.text for tool in chosen.values()]
        if 2 * sum(part.cell_len + 2 for part in parts) > self.size.width:
            parts = []
        self._end = Text("  ").join([*parts, *([self._right] if self._right else [])])
        if self.is_attached:
            self._speak()
            self.refresh()
