"""What the dashboard of agreement shows: figures per label with their intervals, every two annotators, confusions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text

from workbench.agreement.groups import below, families
from workbench.report import Report, Score
from workbench.report.differing import NOTHING, Case, Differing
from workbench.report.scores import NEAR, ROWS
from workbench.report.sentences import figure
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.caps import named
from workbench.tui.palette import READ, Palette, readable
from workbench.tui.prose import counted, person
from workbench.tui.widgets.matrix import Cell, Grid

FIGURE, COUNT, PERSON, NAME = 7, 4, 9, 21
"""Cells for a figure, a number of confusions, an annotator's name, and the names at the left."""
HEADS = {"f1_exact": "F1", "f1_iou": "F1 ≥½", "krippendorff_alpha": "α", "gamma": "γ"}


@dataclass(frozen=True, slots=True)
class Behind:
    """Which differences are behind a cell: of these two annotators, of these labels, confused so; none: whatever.

    `label` is what the row of these labels is called: one of them, or a group.
    """

    annotators: tuple[str, ...] = ()
    label: str | None = None
    labels: tuple[str, ...] = ()
    confused: tuple[str | None, str | None] | None = None
    both_ways: bool = False
    """Whether the one confused with the other is the same as the other with the one."""

    def holds(self, case: Case) -> bool:
        """Whether the case is one of them."""
        labels = case.difference.labels
        return (
            (not self.annotators or set(case.annotators) == set(self.annotators))
            and (not self.labels or not set(self.labels).isdisjoint(labels))
            and (self.confused in (None, labels) or (self.both_ways and self.confused == labels[::-1]))
        )


def counts(report: Report, room: int) -> str:
    """What was counted and of whom, as much of it as there are cells for."""
    names, number = report.scope.annotators, len(report.scope.annotators)
    made = sum(share.annotations for share in report.shares)
    numbers = f"{counted(report.articles, 'article')} · {counted(made, 'annotation')}"
    who = (printable(", ".join(names), ""), counted(number, "annotator"))
    said = [numbers, ""] if not names else [*(f"{one} · {numbers}" for one in who), numbers, ""]
    return next(words for words in said if cell_len(words) <= max(0, room))


def labels(report: Report, scheme: Scheme) -> Grid:
    """A row for each label that anybody used, for groups of them, and for all and any; a column for each figure."""
    rows: dict[str | None, dict[str, Score]] = {}
    for score in report.shown(report.scope.annotators) if report.articles else ():
        if score.measure in HEADS:
            rows.setdefault(score.label, {})[score.measure] = score
    measures = [measure for measure in HEADS if any(measure in row for row in rows.values())]
    order = _order(rows, scheme)
    scores = [[rows[label][measure] for measure in measures] for label in order]
    behind = [_behind(report, label) for label in order]
    return Grid(
        "label",
        ["n", *(HEADS[measure] for measure in measures)],
        [_name(label, one, scheme) for label, one in zip(order, behind, strict=True)],
        [[_count(row[0], one), *(_score(each, one) for each in row)] for row, one in zip(scores, behind, strict=True)],
        FIGURE,
        NAME,
        "There is nothing to compare yet: no paragraph has been read by two annotators.",
        title=lambda column, width: _axis(HEADS[measures[max(0, column - 1)]], width),
        beside=lambda row, column, width: interval(scores[row][max(0, column - 1)], width),
    )


def pairs(report: Report, label: str | None, palette: Palette) -> Grid:
    """Every two annotators: F1 of annotations that share half their text or more, of one label or all of them."""
    names = report.scope.annotators
    found = {score.annotators: score for score in report.scores if score.measure == NEAR and score.label == label}
    behind = _behind(report, label)
    cells = [[_pair(found, one, other, behind, palette) for other in names] for one in names]
    return Grid(
        f"{HEADS[NEAR]} {ROWS.get(label) or printable(str(label), '')}",
        [person(name, PERSON - 1) for name in names],
        [Text(printable(name, "")) for name in names],
        cells,
        PERSON,
        NAME,
        "One annotator alone agrees with nobody.",
    )


def confusion(found: Differing, scheme: Scheme, palette: Palette) -> Grid:
    """How often the one had the label of the row where the other had that of the column, or nothing."""
    counts = found.confusion
    used = {label for pair in counts for label in pair}
    labels = [label for label in dict.fromkeys((*found.scope.labels, *found.scope.only, None)) if label in used]
    whole = {label: sum(counts[label, other] for other in labels) for label in labels}
    width = max([COUNT, *(len(f"{count:,}") for count in counts.values())])

    def cell(one: str | None, other: str | None) -> Cell:
        if not (count := counts[one, other]):
            return Cell(Text("·", "dim"))
        against = "the same" if one == other else f"against {other or NOTHING}"
        told = printable(f"{count:,} of {whole[one]:,} {one or NOTHING} {against}", "")
        behind = Behind(confused=(one, other), both_ways=not found.directed)
        return Cell(heated(f"{count:,}", count / whole[one], width, palette), told, behind)

    return Grid(
        _who(found),
        [_short(label, scheme, width) for label in labels],
        [Text(NOTHING, "dim") if label is None else named(scheme.label(label)) for label in labels],
        [[cell(one, other) for other in labels] for one in labels],
        width,
        NAME,
        "There is nothing to compare yet.",
    )


