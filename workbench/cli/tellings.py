"""What several commands say about files: what could not be taken, what was lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.formats import Broken


def tell_broken(broken: Broken) -> None:
    """A line on stderr."""
    click.echo(printable(str(broken), keep=""), err=True)


def tell_losses(format_name: str, losses: Mapping[str, int]) -> None:
    """What the format does not hold, on stderr; nothing where it holds all."""
    if losses:
        click.echo(f"not held by {format_name}:", err=True)
    for words, count in losses.items():
        click.echo(f"  {count:>7,}  {words}", err=True)
