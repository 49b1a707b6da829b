"""The class report as one page of HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from workbench.agreement.intervals import Estimate
from workbench.report import page
from workbench.report.learners import ClassReport, Confused, Figures, Learner
from workbench.report.marksheet import ALL, COUNTED, FIGURES, INTERVAL, confused
from workbench.report.sentences import course, many

COMMONEST = 10
"""Confusions that are told of each learner and of the class, at most."""
HEAD = ("gold", "made", "precision", "recall", "F1", "95 % interval of F1", "", "passed", "by article, in time")


def as_page(report: ClassReport) -> str:
    """The whole document: the class, then each learner."""
    return page.page("Class report", *_class(report), *(part for one in report.learners for part in _learner(one)))


def _class(report: ClassReport) -> Iterator[str]:
    mark = "" if report.pass_mark is None else f" A label is passed from {report.pass_mark:.2f} on."
    articles = many(report.articles, "article")
    yield page.paragraph(f"{many(len(report.learners), 'learner')}, {articles} with a gold standard.{mark}")
    yield page.element("p", f"{COUNTED} Intervals: {INTERVAL}.", class_="quiet")
    rows = [(one.name, *_row(one.figures[0])) for one in report.learners]
    yield page.table(["learner", *HEAD], rows, "All labels together")
    labels = list(dict.fromkeys(f.label for one in report.learners for f in one.figures if f.label))
    scores = [{f.label: f.f1.value if f.f1 else None for f in one.figures} for one in report.learners]
    values = [[score.get(label) for score in scores] for label in labels]
    yield page.heat_map("label", labels, [one.name for one in report.learners], values, "F1 by label and learner")
    every = sum((Counter(dict(one.confused)) for one in report.learners), Counter[Confused]())
    yield page.heading("What went wrong most often in the class")
    yield page.bullets(f"{count} × {confused(pair)}" for pair, count in every.most_common(COMMONEST))


def _learner(learner: Learner) -> Iterator[str]:
    yield page.heading(learner.name)
    yield page.paragraph(f"{many(learner.paragraphs, 'paragraph')} of {many(len(learner.sittings), 'article')}.")
    yield page.table(["label", *HEAD], ((one.label or ALL, *_row(one)) for one in learner.figures))
    yield page.bullets(f"{count} × {confused(pair)}" for pair, count in learner.confused[:COMMONEST])


def _row(figures: Figures) -> tuple[page.Cell, ...]:
    values = (_value(getattr(figures, name)) for name in FIGURES)
    passed = {None: None, True: "yes", False: "no"}[figures.passed]
    return figures.gold, figures.made, *values, _ends(figures.f1), _drawn(figures.f1), passed, course(figures.course)


def _value(found: Estimate | None) -> float | None:
    return found.value if found else None


def _ends(found: Estimate | None) -> str | None:
    if found is None or found.low is None or found.high is None:
        return None
    return f"{found.low:.2f}–{found.high:.2f}"


def _drawn(found: Estimate | None) -> page.Html:
    return page.interval(found.value, found.low, found.high) if found else page.Html()
