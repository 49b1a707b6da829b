"""How the command line prints a report on agreement: tables of 80 columns, and what they stand on in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from workbench.agreement.measure import Family, Measure
from workbench.agreement.measures import MEASURES, PREVALENCE
from workbench.cli.saying import say
from workbench.cli.table import empty_table
from workbench.report.methods import means
from workbench.report.scores import NEAR, RELY, ROWS, TENTATIVE, Verdict, rank, worst_first
from workbench.report.sentences import enumerated, figure, many, percent
from workbench.symbols import printable

if TYPE_CHECKING:
    from rich.table import Table

    from workbench.report import Report, Score

NAMED = {measure.name: measure for measure in (*MEASURES, PREVALENCE)}
ACROSS = 5
"""Figures that stand side by side in 80 columns."""
NAME, HEADING = 14, 7
"""Cells for a name before it is folded, and for one above a column."""
CROSSED = 8
"""Annotators that stand side by side; the pairs of more are lines."""
THRESHOLDS = {
    Verdict.RELIABLE: f"α of {RELY:.2f} or more, all of its interval, so that data can be relied on (Krippendorff)",
    Verdict.TENTATIVE: f"α from {TENTATIVE} to {RELY:.2f}, all of its interval, for tentative conclusions only",
    Verdict.UNRELIABLE: f"α under {TENTATIVE}, all of its interval, not to be relied on",
}

Line = tuple[str | None, Sequence["Score"]]
"""The label that a line of a table is about, and its scores."""


def print_report(report: Report, by: str = "") -> None:
    """Print to stdout, 80 columns wide: where a terminal is narrower it wraps them, because half a figure is a lie.

    `by` is "article", "pair", "attribute" or "relation": besides what is said of all, each by itself.
    """
    console = Console(highlight=False, width=80)
    if report.articles:
        _print_counted(console, report)
        _print_group(console, report)
        if len(report.scope.annotators) > 2:
            _print_pairs(console, report, each=by == "pair")
        _print_beside(console, report, by)
        if by == "article":
            _print_articles(console, report)
    else:
        say(console, "There is nothing to compare yet: no paragraph has been read by two annotators.")
    _print_remarks(console, report)


def _print_group(console: Console, report: Report) -> None:
    everybody = report.scope.annotators
    lines = _by_label(report, everybody)
    families = list(_families(lines))
    if families:
        _title(console, enumerated(everybody))
    for family, measures in families:
        if family is not Family.MENU:
            _title(console, family.value.format(unit=report.scope.unit.value))
        for first in range(0, len(measures), ACROSS):
            some = measures[first : first + ACROSS]
            console.print(_table(lines, some, report.scope.unit.value, counts=family is Family.MENU))
        _print_reasons(console, lines, measures)
    _print_verdicts(console, lines)


def _families(lines: Sequence[Line]) -> Iterator[tuple[Family, list[Measure]]]:
    """The measures that the lines have, by the table they belong to."""
    names = {score.measure for _, scores in lines for score in scores}
    told = [measure for measure in MEASURES if measure.name in names]
    yield from ((family, list(some)) for family, some in groupby(told, key=lambda measure: measure.family))


def _by_label(report: Report, names: tuple[str, ...]) -> list[Line]:
    """A line for each label that anybody used or that was asked for, and for all and any of them."""
    return [(label, list(scores)) for label, scores in groupby(report.shown(names), key=lambda score: score.label)]


def _table(lines: Sequence[Line], measures: Sequence[Measure], unit: str, counts: bool) -> Table:
    """With `counts` also what was made with each label."""
    table = empty_table("label\nmarked", NAME)
    if counts:
        table.add_column("articles\nby each", justify="right", no_wrap=True)
    for measure in measures:
        table.add_column(measure.heading.format(unit=unit), justify="right", min_width=9, no_wrap=True)
    for label, scores in lines:
        figures = {score.measure: score for score in scores}
        marked = figures[PREVALENCE.name]
        cells = [_cell(figures.get(measure.name)) for measure in measures]
        table.add_row(_heading(label, marked), *([_counts(marked)] if counts else []), *cells)
    return table


def _heading(label: str | None, marked: Score) -> Text:
    share = "—" if marked.value is None else percent(marked.value)
    return Text(_name(label)).append(f"\n{share}", style="dim")


def _name(label: str | None) -> str:
    return ROWS[label] if label in ROWS else printable(str(label), keep="")


def _counts(score: Score) -> Text:
    """In how many articles the label was found, and how often each annotator gave it: the least and the most."""
    each = score.n_each or (0,)
    least, most = min(each), max(each)
    made = f"{least:,}" if least == most else f"{least:,}–{most:,}"
    return Text(f"{score.n_found or 0:,}").append(f"\n{made}", style="dim")


def _cell(score: Score | None) -> Text:
    """The figure over its interval; a dash for either that is undefined; nothing where there is none for the row."""
    if score is None:
        return Text("")
    if score.value is None:
        return Text("—")
    text = Text(figure(score.value), style="bold")
    if score.low is None or score.high is None:
        return text.append("\n—", style="not bold dim")
    return text.append(f"\n{figure(score.low)}–{figure(score.high)}", style="not bold dim")


def _print_counted(console: Console, report: Report) -> None:
    """What all figures stand on, in words."""
    articles, paragraphs = many(report.articles, "article"), many(report.paragraphs, "paragraph")
    units = many(report.units, report.scope.unit.value)
    say(console, f"Counted: {paragraphs} of {articles} that two or more annotators have read, {units}.")
    for share in report.shares:
        made = f"{many(share.annotations, 'annotation')} in {many(share.paragraphs, 'paragraph')}"
        say(console, f"{share.annotator}: {made} of {many(share.articles, 'article')}", 2)
    told = {measure.name for measure in report.scope.told}
    if any(name.startswith("f1") for name in told):
        say(console, "F1: annotations of the same label.", style="dim")
    if "krippendorff_alpha" in told:
        all_labels = "of all labels the set of labels over each"
        say(console, f"α: {report.scope.unit.value}s, beyond chance; {all_labels}.", style="dim")
    if "gamma" in told:
        say(console, "γ: annotations as they are best aligned, beyond chance.", style="dim")
    if mean := means(report):
        say(console, f"{mean} annotators.", style="dim")
    say(console, "Below each figure its 95 % interval; below each label the share of text marked.", style="dim")


def _print_reasons(console: Console, lines: Sequence[Line], measures: Sequence[Measure]) -> None:
    """Why there are dashes: each reason with the lines it holds for, and the figures where it is not the whole line."""
    names, reasons = {measure.name for measure in measures}, dict[str, list[str]]()
    for label, scores in lines:
        shown = [score for score in scores if score.measure in names]
        for note in dict.fromkeys(score.note for score in shown if score.note):
            figures = [NAMED[score.measure].title for score in shown if score.note == note]
            some = f" ({', '.join(figures)})" if len(figures) < len(shown) else ""
            reasons.setdefault(note, []).append(_name(label) + some)
    for note, told in reasons.items():
        say(console, f"— {note}: {', '.join(told)}", style="dim")


def _print_verdicts(console: Console, lines: Sequence[Line]) -> None:
    """In words, where the whole interval of α allows it; and how far γ is left to chance."""
    scores = [score for _, some in lines for score in some]
    for verdict, words in THRESHOLDS.items():
        alphas = [s for s in scores if s.measure == "krippendorff_alpha" and s.verdict is verdict]
        if alphas:
            say(console, f"{words}: {', '.join(_name(score.label) for score in alphas)}.", style="dim")
    errors = [score.error for score in scores if score.error is not None]
    if errors:
        say(console, f"γ is drawn at random, with a standard error of {max(errors):.3f} at most.", style="dim")


def _print_pairs(console: Console, report: Report, each: bool) -> None:
    """Who agrees with whom; with `each`, on which labels."""
    everybody = report.scope.annotators
    of_two = [score for score in report.scores if score.annotators != everybody and score.measure != PREVALENCE.name]
    names = dict.fromkeys(score.measure for score in of_two)
    if not names:
        return
    name = NEAR if NEAR in names else next(iter(names))
    found = {score.annotators: score for score in of_two if score.measure == name and score.label is None}
    _title(console, f"Every two, all labels together: {NAMED[name].title}")
    console.print(_crossed(everybody, found) if len(everybody) <= CROSSED else _listed(found))
    for pair in found if each else ():
        lines = _by_label(report, pair)
        measures = [NAMED[name] for name in names if any(score.measure == name for _, some in lines for score in some)]
        _title(console, enumerated(pair))
        for first in range(0, len(measures), ACROSS):
            some = measures[first : first + ACROSS]
            console.print(_table(lines, some, report.scope.unit.value, counts=not first and len(some) < ACROSS))
        _print_reasons(console, lines, measures)


def _crossed(names: Sequence[str], found: dict[tuple[str, ...], Score]) -> Table:
    """Under the names, or under their numbers where they are long."""
    told = [printable(name, keep="") for name in names]
    heads = told
    if max(map(cell_len, told)) > HEADING:
        heads = [str(number) for number in range(1, len(names) + 1)]
        told = [f"{number} {name}" for number, name in zip(heads, told, strict=True)]
    table = empty_table("", NAME)
    for head in heads:
        table.add_column(Text(head), justify="right", min_width=6, no_wrap=True)
    for row, one in zip(told, names, strict=True):
        scores = (found.get((one, other)) or found.get((other, one)) for other in names)
        cells = ("·" if score is None else "—" if score.value is None else figure(score.value) for score in scores)
        table.add_row(Text(row), *cells)
    return table


def _listed(found: dict[tuple[str, ...], Score]) -> Table:
    """The worst first."""
    table = empty_table("", NAME)
    table.add_column("", justify="right", min_width=9, no_wrap=True)
    for names, score in sorted(found.items(), key=lambda item: rank(item[1])):
        table.add_row(Text(printable(enumerated(names), keep="")), _cell(score))
    return table


def _print_beside(console: Console, report: Report, by: str) -> None:
    """Attributes or relations, where they were asked for; else that there are some."""
    unit, asked_for = report.scope.unit.value, []
    for one, title, heading, scores, measures in (
        ("attribute", "Attributes of what both have marked", "attribute\ncompared", report.attributes, _ATTRIBUTES),
        ("relation", "Relations between annotations that match", "relation\ndrawn", report.relations, _RELATIONS),
    ):
        if by != one or not scores:
            asked_for += [one] if scores else []
            continue
        _title(console, title)
        table = empty_table(heading, NAME)
        for name in measures.values():
            table.add_column(name.format(unit=unit), justify="right", min_width=9, no_wrap=True)
        for name, some in groupby(scores, key=_what):
            figures = {score.measure: score for score in some}
            items = next(iter(figures.values())).n_items
            told = Text(printable(name, keep="")).append(f"\n{items:,}", style="dim")
            table.add_row(told, *(_cell(figures[measure]) for measure in measures))
        console.print(table)
        for note in dict.fromkeys(score.note for score in scores if score.note):
            names = ", ".join(dict.fromkeys(_what(score) for score in scores if score.note == note))
            say(console, f"— {note}: {names}", style="dim")
    if asked_for and not by:
        say(
            console,
            f"Of {' and '.join(f'{one}s' for one in asked_for)}: --by {', --by '.join(asked_for)}.",
            style="dim",
        )


_ATTRIBUTES = {"attribute_percent": "the\nsame", "attribute_alpha": "Kripp.'s\nα"}
_RELATIONS = {"relation_f1": "\nF1"}


def _what(score: Score) -> str:
    return f"{score.label}: {score.attribute}" if score.attribute else str(score.relation)


def _print_articles(console: Console, report: Report) -> None:
    """Each by itself, the worst first."""
    measures = [one for one in report.scope.told if any(score.measure == one.name for score in report.by_article)]
    if not measures:
        say(console, "By article: none, these measures have no figure of all labels together by all annotators.")
        return
    _title(console, "Every article, all labels together: the worst first")
    for start in range(0, len(measures), ACROSS):
        table = empty_table("article", NAME)
        table.add_column("annotations", justify="right", no_wrap=True)
        some = measures[start : start + ACROSS]
        for one in some:
            heading = one.heading.format(unit=report.scope.unit.value)
            table.add_column(heading, justify="right", min_width=6, no_wrap=True)
        for name, scores in worst_first(report.by_article):
            values = (scores[one.name].value for one in some)
            cells = ("—" if value is None else figure(value) for value in values)
            table.add_row(Text(printable(name, keep="")), f"{scores[some[0].name].n_items:,}", *cells)
        console.print(table)


def _print_remarks(console: Console, report: Report) -> None:
    hidden = [label for label in report.unused if label not in report.scope.only]
    if report.articles and hidden:
        say(console, f"Used by nobody: {', '.join(hidden)}.", style="dim")
    if report.warnings:
        console.print()
    for warning in report.warnings:
        say(console, f"! {warning}", style="yellow")


def _title(console: Console, words: str) -> None:
    console.print()
    console.print(Text(printable(words, keep=""), style="bold"))
