"""A label's key on its colour."""

from __future__ import annotations

from functools import cache

from rich.style import Style
from rich.text import Text
from textual.color import Color

from workbench.scheme import Label
from workbench.tui.palette import READ, readable


def cap(label: Label) -> Text:
    """The label's key on its colour, as it stands in front of its name everywhere."""
    return Text(f" {label.key or ' '} ", _style(label.colour))


@cache
def _style(colour: str) -> Style:
    paper = Color.parse(colour)
    return Style(bold=True, color=readable(paper, paper, READ).rich_color, bgcolor=paper.rich_color)
