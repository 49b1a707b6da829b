"""A line that speaks: something at its left, something at its right, cut to fit, drawn in the frame of the key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from workbench.symbols import printable
from workbench.tui.widgets.kept import Kept

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


class Line(Kept):
    """One row. What it is told is drawn without a layout, and on a `KeptScreen` in the frame of the key.

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
        self._shown_tools = Text()
        self._drawn_tools = Strip([])
        self._right = Text(right) if isinstance(right, str) else right
        self._left = Text()

    def say(self, left: Said, right: Text | None = None) -> None:
        """Show it at the left, shortened where room is short; and at the right end what is given for that."""
        self._said = left
        if right is None or right == self._right:
            self._speak()
        else:
            self._right = right
            self._speak(anyhow=True)

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
        width, left, right, tools = self.size.width, self._left, self._right, self._drawn_tools
        if not callable(self._said) and left.cell_len > self._room:
            tools = Strip([])
        gap = "  " if tools.cell_length and right else ""
        room = max(0, width - tools.cell_length - len(gap) - right.cell_len - 4)
        if left.cell_len > room:
            left = left.copy()
            left.truncate(room, overflow="ellipsis")
        space, between = (Segment(" " * cells, self.plain) for cells in (1, room - left.cell_len + 2))
        parts = [space, *self.drawn(left), between, *tools.apply_style(self.plain), Segment(gap, self.plain)]
        return Strip([*parts, *self.drawn(right), space]).adjust_cell_length(width)

    @property
    def _room(self) -> int:
        gap = 2 if self._shown_tools and self._right else 0
        return self.size.width - self._shown_tools.cell_len - gap - self._right.cell_len - 4

    def _speak(self, *, anyhow: bool = False) -> None:
        before, said = self._left, self._said
        if callable(said):
            said = said(self._room)
        self._left = Text(said) if isinstance(said, str) else said
        if self.is_attached and (anyhow or self._left != before):
            self.refresh(self.size.region)

    def _fit(self) -> None:
        """Choose the tools that there is room for, none where they would take half of it."""
        chosen: dict[str, Tool] = {}
        for tool in self._tools:
            if self.size.width >= tool.least:
                chosen.setdefault(tool.action, tool)
        parts = [tool.text for tool in chosen.values()]
        has_room = 2 * sum(part.cell_len + 2 for part in parts) <= self.size.width
        self._shown_tools = Text("  ").join(parts if has_room else [])
        if self.is_attached:
            self._drawn_tools = Strip(self._shown_tools.render(self.app.console))
            self._speak(anyhow=True)
