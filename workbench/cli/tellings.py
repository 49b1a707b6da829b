"""What several commands say about files: what could not be taken, what was lost."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from workbench.names import shortened
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.formats import Broken

_MOST = 10
"""Names that are told, of many."""


def line(words: str) -> str:
    """A sentence that may hold words from outside, as one line for a terminal."""
    return printable(shortened(words), keep="")


def some(names: Sequence[str]) -> str:
    """`"a, b, …"`: the first few."""
    rest = ", …" if len(names) > _MOST else ""
    return f"{printable(', '.join(names[:_MOST]), keep='')}{rest}"


def tell_broken(broken: Broken, *, err: bool = True) -> None:
    """A line on stderr, or on stdout; above a progress bar, if there is one."""
    click.echo(line(str(broken)), file=sys.stderr if err else sys.stdout)  # which the bar replaces, unknown to click


def as_members(broken: Broken) -> dict[str, str | int]:
    """What could not be taken, for programs."""
    return {"file": str(broken.path), "line": broken.line, "problem": broken.reason}


def tell_losses(format_name: str, losses: Mapping[str, int]) -> None:
    """What the format does not hold, on stderr; nothing where it holds all."""
    if losses:
        click.echo(f"  not held by {format_name}:", err=True)
    for words, count in losses.items():
        click.echo(f"  {count:>9,}  {words}", err=True)
