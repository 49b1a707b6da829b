"""How the command line prints a report on agreement: one table for each pair and one for the group, in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from workbench.agreement import ANY, MEASURES
from workbench.report.sentences import many, percent
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.report import Report, Score

COLUMNS = {measure.name: measure for measure in MEASURES if measure.heading}
ROWS: dict[str | None, str] = {None: "all labels", ANY: "any label"}
MANY_PAIRS = 3
"""More pairs than this get one line each; a table for each would fill screens."""

Line = tuple[str, Sequence["Score"]]
"""What a line of a table is about, and its scores."""


def print_report(report: Report) -> None:
    """Print to stdout, 80 columns wide: where a terminal is narrower it wraps them, because half a figure is a lie."""
    console = Console(highlight=False, width=80)
    if report.articles:
        _print_counted(console, report)
        _print_tables(console, report)
    else:
        _say(console, "There is nothing to compare yet: no paragraph has been read by two annotators.")
    _print_remarks(console, report)


def _print_tables(console: Console, report: Report) -> None:
    for title, lines in _tables(report):
        console.print()
        console.print(Text(title, style="bold"))
        console.print(_table(lines, report.scope.unit.value))
        _print_reasons(console, lines)


def _tables(report: Report) -> Iterator[tuple[str, list[Line]]]:
    """Title and lines of each table: the pairs first, then the group."""
    people = list(dict.fromkeys(score.annotators for score in report.scores))
    everybody = report.scope.annotators
    pairs = [names for names in people if names != everybody]
    if len(pairs) > MANY_PAIRS:
        of_all = [score for score in report.scores if score.label is None]
        lines: list[Line] = [(_and(names), [score for score in of_all if score.annotators == names]) for names in pairs]
        yield "Every two, all labels together", lines
    else:
        yield from ((_and(names), _by_label(report, names)) for names in pairs)
    if everybody in people:
        title = _and(everybody) + (": F1 is the mean of every two" if len(everybody) > 2 else "")
        yield title, _by_label(report, everybody)


def _by_label(report: Report, names: tuple[str, ...]) -> list[Line]:
    """A line for each label that anybody used or that was asked for, and for all and any of them."""
    hidden = set(report.unused) - set(report.scope.only)
    mine = (score for score in report.scores if score.annotators == names and score.label not in hidden)
    return [
        (ROWS[label] if label in ROWS else str(label), list(scores))
        for label, scores in groupby(mine, key=lambda score: score.label)
    ]


def _table(lines: Sequence[Line], unit: str) -> Table:
    measures = [score.measure for score in lines[0][1] if score.measure in COLUMNS]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("label\nannotations · marked", min_width=16, overflow="fold")
    for measure in measures:
        table.add_column(COLUMNS[measure].heading.format(unit=unit), justify="right", min_width=9, no_wrap=True)
    for name, scores in lines:
        figures = {score.measure: score for score in scores}
        table.add_row(_heading(name, figures), *(_cell(figures[measure]) for measure in measures))
    return table


def _heading(name: str, figures: dict[str, Score]) -> Text:
    marked = figures["prevalence"]
    share = "" if marked.value is None else f" · {percent(marked.value)}"
    return Text(printable(name, keep="")).append(f"\n{marked.n_items:,}{share}", style="dim")


def _cell(score: Score) -> Text:
    """The figure over its interval; a dash for either that is undefined."""
    if score.value is None:
        return Text("—")
    text = Text(_figure(score.value), style="bold")
    if score.low is None or score.high is None:
        return text.append("\n—", style="not bold dim")
    return text.append(f"\n{_figure(score.low)}–{_figure(score.high)}", style="not bold dim")


def _figure(value: float) -> str:
    """Two places, with a real minus sign and no minus zero."""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _print_counted(console: Console, report: Report) -> None:
    """What all figures stand on, in words."""
    articles, paragraphs = many(report.articles, "article"), many(report.paragraphs, "paragraph")
    units = many(report.units, report.scope.unit.value)
    _say(console, f"Counted: {paragraphs} of {articles} that two or more annotators have read, {units}.")
    for share in report.shares:
        made = f"{many(share.annotations, 'annotation')} in {many(share.paragraphs, 'paragraph')}"
        _say(console, f"{share.annotator}: {made} of {many(share.articles, 'article')}", 2)
    _say(
        console,
        f"F1: annotations that are the same, that share text; {report.scope.unit}s that both marked.",
        style="dim",
    )
    _say(console, f"κ, α: {report.scope.unit}s, beyond chance. Below each figure its 95 % interval.", style="dim")


def _print_reasons(console: Console, lines: Sequence[Line]) -> None:
    """Why there are dashes: each reason with the lines it holds for, and the figures where it is not the whole line."""
    reasons: dict[str, list[str]] = {}
    for name, scores in lines:
        shown = [score for score in scores if score.measure in COLUMNS]
        for note in dict.fromkeys(score.note for score in shown if score.note):
            figures = [COLUMNS[score.measure].title for score in shown if score.note == note]
            some = f" ({', '.join(figures)})" if len(figures) < len(shown) else ""
            reasons.setdefault(note, []).append(name + some)
    for note, names in reasons.items():
        _say(console, f"— {note}: {', '.join(names)}", style="dim")


def _print_remarks(console: Console, report: Report) -> None:
    hidden = [label for label in report.unused if label not in report.scope.only]
    if report.articles and hidden:
        _say(console, f"Used by nobody: {', '.join(hidden)}.", style="dim")
    if report.warnings:
        console.print()
    for warning in report.warnings:
        _say(console, f"! {warning}", style="yellow")


def _say(console: Console, sentence: str, indent: int = 0, style: str = "") -> None:
    console.print(Padding(Text(printable(sentence, keep=""), style=style), (0, 0, 0, indent), expand=False))


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
