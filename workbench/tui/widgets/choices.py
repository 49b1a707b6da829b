"""The labels that can be picked, as a list that is drawn line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.scheme import Label
from workbench.symbols import printable
from workbench.tui.caps import named
from workbench.tui.prose import flat

NAME = 34
"""Cells for indentation, key and name, at most."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A label, how deep it stands below others, and how often it was given. `is_new`: nobody has made it yet."""

    label: Label
    depth: int
    count: int
    is_new: bool = False


class Choices(ScrollView, can_focus=False, inherit_bindings=False):
    """One line for each label; one of them is chosen. A step costs the two lines that it changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--chosen"}
    DEFAULT_CSS = """
    Choices { height: 1fr; margin-top: 1; }
    Choices .choices--chosen { background: $primary 40%; color: $foreground; text-style: bold; }
    """

    class Taken(Message):
        """A label was clicked twice."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._at = 0
        self._is_tree = True
        self._take(offers)

    @property
    def chosen(self) -> Offer | None:
        """The label in question; None where no label is shown."""
        return self._offers[self._at] if self._offers else None

    def show(self, offers: Sequence[Offer], *, is_tree: bool) -> None:
        """Show these; as a tree, children are indented. The label that was chosen stays so if it is there."""
        before = self.chosen
        self._is_tree = is_tree
        self._take(offers)
        self.point_at(before.label.name if before else None)

    def append(self, offer: Offer) -> None:
        """Show one more, at the end."""
        self._take([*self._offers, offer])

    def point_at(self, name: str | None) -> None:
        """Choose the label of this name, or the first."""
        self._go(next((n for n, offer in enumerate(self._offers) if offer.label.name == name), 0))

    def point_at_start(self, text: str) -> None:
        """Choose the first label whose name begins with the text, if one does and the chosen one does not."""
        start = text.strip().casefold()
        begins = [n for n, offer in enumerate(self._offers) if offer.label.name.casefold().startswith(start)]
        if start and begins and self._at not in begins:
            self._go(begins[0])

    def step(self, by: int) -> None:
        """Choose the label so many lines further."""
        self._go(self._at + by)

    def on_click(self, event: events.Click) -> None:
        index = self.scroll_offset.y + event.y
        if index < len(self._offers):
            self._go(index)
            if event.chain == 2:
                self.post_message(self.Taken())

    def render_line(self, y: int) -> Strip:
        width, index = self.size.width, self.scroll_offset.y + y
        if index >= len(self._offers):
            return Strip.blank(width, self.rich_style)
        line = self._line(self._offers[index])
        line.truncate(width, overflow="ellipsis", pad=True)
        line.end = ""
        style = self.get_component_rich_style("choices--chosen") if index == self._at else self.rich_style
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(style)

    def _line(self, offer: Offer) -> Text:
        label = offer.label
        name = self._named(offer)
        name.truncate(self._width, overflow="ellipsis", pad=True)
        if offer.is_new:
            return name
        return Text.assemble(name, (f"{offer.count or '·':>5}  ", "dim"), (flat(label.guideline), "dim"))

    def _named(self, offer: Offer) -> Text:
        if offer.is_new:
            return Text.assemble("   new label “", (printable(offer.label.name, ""), "bold"), "”")
        indent = "  " * offer.depth if self._is_tree else ""
        return Text.assemble(indent, named(offer.label))

    def _take(self, offers: Sequence[Offer]) -> None:
        self._offers = offers
        self._width = min(NAME, max((cell_len(self._named(offer).plain) for offer in offers), default=0))
        self.virtual_size = Size(1, len(offers))
        self._at = max(0, min(self._at, len(offers) - 1))
        self.refresh()

    def _go(self, index: int) -> None:
        before, self._at = self._at, max(0, min(index, len(self._offers) - 1))
        top, height = self.scroll_offset.y, self.size.height
        if self._at < top:
            self.scroll_to(y=self._at, animate=False, immediate=True)
        elif self._at >= top + height > 0:
            self.scroll_to(y=self._at - height + 1, animate=False, immediate=True)
        for row in (before, self._at):
            if 0 <= row - self.scroll_offset.y < height:
                self.refresh_line(row)
