"""How the command line prints a table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table


def empty_table(first: str, min_width: int | None = None) -> Table:
    """A table of a report, so far with its `first` column alone, which folds names that are long."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from workbench.symbols import printable

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(Text(printable(first)), min_width=min_width, overflow="fold")
    return table


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """Print to stdout: numbers to the right, as wide as the terminal, or as wide as it needs where that is none.

    What stands in the rows may come from anywhere: it is drawn with `symbols.printable`, and never read as markup.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from workbench.symbols import printable

    table = Table(*headings, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(
            *(
                Text(str(cell), justify="right") if isinstance(cell, int) else Text(printable(cell, keep=""))
                for cell in row
            )
        )
    Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False).print(table)


_WIDE = 1000
"""Columns for a file or a pipe, where nobody wants a cell folded."""
