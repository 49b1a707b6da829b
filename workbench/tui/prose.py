"""Words in little room: on one line and fit to print, cut to so many cells, in quotation marks, counted."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from workbench.symbols import printable

MARKS = frozenset('“”„‟"«»')


def flat(text: str) -> str:
    """On one line, with single spaces, fit to print."""
    return printable(" ".join(text.split()), "")


def cut(words: str, cells: int) -> str:
    """With an ellipsis at the end where there are more than so many cells."""
    return words if cell_len(words) <= cells else f"{set_cell_size(words, max(0, cells - 1)).rstrip()}…"


def cut_before(words: str, cells: int) -> str:
    """With an ellipsis at the start where there are more than so many cells: for what leads up to something."""
    if cell_len(words) <= cells:
        return words
    while cell_len(words) >= cells and words:
        words = words[1:]
    return f"…{words.lstrip()}"


def quoted(words: str, cells: int) -> str:
    """In quotation marks, unless they begin with their own; cut to so many cells in all."""
    return cut(words, cells) if words[:1] in MARKS else f"“{cut(words, cells - 2)}”"


def counted(number: int, noun: str) -> str:
    """`1 article`, `2,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
