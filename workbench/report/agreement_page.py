"""The report on agreement as one page of HTML: what was counted, figures, who agrees with whom, what on, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from workbench.agreement.measure import Family, Measure
from workbench.report import page
from workbench.report.casebook import sides, slips, tabulated
from workbench.report.comparing import Report
from workbench.report.differing import NOTHING, Differing
from workbench.report.methods import means, methods, references
from workbench.report.quality import Figure, QualityReport
from workbench.report.scores import NEAR, ROWS, Score, worst_first
from workbench.report.sentences import figure, many, percent

WORST = 10
"""Articles that are told, at most."""
ACROSS = 5
"""Figures side by side, so that there is room on paper."""
MOST = 4
"""Measures that are told of them."""


def as_page(report: Report, differing: Differing, quality: QualityReport, title: Callable[[str], str]) -> str:
    """The whole document; all is of the same scope, and `title` gives that of an article, by its id."""
    if not report.articles:
        nothing = page.paragraph("There is nothing to compare yet: no paragraph has been read by two annotators.")
        return page.page("Agreement", nothing, *_warnings(report))
    return page.page(
        "Agreement",
        *_counted(report),
        *_warnings(report),
        *_figures(report),
        *_pairs(report),
        *_beside(report),
        *_differences(differing),
        *_worst(report, title),
        *_annotators(quality),
        *_methods(report),
    )


def _counted(report: Report) -> Iterator[str]:
    yield page.heading("What was counted")
    units = many(report.units, report.scope.unit.value)
    yield page.paragraph(
        f"{many(report.paragraphs, 'paragraph')} of {many(report.articles, 'article')} that two annotators or more "
        f"have read, {units}. What lies in other paragraphs is cut off."
    )
    rows = [(share.annotator, share.articles, share.paragraphs, share.annotations) for share in report.shares]
    yield page.table(("annotator", "articles", "paragraphs", "annotations"), rows)
    if report.unused:
        yield page.element("p", f"Used by nobody: {', '.join(report.unused)}.", class_="quiet")


def _warnings(report: Report) -> Iterator[str]:
    if report.warnings:
        yield page.heading("To beware of")
        yield page.element("div", page.bullets(report.warnings), class_="warning")


def _figures(report: Report) -> Iterator[str]:
    mean = f"; {mean}" if (mean := means(report)) else ""
    yield page.heading("How far they agree")
    yield page.paragraph(f"Below each figure its 95 % interval{mean}.")
    mine = report.shown(report.scope.annotators)
    names = {score.measure for score in mine}
    told = [measure for measure in report.scope.told if measure.name in names]
    for family, some in groupby(told, key=lambda measure: measure.family):
        measures = list(some)
        for first in range(0, len(measures), ACROSS):
            yield _by_label(mine, measures[first : first + ACROSS], report, family)
    reasons: dict[str, list[str]] = {}
    for score in mine:
        if score.note:
            reasons.setdefault(score.note, []).append(_name(score.label))
    if reasons:
        yield page.paragraph("Why there are dashes, or no intervals:")
        yield page.bullets(f"{note}: {', '.join(dict.fromkeys(labels))}" for note, labels in reasons.items())


def _by_label(scores: Sequence[Score], measures: Sequence[Measure], report: Report, family: Family) -> page.Html:
    rows = []
    lowest = {measure.name: _lowest(scores, measure) for measure in measures}
    for label, some in groupby(scores, key=lambda score: score.label):
        found = {score.measure: score for score in some}
        marked = found["prevalence"]
        figures = [_figure(found.get(measure.name), lowest[measure.name]) for measure in measures]
        share = None if marked.value is None else percent(marked.value)
        rows.append((_name(label), marked.n_items, share, *figures))
    head = ["label", "annotations", "text marked", *(measure.title for measure in measures)]
    return page.table(head, rows, family.value.format(unit=report.scope.unit.value))


def _lowest(scores: Sequence[Score], measure: Measure) -> float:
    """Where the axis begins: at 0 where nothing is below."""
    ends = [end for one in scores if one.measure == measure.name for end in (one.value, one.low) if end is not None]
    return -1.0 if min(ends, default=0.0) < 0 else 0.0


def _figure(score: Score | None, lowest: float) -> page.Cell:
    return page.figure(score.value, score.low, score.high, lowest) if score else ""


def _name(label: str | None) -> str:
    return ROWS.get(label) or str(label)


def _pairs(report: Report) -> Iterator[str]:
    """Who agrees with whom: all labels together, a map for each measure that every two have."""
    names = report.scope.annotators
    if len(names) < 3:
        return
    yield page.heading("Who agrees with whom")
    of_two = {
        (s.measure, frozenset(s.annotators)): s.value
        for s in report.scores
        if s.label is None and len(s.annotators) == 2
    }
    for measure in report.scope.told:
        if any(name == measure.name for name, _ in of_two):
            values = [[of_two.get((measure.name, frozenset((one, other)))) for other in names] for one in names]
            yield page.heat_map("", names, names, values, f"{measure.title}, all labels together")


def _beside(report: Report) -> Iterator[str]:
    for title, heading, scores in (
        ("Attributes of what both have marked", "attribute", report.attributes),
        ("Relations between annotations that match", "relation", report.relations),
    ):
        if scores:
            yield page.heading(title)
            rows = [(_what(score), _BESIDE[score.measure], score.n_items, _figure(score, 0.0)) for score in scores]
            yield page.table((heading, "measure", "compared", "agreement"), rows)


_BESIDE = {"attribute_percent": "the same", "attribute_alpha": "Krippendorff's α", "relation_f1": "F1"}


def _what(score: Score) -> str:
    return f"{_name(score.label)}: {score.attribute}" if score.attribute else str(score.relation)


def _differences(differing: Differing) -> Iterator[str]:
    """What they disagree on: kinds of differences by label, and which label is taken for which."""
    if not differing.counts:
        return
    yield page.heading("What they disagree on")
    headings, lines = tabulated(differing, differing.by_label)
    yield page.table(("label", *headings), ((label, *counts) for label, counts in lines))
    if off := ", ".join(slips(differing)):
        yield page.paragraph(f"Boundaries: {off}.")
    cells, labels = differing.confusion, [*differing.by_label, None]
    values = [[cells[row, column] if row or column else None for column in labels] for row in labels]
    rows = [*(f"{number} {label}" for number, label in enumerate(differing.by_label, 1)), NOTHING]
    columns = [*map(str, range(1, len(labels))), NOTHING]
    first, second = sides(differing)
    yield page.heat_map(
        f"{first} ↓  {second} →", rows, columns, values, "Which label the one has where the other has which"
    )


def _worst(report: Report, title: Callable[[str], str]) -> Iterator[str]:
    there = {score.measure for score in report.by_article}
    told = [one for one in report.scope.told if one.name in there]
    measures = [one for one in told if one.family is Family.MENU] or told[:MOST]
    if not measures or report.articles < 2:
        return
    yield page.heading("The articles that went worst")
    rows = [
        (f"{title(id_)} ({id_})", next(iter(found.values())).n_items, *(found[one.name].value for one in measures))
        for id_, found in worst_first(report.by_article)[:WORST]
        if any(score.value is not None for score in found.values())
    ]
    yield page.table(("article", "annotations", *(one.title for one in measures)), rows)


def _annotators(quality: QualityReport) -> Iterator[str]:
    """Each by itself: a row, of which `workbench quality` tells more."""
    sides = {True: "against gold", False: "against the others"} if quality.gold else {False: "against the others"}
    guess = "" if quality.note else "Likely right: of what they said, estimated without gold (Dawid and Skene 1979). "
    yield page.heading("Each annotator")
    yield page.paragraph(
        "F1 at half the text, with its 95 % interval, then of the first, second and last third of their articles. ",
        f"{guess}It says where to look, and is no mark.",
    )
    head = ["annotator", *sides.values(), *(["likely right"] if guess else []), "by thirds", "words per hour"]
    rows: list[list[page.Cell]] = []
    for one in quality.annotators:
        against = (one.figure(NEAR, gold=gold) for gold in sides)
        right = [percent(one.competence.accuracy) if one.competence else None] if guess else []
        thirds = " ".join("–" if third.value is None else figure(third.value) for third in one.course)
        pace = round(one.pace.words_per_hour) if one.pace else None
        rows.append([one.name, *map(_against, against), *right, thirds or None, pace])
    yield page.table(head, rows)


def _against(found: Figure | None) -> page.Html:
    estimate = found.estimate if found else None
    return page.figure(*((estimate.value, estimate.low, estimate.high) if estimate else (None, None, None)))


def _methods(report: Report) -> Iterator[str]:
    yield page.heading("Methods, for a paper")
    yield page.element("blockquote", page.paragraph(methods(report)))
    yield page.heading("References", 3)
    yield page.bullets(references(report))
