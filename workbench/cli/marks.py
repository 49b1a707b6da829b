"""How the command line prints a class report: one table for the class and one for each learner, in 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from workbench.cli.saying import say
from workbench.cli.table import empty_table
from workbench.report.marksheet import ALL, COUNTED, FIGURES, confused
from workbench.report.sentences import course, many
from workbench.symbols import printable

if TYPE_CHECKING:
    from rich.table import Table

    from workbench.agreement.intervals import Estimate
    from workbench.report.learners import ClassReport, Confused, Figures

COMMONEST = 5
"""Confusions that are told of each learner and of the class, at most."""
LATEST = 8
"""Articles whose scores are drawn, at most: the latest."""
_PASSED = {None: Text("—"), True: Text("yes", "green"), False: Text("no", "yellow")}


def print_class(report: ClassReport) -> None:
    """Print to stdout, 80 columns wide: where a terminal is narrower it wraps them, because half a figure is a lie."""
    console = Console(highlight=False, width=80)
    if not report.learners:
        say(console, _why_nothing(report))
        return
    articles = many(report.articles, "article")
    mark = "" if report.pass_mark is None else f" A label is passed from {report.pass_mark:.2f} on."
    say(console, f"{many(len(report.learners), 'learner')}, {articles} with a gold standard.{mark}")
    say(console, f"{COUNTED} Below each figure its 95 % interval, which is shaky under ten articles.", style="dim")
    console.print()
    console.print(_table("learner", [(one.name, one.figures[0]) for one in report.learners]))
    if len(report.learners) > 1:
        _print_confused(console, sum((Counter(dict(one.confused)) for one in report.learners), Counter()).most_common())
    for learner in report.learners:
        console.print()
        sat = f"{many(learner.paragraphs, 'paragraph')} of {many(len(learner.sittings), 'article')}"
        console.print(Text.assemble((printable(learner.name, keep=""), "bold"), f": {sat}"))
        console.print(_table("label", [(one.label or ALL, one) for one in learner.figures]))
        _print_confused(console, learner.confused)


def _why_nothing(report: ClassReport) -> str:
    if not report.articles and report.unread:
        return (
            f"Gold has annotations in {many(report.unread, 'article')}, but no paragraph marked read, so there is no "
            "standard yet: workbench adjudicate marks each paragraph in which all is decided."
        )
    if not report.articles:
        return "There is no gold standard yet: workbench adjudicate makes one, workbench import brings one in."
    return "Nobody has read anything yet of what has a gold standard. Learners begin with: workbench --as NAME learn"


def _table(of: str, lines: Iterable[tuple[str, Figures]]) -> Table:
    table = empty_table(of)
    for heading in ("gold", "made", "precision", "recall", "F1"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("pass", no_wrap=True)
    table.add_column("by\narticle", no_wrap=True)
    for name, one in lines:
        figures = (_cell(getattr(one, figure)) for figure in FIGURES)
        counts = f"{one.gold:,}", f"{one.made:,}"
        drawn = course(one.course[-LATEST:])
        table.add_row(Text(printable(name, keep="")), *counts, *figures, _PASSED[one.passed], drawn)
    return table


def _cell(found: Estimate | None) -> Text:
    """The figure over its interval; a dash for either that is undefined."""
    if found is None:
        return Text("—")
    text = Text(f"{found.value:.2f}", style="bold")
    ends = "—" if found.low is None or found.high is None else f"{found.low:.2f}–{found.high:.2f}"
    return text.append(f"\n{ends}", style="not bold dim")


def _print_confused(console: Console, pairs: Sequence[tuple[Confused, int]]) -> None:
    if pairs:
        say(console, "What went wrong most often:", style="dim")
    for pair, count in pairs[:COMMONEST]:
        say(console, f"{count} × {confused(pair)}", 2)
    if len(pairs) > COMMONEST:
        say(console, f"and {many(sum(count for _, count in pairs[COMMONEST:]), 'other difference')}", 2, "dim")
