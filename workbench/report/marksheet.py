"""The class report for programs and spreadsheets, and what of it is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO

from workbench import __version__
from workbench.agreement.intervals import Estimate, Interval
from workbench.formats.spreadsheet import write_rows
from workbench.report.learners import ClassReport, Confused, Figures, Learner
from workbench.report.scores import INTERVALS

ALL = "all labels"
FIGURES = ("precision", "recall", "f1")
COUNTED = (
    "First attempts: the annotations of a paragraph when it was marked read for the first time, held against the gold "
    "standard. An annotation counts as much as it is right: as the share of common text, half of it where the label is "
    "another one or one was made of several."
)
INTERVAL = f"{INTERVALS[Interval.JACKKNIFE]}; shaky under ten articles"


def confused(pair: Confused) -> str:
    """What was taken for what, in words."""
    gold, made = pair
    if made is None:
        return f"{gold} missed"
    return f"{made} where gold has nothing" if gold is None else f"{gold} called {made}"


def as_document(report: ClassReport) -> dict[str, Any]:
    """Everything as one JSON document."""
    return {
        "learners": [_learner(one) for one in report.learners],
        "articles": report.articles,
        "pass_mark": report.pass_mark,
        "settings": {"counted": COUNTED, "interval": INTERVAL, "version": __version__},
    }


def _learner(learner: Learner) -> dict[str, Any]:
    return {
        "name": learner.name,
        "paragraphs": learner.paragraphs,
        "articles": [
            {"article": one.article, "at": one.at.isoformat(), "paragraphs": len(one.tries)} for one in learner.sittings
        ],
        "figures": [asdict(one) for one in learner.figures],
        "confused": [{"gold": gold, "made": made, "count": n} for (gold, made), n in learner.confused],
    }


def write_csv(report: ClassReport, stream: BinaryIO) -> None:
    """A row for each learner and label, and one for all."""
    ends = [f"{name}{end}" for name in FIGURES for end in ("", "_low", "_high")]
    counts = ("articles", "paragraphs", "gold", "made")
    head = ("learner", "label", *counts, *ends, "passed", "course", "confused")
    rows = (_cells(learner, figures) for learner in report.learners for figures in learner.figures)
    write_rows(stream, head, rows)


def _cells(learner: Learner, figures: Figures) -> Iterator[str | int]:
    yield from (learner.name, figures.label or ALL, len(learner.sittings), learner.paragraphs)
    yield from (figures.gold, figures.made)
    for name in FIGURES:
        yield from _ends(getattr(figures, name))
    yield {None: "", True: "yes", False: "no"}[figures.passed]
    yield "; ".join("" if one is None else f"{one:.4f}" for one in figures.course)
    mine = [one for one in learner.confused if figures.label is None or figures.label in one[0]]
    yield "; ".join(f"{confused(pair)}: {count}" for pair, count in mine)


def _ends(found: Estimate | None) -> Iterator[str]:
    """The figure and the ends of its interval; empty where there is none."""
    values = (found.value, found.low, found.high) if found else (None, None, None)
    yield from ("" if value is None else f"{value:.4f}" for value in values)
