"""Words in little room: on one line and fit to print, cut to so many cells, in quotation marks, counted, drawn."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from workbench.symbols import printable

MARKS = frozenset('“”„‟"«»')
_DENSE = 8  # characters in one cell, at most, of what is shown whole: a letter and its accents


def flat(text: str) -> str:
    """On one line, with single spaces, fit to print."""
    return printable(" ".join(text.split()), "")


def cut(words: str, cells: int) -> str:
    """With an ellipsis at the end where there are more than so many cells."""
    head = words[: _looked_at(cells)]
    if len(head) == len(words) and cell_len(words) <= cells:
        return words
    head = set_cell_size(head, max(0, cells - 1)).rstrip()
    while head and cell_len(head) >= cells:  # Rich cuts and measures joiners that join nothing in two ways
        head = head[:-1]
    return f"{head}…"


def cut_before(words: str, cells: int) -> str:
    """With an ellipsis at the start where there are more than so many cells: for what leads up to something."""
    tail = words[-_looked_at(cells) :]
    if len(tail) == len(words) and cell_len(words) <= cells:
        return words
    while tail and (excess := cell_len(tail) - cells + 1) > 0:
        tail = tail[max(1, excess // 2) :]  # no character is wider than two cells
    return f"…{tail.lstrip()}"


def person(name: str, cells: int) -> str:
    """The name, or its start and its end: names of annotators often differ in a number at the end."""
    name = printable(name, "")
    if cell_len(name) <= cells:
        return name
    end = name[-3:]
    return f"{set_cell_size(name, cells - 1 - cell_len(end))}…{end}"


def quoted(words: str, cells: int) -> str:
    """In quotation marks, unless they begin with their own; cut to so many cells in all."""
    return cut(words, cells) if words[:1] in MARKS else f"“{cut(words, cells - 2)}”"


def counted(number: int, noun: str) -> str:
    """`1 article`, `2,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def drawn(text: Text, plain: Style, console: Console) -> list[Segment]:
    """The text over a plain style. Rich draws a text without spans without its own style."""
    style = plain + console.get_style(text.style) if text.style else plain
    if not text.spans:
        return [Segment(text.plain, style)]
    styled = text.copy()
    styled.style = style
    return list(styled.render(console))


def _looked_at(cells: int) -> int:
    """Characters that are measured where there is room for so many cells: what is long costs no more than what fits."""
    return _DENSE * (max(0, cells) + 1)