def interval(score: Score, width: int) -> Text:
    """The figure between its ends, on a line from 0 to 1: `··├──●─┤···`. What is below 0 stands at its left end."""
    if width < 8 or score.value is None:
        return Text("")
    cells = ["·"] * width
    ends = [_place(end, width) for end in (score.low, score.high) if end is not None]
    if ends:
        low, high = ends
        cells[low : high + 1] = ["├", *["─"] * (high - low - 1), "┤"][: high - low + 1]
    value = _place(score.value, width)
    cells[value] = "●" if score.value >= 0 else "◂"
    line = Text("".join(cells), "dim")
    if ends:
        line.stylize("not dim", low, high + 1)
    line.stylize("bold not dim", value, value + 1)
    return line


def _place(figure: float, width: int) -> int:
    """Where it stands on a line from 0 to 1 of so many cells."""
    return round(max(0.0, min(1.0, figure)) * (width - 1))


def told(score: Score) -> str:
    """The figure in full: its interval, and what it was made of, or why there is none."""
    if score.value is None:
        return f"undefined: {score.note}"
    ends = ""
    if score.low is not None and score.high is not None:
        ends = f"  95 % {figure(score.low)} to {figure(score.high)}"
    made = f"{counted(score.n_items, 'annotation')} in {counted(score.n_articles, 'article')}"
    return " · ".join(filter(None, (f"{figure(score.value)}{ends}", made, score.note)))


def _order(labels: Iterable[str | None], scheme: Scheme) -> list[str | None]:
    """As in the scheme's tree, each group above its labels; at the end what is of all labels, and of any."""
    tree = [name for label, _ in scheme.tree for name in (below(label.name), label.name)]
    places: dict[str | None, int] = {name: place for place, name in enumerate(tree)}
    return sorted(labels, key=lambda label: places.get(label, len(places)))


def _behind(report: Report, label: str | None) -> Behind:
    """Whatever is of the label, or of those of the group."""
    if label is None or label in ROWS:
        return Behind()
    groups = families(report.scope.chosen, report.scope.above)
    return Behind(label=label, labels=tuple(groups.get(label, (label,))))


def _name(label: str | None, behind: Behind, scheme: Scheme) -> Text:
    if label is None or label in ROWS:
        return Text(ROWS[label], "bold")
    return Text(printable(label, ""), "bold") if len(behind.labels) > 1 else named(scheme.label(label))


def _count(score: Score, behind: Behind) -> Cell:
    return Cell(Text(f"{score.n_items:,}", "dim"), f"{counted(score.n_items, 'annotation')} in this row", behind)


def _score(score: Score, behind: Behind) -> Cell:
    return Cell(Text(_shown(score)), told(score), behind)


def _shown(score: Score) -> str:
    return "—" if score.value is None else figure(score.value)


def _axis(name: str, width: int) -> Text:
    """Above the lines of intervals: where they begin and end."""
    if width < 8:
        return Text("")
    return Text(f"0{f' {name} ':^{width - 2}}1", "dim")


def _pair(found: Mapping[tuple[str, ...], Score], one: str, other: str, behind: Behind, palette: Palette) -> Cell:
    score = found.get((one, other)) or found.get((other, one))
    if score is None:
        return Cell(Text("·", "dim"))
    text = heated(_shown(score), score.value, PERSON, palette)
    return Cell(text, told(score), replace(behind, annotators=score.annotators))


def _who(found: Differing) -> str:
    if not found.directed:
        return "one ↓ other →"
    first = {names[0] for names in found.articles}
    second = {names[1] for names in found.articles}
    others = printable(next(iter(second)), "") if len(second) == 1 else "others"
    return f"{printable(', '.join(first), '')} ↓ {others} →"


def _short(label: str | None, scheme: Scheme, width: int) -> str:
    """What there is room for above a column: the label's key, or the beginning of its name."""
    if label is None:
        return "–"
    return scheme.label(label).key or set_cell_size(printable(label, ""), width - 1).strip()


def heated(words: str, share: float | None, width: int, palette: Palette) -> Text:
    """The words over a ground that is the stronger the greater the share, in [0, 1]."""
    text = Text(f"{words:>{width}}")
    if share is not None and palette.colour and not palette.ansi:
        text.stylize(warmth(max(0.0, min(1.0, share)), palette))
    return text


def warmth(share: float, palette: Palette) -> Style:
    """Ink and ground of a share."""
    paper = palette.background.blend(palette.accent, 0.7 * share)
    ink = readable(palette.foreground, paper, READ)
    return Style(color=ink.rich_color, bgcolor=paper.rich_color)
