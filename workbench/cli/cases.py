"""How the command line prints what annotators disagree on: tables of counts, and examples with their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from workbench.agreement import DifferenceKind
from workbench.cli.saying import say
from workbench.cli.table import empty_table
from workbench.report.casebook import kind_words, passage, shortened, sides, slips, tabulated, told
from workbench.report.differing import NOTHING
from workbench.report.sentences import many
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.model import Annotation
    from workbench.report.differing import Case, Differing

MOST_COLUMNS = 12
"""Labels of a confusion matrix in 80 columns; of more, the commonest confusions are listed."""
COMMONEST = 20
NAME = 24
"""Cells for a name before it is folded, at least."""


def print_differing(found: Differing) -> None:
    """Print to stdout, 80 columns wide."""
    console = Console(highlight=False, width=80)
    if not any(found.articles.values()):
        say(console, "There is nothing to compare yet: no paragraph has been read by two of these annotators.")
        return
    say(console, _counted(found))
    if not found.counts:
        used = " or ".join(found.scope.only) or "any label"
        say(console, f"Nobody has used {used} in text that two have read.")
        return
    _table(console, "label", found, found.by_label)
    if len(found.articles) > 1:
        _table(console, "annotators", found, {" and ".join(names): row for names, row in found.by_pair.items()})
    if off := ", ".join(slips(found)):
        say(console, f"Boundaries: {off}.")
    _confusion(console, found)
    words = kind_words(found)
    for case in found.examples:
        _example(console, case, words[case.difference.kind])


def _counted(found: Differing) -> str:
    pairs = [" and ".join(names) for names, articles in found.articles.items() if articles]
    who = pairs[0] if len(pairs) == 1 else many(len(pairs), "pair") + " of annotators"
    most = max(found.articles.values())
    return f"{who}, in {'up to ' if len(pairs) > 1 else ''}{many(most, 'article')} that both have read."


def _table(console: Console, about: str, found: Differing, rows: dict[str, Counter[DifferenceKind]]) -> None:
    """A column for every kind that there is."""
    headings, lines = tabulated(found, rows)
    table = empty_table(about, min(NAME, max(map(len, rows))))
    for heading in headings:
        table.add_column(Text(printable(heading, keep="")), justify="right", overflow="fold")
    for name, counts in lines:
        table.add_row(Text(printable(name, keep="")), *(f"{count:,}" if count else "·" for count in counts))
    console.print(table)


def _confusion(console: Console, found: Differing) -> None:
    """The matrix, or the commonest of many."""
    cells = found.confusion
    labels: list[str | None] = [label for label in found.by_label if any(label in cell for cell in cells)]
    console.print()
    console.print(Text("What the one has, and the other", style="bold"))
    if len(labels) + 1 > MOST_COLUMNS:
        _commonest(console, cells)
        return
    rows, columns = sides(found)
    table = empty_table(f"{rows} ↓  {columns} →")
    for number, label in enumerate((*labels, None), 1):
        table.add_column(NOTHING if label is None else str(number), justify="right")
    for number, row in enumerate((*labels, None), 1):
        counts = (_cell(cells[row, column], alike=row == column) for column in (*labels, None))
        table.add_row(Text(NOTHING if row is None else f"{number} {printable(row, keep='')}"), *counts)
    console.print(table)


def _cell(count: int, *, alike: bool) -> Text:
    return Text(f"{count:,}" if count else "·", style="" if alike else "bold" if count else "dim")


def _commonest(console: Console, cells: Counter[tuple[str | None, str | None]]) -> None:
    unlike = Counter({cell: count for cell, count in cells.items() if cell[0] != cell[1]})
    for (first, second), count in unlike.most_common(COMMONEST):
        say(console, f"{count:,} × {first or NOTHING} – {second or NOTHING}", indent=2)


def _example(console: Console, case: Case, kind: str) -> None:
    difference, text = case.difference, case.article.text
    console.print()
    head = f"{kind} · {' and '.join(case.annotators)} · {case.article.title} ({case.article.id})"
    console.print(_line((head, "bold"), (f", paragraph {case.paragraph + 1}", "bold")))
    around = passage(case)
    lines = [_line((around.before, "dim"), (f"[{around.words}]", ""), (around.after, "dim"))]
    for name, made in zip(case.annotators, (difference.first, difference.second), strict=True):
        lines.append(_line((f"{name}: ", "dim"), *_made(made, text)))
    for line in lines:
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
    if differs := told(case):
        say(console, differs, indent=2)


def _made(annotations: Sequence[Annotation], text: str) -> Iterator[tuple[str, str]]:
    """Label and words of each; of nothing, that."""
    if not annotations:
        yield NOTHING, "dim"
    for number, one in enumerate(annotations):
        yield f"{'; ' if number else ''}{one.label} ", "bold"
        yield f"“{shortened(one.quote(text))}”", ""


def _line(*parts: tuple[str, str]) -> Text:
    return Text.assemble(*((printable(words, keep=""), style) for words, style in parts))
