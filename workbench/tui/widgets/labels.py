"""The labels with their keys, colours and counts, and under them what covers the caret."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest

from rich.style import Style
from rich.text import Text
from textual import events
from textual.color import Color
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.annotate import Reading
from workbench.model import Annotation, AttributeValue
from workbench.scheme import Label, Scheme
from workbench.symbols import printable
from workbench.tui.palette import READ, readable

NAMES = 24
"""Cells for a label's key and name."""


def cap(label: Label) -> Text:
    """The label's key on its colour, as it stands in front of its name everywhere."""
    return Text(f" {label.key or ' '} ", _style(label.colour))


@cache
def _style(colour: str) -> Style:
    paper = Color.parse(colour)
    return Style(bold=True, color=readable(paper, paper, READ).rich_color, bgcolor=paper.rich_color)


def shown(value: AttributeValue) -> str:
    """An attribute's value as a person reads it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(value)
    return str(value)


class LabelBar(Widget):
    """A click on a label is its key."""

    class Chosen(Message):
        """The person wants this label."""

        def __init__(self, label: str) -> None:
            super().__init__()
            self.label = label

    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        self._scheme = scheme
        self._lines: list[Text] = []
        self._state: object = None

    def draw(self, reading: Reading) -> None:
        """Show how often each label was given, and what covers the caret: only the rows that change are drawn."""
        counts = [reading.counts[name] for name in self._scheme.labels]
        state = counts, reading.covering(), reading.target
        if state == self._state:
            return
        self._state = state
        before, self._lines = self._lines, self._rows(*state)
        for y, (old, new) in enumerate(zip_longest(before, self._lines)):
            if old != new:
                self.refresh(Region(0, y, self.outer_size.width, 1))

    def _rows(self, counts: Sequence[int], covering: Sequence[Annotation], target: Annotation | None) -> list[Text]:
        labels = [self._label(name, number) for name, number in zip(self._scheme.labels, counts, strict=True)]
        under = (line for annotation in covering for line in self._details(annotation, annotation is target))
        return [*labels, Text(), *under]

    def on_click(self, event: events.Click) -> None:
        names = list(self._scheme.labels)
        if event.y < len(names):
            self.post_message(self.Chosen(names[event.y]))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[y].copy()
        line.truncate(width, overflow="ellipsis", pad=True)
        line.end = ""
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(self.rich_style)

    def _label(self, name: str, count: int) -> Text:
        line = Text.assemble(self._key(name), " ", printable(name, ""))
        line.truncate(NAMES, overflow="ellipsis", pad=True)
        return line.append(f"{count or '·':>4}", style="" if count else "dim")

    def _key(self, name: str) -> Text:
        label = self._scheme.labels.get(name)
        return cap(label) if label else Text(" ? ", "reverse")

    def _details(self, annotation: Annotation, is_target: bool) -> list[Text]:
        name = Text(printable(annotation.label, ""), style="bold" if is_target else "")
        rows = [
            Text.assemble("    ", (f"{printable(key, '')} ", "dim"), printable(shown(value), ""))
            for key, value in annotation.attributes.items()
        ]
        comment = [Text(f"    “{printable(annotation.comment, '')}”", style="italic")] if annotation.comment else []
        return [Text.assemble(self._key(annotation.label), " ", name, " ◂" if is_target else ""), *rows, *comment]
