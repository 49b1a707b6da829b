"""How the command line prints what is known of each annotator, in 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from workbench.cli.saying import say
from workbench.cli.table import empty_table
from workbench.report.habits import told
from workbench.report.scores import NEAR
from workbench.report.sentences import many, percent
from workbench.symbols import printable

if TYPE_CHECKING:
    from rich.table import Table

    from workbench.report.quality import Figure, Quality, QualityReport, Stretch

HABITS = 4
"""Errors that are told of each annotator, at most."""
NAME = 22
"""Cells for a name and what somebody did, at least."""
GOLD_ALONE = "Gold is what the others are held against: name somebody else."


def print_quality(report: QualityReport) -> None:
    """Print to stdout, 80 columns wide: where a terminal is narrower it wraps them, because half a figure is a lie."""
    console = Console(highlight=False, width=80)
    if not report.annotators:
        say(console, GOLD_ALONE if report.scope.annotators else "No person has read anything yet.")
        return
    say(
        console,
        "F1 of annotations of the same label that share half of their text or more; below it its 95 % interval.",
    )
    console.print(_table(report))
    _months(console, report)
    _reasons(console, report)
    if report.note:
        say(console, report.note)
        return
    counted = many(report.candidates, "thing")
    say(console, f"Without gold (Dawid and Skene 1979), of {counted} that anybody labelled, it is likely that:")
    for one in report.annotators:
        _habits(console, one)


def _table(report: QualityReport) -> Table:
    table = empty_table("annotator", NAME)
    sides = [True, False] if report.gold else [False]
    for gold in sides:
        table.add_column("against\ngold" if gold else "against\nthe others", justify="right", no_wrap=True)
    table.add_column("first, second,\nlast third", no_wrap=True)
    table.add_column("words\nper hour", justify="right", no_wrap=True)
    for one in report.annotators:
        figures = (_figure(one.figure(NEAR, gold=gold)) for gold in sides)
        pace = f"{one.pace.words_per_hour:,.0f}" if one.pace else "—"
        table.add_row(_who(one), *figures, _course(one.course), pace)
    return table


def _who(one: Quality) -> Text:
    did = f"{many(one.articles, 'article')} · {one.annotations:,} made"
    return Text.assemble(printable(one.name, keep=""), "\n", (did, "dim"))


def _figure(figure: Figure | None) -> Text:
    if figure is None or figure.estimate is None:
        return Text("—")
    found = figure.estimate
    below = "" if found.low is None or found.high is None else f"{found.low:.2f}–{found.high:.2f}"
    return Text.assemble(f"{found.value:.2f}", "\n", (below, "dim"))


def _course(thirds: Sequence[Stretch]) -> Text:
    if not thirds:
        return Text("—")
    return Text.assemble(" ".join(map(_value, thirds)), "\n", (f"since {thirds[0].since:%Y-%m-%d}", "dim"))


def _value(stretch: Stretch) -> str:
    return "—" if stretch.value is None else f"{stretch.value:.2f}"


def _months(console: Console, report: QualityReport) -> None:
    """Where the work took more than one."""
    for one in report.annotators:
        if one.months:
            months = ", ".join(f"{month.since:%Y-%m} {_value(month)} ({month.articles:,})" for month in one.months)
            say(console, f"{one.name} by month (articles): {months}.")


def _reasons(console: Console, report: QualityReport) -> None:
    """Why there are dashes."""
    for one in report.annotators:
        for figure in one.figures:
            if figure.measure == NEAR and figure.estimate is None:
                who = "gold" if figure.gold else "the others"
                say(console, f"{one.name} against {who}: {figure.note}.", style="dim")
    if len(report.annotators) == 1:
        say(console, f"There are no others to hold {report.annotators[0].name} against.", style="dim")


def _habits(console: Console, one: Quality) -> None:
    if one.competence is None:
        return
    wrong = [
        f"{told(habit)} ({habit.expected:.0f}, {percent(habit.share)})" for habit in one.competence.habits[:HABITS]
    ]
    right = f"{one.name} is right in {percent(one.competence.accuracy)} of {one.competence.candidates:,}"
    say(console, f"{right}; {', '.join(wrong)}" if wrong else right, indent=2)
