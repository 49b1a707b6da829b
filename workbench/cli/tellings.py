"""What several commands say about files: what came in or could not be taken, what left or was lost."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from workbench.names import short, shortened
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.exchange import Exported, Imported
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


def tell_detail(words: str, first: str = "  ") -> None:
    """A line under a summary, on stderr: `first`, then the words, below one another where a terminal ends."""
    if sys.stderr.isatty():
        words = click.wrap_text(words, shutil.get_terminal_size().columns, first, " " * max(4, len(first)))
        click.echo(words, err=True)
    else:
        click.echo(f"{first}{words}", err=True)


def tell_broken(broken: Broken, *, err: bool = True) -> None:
    """A line on stderr, or on stdout; above a progress bar, if there is one."""
    click.echo(line(str(broken)), file=sys.stderr if err else sys.stdout)  # which the bar replaces, unknown to click


def as_members(broken: Broken) -> dict[str, str | int]:
    """What could not be taken, for programs."""
    return {"file": str(broken.path), "line": broken.line, "problem": broken.reason}


# What came in


def counts(told: Imported) -> str:
    """How much is new, of what there is any."""
    return ", ".join(f"{what} {count:,}" for what, count in told.counts.items() if count)


def tell_details(told: Imported, names: Mapping[str, str]) -> None:
    """What was left out, which of `names` nothing has, and how much could not be taken."""
    ignored = [f"{kind} {short(name)} ({count:,})" for (kind, name), count in sorted(told.ignored.items())]
    lines = {
        "left out, because the scheme does not have it": some(ignored),
        "relations to what was left out": f"{told.without_end:,}" if told.without_end else "",
        **{
            f"--map {short(name)}={short(names[name])}": "no such label or relation type was read"
            for name in sorted(told.unmet)
        },
        "could not be taken, named above": f"{told.broken:,}" if told.broken else "",
    }
    for what, words in lines.items():
        if words:
            tell_detail(line(f"{what}: {words}"))


# What left


def tell_exported(told: Exported, format_name: str) -> None:
    """What was written, and what was not."""
    written = {"records": told.records, "annotations": told.annotations, "relations": told.relations}
    written |= {"notes": told.notes} if told.notes else {}
    click.echo(", ".join(f"{what} {count:,}" for what, count in written.items()), err=True)
    details = {
        "relations left out, because one of their ends stays behind or lies in another article": told.dropped,
        "annotations cut at the edges of records": told.cut.annotations,
        "relations from one record to another, which no record holds": told.cut.relations,
        "notes, which no record holds": told.cut.notes,
        "decisions on gold, which no record holds": told.cut.decisions,
        "articles left out, because they are like some in several parts": told.between,
    }
    if told.parts:
        tell_detail(", ".join(f"{part} {count:,}" for part, count in told.parts.items()))
    for what, count in details.items():
        if count:
            tell_detail(f"{what}: {count:,}")
    _tell_losses(format_name, told.losses)


def _tell_losses(format_name: str, losses: Mapping[str, int]) -> None:
    """What the format does not hold, on stderr; nothing where it holds all."""
    if losses:
        click.echo(f"  not held by {format_name}:", err=True)
    for words, count in losses.items():
        tell_detail(words, f"  {count:>9,}  ")


def told_command() -> str:
    """How this program was called, as a person may tell others: without the password of a database."""
    return re.sub(r"//[^/@\s]*@", "//…@", shlex.join(["workbench", *sys.argv[1:]]))
