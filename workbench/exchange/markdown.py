"""Lines of Markdown (https://spec.commonmark.org/0.31.2, tables as GitHub has them), safe from what is put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from workbench.symbols import printable

Row = Sequence[str]

_MEANT = re.compile(
    r"(?P<code>(?<!`)`[\w ]+`(?!`))"
    r"|[\\`*\[\]<|~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # one inside of a word means nothing
    r"|&(?=#?\w+;)"
    r"|^(?:>|#(?=[#\s]|$)|[-+](?=[\s-]|$)|\d+(?=[.)](?:\s|$)))"  # a quotation, a heading, lists
)
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9]|[/._-](?=[A-Za-z0-9]))*")
"""What is plain as it is, such as most names of files, of which there may be 100,000."""


def plain(words: str) -> str:
    """On one line, so written that all of it is shown and nothing of it means anything but `a name in backticks`."""
    if _PLAIN.fullmatch(words):
        return words
    return _MEANT.sub(_escaped, printable(" ".join(words.split()), keep=""))


def _escaped(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def prose(words: str) -> Iterator[str]:
    """Paragraphs of plain words, an empty line before each."""
    for paragraph in re.split(r"\n\s*\n", words.strip()):
        if paragraph:
            yield from ("", plain(paragraph))


def section(title: str, lines: Iterable[str]) -> list[str]:
    """With its title, which has its signs; nothing where there are no lines."""
    lines = list(lines)
    return ["", title, "", *lines] if lines else []


def table(heading: Row, rows: Iterable[Row]) -> list[str]:
    """Of cells that are Markdown. Columns of numbers alone stand to the right."""
    rows = list(rows)
    numbers = [all(row[column].replace(",", "").isdigit() for row in rows) for column in range(len(heading))]
    return [_row(heading), _row(["---:" if number else "---" for number in numbers]), *map(_row, rows)]


def _row(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"


def code(words: str, language: str) -> list[str]:
    """As they are, whatever they are."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", words)), default=0))
    return [f"{fence}{language}", printable(words), fence]
